// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/reportanswers.h"

#include "backend/engine/metriccatalog.h"
#include "backend/engine/reports/buildreports.h"
#include "backend/reports/figureanswers.h"
#include "backend/reports/rowanswers.h"

namespace watchfloor {

Result<AgentReport> answerAgents(FactReport &facts, const FigureQuery &query,
                                 const MetricList &metrics, bool byTeam)
{
    RowNeeds needs = needsOf(query, metrics);
    needs.conversations.emplace();
    needs.conversations->activeOnly = true;
    return answerWith(facts, query, needs, [&](const ReportInput &input, const FigureQuery &asked) {
        return buildAgentReport(input, asked, metrics, byTeam);
    });
}

Result<BreakdownReport> answerBreakdown(FactReport &facts, const FigureQuery &query,
                                        Dimension groupBy, const MetricList &metrics)
{
    return figureAnswer(facts, query, metrics,
                        [&](const ReportInput &input, const FigureQuery &asked) {
                            return buildBreakdown(input, asked, groupBy, metrics);
                        });
}

Result<VolumeReport> answerVolume(FactReport &facts, const FigureQuery &query, VolumeSplit split)
{
    RowNeeds needs = needsOf(query, {metricSpec("conversations")});
    if (split == VolumeSplit::Status) {
        needs.conversations.emplace();
        needs.conversations->activeOnly = true;
    }
    return answerWith(facts, query, needs,
                      [split](const ReportInput &input, const FigureQuery &asked) {
                          return buildVolume(input, asked, split);
                      });
}

Result<TrendReport> answerTrend(FactReport &facts, const FigureQuery &query,
                                const TrendSteps &steps)
{
    return figureAnswer(facts, query, steps.metrics,
                        [&](const ReportInput &input, const FigureQuery &asked) {
                            return buildTrend(input, asked, steps.metrics, steps.unit, steps.zone,
                                              steps.weekStart, steps.groupBy);
                        });
}

Result<HeatMapReport> answerHeatMap(FactReport &facts, const FigureQuery &query,
                                    const MetricSpec *metric, const QTimeZone &zone)
{
    return figureAnswer(facts, query, {metric},
                        [&](const ReportInput &input, const FigureQuery &asked) {
                            return buildHeatMap(input, asked, *metric, zone);
                        });
}

Result<DistributionReport> answerDistribution(FactReport &facts, const FigureQuery &query,
                                              const MetricSpec *metric)
{
    return figureAnswer(facts, query, {metric},
                        [&](const ReportInput &input, const FigureQuery &asked) {
                            return buildDistribution(input, asked, *metric);
                        });
}

Result<TimelineReport> answerTimeline(RowSource &source, RowId account, const QString &id,
                                      TimeMs now)
{
    auto found = conversationWithEvents(source, account, id);
    if (!found)
        return found.error();
    const TimeRange life{found->conversation().created, now};
    auto states =
        source.agentStates(account, timelineAgents(found->conversation(), found->events), life);
    if (!states)
        return states.error();
    found->rows.states = std::move(*states);
    return buildTimelineReport(found->rows, found->conversation(), std::move(found->events), now);
}

Result<FilterChoices> answerChoices(RowSource &source, const std::vector<RowId> &accounts)
{
    auto rows = source.rows(accounts, {});
    if (!rows)
        return rows.error();
    auto channels = source.channels();
    if (!channels)
        return channels.error();
    auto labels = source.labels(accounts);
    if (!labels)
        return labels.error();
    return FilterChoices{std::move(*rows), std::move(*channels), std::move(*labels)};
}

} // namespace watchfloor
