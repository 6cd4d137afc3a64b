// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/closedwindows.h"

#include <algorithm>

namespace watchfloor {

TimeMs alignedDown(TimeMs t, DurationMs length)
{
    const TimeMs rest = t % length;
    return t - (rest < 0 ? rest + length : rest);
}

std::vector<TimeRange> closedWindowsToRead(const ClosedWindows &question)
{
    std::vector<TimeRange> covered = mergedRanges(question.covered);
    const auto isCoveredEnd = [covered](TimeMs t) {
        return std::any_of(covered.begin(), covered.end(),
                           [t](const TimeRange &range) { return range.to == t; });
    };
    std::vector<TimeRange> result;
    if (question.underWay) {
        covered.push_back(*question.underWay);
        result.push_back(*question.underWay);
    }
    const TimeRange whole{alignedDown(question.horizon, question.length), question.openFrom};
    for (const TimeRange &gap : gapsIn(whole, covered)) {
        TimeMs from = gap.from;
        while (from < gap.to) {
            const TimeMs to =
                std::min(alignedDown(from, question.length) + question.length, gap.to);
            // What was read while its window was open may have missed rows that came late.
            const bool behindOpen = from == gap.from && isCoveredEnd(from) &&
                                    from != alignedDown(from, question.length);
            result.push_back({behindOpen ? from - question.overlap : from, to});
            from = to;
        }
    }
    std::stable_sort(result.begin(), result.end(),
                     [](const TimeRange &a, const TimeRange &b) { return a.to > b.to; });
    return result;
}

} // namespace watchfloor
