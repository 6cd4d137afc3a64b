// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/facts/grouptrack.h"

#include "backend/engine/facts/slottotals.h"
#include "backend/engine/facts/valuebins.h"

#include <algorithm>

namespace watchfloor {

namespace {

// A track that was asked for so lately is not given up for another.
constexpr quint64 kStillWanted = 64;

} // namespace

GroupTrack::GroupTrack(const FactColumn &column, const CellChoice &choice, bool business)
    : m_business(business)
    , m_slots(choice.groups() + 1)
    , m_revision(column.revision())
    , m_logEnd(column.logEnd())
{
    const ValueBounds bounds = column.boundsIn({kEarliestFact, kLatestFact}, business);
    const qint32 low = bounds.isEmpty() ? 0 : valuebins::bin(bounds.low);
    const std::size_t bins =
        bounds.isEmpty() ? 1 : static_cast<std::size_t>(valuebins::bin(bounds.high) - low + 1);
    std::vector<quint32> before(m_slots * bins, 0);
    std::vector<quint32> inMonth(m_slots * bins, 0);
    std::vector<SlotTotals> totals(m_slots);
    const std::vector<quint32> base = binBases(choice, low, bins);
    SlotScan scan(column, choice, business);
    TimeMs week = 0;
    const auto checkpoint = [&] {
        if (FactColumn::monthOf(week) == week) {
            watchfloor::addCounts(before.data(), inMonth.data(), before.size());
            std::fill(inMonth.begin(), inMonth.end(), 0);
            m_monthsBefore.push_back(trimmed(before, low, bins, false));
        }
        m_checkpoints.push_back({totals, trimmed(inMonth, low, bins, true)});
    };
    column.forWeeks({kEarliestFact, kLatestFact}, [&](const FactWeek &rows) {
        if (m_checkpoints.empty()) {
            m_start = week = FactColumn::monthOf(rows.rows.start());
            checkpoint();
        }
        while (week < rows.rows.start()) {
            week += WeekChunk::kWeek;
            checkpoint();
        }
        scan.add(rows.rows, {rows.rows.start(), rows.rows.end()}, totals.data());
        countRowBins(rows.rows, {rows.rows.start(), rows.rows.end()}, business, base.data(), 1,
                     inMonth.data());
    });
    if (!m_checkpoints.empty()) {
        week += WeekChunk::kWeek;
        checkpoint();
    }
}

GroupTrack::Histogram GroupTrack::trimmed(const std::vector<quint32> &dense, qint32 low,
                                          std::size_t bins, bool mayBeNarrow) const
{
    Histogram histogram;
    histogram.rows.resize(m_slots);
    for (std::size_t slot = 1; slot < m_slots; ++slot) {
        const auto begin = dense.begin() + static_cast<std::ptrdiff_t>(slot * bins);
        const auto end = begin + static_cast<std::ptrdiff_t>(bins);
        const auto isCounted = [](quint32 count) { return count != 0; };
        const auto first = std::find_if(begin, end, isCounted);
        const auto last = std::find_if(std::make_reverse_iterator(end),
                                       std::make_reverse_iterator(first), isCounted)
                              .base();
        Histogram::Row &row = histogram.rows[slot];
        row.low = low + static_cast<qint32>(first - begin);
        row.begin = static_cast<quint32>(histogram.wide.size());
        histogram.wide.insert(histogram.wide.end(), first, last);
        row.end = static_cast<quint32>(histogram.wide.size());
    }
    if (mayBeNarrow && std::all_of(histogram.wide.begin(), histogram.wide.end(),
                                   [](quint32 count) { return count <= 0xFFFF; })) {
        histogram.narrow.assign(histogram.wide.begin(), histogram.wide.end());
        histogram.wide = {};
    }
    histogram.wide.shrink_to_fit();
    return histogram;
}

bool GroupTrack::isUsable(const FactColumn &column) const
{
    return m_revision == column.revision() && column.logReaches(m_logEnd);
}

std::optional<GroupTrack::Stretch> GroupTrack::stretchFor(TimeRange window) const
{
    const auto nearest = [this](TimeMs time) {
        const TimeMs weeks = (time - m_start + WeekChunk::kWeek / 2) / WeekChunk::kWeek;
        return static_cast<std::size_t>(
            std::clamp<TimeMs>(weeks, 0, static_cast<TimeMs>(m_checkpoints.size()) - 1));
    };
    if (m_checkpoints.empty() || window.isEmpty()) {
        return std::nullopt;
    }
    const std::size_t from = nearest(window.from);
    const std::size_t to = nearest(window.to);
    if (to < from + 4) {
        return std::nullopt;
    }
    return Stretch{from, to, {timeOf(from), timeOf(to)}};
}

void GroupTrack::addTotals(const FactColumn &column, const CellChoice &choice,
                           const Stretch &stretch, SlotTotals *out) const
{
    for (std::size_t slot = 1; slot < m_slots; ++slot) {
        out[slot].add(m_checkpoints[stretch.to].totals[slot]);
        out[slot].subtract(m_checkpoints[stretch.from].totals[slot]);
    }
    for (const FactLogEntry &entry : column.logFrom(m_logEnd)) {
        if (stretch.time.contains(entry.row.time)) {
            const std::optional<DurationMs> measured =
                m_business ? entry.row.business : std::optional(entry.row.value);
            const SlotTotals one{
                1, entry.row.value, entry.row.business ? 1 : 0, entry.row.business.value_or(0),
                measured && *measured <= column.targets().of(entry.row.cell) ? 1 : 0};
            SlotTotals &slot = out[choice.slot(entry.row.cell)];
            if (entry.gone) {
                slot.subtract(one);
            } else {
                slot.add(one);
            }
        }
    }
}

void GroupTrack::addHistogram(const Histogram &histogram, bool take, qint32 low, std::size_t bins,
                              quint32 *out)
{
    for (std::size_t slot = 1; slot < histogram.rows.size(); ++slot) {
        const Histogram::Row &row = histogram.rows[slot];
        if (row.begin == row.end) {
            continue;
        }
        quint32 *to = out + slot * bins + static_cast<std::size_t>(row.low - low);
        const std::size_t count = row.end - row.begin;
        if (!histogram.narrow.empty()) {
            const quint16 *counts = histogram.narrow.data() + row.begin;
            take ? watchfloor::takeCounts(to, counts, count)
                 : watchfloor::addCounts(to, counts, count);
        } else {
            const quint32 *counts = histogram.wide.data() + row.begin;
            take ? watchfloor::takeCounts(to, counts, count)
                 : watchfloor::addCounts(to, counts, count);
        }
    }
}

void GroupTrack::addCounts(const FactColumn &column, const CellChoice &choice,
                           const Stretch &stretch, qint32 low, std::size_t bins, quint32 *out) const
{
    const std::size_t months = FactColumn::kMonth / WeekChunk::kWeek;
    addHistogram(m_monthsBefore[stretch.to / months], false, low, bins, out);
    addHistogram(m_checkpoints[stretch.to].counts, false, low, bins, out);
    addHistogram(m_monthsBefore[stretch.from / months], true, low, bins, out);
    addHistogram(m_checkpoints[stretch.from].counts, true, low, bins, out);
    for (const FactLogEntry &entry : column.logFrom(m_logEnd)) {
        const std::optional<DurationMs> measured =
            m_business ? entry.row.business : std::optional(entry.row.value);
        if (measured && stretch.time.contains(entry.row.time)) {
            const qint32 bin = valuebins::bin(*measured) - low;
            quint32 &count =
                out[choice.slot(entry.row.cell) * bins + static_cast<std::size_t>(bin)];
            count += entry.gone ? static_cast<quint32>(-1) : 1;
        }
    }
}

std::size_t GroupTrack::memoryUse() const
{
    const auto bytesOf = [](const Histogram &histogram) {
        return sizeof(histogram) + histogram.rows.capacity() * sizeof(Histogram::Row) +
               histogram.wide.capacity() * sizeof(quint32) +
               histogram.narrow.capacity() * sizeof(quint16);
    };
    std::size_t bytes = sizeof(*this);
    for (const Checkpoint &checkpoint : m_checkpoints) {
        bytes += bytesOf(checkpoint.counts) + checkpoint.totals.capacity() * sizeof(SlotTotals);
    }
    for (const Histogram &month : m_monthsBefore) {
        bytes += bytesOf(month);
    }
    return bytes;
}

const GroupTrack *GroupTracks::find(FactColumnId id, const FactColumn &column,
                                    const CellChoice &choice, bool business)
{
    const auto found = m_known.find({id, choice.groupBy(), business});
    if (found == m_known.end() || !found->second.track) {
        return nullptr;
    }
    if (!found->second.track->isUsable(column)) {
        m_known.erase(found);
        return nullptr;
    }
    found->second.lastAsked = ++m_asked;
    return found->second.track.get();
}

const GroupTrack *GroupTracks::of(FactColumnId id, FactColumn &column, const CellChoice &choice,
                                  bool business, std::size_t bytes)
{
    if (const GroupTrack *found = find(id, column, choice, business)) {
        return found;
    }
    Known &known = m_known[{id, choice.groupBy(), business}];
    if (known.revision == column.revision()) {
        return nullptr;
    }
    known.revision = column.revision();
    known.lastAsked = ++m_asked;
    column.keepLog();
    auto made = std::make_shared<const GroupTrack>(column, choice, business);
    // The least lately asked ones make room, unless they are still wanted.
    while (memoryUse() + made->memoryUse() > bytes) {
        const auto oldest =
            std::min_element(m_known.begin(), m_known.end(), [](const auto &a, const auto &b) {
                const auto age = [](const Known &k) { return k.track ? k.lastAsked : ~quint64{0}; };
                return age(a.second) < age(b.second);
            });
        if (!oldest->second.track || oldest->second.lastAsked + kStillWanted > m_asked) {
            return nullptr;
        }
        m_known.erase(oldest);
    }
    known.track = std::move(made);
    return known.track.get();
}

std::size_t GroupTracks::memoryUse() const
{
    std::size_t bytes = 0;
    for (const auto &[key, known] : m_known) {
        bytes += known.track ? known.track->memoryUse() : 0;
    }
    return bytes;
}

} // namespace watchfloor
