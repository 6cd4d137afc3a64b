// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paper/chartsteps.h"

namespace watchfloor {

BucketUnit bucketOf(ChartQuestion::Step step, TimeRange range)
{
    using Step = ChartQuestion::Step;
    // More steps than pixels tell nothing and cost an answer each.
    constexpr DurationMs mostHours = DurationMs{35} * 24 * 3'600'000;
    switch (step) {
    case Step::Hour:
        return range.to - range.from > mostHours ? BucketUnit::Day : BucketUnit::Hour;
    case Step::Day:
        return BucketUnit::Day;
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
