// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/chart.h"
#include "views/reportanswers.h"

namespace watchfloor {

/// The charts of the Charts page for the paper: made on any thread, painted on the window's. Of
/// more agents than `topAgents` (0 = all of them) the table tells the rest.
ReportCharts paperCharts(const ChartContext &context, int topAgents);

} // namespace watchfloor
