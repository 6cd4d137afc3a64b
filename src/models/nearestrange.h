// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/trendreport.h"
#include "models/rangepreset.h"

#include <optional>

namespace watchfloor {

/// The step of the first column's course where something is, outside of `empty`: the last one
/// before it, else the first one behind it. None: there is nothing anywhere.
std::optional<TimeRange> nearestStep(const TrendReport &course, TimeRange empty);

/// As many days as `empty` has, ending with `day` where that lies before it, else beginning there.
RangeChoice rangeAround(TimeRange day, TimeRange empty, const QTimeZone &zone);

} // namespace watchfloor
