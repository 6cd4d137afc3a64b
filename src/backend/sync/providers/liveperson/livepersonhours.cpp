// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonhours.h"

#include <algorithm>

namespace watchfloor::liveperson {
namespace {

constexpr DurationMs reach = 24 * hourMs - 2 * minuteMs;

TimeMs stepUp(TimeMs t, DurationMs step)
{
    return (t + step - 1) / step * step;
}

} // namespace

TimeMs minuteUp(TimeMs t)
{
    return stepUp(t, minuteMs);
}

TimeMs dayStart(TimeMs now)
{
    return minuteUp(now) - reach;
}

TimeRange openHour(TimeMs now)
{
    const TimeMs from = (now - 1) / hourMs * hourMs;
    return TimeRange{from, from + hourMs};
}

std::vector<TimeRange> hoursToRead(TimeMs now, std::optional<TimeMs> since)
{
    const TimeMs first =
        std::max(stepUp(dayStart(now), hourMs), since.value_or(0) / hourMs * hourMs);
    std::vector<TimeRange> hours;
    for (TimeMs from = first; from + hourMs <= now; from += hourMs)
        hours.push_back(TimeRange{from, from + hourMs});
    return hours;
}

} // namespace watchfloor::liveperson
