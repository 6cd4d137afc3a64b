// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sync/providers/shared/durations.h"

#include <optional>
#include <vector>

/// Which windows to ask the key metrics for (documents, section 1.5). Pure; times are the server's.
namespace watchfloor::liveperson {

/// Late rows of a window that is over may come for so long.
constexpr DurationMs settlesAfter = 10 * minuteMs;

TimeMs minuteUp(TimeMs t);
/// The oldest instant that may be asked for, two minutes inside of what the server grants.
TimeMs dayStart(TimeMs now);
/// The hour that is not over. At the full hour it is the one that has just ended.
TimeRange openHour(TimeMs now);
/// The whole hours that are over and in reach, oldest first (it is the next to be lost), from
/// `since` on.
std::vector<TimeRange> hoursToRead(TimeMs now, std::optional<TimeMs> since);
/// Asked at `now`, the window's figures are what they will stay.
inline bool isFinal(TimeRange window, TimeMs now)
{
    return window.to + settlesAfter <= now;
}

} // namespace watchfloor::liveperson
