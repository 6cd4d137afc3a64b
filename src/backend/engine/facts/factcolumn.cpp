// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/facts/factcolumn.h"

#include <algorithm>

namespace watchfloor {

namespace {

// Readers run through the log for each answer; what is made of all rows is made anew when it ends.
constexpr std::size_t kLongestLog = 16'384;
constexpr TimeMs kFirstMonday = -3LL * 24 * 3600 * 1000; // 1969-12-29

} // namespace

TimeMs FactColumn::monthOf(TimeMs time)
{
    const TimeMs rest = (time - kFirstMonday) % kMonth;
    return time - (rest < 0 ? rest + kMonth : rest);
}

FactWeek &FactColumn::weekFor(TimeMs time)
{
    const TimeMs start = WeekChunk::weekOf(time);
    return m_weeks.try_emplace(start, start).first->second;
}

FactWeek *FactColumn::findWeek(TimeMs time)
{
    const auto found = m_weeks.find(WeekChunk::weekOf(time));
    return found == m_weeks.end() ? nullptr : &found->second;
}

void FactColumn::count(FactWeek &week, const FactRow &row)
{
    const qint64 target = m_targets.of(row.cell);
    m_months[monthOf(row.time)].add(row, target);
    if (week.summary) {
        week.summary->add(row, target);
    }
    log(row, false);
}

void FactColumn::uncount(FactWeek &week, const FactRow &row)
{
    const qint64 target = m_targets.of(row.cell);
    m_months[monthOf(row.time)].subtract(row, target);
    if (week.summary) {
        week.summary->subtract(row, target);
    }
    log(row, true);
}

void FactColumn::log(const FactRow &row, bool gone)
{
    if (!m_keepsLog) {
        return;
    }
    if (m_log.size() == kLongestLog) {
        m_logStart += m_log.size();
        m_log = {};
        m_keepsLog = false; // whoever needs it asks again
        ++m_logStart;
        return;
    }
    m_log.push_back({row, gone});
}

void FactColumn::summarize(FactWeek &week)
{
    week.summary.emplace(false);
    FactRow row;
    week.rows.forEach(week.rows.start(), week.rows.end(),
                      [&](CellCode cell, qint64 value, bool has, qint64 business) {
                          if (cell != 0) {
                              row.cell = cell;
                              row.value = value;
                              row.business = has ? std::optional(business) : std::nullopt;
                              week.summary->add(row, m_targets.of(cell));
                          }
                      });
}

void FactColumn::add(const FactRow &row)
{
    FactWeek &week = weekFor(row.time);
    week.rows.add(row);
    count(week, row);
    m_touched.push_back(week.rows.start());
}

bool FactColumn::remove(const FactRow &row)
{
    FactWeek *week = findWeek(row.time);
    if (!week || !week->rows.remove(row)) {
        return false;
    }
    uncount(*week, row);
    m_touched.push_back(week->rows.start());
    return true;
}

bool FactColumn::replace(const FactRow &before, const FactRow &after)
{
    if (before.time != after.time) {
        if (!remove(before)) {
            return false;
        }
        add(after);
        return true;
    }
    FactWeek *week = findWeek(before.time);
    if (!week || !week->rows.replace(before, after)) {
        return false;
    }
    uncount(*week, before);
    count(*week, after);
    m_touched.push_back(week->rows.start());
    return true;
}

void FactColumn::merge(const std::vector<FactRow> &rows)
{
    ++m_revision;
    const FactRow *const end = rows.data() + rows.size();
    for (const FactRow *first = rows.data(); first != end;) {
        FactWeek &week = weekFor(first->time);
        const TimeMs weekEnd = week.rows.end();
        const FactRow *const last = std::partition_point(
            first, end, [=](const FactRow &row) { return row.time < weekEnd; });
        PeriodSummary &month = m_months[monthOf(first->time)];
        for (const FactRow *row = first; row != last; ++row) {
            month.add(*row, m_targets.of(row->cell));
        }
        week.rows.merge(first, last);
        m_touched.push_back(week.rows.start());
        week.summary.reset(); // made anew when settled
        first = last;
    }
}

/// A month to be filled with so many rows; it will have about as many cells as the one after it.
PeriodSummary &FactColumn::monthLike(TimeMs time, std::size_t rows)
{
    const auto [month, isNew] = m_months.try_emplace(monthOf(time));
    const auto next = std::next(month);
    if (isNew && next != m_months.end() && next->second.size() < rows) {
        month->second.reserve(next->second.size());
    }
    return month->second;
}

void FactColumn::merge(const std::vector<PackedSlice> &slices)
{
    ++m_revision;
    std::map<TimeMs, std::vector<const PackedSlice *>> weeks;
    for (const PackedSlice &slice : slices) {
        if (slice.size > 0) {
            weeks[WeekChunk::weekOf(slice.base)].push_back(&slice);
        }
    }
    for (const auto &[start, days] : weeks) {
        FactWeek &week = weekFor(start);
        std::size_t rows = 0;
        for (const PackedSlice *day : days) {
            rows += day->size;
        }
        week.rows.reserve(rows);
        PeriodSummary &month = monthLike(start, rows);
        for (const PackedSlice *day : days) {
            week.rows.merge(*day);
            month.add(*day, m_targets);
        }
        week.summary.reset(); // made anew when settled
        m_touched.push_back(start);
    }
}

void FactColumn::settle()
{
    std::sort(m_touched.begin(), m_touched.end());
    m_touched.erase(std::unique(m_touched.begin(), m_touched.end()), m_touched.end());
    for (const TimeMs start : m_touched) {
        FactWeek *week = findWeek(start);
        if (!week) {
            continue;
        }
        week->rows.settle();
        if (!week->summary && week->rows.size() >= m_denseWeek) {
            summarize(*week);
        }
    }
    m_touched.clear();
}

void FactColumn::drop(TimeRange window)
{
    ++m_revision;
    std::vector<TimeMs> starts;
    forWeeks(window, [&](const FactWeek &week) { starts.push_back(week.rows.start()); });
    for (const TimeMs start : starts) {
        FactWeek &week = m_weeks.at(start);
        std::vector<FactRow> kept = week.rows.rowsIn(start, window.from);
        const std::vector<FactRow> later = week.rows.rowsIn(window.to, week.rows.end());
        for (const FactRow &row : week.rows.rowsIn(window.from, window.to)) {
            uncount(week, row);
        }
        kept.insert(kept.end(), later.begin(), later.end());
        m_weeks.erase(start);
        if (!kept.empty()) {
            weekFor(start).rows.merge(kept.data(), kept.data() + kept.size());
            m_touched.push_back(start);
        }
    }
    settle();
}

bool FactColumn::foldSome(qint64 &rows)
{
    for (auto &[start, week] : m_weeks) {
        if (week.rows.isFolded()) {
            continue;
        }
        if (rows <= 0) {
            return true;
        }
        rows -= static_cast<qint64>(week.rows.size());
        week.rows.fold();
    }
    return false;
}

void FactColumn::shrink(TimeRange window)
{
    for (auto &[start, week] : m_weeks) {
        if (start >= window.to || week.rows.end() <= window.from) {
            continue;
        }
        week.rows.shrink();
        if (week.summary) {
            week.summary->shrink();
        }
    }
    for (auto &[start, month] : m_months) {
        if (start < window.to && start + kMonth > window.from) {
            month.shrink();
        }
    }
}

void FactColumn::setTargets(std::map<RowId, DurationMs> ofAccount, const CellTable &cells)
{
    ++m_revision;
    m_targetOfAccount = std::move(ofAccount);
    m_targets = {};
    extendTargets(cells);
    for (auto &[start, month] : m_months) {
        month.clearHits();
    }
    for (auto &[start, week] : m_weeks) {
        if (week.summary) {
            week.summary->clearHits();
        }
        if (!m_targets.any()) {
            continue;
        }
        PeriodSummary &month = m_months[monthOf(start)];
        PeriodSummary *summary = week.summary ? &*week.summary : nullptr;
        week.rows.forEach(start, week.rows.end(),
                          [&](CellCode cell, qint64 value, bool hasBusiness, qint64 business) {
                              const qint64 target = m_targets.of(cell);
                              if (cell == 0 || target == kReservedValue) {
                                  return;
                              }
                              const bool hit = value <= target;
                              const bool businessHit = hasBusiness && business <= target;
                              month.addHits(cell, hit, businessHit);
                              if (summary) {
                                  summary->addHits(cell, hit, businessHit);
                              }
                          });
    }
}

void FactColumn::extendTargets(const CellTable &cells)
{
    if (m_targetOfAccount.empty() || (m_targets.any() && m_targetedCells == cells.size())) {
        return;
    }
    if (!m_targets.any()) {
        m_targetedCells = 0;
    }
    m_targets.extend(m_targetOfAccount, cells, m_targetedCells);
    m_targetedCells = cells.size();
}

CellTargets CellTargets::of(const std::map<RowId, DurationMs> &ofAccount, const CellTable &cells)
{
    CellTargets targets;
    if (!ofAccount.empty()) {
        targets.extend(ofAccount, cells, 0);
    }
    return targets;
}

void CellTargets::extend(const std::map<RowId, DurationMs> &ofAccount, const CellTable &cells,
                         std::size_t known)
{
    const auto &accounts = cells.keyNumbers(Dimension::Account);
    const auto &keys = cells.keys(Dimension::Account);
    ofCell.resize(cells.codeEnd(), kReservedValue);
    for (std::size_t i = known; i < cells.size(); ++i) {
        const CellCode code = cells.order()[i];
        const auto found = ofAccount.find(keys[accounts[code]]);
        if (found != ofAccount.end()) {
            ofCell[code] = found->second;
        }
    }
}

void FactColumn::refreshExtremes(TimeMs month)
{
    std::vector<const WeekChunk *> weeks;
    forWeeks({month, month + kMonth}, [&](const FactWeek &week) { weeks.push_back(&week.rows); });
    m_months[month].refreshExtremes(weeks);
}

std::size_t FactColumn::countIn(TimeRange window) const
{
    std::size_t rows = 0;
    forWeeks(window,
             [&](const FactWeek &week) { rows += week.rows.countIn(window.from, window.to); });
    return rows;
}

void FactColumn::indexHours(TimeRange window)
{
    for (auto &[start, week] : m_weeks) {
        if (start < window.to && week.rows.end() > window.from) {
            week.rows.indexHours();
        }
    }
}

ValueBounds FactColumn::boundsIn(TimeRange window, bool business) const
{
    ValueBounds bounds;
    forMonths(window,
              [&](TimeMs, const PeriodSummary &month) { bounds.include(month.bounds(business)); });
    return bounds;
}

std::vector<FactRow> FactColumn::rowsIn(TimeRange window) const
{
    std::vector<FactRow> rows;
    forWeeks(window, [&](const FactWeek &week) {
        const std::vector<FactRow> part = week.rows.rowsIn(window.from, window.to);
        rows.insert(rows.end(), part.begin(), part.end());
    });
    return rows;
}

std::size_t FactColumn::size() const
{
    std::size_t rows = 0;
    for (const auto &[start, week] : m_weeks) {
        rows += week.rows.size();
    }
    return rows;
}

std::size_t FactColumn::memoryUse() const
{
    std::size_t bytes = sizeof(*this) + m_log.capacity() * sizeof(FactLogEntry) +
                        m_targets.ofCell.capacity() * sizeof(qint64);
    for (const auto &[start, week] : m_weeks) {
        bytes += week.rows.memoryUse() + (week.summary ? week.summary->memoryUse() : 0);
    }
    for (const auto &[start, month] : m_months) {
        bytes += sizeof(month) + month.memoryUse();
    }
    return bytes;
}

} // namespace watchfloor
