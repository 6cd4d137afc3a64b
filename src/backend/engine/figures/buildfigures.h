// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/figures.h"
#include "backend/engine/reports/agentreport.h"
#include "backend/engine/reports/breakdownreport.h"
#include "backend/engine/reports/distributionreport.h"
#include "backend/engine/reports/heatmapreport.h"
#include "backend/engine/reports/queuereport.h"
#include "backend/engine/reports/trendreport.h"
#include "backend/engine/reports/volumereport.h"
#include "backend/engine/timebuckets.h"

namespace watchfloor {

// Pure functions from facts and rows to reports. Rows need agents, groupings, memberships, reported
// figures and feeds; for current metrics and the queue the active conversations too. Equal input,
// equal report.

using MetricList = std::vector<const MetricSpec *>;

/// Columns of a breakdown when nobody chose any: what most vendors can tell for such rows.
MetricList usualMetrics(Dimension groupBy);

/// The agents with what they have now, the conversations of the range, and these metrics. Rows need
/// the active conversations. By account, then name, then id; who left is listed only while
/// conversations name them. `byTeam`: with the groups the listed agents are members of.
AgentReport buildAgentReport(const ReportInput &input, const FigureQuery &query,
                             const MetricList &metrics, bool byTeam = false);
BreakdownReport buildBreakdown(const ReportInput &input, const FigureQuery &query,
                               Dimension groupBy, const MetricList &metrics);
/// Split by status, rows need the active conversations.
VolumeReport buildVolume(const ReportInput &input, const FigureQuery &query,
                         VolumeSplit split = VolumeSplit::None);
TrendReport buildTrend(const ReportInput &input, const FigureQuery &query,
                       const MetricList &metrics, BucketUnit unit, const QTimeZone &zone,
                       Qt::DayOfWeek weekStart = Qt::Monday, Dimension groupBy = Dimension::None);
HeatMapReport buildHeatMap(const ReportInput &input, const FigureQuery &query,
                           const MetricSpec &metric, const QTimeZone &zone);
/// At most `bins` bins of round widths.
DistributionReport buildDistribution(const ReportInput &input, const FigureQuery &query,
                                     const MetricSpec &metric, int bins = 24);
QueueReport buildQueue(const std::vector<AccountRows> &accounts, DimensionKeys &keys,
                       const ReportFilter &filter, TimeMs now, DurationMs soon);

/// As-of and gaps of what these metrics rest on, and what of it has no place by `groupBy` yet.
ReportBasis basisOf(const Figures &figures, const MetricList &metrics,
                    Dimension groupBy = Dimension::None);
ReportColumn columnOf(const Figures &figures, const MetricSpec &metric, const FigureSet &set,
                      Dimension groupBy);

} // namespace watchfloor
