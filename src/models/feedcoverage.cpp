// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/feedcoverage.h"

#include <QDateTime>

#include <algorithm>

namespace watchfloor {
namespace {

// Polls come every few minutes: what is younger is not a gap yet.
constexpr DurationMs freshEdgeMs = 3'600'000;

} // namespace

std::vector<CoverageDay> coverageDays(TimeRange whole, const std::vector<TimeRange> &covered,
                                      const QTimeZone &zone)
{
    std::vector<CoverageDay> days;
    if (whole.isEmpty())
        return days;
    const std::vector<TimeRange> gaps = gapsIn(whole, covered);
    const QDate last = QDateTime::fromMSecsSinceEpoch(whole.to - 1, zone).date();
    size_t next = 0; // gaps before this one end before the day
    for (QDate date = QDateTime::fromMSecsSinceEpoch(whole.from, zone).date(); date <= last;
         date = date.addDays(1)) {
        const TimeRange day{
            std::max(whole.from, date.startOfDay(zone).toMSecsSinceEpoch()),
            std::min(whole.to, date.addDays(1).startOfDay(zone).toMSecsSinceEpoch())};
        while (next < gaps.size() && gaps[next].to <= day.from)
            ++next;
        DurationMs open = 0;
        for (size_t i = next; i < gaps.size() && gaps[i].from < day.to; ++i) {
            const TimeRange gap{std::max(gaps[i].from, day.from), std::min(gaps[i].to, day.to)};
            const bool edge = gap.to == whole.to && gaps[i].to - gaps[i].from < freshEdgeMs &&
                              gap.from > day.from;
            if (!edge)
                open += gap.to - gap.from;
        }
        CoverageDay entry;
        entry.day = date;
        if (open == 0)
            entry.kind = CoverageDay::Kind::Full;
        else if (open < day.to - day.from)
            entry.kind = CoverageDay::Kind::Partial;
        days.push_back(entry);
    }
    return days;
}

std::vector<TimeRange> coverageGaps(TimeRange whole, const std::vector<TimeRange> &covered)
{
    std::vector<TimeRange> gaps = gapsIn(whole, covered);
    if (!gaps.empty() && gaps.back().to == whole.to && gaps.back().from > whole.from &&
        gaps.back().to - gaps.back().from < freshEdgeMs)
        gaps.pop_back();
    return gaps;
}

} // namespace watchfloor
