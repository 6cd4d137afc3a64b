// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/figures.h"
#include "backend/engine/reports/nowreport.h"

#include <QTimeZone>

namespace watchfloor {

/// The day of the zone that `now` lies in, and the one before.
struct TwoDays {
    TimeRange today;
    TimeRange yesterday;
};
TwoDays twoDays(TimeMs now, const QTimeZone &zone);
/// When yesterday's clock read what it reads now.
TimeMs sameTimeYesterday(TimeMs now, const QTimeZone &zone);

/// The steps of a day by the wall clock: step i holds the instants that read [i, i + 1) *
/// courseStep after midnight. They part the day: one the clock skips is empty, one it repeats is
/// longer.
std::vector<TimeRange> daySteps(TimeRange day, const QTimeZone &zone);

/// Arrivals, first responses, resolutions of today until now and of yesterday. `gaps`: nobody has
/// fetched them; a step they touch is not known. `complete` turns false while columns load.
std::array<DayCourse, 3> dayCourses(Figures &figures, const QTimeZone &zone,
                                    const std::vector<TimeRange> &gaps, bool *complete);

/// The three metrics, in this order.
std::array<const MetricSpec *, 3> courseMetrics();

} // namespace watchfloor
