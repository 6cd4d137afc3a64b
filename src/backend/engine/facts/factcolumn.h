// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/timerange.h"
#include "backend/engine/facts/periodsummary.h"
#include "backend/engine/facts/weekchunk.h"

#include <map>
#include <optional>
#include <span>

namespace watchfloor {

/// Rows of a week; a week of many rows has a summary of its own (no extremes), so that the ends of
/// a window stay short.
struct FactWeek {
    explicit FactWeek(TimeMs start)
        : rows(start)
    {
    }

    WeekChunk rows;
    std::optional<PeriodSummary> summary;
};

/// A row that came or went.
struct FactLogEntry {
    FactRow row;
    bool gone = false;
};

/// The rows of one column by week, with the checkpoints over them: one per four weeks.
class FactColumn {
public:
    static constexpr TimeMs kMonth = 4 * WeekChunk::kWeek;
    /// Start of the four weeks that hold `time`; aligned with weeks.
    static TimeMs monthOf(TimeMs time);
    /// A week of so many rows has a summary of its own: fewer are read in the time that a window's
    /// ends may take, and a summary has its price in memory.
    static constexpr std::size_t kDenseWeek = 524'288;

    explicit FactColumn(std::size_t denseWeek = kDenseWeek)
        : m_denseWeek(denseWeek)
    {
    }

    void add(const FactRow &row);
    bool remove(const FactRow &row); ///< false: no such row
    bool replace(const FactRow &before, const FactRow &after);
    /// Many rows, sorted by time.
    void merge(const std::vector<FactRow> &rows);
    /// The same from segments, each of one day.
    void merge(const std::vector<PackedSlice> &slices);
    void drop(TimeRange window);
    /// To be called after a batch of changes, before the next read.
    void settle();
    bool foldSome(qint64 &rows); ///< true: more is to do
    /// Weeks and four weeks that meet the window give back what only many changes need.
    void shrink(TimeRange window);

    /// By account; counts the hits anew.
    void setTargets(std::map<RowId, DurationMs> ofAccount, const CellTable &cells);
    /// Cells set since have their targets.
    void extendTargets(const CellTable &cells);
    const CellTargets &targets() const { return m_targets; }
    const std::map<RowId, DurationMs> &targetOfAccount() const { return m_targetOfAccount; }

    TimeMs loadedFrom() const { return m_loadedFrom; }
    void setLoadedFrom(TimeMs time)
    {
        m_loadedFrom = time;
        ++m_revision;
    }
    /// Grows when something other than single rows changes (loading, dropping, targets).
    quint64 revision() const { return m_revision; }

    /// each(week) for every week that meets the window, ascending.
    template<typename Each>
    void forWeeks(TimeRange window, Each &&each) const
    {
        if (window.isEmpty()) {
            return;
        }
        for (auto it = m_weeks.lower_bound(WeekChunk::weekOf(window.from));
             it != m_weeks.end() && it->first < window.to; ++it) {
            each(it->second);
        }
    }
    /// each(start, summary) for every four weeks that meet the window, ascending.
    template<typename Each>
    void forMonths(TimeRange window, Each &&each) const
    {
        if (window.isEmpty()) {
            return;
        }
        for (auto it = m_months.lower_bound(monthOf(window.from));
             it != m_months.end() && it->first < window.to; ++it) {
            each(it->first, it->second);
        }
    }
    /// The extremes of the month are true after this (reads rows when one has gone).
    void refreshExtremes(TimeMs month);

    /// From now on single rows that come and go are told by logFrom(), the latest at least.
    void keepLog() { m_keepsLog = true; }
    quint64 logEnd() const { return m_logStart + m_log.size(); }
    bool logReaches(quint64 position) const { return position >= m_logStart; }
    std::span<const FactLogEntry> logFrom(quint64 position) const
    {
        return std::span(m_log).subspan(static_cast<std::size_t>(position - m_logStart));
    }

    std::size_t countIn(TimeRange window) const;
    /// countIn() of whole hours needs no search after this, until something changes.
    void indexHours(TimeRange window);
    ValueBounds boundsIn(TimeRange window, bool business) const;
    std::vector<FactRow> rowsIn(TimeRange window) const;
    std::size_t size() const;
    std::size_t memoryUse() const;

private:
    FactWeek &weekFor(TimeMs time);
    FactWeek *findWeek(TimeMs time);
    PeriodSummary &monthLike(TimeMs time, std::size_t rows);
    void count(FactWeek &week, const FactRow &row);
    void uncount(FactWeek &week, const FactRow &row);
    void log(const FactRow &row, bool gone);
    void summarize(FactWeek &week);

    std::map<TimeMs, FactWeek> m_weeks;       ///< by start
    std::map<TimeMs, PeriodSummary> m_months; ///< by start
    bool m_keepsLog = false;
    quint64 m_logStart = 0; ///< position of the first entry kept
    std::vector<FactLogEntry> m_log;
    std::vector<TimeMs> m_touched; ///< weeks with unsettled rows
    std::size_t m_denseWeek;
    CellTargets m_targets;
    std::size_t m_targetedCells = 0; ///< how many cells there were then
    std::map<RowId, DurationMs> m_targetOfAccount;
    TimeMs m_loadedFrom = kEarliestFact;
    quint64 m_revision = 1;
};

} // namespace watchfloor
