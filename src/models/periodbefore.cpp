// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/periodbefore.h"

#include "backend/engine/daterange.h"

#include <algorithm>

namespace watchfloor {

TimeRange periodBefore(const RangeChoice &choice, TimeMs now, const QTimeZone &zone)
{
    const QDate today = dayOf(now, zone);
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
    case RangePreset::ThisMonth:
        return monthBefore(now, zone);
    case RangePreset::Custom:
        break;
    }
    const QDate first = choice.first.isValid() ? choice.first : today;
    const QDate last = choice.last.isValid() ? std::max(choice.last, first) : first;
    return periodOfDaysBefore(first, first.daysTo(last) + 1, now, zone);
}

} // namespace watchfloor
