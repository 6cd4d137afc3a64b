// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/periodbefore.h"

#include "backend/engine/daterange.h"

#include <algorithm>

namespace watchfloor {
namespace {

/// Between two times of day: within one day the same hours of the day before, else as long right
/// before.
TimeRange timesBefore(const RangeChoice &choice, TimeMs now, const QTimeZone &zone)
{
    const TimeRange range = rangeOf(choice, now, zone);
    if (range.from > now)
        return {range.from, range.from};
    const QDate day = dayOf(range.from, zone);
    TimeMs from = range.from - (range.to - range.from);
    if (day == dayOf(range.to - 1, zone))
        from = choice.from.isValid() ? instantAt(day.addDays(-1), choice.from, zone)
                                     : startOfDay(day.addDays(-1), zone);
    return {from, std::min(range.from, from + std::min(range.to, now) - range.from)};
}

} // namespace

TimeRange periodBefore(const RangeChoice &choice, TimeMs now, const QTimeZone &zone)
{
    const QDate today = dayOf(now, zone);
    const QDate week = startOfWeek(today, firstDayOfWeek());
    switch (choice.preset) {
    case RangePreset::Today:
        return periodOfDaysBefore(today, 1, now, zone);
    case RangePreset::Yesterday:
        return periodOfDaysBefore(today.addDays(-1), 1, now, zone);
    case RangePreset::Last24Hours: {
        const TimeRange range = rangeOf(choice, now, zone);
        return {range.from - (range.to - range.from), range.from};
    }
    case RangePreset::Last7Days:
        return periodOfDaysBefore(today.addDays(-6), 7, now, zone);
    case RangePreset::Last30Days:
        return periodOfDaysBefore(today.addDays(-29), 30, now, zone);
    case RangePreset::ThisWeek:
        return periodOfDaysBefore(week, 7, now, zone);
    case RangePreset::LastWeek:
        return periodOfDaysBefore(week.addDays(-7), 7, now, zone);
    case RangePreset::ThisMonth:
        return monthBefore(now, zone);
    case RangePreset::LastMonth: {
        const QDate first = today.addDays(1 - today.day());
        return {startOfDay(first.addMonths(-2), zone), startOfDay(first.addMonths(-1), zone)};
    }
    case RangePreset::Custom:
        break;
    }
    if (choice.from.isValid() || choice.to.isValid())
        return timesBefore(choice, now, zone);
    const QDate first = choice.first.isValid() ? choice.first : today;
    const QDate last = choice.last.isValid() ? std::max(choice.last, first) : first;
    return periodOfDaysBefore(first, first.daysTo(last) + 1, now, zone);
}

} // namespace watchfloor
