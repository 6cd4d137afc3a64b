// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/outputtable.h"
#include "backend/engine/reports/agentreport.h"
#include "backend/engine/reports/breakdownreport.h"
#include "backend/engine/reports/distributionreport.h"
#include "backend/engine/reports/heatmapreport.h"
#include "backend/engine/reports/trendreport.h"
#include "backend/engine/reports/volumereport.h"

namespace watchfloor::cli {

/// Beside each metric's own column stand the others its values tell: KEY_median, KEY_p90, KEY_min,
/// KEY_max, KEY_n. For reading, `brief` leaves out min, max and n. Counted in business hours they
/// are KEY_business_hours, KEY_median_business_hours, ..., KEY_business_hours_n (as exportKey()).
/// For CSV, which has no totals, with what is nobody's as a row.
OutputTable agentTable(const AgentReport &report, bool brief, bool forCsv);
OutputTable breakdownTable(const BreakdownReport &report, bool brief);
/// For CSV, which has no totals, with those of nobody as a row.
OutputTable volumeTable(const VolumeReport &report, bool forCsv);
/// Grouped: one row for each step and group.
OutputTable trendTable(const TrendReport &report, bool brief);
/// Times only: how many values lie from `from` to below `to` (none = open end), metric by metric.
OutputTable distributionTable(const std::vector<DistributionReport> &reports);
/// One report per metric, all of the same range and zone.
OutputTable heatMapTable(const std::vector<HeatMapReport> &reports);

/// Why there are dashes and which totals are no sums, one sentence each.
QStringList figureNotes(const std::vector<ReportColumn> &columns,
                        const std::vector<ReportFigure> &total);

} // namespace watchfloor::cli
