// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/timerange.h"

#include <algorithm>

namespace watchfloor {

bool overlapsAny(TimeRange whole, const std::vector<TimeRange> &ranges)
{
    return std::any_of(ranges.begin(), ranges.end(), [&whole](const TimeRange &range) {
        return range.from < whole.to && range.to > whole.from;
    });
}

std::vector<TimeRange> mergedRanges(std::vector<TimeRange> ranges)
{
    std::erase_if(ranges, [](const TimeRange &r) { return r.isEmpty(); });
    std::sort(ranges.begin(), ranges.end(),
              [](const TimeRange &a, const TimeRange &b) { return a.from < b.from; });
    std::vector<TimeRange> merged;
    for (const TimeRange &range : ranges) {
        if (!merged.empty() && range.from <= merged.back().to)
            merged.back().to = std::max(merged.back().to, range.to);
        else
            merged.push_back(range);
    }
    return merged;
}

std::vector<TimeRange> gapsIn(TimeRange whole, const std::vector<TimeRange> &covered)
{
    std::vector<TimeRange> gaps;
    TimeMs at = whole.from;
    for (const TimeRange &range : mergedRanges(covered)) {
        if (range.to <= at)
            continue;
        if (range.from >= whole.to)
            break;
        if (range.from > at)
            gaps.push_back({at, range.from});
        at = range.to;
    }
    if (at < whole.to)
        gaps.push_back({at, whole.to});
    return gaps;
}

} // namespace watchfloor
