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
/// With a column for each part of the chart's bars.
PaperTable volumeTable(const VolumeReport &report, const ReportWords &words, bool accounts);
/// The agents a view shows, in its order; its totals stay those of all.
AgentReport shownAgents(AgentReport report, const ReportView &view);
/// With their states where a view shows them, under their teams where it does.
PaperTable agentTable(const AgentReport &report, const ReportWords &words, bool accounts,
                      const ReportView &view = {});
/// How many of how many a view shows; empty = all. What they were chosen by may name somebody, so
/// that it is not told beside made-up names.
QString restOfAgents(std::size_t all, std::size_t shown, const ReportView &view,
                     const ReportWords &words);
/// The rows a view shows, in its order, and what belongs to none of them.
BreakdownReport shownGroups(const BreakdownReport &report, const ReportView &view,
                            const ReportWords &words);
QString restOfGroups(const BreakdownReport &report, const ReportView &view,
                     const ReportWords &words);
PaperTable breakdownTable(const BreakdownReport &report, const ReportWords &words, bool accounts);
/// Under the names the paper shows, lines of equal weight by these, for chart and tables.
TrendReport shownTrend(TrendReport report, const ReportWords &words);
PaperTable trendTable(const TrendReport &report, const ReportWords &words);
/// Of a trend with a line for each group, skill, ...: a table for each metric, the largest first.
std::vector<PaperTable> groupedTrendTables(const TrendReport &report, const ReportWords &words);
/// How many of how many have a column there; empty = all.
QString restOfTrend(const TrendReport &report, const ReportWords &words);
PaperTable heatTable(const HeatMapReport &report, const ReportWords &words);
PaperTable distributionTable(const DistributionReport &report, const ReportWords &words);
PaperFigures queueFigures(const QueueReport &report, const ReportWords &words);
/// The rows a view shows, in its order; under made-up names by urgency, as that order may be one of
/// the real names.
QueueReport shownQueue(const QueueReport &report, const ReportView &view, const ReportWords &words);
/// The most urgent ones, or the first of a view; queueRest() says how many more there are, empty =
/// none.
PaperTable queueTable(const QueueReport &shown, const ReportWords &words, bool accounts,
                      bool ofView = false);
QString queueRest(const QueueReport &all, const QueueReport &shown, const ReportView &view,
                  const ReportWords &words);
/// Of its figures which the catalogue does not have: title and definition.
std::vector<std::pair<QString, QString>> queueDefinitions(const QueueReport &report,
                                                          const ReportWords &words);
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
