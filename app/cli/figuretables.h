// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/outputtable.h"
#include "backend/engine/reports/breakdownreport.h"
#include "backend/engine/reports/heatmapreport.h"
#include "backend/engine/reports/trendreport.h"
#include "backend/engine/reports/volumereport.h"

namespace watchfloor::cli {

/// Beside each metric's own column stand the others its values tell: KEY_median, KEY_p90, KEY_min,
/// KEY_max, KEY_n. For reading, `brief` leaves out min, max and n.
OutputTable breakdownTable(const BreakdownReport &report, bool brief);
OutputTable volumeTable(const VolumeReport &report);
OutputTable trendTable(const TrendReport &report, bool brief);
/// One report per metric, all of the same range and zone.
OutputTable heatMapTable(const std::vector<HeatMapReport> &reports);

/// Why there are dashes and which totals are no sums, one sentence each.
QStringList figureNotes(const std::vector<ReportColumn> &columns,
                        const std::vector<ReportFigure> &total);

} // namespace watchfloor::cli
