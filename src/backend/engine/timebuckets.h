// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/localtime.h"

#include <array>

namespace watchfloor {

enum class BucketUnit { Hour, Day, Week, Month };

/// One step of a trend. Buckets are half-open, ascending, without holes.
struct TimeBucket {
    TimeRange whole; ///< the hour, day, week or month itself
    TimeRange range; ///< what of it lies in the range asked for; never empty

    bool isPartial() const { return range != whole; }
    bool operator==(const TimeBucket &) const = default;
};

/// Calendar units of the zone that touch the range. A day, week or month begins at the first
/// instant of its first date, which is not always 00:00, and dates that a zone skipped have no
/// bucket. Hours begin at full hours of the wall clock and also where the clock is changed: a day
/// of 25 hours has 25, and where the clock moves by half an hour one of them is short.
std::vector<TimeBucket> timeBuckets(TimeRange range, BucketUnit unit, const QTimeZone &zone,
                                    Qt::DayOfWeek weekStart = Qt::Monday);

/// The unit that gives a readable number of steps: hours for up to three days, days for up to a
/// quarter, weeks for up to two years.
BucketUnit suitableUnit(TimeRange range);

/// Cells of the weekday x hour grid: 0 = Monday 00:00, 167 = Sunday 23:00.
inline constexpr int weekHourCells = 7 * 24;

/// The cell of a wall-clock reading (LocalClock::localOf). An hour that happens twice fills its
/// cell twice, one that is skipped leaves it.
constexpr int weekHourOf(TimeMs local)
{
    constexpr DurationMs hour = 3'600'000;
    const qint64 hours = floorDiv(local, hour) + 3 * 24; // 1970-01-01 was a Thursday
    return static_cast<int>(hours - floorDiv(hours, weekHourCells) * weekHourCells);
}

struct WeekHourSpan {
    TimeRange utc;
    int cell = 0;

    bool operator==(const WeekHourSpan &) const = default;
};

/// The range cut where the cell changes; ascending, without holes. Sorted rows are counted by
/// searching these bounds and need no clock each.
std::vector<WeekHourSpan> weekHourSpans(TimeRange range, const QTimeZone &zone);

/// How long each cell lasts within the range, for figures per hour.
std::array<DurationMs, weekHourCells> weekHourDurations(TimeRange range, const QTimeZone &zone);

/// Weeks of the stored running totals: Monday 00:00 UTC, whatever the zone. Week 0 holds the epoch.
constexpr qint64 utcWeekOf(TimeMs instant)
{
    constexpr DurationMs day = 86'400'000;
    return floorDiv(instant + 3 * day, 7 * day);
}
constexpr TimeMs utcWeekStart(qint64 week)
{
    constexpr DurationMs day = 86'400'000;
    return week * 7 * day - 3 * day;
}

} // namespace watchfloor
