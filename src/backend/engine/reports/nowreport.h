// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/agentreport.h"
#include "backend/engine/reports/queuereport.h"

#include <array>
#include <optional>
#include <vector>

namespace watchfloor {

/// The counters of the Now page, in their order there.
enum class NowCounterKind {
    Open,
    Unattended,
    Unassigned,
    Overdue,
    SoonOverdue,
    LongestWait, ///< of whoever waits in the queue for an agent
    Online,      ///< agents online, of those whose state is known
    Load,        ///< open conversations of the online agents with known slots, of these slots
};
inline constexpr std::size_t NowCounterCount = 8;

/// The catalogue's row of a counter: its title, unit, polarity and levels. What exactly is counted
/// is said above and agrees with the queue under it; the queue's overdue has no limit of age.
const MetricSpec &metricOf(NowCounterKind kind);

/// One number of the present. Absent is never 0.
struct NowCounter {
    NowCounterKind kind = NowCounterKind::Open;
    std::optional<double> value; ///< in the catalogue's unit
    std::optional<double> of;    ///< Online: agents; Load: slots
    std::optional<TimeMs> since; ///< LongestWait: it grows from here
    WhyAbsent why = WhyAbsent::NotCached;
    QString reason;      ///< which right is missing, for people; empty = nothing more to say
    QStringList without; ///< accounts left out: their vendor cannot tell it
    std::vector<RowId> accounts; ///< the others

    bool operator==(const NowCounter &) const = default;
};
using NowCounters = std::array<NowCounter, NowCounterCount>;

/// A counter over the day: one value per step; none = nobody polled, which is no 0.
struct CounterHistory {
    std::vector<std::optional<double>> values;

    bool operator==(const CounterHistory &) const = default;
};

/// "Today so far against the same time yesterday": one of its small multiples.
struct DayCourse {
    const MetricSpec *metric = nullptr;
    /// By step of the wall clock; none: not known (a gap), not yet, or an hour the clock skipped.
    std::vector<std::optional<qint64>> today;
    std::vector<std::optional<qint64>> yesterday;
    std::optional<qint64> todayTotal;     ///< until now
    std::optional<qint64> yesterdayTotal; ///< until the same reading of the clock
    WhyAbsent why = WhyAbsent::NotCached;
    QStringList without;
    std::optional<TimeMs> asOf;   ///< oldest success among the feeds it rests on
    std::optional<TimeMs> lateAt; ///< when two updates of one of them will be missing

    bool operator==(const DayCourse &) const = default;
};

struct NowReport {
    TimeMs now = 0;
    TimeRange day; ///< of the zone, that `now` lies in
    NowCounters counters;
    /// By counter, of the whole day in steps of historyStep; empty where the filter narrows more
    /// than accounts, as samples are of whole accounts.
    std::array<CounterHistory, NowCounterCount> history;
    QueueReport queue;
    std::vector<AgentReportRow> agents; ///< with what they have now
    /// Arrivals, first responses, resolutions.
    std::array<DayCourse, 3> courses;
    std::vector<TimeRange> steps; ///< of today, those of the courses; empty where the clock jumps
    std::vector<TimeRange> stepsBefore; ///< of yesterday
    TimeMs sameTime = 0;                ///< yesterday, at the same reading of the clock
    std::vector<TimeRange> gaps;        ///< of yesterday and today, nobody has fetched them
    std::optional<TimeMs> asOf;         ///< oldest of what the page rests on
    std::optional<TimeMs> lateAt;       ///< when two updates of it will be missing
    bool complete = true;               ///< false: columns are still being loaded
    QStringList notes;                  ///< sentences for people
};

inline constexpr DurationMs historyStep = 5 * 60'000;
inline constexpr DurationMs courseStep = 15 * 60'000;

/// What the counters of one account, or of one group in it, are now.
struct ScopeCounters {
    RowId account = 0;
    RowId group = 0; ///< 0: the whole account
    QString name;    ///< of the account, or "account, group"
    NowCounters counters;
};

/// For samples and for whoever watches the queue.
struct CountersReport {
    TimeMs now = 0;
    DurationMs soon = soonByDefault; ///< how far ahead "soon overdue" looked
    std::vector<ScopeCounters> scopes;
    /// By account, when its server was last asked; where a part of it is late already, the as-of
    /// of that part. One never synced is left out.
    std::vector<std::pair<RowId, TimeMs>> asOf;
};

} // namespace watchfloor
