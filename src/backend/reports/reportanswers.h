// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/buildfigures.h"
#include "backend/reports/factreport.h"
#include "backend/reports/reportservice.h"

namespace watchfloor {

// Single reports, on the engine worker within a RowSource::OneCommit; see ReportService.

struct TrendSteps {
    MetricList metrics;
    BucketUnit unit = BucketUnit::Day;
    QTimeZone zone;
    Qt::DayOfWeek weekStart = Qt::Monday;
    Dimension groupBy = Dimension::None;
};

Result<AgentReport> answerAgents(FactReport &facts, const FigureQuery &query,
                                 const MetricList &metrics, bool byTeam = false);
Result<BreakdownReport> answerBreakdown(FactReport &facts, const FigureQuery &query,
                                        Dimension groupBy, const MetricList &metrics);
Result<VolumeReport> answerVolume(FactReport &facts, const FigureQuery &query,
                                  VolumeSplit split = VolumeSplit::None);
Result<TrendReport> answerTrend(FactReport &facts, const FigureQuery &query,
                                const TrendSteps &steps);
Result<HeatMapReport> answerHeatMap(FactReport &facts, const FigureQuery &query,
                                    const MetricSpec *metric, const QTimeZone &zone);
Result<DistributionReport> answerDistribution(FactReport &facts, const FigureQuery &query,
                                              const MetricSpec *metric);
Result<TimelineReport> answerTimeline(RowSource &source, RowId account, const QString &id,
                                      TimeMs now);
Result<FilterChoices> answerChoices(RowSource &source, const std::vector<RowId> &accounts);

} // namespace watchfloor
