// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"
#include "backend/domain/timerange.h"

#include <optional>
#include <vector>

namespace watchfloor {

/// `t` rounded down to a multiple of `length` since the epoch, also before it.
TimeMs alignedDown(TimeMs t, DurationMs length);

struct ClosedWindows {
    TimeMs horizon = 0;  ///< nothing older; rounded down to a window's start
    TimeMs openFrom = 0; ///< start of the window that is still open
    DurationMs length = 0;
    DurationMs overlap = 0; ///< read again behind what was covered while it was open
    std::vector<TimeRange> covered;
    std::optional<TimeRange> underWay; ///< begun in an earlier run, kept as it is
};

/// The closed windows that are not (or not wholly) covered, newest first. A half covered window is
/// asked for its gap only. Windows lie on UTC multiples of their length: no summer time, ever.
std::vector<TimeRange> closedWindowsToRead(const ClosedWindows &question);

} // namespace watchfloor
