// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paper/chartsteps.h"

namespace watchfloor {

BucketUnit bucketOf(ChartQuestion::Step step, TimeRange range)
{
    using Step = ChartQuestion::Step;
    // More steps than pixels tell nothing and cost an answer each. coarserSteps() names these.
    constexpr DurationMs aDay = DurationMs{24} * 3'600'000;
    constexpr DurationMs mostHours = 35 * aDay;
    constexpr DurationMs mostDays = 3660 * aDay; // ten years
    const DurationMs length = range.to - range.from;
    switch (step) {
    case Step::Hour:
        if (length <= mostHours)
            return BucketUnit::Hour;
        [[fallthrough]];
    case Step::Day:
        return length <= mostDays ? BucketUnit::Day : BucketUnit::Week;
    case Step::Week:
        return BucketUnit::Week;
    case Step::Month:
        return BucketUnit::Month;
    case Step::Automatic:
        break;
    }
    return suitableUnit(range);
}

} // namespace watchfloor
