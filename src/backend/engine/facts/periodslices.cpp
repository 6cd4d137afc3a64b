// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/facts/packedrows.h"
#include "backend/engine/facts/periodsummary.h"

#include <algorithm>
#include <array>

namespace watchfloor {

namespace {

constexpr std::size_t kFewRows = 1024; // less than an index of all cells costs
// Entries of a month do not fit into a core's own cache: they are called for this many rows ahead.
constexpr std::size_t kAhead = 16;

/// Do all values of 4 bytes or less fit into as many in milliseconds?
bool fitNarrow(const PackedSlice &slice)
{
    if (slice.valueBytes == 0 || slice.unit == 1) {
        return true;
    }
    quint32 used = 0;
    qint32 low = 0;
    const auto look = [&](const char *steps) {
        for (std::size_t i = 0; i < slice.size; ++i) {
            const auto step = PackedSlice::readAt<qint32>(steps, i);
            const qint32 taken = step == NarrowRows::kAbsent ? 0 : step;
            used |= static_cast<quint32>(taken);
            low = std::min(low, taken);
        }
    };
    look(slice.values);
    if (slice.business) {
        look(slice.business);
    }
    constexpr qint64 most = std::numeric_limits<qint32>::max();
    return low == 0 && used <= most / slice.unit;
}

} // namespace

/// The entry of each row; those of new cells are made.
template<typename Cell>
void PeriodSummary::findEntries(const PackedSlice &slice, std::vector<quint32> *entries)
{
    Cell last = 0;
    for (std::size_t i = 0; i < slice.size; ++i) {
        last = std::max(last, PackedSlice::readAt<Cell>(slice.cells, i));
    }
    unpack();
    if (m_index.empty()) {
        makeIndex();
    }
    m_index.resize(std::max<std::size_t>(m_index.size(), std::size_t{last} + 1), 0);
    entries->resize(slice.size);
    std::vector<CellCode> fresh;
    for (std::size_t i = 0; i < slice.size; ++i) {
        const Cell cell = PackedSlice::readAt<Cell>(slice.cells, i);
        quint32 &entry = m_index[cell];
        if (entry == 0) {
            fresh.push_back(cell);
            entry = static_cast<quint32>(m_totals.size() + fresh.size());
        }
        (*entries)[i] = entry - 1;
    }
    const std::size_t wanted = m_totals.size() + fresh.size();
    if (wanted > m_totals.capacity()) {
        reserve(wanted + wanted / 32);
    }
    for (const CellCode cell : fresh) {
        makeEntry(cell);
    }
}

template<bool HasValues, bool HasBusiness, typename Extreme>
void PeriodSummary::addRows(const PackedSlice &slice, const std::vector<quint32> &entries,
                            const CellTargets &targets, std::vector<Extremes<Extreme>> &extremes)
{
    CellTotals *const totals = m_totals.data();
    Extremes<Extreme> *const extreme = m_keepsExtremes ? extremes.data() : nullptr;
    // Copies: what is written below could be what these refer to.
    const quint32 *const entryOf = entries.data();
    const char *const values = slice.values;
    const char *const businessValues = slice.business;
    const std::size_t size = slice.size;
    const qint64 unit = slice.unit;
    const bool hits = targets.any();
    std::array<ValueBounds, 2> bounds;
    for (std::size_t i = 0; i < size; ++i) {
        if (i + kAhead < size) {
            __builtin_prefetch(totals + entryOf[i + kAhead], 1);
            if (extreme) {
                __builtin_prefetch(extreme + entryOf[i + kAhead], 1);
            }
        }
        const quint32 at = entryOf[i];
        CellTotals &cell = totals[at];
        qint64 value = 0, business = 0;
        bool hasBusiness = false;
        if constexpr (HasValues) {
            value = PackedSlice::readAt<qint32>(values, i) * unit;
        }
        if constexpr (HasBusiness) {
            const auto steps = PackedSlice::readAt<qint32>(businessValues, i);
            hasBusiness = steps != NarrowRows::kAbsent;
            business = hasBusiness ? steps * unit : 0;
        }
        bounds[0].include(value);
        if (hasBusiness) {
            bounds[1].include(business);
        }
        if (extreme) {
            Extremes<Extreme> &e = extreme[at];
            const auto taken = static_cast<Extreme>(value);
            const bool first = cell.n == 0;
            e.min = first || taken < e.min ? taken : e.min;
            e.max = first || taken > e.max ? taken : e.max;
            if (hasBusiness) {
                const auto open = static_cast<Extreme>(business);
                const bool firstBusiness = cell.businessN == 0;
                e.businessMin = firstBusiness || open < e.businessMin ? open : e.businessMin;
                e.businessMax = firstBusiness || open > e.businessMax ? open : e.businessMax;
            }
        }
        cell.n += 1;
        cell.sum += value;
        cell.businessN += hasBusiness ? 1 : 0;
        cell.businessSum += business;
        if (hits) {
            const qint64 target = targets.of(cell.cell);
            if (target != kReservedValue) {
                countHits(at, value <= target, hasBusiness && business <= target);
            }
        }
    }
    m_bounds[0].include(bounds[0]);
    m_bounds[1].include(bounds[1]);
}

template<typename Extreme>
void PeriodSummary::addSlice(const PackedSlice &slice, const std::vector<quint32> &entries,
                             const CellTargets &targets, std::vector<Extremes<Extreme>> &extremes)
{
    if (slice.valueBytes == 0) {
        addRows<false, false>(slice, entries, targets, extremes);
    } else if (slice.business) {
        addRows<true, true>(slice, entries, targets, extremes);
    } else {
        addRows<true, false>(slice, entries, targets, extremes);
    }
}

void PeriodSummary::add(const PackedSlice &slice, const CellTargets &targets)
{
    if (slice.size < kFewRows || slice.valueBytes == 8) {
        for (std::size_t i = 0; i < slice.size; ++i) {
            const FactRow row = slice.row(i);
            add(row, targets.of(row.cell));
        }
        return;
    }
    if (m_keepsExtremes && !m_isWide && !fitNarrow(slice)) {
        toWide();
    }
    std::vector<quint32> entries;
    if (slice.cellBytes == 2) {
        findEntries<quint16>(slice, &entries);
    } else {
        findEntries<quint32>(slice, &entries);
    }
    if (m_isWide) {
        addSlice(slice, entries, targets, m_wide);
    } else {
        addSlice(slice, entries, targets, m_narrow);
    }
}

} // namespace watchfloor
