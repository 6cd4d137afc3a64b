// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/timebuckets.h"
#include "models/chartquestion.h"

namespace watchfloor {

/// Of more hours than a chart has room for: days; of more days: weeks.
BucketUnit bucketOf(ChartQuestion::Step step, TimeRange range);

} // namespace watchfloor
