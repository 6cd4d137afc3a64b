// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/reportwords.h"

namespace watchfloor {

// One report each as a table for the paper.

PaperFigures summaryFigures(const BreakdownReport &report, const ReportWords &words);
/// Under the names the paper shows; agents with as many conversations by these names, as the order
/// of the real ones would tell them. Charts and volumeTable() take it.
VolumeReport shownVolume(VolumeReport report, const ReportWords &words);
PaperTable volumeTable(const VolumeReport &report, const ReportWords &words, bool accounts);
/// The agents a view shows, in its order; its totals stay those of all.
AgentReport shownAgents(AgentReport report, const ReportView &view);
PaperTable agentTable(const AgentReport &report, const ReportWords &words, bool accounts);
PaperTable breakdownTable(const BreakdownReport &report, const ReportWords &words, bool accounts);
PaperTable trendTable(const TrendReport &report, const ReportWords &words);
PaperTable heatTable(const HeatMapReport &report, const ReportWords &words);
PaperTable distributionTable(const DistributionReport &report, const ReportWords &words);
PaperFigures queueFigures(const QueueReport &report, const ReportWords &words);
/// The most urgent ones; queueRest() says how many more there are, empty = none.
PaperTable queueTable(const QueueReport &report, const ReportWords &words, bool accounts);
QString queueRest(const QueueReport &report, const ReportWords &words);
/// Of all that pass, however many are printed.
PaperFigures listFigures(const ReportList &list, const ReportWords &words);
/// The columns of the plan's view, else the usual ones that say something.
PaperTable listTable(const ReportList &list, const ReportPlan &plan, const ReportWords &words,
                     bool accounts);
/// Which they are, how many of how many, and in which order.
QStringList listRemarks(const ReportList &list, const ReportPlan &plan, const ReportWords &words);
/// Of its columns whose names do not say it all: title and definition.
std::vector<std::pair<QString, QString>>
listDefinitions(const ReportList &list, const ReportPlan &plan, const ReportWords &words);
/// "Account: Acme · Status: Open · ..."
QString timelineFacts(const TimelineReport &report, const ReportWords &words);
PaperTable timelineTable(const TimelineReport &report, const ReportWords &words);
/// With the names that may be on this paper.
TimelineReport shownTimeline(const TimelineReport &report, const ReportWords &words);
PaperTable syncTable(const std::vector<ReportFeed> &feeds, const ReportWords &words);
/// "Group", "Skill", ...
QString dimensionTitle(MetricDimension dimension, const ReportWords &words);

} // namespace watchfloor
