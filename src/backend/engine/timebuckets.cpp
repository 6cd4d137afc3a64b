// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/timebuckets.h"

#include <QDate>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr DurationMs hourMs = 3'600'000;
constexpr DurationMs dayMs = 24 * hourMs;
/// The longest unit and a day: its first date may lie that far before the range.
constexpr DurationMs longestUnit = 32 * dayMs;

TimeMs readingOf(QDate date)
{
    return QDate(1970, 1, 1).daysTo(date) * dayMs;
}

QDate dateOf(TimeMs reading)
{
    return QDate(1970, 1, 1).addDays(floorDiv(reading, dayMs));
}

QDate firstDateOf(QDate date, BucketUnit unit, Qt::DayOfWeek weekStart)
{
    if (unit == BucketUnit::Month)
        return QDate(date.year(), date.month(), 1);
    if (unit == BucketUnit::Week)
        return date.addDays(-((date.dayOfWeek() - int(weekStart) + 7) % 7));
    return date;
}

QDate nextDate(QDate first, BucketUnit unit)
{
    if (unit == BucketUnit::Month)
        return first.addMonths(1);
    return first.addDays(unit == BucketUnit::Week ? 7 : 1);
}

std::vector<TimeBucket> hourBuckets(TimeRange range, const LocalClock &clock)
{
    std::vector<TimeBucket> buckets;
    buckets.reserve(static_cast<std::size_t>((range.to - range.from) / hourMs + 2));
    for (const OffsetSpan &span : clock.spans()) {
        if (span.utc.to <= range.from)
            continue;
        if (span.utc.from >= range.to)
            break;
        const TimeMs start = std::max(span.utc.from, range.from);
        TimeMs hour = floorDiv(start + span.offset, hourMs) * hourMs - span.offset;
        for (; hour < std::min(span.utc.to, range.to); hour += hourMs) {
            const TimeRange whole{std::max(hour, span.utc.from),
                                  std::min(hour + hourMs, span.utc.to)};
            buckets.push_back(
                {whole, {std::max(whole.from, range.from), std::min(whole.to, range.to)}});
        }
    }
    return buckets;
}

} // namespace

std::vector<TimeBucket> timeBuckets(TimeRange range, BucketUnit unit, const QTimeZone &zone,
                                    Qt::DayOfWeek weekStart)
{
    if (range.isEmpty())
        return {};
    const LocalClock clock({range.from - longestUnit, range.to + longestUnit}, zone);
    if (unit == BucketUnit::Hour)
        return hourBuckets(range, clock);
    std::vector<TimeBucket> buckets;
    QDate first = firstDateOf(dateOf(clock.localOf(range.from)), unit, weekStart);
    TimeMs from = clock.instantOf(readingOf(first));
    while (from < range.to) {
        first = nextDate(first, unit);
        const TimeRange whole{from, clock.instantOf(readingOf(first))};
        const TimeRange inside{std::max(whole.from, range.from), std::min(whole.to, range.to)};
        // Empty: a date the zone skipped, or one that was over when a clock went back past
        // midnight.
        if (!inside.isEmpty())
            buckets.push_back({whole, inside});
        from = whole.to;
    }
    return buckets;
}

BucketUnit suitableUnit(TimeRange range)
{
    const DurationMs length = range.to - range.from;
    if (length <= 3 * dayMs + hourMs)
        return BucketUnit::Hour;
    if (length <= 93 * dayMs)
        return BucketUnit::Day;
    return length <= 2 * 366 * dayMs ? BucketUnit::Week : BucketUnit::Month;
}

std::vector<WeekHourSpan> weekHourSpans(TimeRange range, const QTimeZone &zone)
{
    if (range.isEmpty())
        return {};
    const LocalClock clock(range, zone);
    std::vector<WeekHourSpan> spans;
    for (const TimeBucket &hour : hourBuckets(range, clock)) {
        const int cell = weekHourOf(clock.localOf(hour.range.from));
        if (!spans.empty() && spans.back().cell == cell)
            spans.back().utc.to = hour.range.to;
        else
            spans.push_back({hour.range, cell});
    }
    return spans;
}

std::array<DurationMs, weekHourCells> weekHourDurations(TimeRange range, const QTimeZone &zone)
{
    std::array<DurationMs, weekHourCells> durations{};
    for (const WeekHourSpan &span : weekHourSpans(range, zone))
        durations[static_cast<std::size_t>(span.cell)] += span.utc.to - span.utc.from;
    return durations;
}

} // namespace watchfloor
