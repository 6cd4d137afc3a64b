// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/metricspec.h"
#include "models/metriccolumns.h"
#include "models/chartscene.h"
#include "models/metricformatter.h"

namespace watchfloor {

/// A figure of the catalogue as people read it: "12,345", "3 m 48 s", "82.5 %", "4.31".
QString figureText(const MetricSpec &metric, std::optional<double> value,
                   const MetricFormatter &format);

/// From 0 up to the first round value at or above `max`: at most five lines besides 0, in steps
/// people count by (1 2 5; of times 1 2 5 10 15 30 s and m, hours, days; of counts never below 1).
std::vector<double> niceTicks(double max, MetricUnit unit);
std::vector<ChartScene::Tick> axisTicks(double max, const MetricSpec &metric,
                                        const MetricFormatter &format);

} // namespace watchfloor
