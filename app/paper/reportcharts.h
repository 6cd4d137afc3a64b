// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/chart.h"
#include "views/paperletters.h"
#include "views/reportanswers.h"

namespace watchfloor {

/// The charts of the Charts page and the lanes of the Conversations page for the paper: made on any
/// thread, painted on the window's. Of more agents than `topAgents` (0 = all of them) the table
/// tells the rest. `letters`: those of the screen's font, in which charts are written; they outlive
/// the charts' making.
ReportCharts paperCharts(const ChartContext &context, int topAgents, PaperLetters &letters);

} // namespace watchfloor
