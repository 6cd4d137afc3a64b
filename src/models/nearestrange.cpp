// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/nearestrange.h"

#include <QDateTime>

#include <algorithm>

namespace watchfloor {
namespace {

QDate dayAt(TimeMs time, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(time, zone).date();
}

} // namespace

std::optional<TimeRange> nearestStep(const TrendReport &course, TimeRange empty)
{
    std::optional<TimeRange> before;
    for (const TrendPoint &point : course.points) {
        if (point.figures.empty() || point.figures.front().value.value_or(0) <= 0)
            continue;
        if (point.range.from < empty.from)
            before = point.range;
        else if (before)
            return before;
        else if (point.range.to > empty.to)
            return point.range;
    }
    return before;
}

RangeChoice rangeAround(TimeRange day, TimeRange empty, const QTimeZone &zone)
{
    const qint64 days =
        std::max<qint64>(1, dayAt(empty.from, zone).daysTo(dayAt(empty.to - 1, zone)) + 1);
    const QDate at = dayAt(day.from, zone);
    if (day.from < empty.from)
        return {RangePreset::Custom, at.addDays(1 - days), at};
    return {RangePreset::Custom, at, at.addDays(days - 1)};
}

} // namespace watchfloor
