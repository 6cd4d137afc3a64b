// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/facts/weekchunk.h"

#include <algorithm>

namespace watchfloor {

namespace {

// 1970-01-01 was a Thursday.
constexpr TimeMs kHour = 3600 * 1000;
constexpr TimeMs kMondayShift = 3LL * 24 * 3600 * 1000;
// A row that lands this close to the end is moved in at once: batches arrive a little unsorted. Not
// where there is no room, as in weeks long past: all rows would move to a place twice as large.
constexpr std::size_t kNearEnd = 512;
constexpr std::size_t kSmall = 4096;

bool earlier(const FactRow &a, const FactRow &b)
{
    return a.time < b.time;
}

} // namespace

TimeMs WeekChunk::weekOf(TimeMs time)
{
    const TimeMs shifted = time + kMondayShift;
    const TimeMs rest = shifted % kWeek;
    return time - (rest < 0 ? rest + kWeek : rest);
}

std::size_t WeekChunk::lateLowerBound(TimeMs time) const
{
    const auto found = std::lower_bound(m_late.begin(), m_late.end(), time,
                                        [](const FactRow &row, TimeMs t) { return row.time < t; });
    return static_cast<std::size_t>(found - m_late.begin());
}

void WeekChunk::add(const FactRow &row)
{
    m_hours.clear();
    const std::size_t size = m_rows.size();
    if (size == 0 || row.time >= m_rows.time(size - 1)) {
        if (size >= kSmall && !m_rows.hasRoom()) {
            m_rows.reserve(size + size / 8);
        }
        m_rows.append(row);
    } else if (size < kSmall && (size <= kNearEnd || row.time >= m_rows.time(size - kNearEnd))) {
        m_rows.insert(m_rows.lowerBound(row.time), row);
    } else if (size >= kSmall && m_rows.hasRoom() && row.time >= m_rows.time(size - kNearEnd)) {
        m_rows.insert(m_rows.lowerBound(row.time), row);
    } else {
        m_late.push_back(row);
    }
}

std::pair<WeekChunk::Where, std::size_t> WeekChunk::find(const FactRow &row) const
{
    for (std::size_t i = m_rows.lowerBound(row.time); i < m_rows.size(); ++i) {
        if (m_rows.time(i) != row.time) {
            break;
        }
        if (m_rows.cell(i) == row.cell && m_rows.row(i) == row) {
            return {Where::Packed, i};
        }
    }
    const auto settled = m_late.begin() + static_cast<std::ptrdiff_t>(m_settled);
    auto late = std::lower_bound(m_late.begin(), settled, row, earlier);
    for (; late != m_late.end(); ++late) {
        if (late < settled && late->time != row.time) {
            late = settled;
            if (late == m_late.end()) {
                break;
            }
        }
        if (*late == row) {
            return {Where::Late, static_cast<std::size_t>(late - m_late.begin())};
        }
    }
    return {Where::Nowhere, 0};
}

bool WeekChunk::remove(const FactRow &row)
{
    const auto [where, at] = find(row);
    if (where == Where::Nowhere) {
        return false;
    }
    m_hours.clear();
    if (where == Where::Packed) {
        m_rows.setRemoved(at);
        ++m_removed;
        m_removedOffsets.push_back(static_cast<quint32>(row.time - m_start));
    } else {
        m_late.erase(m_late.begin() + static_cast<std::ptrdiff_t>(at));
        m_settled -= at < m_settled ? 1 : 0;
    }
    return true;
}

bool WeekChunk::replace(const FactRow &before, const FactRow &after)
{
    if (before.time != after.time) {
        if (!remove(before)) {
            return false;
        }
        add(after);
        return true;
    }
    const auto [where, at] = find(before);
    if (where == Where::Nowhere) {
        return false;
    }
    if (where == Where::Packed) {
        m_rows.set(at, after);
    } else {
        m_late[at] = after;
    }
    return true;
}

void WeekChunk::settle()
{
    if (m_settled < m_late.size()) {
        const auto middle = m_late.begin() + static_cast<std::ptrdiff_t>(m_settled);
        std::sort(middle, m_late.end(), earlier);
        std::inplace_merge(m_late.begin(), middle, m_late.end(), earlier);
        m_settled = m_late.size();
    }
    std::sort(m_removedOffsets.begin(), m_removedOffsets.end());
    // Bounds what a reader pays for late rows; folding is linear, so this costs a few moves a row.
    if (m_late.size() + m_removed > 2048 + m_rows.size() / 64) {
        fold();
    }
}

void WeekChunk::fold()
{
    if (isFolded()) {
        return;
    }
    PackedRows folded(m_start);
    std::size_t late = 0;
    const auto appendLateUpTo = [&](TimeMs time) {
        for (; late < m_late.size() && m_late[late].time < time; ++late) {
            folded.append(m_late[late]);
        }
    };
    std::sort(m_late.begin(), m_late.end(), earlier);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows.cell(i) == 0) {
            continue;
        }
        appendLateUpTo(m_rows.time(i));
        folded.append(m_rows.row(i));
        if (i == 0) {
            folded.reserve(size());
        }
    }
    appendLateUpTo(end());
    m_rows = std::move(folded);
    m_late.clear();
    m_late.shrink_to_fit();
    m_settled = 0;
    m_removedOffsets = {};
    m_removed = 0;
}

