// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <vector>

namespace watchfloor {

/// Half-open range [from, to) in UTC milliseconds.
struct TimeRange {
    TimeMs from = 0;
    TimeMs to = 0;

    bool isEmpty() const { return to <= from; }
    bool contains(TimeMs t) const { return t >= from && t < to; }
    bool operator==(const TimeRange &) const = default;
};

/// Whether any of the ranges has a part of `whole`.
bool overlapsAny(TimeRange whole, const std::vector<TimeRange> &ranges);

/// Sorts and joins touching ranges; empty ones vanish.
std::vector<TimeRange> mergedRanges(std::vector<TimeRange> ranges);

/// The parts of `whole` that `covered` (any order, may overlap) leaves open, ascending.
std::vector<TimeRange> gapsIn(TimeRange whole, const std::vector<TimeRange> &covered);

} // namespace watchfloor
