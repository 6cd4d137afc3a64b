// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/trendreport.h"
#include "models/chartquestion.h"

namespace watchfloor {

/// The step the report is of; never Automatic.
ChartQuestion::Step stepOf(const TrendReport &report);
/// "Drawn by day: hours are for ranges of up to 35 days."; empty where it is as asked.
QString coarserSteps(ChartQuestion::Step asked, ChartQuestion::Step drawn);

} // namespace watchfloor
