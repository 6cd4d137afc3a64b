// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/facts/monthhistograms.h"

#include "backend/engine/facts/factcolumn.h"
#include "backend/engine/facts/valuebins.h"

namespace watchfloor {

const SlotHistogram &MonthHistograms::of(const FactColumn &column, TimeMs month, quint64 version,
                                         const CellChoice &choice, bool business)
{
    SlotHistogram &known = m_known[{month, choice.groupBy(), business}];
    if (known.version == version) {
        return known;
    }
    const TimeRange window{month, month + FactColumn::kMonth};
    const ValueBounds bounds = column.boundsIn(window, business);
    const qint32 low = bounds.isEmpty() ? 0 : valuebins::bin(bounds.low);
    const std::size_t bins =
        bounds.isEmpty() ? 0 : static_cast<std::size_t>(valuebins::bin(bounds.high) - low + 1);
    const std::size_t slots = choice.groups() + 1;
    std::vector<quint32> all(slots * bins, 0);
    const quint32 *slotOf = choice.slots().data();
    quint32 *counts = all.data();
    column.forWeeks(window, [&](const FactWeek &week) {
        week.rows.forEach(window.from, window.to,
                          [=](CellCode cell, qint64 value, bool has, qint64 measured) {
                              if (business && !has) {
                                  return;
                              }
                              const qint32 bin = valuebins::bin(business ? measured : value) - low;
                              ++counts[slotOf[cell] * bins + static_cast<std::size_t>(bin)];
                          });
    });
    known = {};
    known.version = version;
    known.rows.resize(slots);
    for (std::size_t slot = 1; slot < slots; ++slot) {
        std::size_t first = 0;
        std::size_t last = bins;
        while (first < last && counts[slot * bins + first] == 0) {
            ++first;
        }
        while (last > first && counts[slot * bins + last - 1] == 0) {
            --last;
        }
        SlotHistogram::Row &row = known.rows[slot];
        row.low = low + static_cast<qint32>(first);
        row.begin = static_cast<quint32>(known.counts.size());
        known.counts.insert(known.counts.end(), counts + slot * bins + first,
                            counts + slot * bins + last);
        row.end = static_cast<quint32>(known.counts.size());
    }
    known.counts.shrink_to_fit();
    return known;
}

std::size_t MonthHistograms::memoryUse() const
{
    std::size_t bytes = 0;
    for (const auto &[key, histogram] : m_known) {
        bytes += sizeof(histogram) + histogram.rows.capacity() * sizeof(SlotHistogram::Row) +
                 histogram.counts.capacity() * sizeof(quint32);
    }
    return bytes;
}

} // namespace watchfloor