void WeekChunk::merge(const FactRow *first, const FactRow *last)
{
    if (first == last) {
        return;
    }
    m_hours.clear();
    if (m_rows.size() == 0 || first->time >= m_rows.time(m_rows.size() - 1)) {
        const std::size_t rows = m_rows.size() + static_cast<std::size_t>(last - first);
        for (const FactRow *row = first; row != last; ++row) {
            m_rows.append(*row);
            if (row == first) {
                m_rows.reserve(rows);
            }
        }
        return;
    }
    m_late.insert(m_late.end(), first, last);
    fold();
}

void WeekChunk::merge(const PackedSlice &slice)
{
    m_hours.clear();
    if (m_rows.insert(slice)) {
        return;
    }
    std::vector<FactRow> rows;
    rows.reserve(slice.size);
    for (std::size_t i = 0; i < slice.size; ++i) {
        rows.push_back(slice.row(i));
    }
    merge(rows.data(), rows.data() + rows.size());
}

void WeekChunk::shrink()
{
    m_rows.shrink();
    m_late.shrink_to_fit();
}

std::vector<FactRow> WeekChunk::rowsIn(TimeMs from, TimeMs to) const
{
    std::vector<FactRow> rows;
    const std::size_t last = m_rows.lowerBound(to);
    for (std::size_t i = m_rows.lowerBound(from); i < last; ++i) {
        if (m_rows.cell(i) != 0) {
            rows.push_back(m_rows.row(i));
        }
    }
    const std::size_t packed = rows.size();
    for (std::size_t i = lateLowerBound(from); i < m_late.size() && m_late[i].time < to; ++i) {
        rows.push_back(m_late[i]);
    }
    std::inplace_merge(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(packed), rows.end(),
                       earlier);
    return rows;
}

std::size_t WeekChunk::countIn(TimeMs from, TimeMs to) const
{
    if (from <= start() && to >= end()) {
        return size();
    }
    if (!m_hours.empty() && (from - start()) % kHour == 0 && (to - start()) % kHour == 0) {
        const auto before = [this](TimeMs time) {
            return m_hours[static_cast<std::size_t>(
                std::clamp<TimeMs>((time - start()) / kHour, 0, kWeek / kHour))];
        };
        return before(to) - std::min(before(from), before(to));
    }
    const std::size_t late = m_late.empty() ? 0 : lateLowerBound(to) - lateLowerBound(from);
    const std::size_t packed = m_rows.lowerBound(to) - m_rows.lowerBound(from);
    if (m_removed == 0) {
        return packed + late;
    }
    const auto offset = [this](TimeMs time) { return std::max<TimeMs>(time - m_start, 0); };
    const auto from0 =
        std::lower_bound(m_removedOffsets.begin(), m_removedOffsets.end(), offset(from));
    const auto to0 = std::lower_bound(m_removedOffsets.begin(), m_removedOffsets.end(), offset(to));
    return packed + late - static_cast<std::size_t>(to0 - from0);
}

void WeekChunk::indexHours()
{
    if (!m_hours.empty()) {
        return;
    }
    std::vector<quint32> hours;
    hours.reserve(kWeek / kHour + 1);
    for (TimeMs hour = start(); hour <= end(); hour += kHour) {
        hours.push_back(static_cast<quint32>(countIn(start(), hour)));
    }
    m_hours = std::move(hours);
}

std::size_t WeekChunk::memoryUse() const
{
    return sizeof(*this) + m_hours.capacity() * sizeof(quint32) + m_rows.memoryUse() +
           m_late.capacity() * sizeof(FactRow) + m_removedOffsets.capacity() * sizeof(quint32);
}

} // namespace watchfloor
