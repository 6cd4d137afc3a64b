// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/reportservice.h"

#include "backend/engine/operations/agentconversationmetrics.h"
#include "backend/engine/operations/conversationsbyagent.h"
#include "backend/engine/operations/reportingevents.h"
#include "backend/reports/behindanswers.h"
#include "backend/reports/jointanswer.h"
#include "backend/reports/nowanswers.h"
#include "backend/reports/reportanswers.h"
#include "backend/reports/reportworker.h"
#include "backend/reports/rowanswers.h"

namespace watchfloor {
ReportService::ReportService(const QString &profileDir, Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(profileDir, clock))
{
}

ReportService::~ReportService() = default;

DurationMs ReportService::soon() const
{
    return d->soon;
}

void ReportService::setSoon(DurationMs soon)
{
    if (std::exchange(d->soon, soon) != soon)
        Q_EMIT soonChanged();
}

QFuture<Result<AgentReport>> ReportService::agents(FigureRequest request, MetricList metrics,
                                                   bool byTeam)
{
    return d->askFigures(
        [query = d->query(std::move(request), d->clock.now()), metrics = std::move(metrics),
         byTeam](FactReport &facts) { return answerAgents(facts, query, metrics, byTeam); });
}

QFuture<Result<AgentTimelineReport>>
ReportService::agentTimeline(RowId account, RowId agent, TimeRange range, int conversations)
{
    return d->ask([=, now = d->clock.now()](RowSource &source) {
        return agentTimelineAnswer(source, account, agent, range, conversations, now);
    });
}

QFuture<Result<ConversationListReport>> ReportService::conversationList(ConversationListQuery query,
                                                                        std::stop_token stop)
{
    const TimeMs now = d->clock.now();
    return d->askUntil(std::move(stop), [this, query = std::move(query),
                                         now](RowSource &source, const std::stop_token &either) {
        return d->lists.answer(source, query, now, either);
    });
}

QFuture<Result<std::vector<Conversation>>> ReportService::conversationRows(std::vector<RowId> rows)
{
    return d->ask([rows = std::move(rows)](RowSource &source) -> Result<std::vector<Conversation>> {
        if (rows.empty()) // would mean all of them
            return std::vector<Conversation>();
        ConversationQuery query;
        query.rows = rows;
        return source.conversations(query);
    });
}

QFuture<Result<TimelineReport>> ReportService::timeline(RowId account, QString conversationRemoteId)
{
    const TimeMs now = d->clock.now();
    return d->ask([account, id = std::move(conversationRemoteId), now](RowSource &source) {
        return answerTimeline(source, account, id, now);
    });
}

QFuture<Result<std::vector<Account>>> ReportService::accounts()
{
    return d->ask([](RowSource &source) { return source.accounts(); });
}

QFuture<Result<FilterChoices>> ReportService::filterChoices(std::vector<RowId> accounts)
{
    return d->ask([wanted = std::move(accounts)](RowSource &source) {
        return answerChoices(source, wanted);
    });
}

QFuture<Result<BreakdownReport>> ReportService::breakdown(FigureRequest request, Dimension groupBy,
                                                          MetricList metrics)
{
    return d->askFigures([query = d->query(std::move(request), d->clock.now()), groupBy,
                          metrics = std::move(metrics)](FactReport &facts) {
        return answerBreakdown(facts, query, groupBy, metrics);
    });
}

QFuture<Result<VolumeReport>> ReportService::volume(FigureRequest request, VolumeSplit split)
{
    return d->askFigures([query = d->query(std::move(request), d->clock.now()),
                          split](FactReport &facts) { return answerVolume(facts, query, split); });
}

QFuture<Result<TrendReport>> ReportService::trend(FigureRequest request, MetricList metrics,
                                                  BucketUnit unit, QTimeZone zone,
                                                  Qt::DayOfWeek weekStart, Dimension groupBy)
{
    return d->askFigures([query = d->query(std::move(request), d->clock.now()),
                          metrics = std::move(metrics), unit, zone = std::move(zone), weekStart,
                          groupBy](FactReport &facts) {
        return answerTrend(facts, query, {metrics, unit, zone, weekStart, groupBy});
    });
}

QFuture<Result<HeatMapReport>> ReportService::heatMap(FigureRequest request,
                                                      const MetricSpec *metric, QTimeZone zone)
{
    return d->askFigures([query = d->query(std::move(request), d->clock.now()), metric,
                          zone = std::move(zone)](FactReport &facts) {
        return answerHeatMap(facts, query, metric, zone);
    });
}

QFuture<Result<DistributionReport>> ReportService::distribution(FigureRequest request,
                                                                const MetricSpec *metric)
{
    return d->askFigures(
        [query = d->query(std::move(request), d->clock.now()), metric](FactReport &facts) {
            return answerDistribution(facts, query, metric);
        });
}

QFuture<Result<QueueReport>> ReportService::queue(ReportFilter filter, DurationMs soon)
{
    const TimeMs now = d->clock.now();
    return d->ask([filter = std::move(filter), soon, now](RowSource &source) {
        return answerQueue(source, filter, now, soon);
    });
}

QFuture<Result<JointAnswer>> ReportService::together(JointQuestion question, std::stop_token stop)
{
    const TimeMs now = d->clock.now();
    if (!question.soon)
        question.soon = d->soon;
    return d->askUntil(std::move(stop), [this, question = std::move(question),
                                         now](RowSource &source, const std::stop_token &either) {
        return jointAnswer(source, *d->loader, question, now, either);
    });
}

QFuture<Result<BehindReport>> ReportService::behind(FigureRequest request, BehindQuery query)
{
    const TimeMs now = d->clock.now();
    if (query.queue)
        return d->ask([filter = std::move(request.filter), part = *query.queue, soon = query.soon,
                       now](RowSource &source) {
            return answerBehindQueue(source, filter, part, now, soon);
        });
    return d->askFigures([asked = d->query(std::move(request), now), query = std::move(query)](
                             FactReport &facts) { return answerBehind(facts, asked, query); });
}

QFuture<Result<BehindListReport>>
ReportService::conversationsBehind(FigureRequest request, BehindQuery query,
                                   std::shared_ptr<const ConversationList> shown,
                                   std::stop_token stop)
{
    return d->askUntil(std::move(stop), [this, asked = d->query(std::move(request), d->clock.now()),
                                         query = std::move(query), shown = std::move(shown)](
                                            RowSource &source, const std::stop_token &either) {
        FactReport facts(source, *d->loader);
        return answerBehindList(facts, asked, query, shown, either);
    });
}

QFuture<Result<ExplainReport>> ReportService::explain(FigureRequest request, BehindQuery query)
{
    return d->askFigures([asked = d->query(std::move(request), d->clock.now()),
                          query = std::move(query)](FactReport &facts) {
        return answerExplain(facts, asked, query);
    });
}

QFuture<Result<NowReport>> ReportService::now(ReportFilter filter, DurationMs soon, QTimeZone zone)
{
    return d->askFigures([=, now = d->clock.now()](FactReport &facts) {
        return nowAnswer(facts, filter, soon, zone, now);
    });
}

QFuture<Result<CountersReport>> ReportService::counters(DurationMs soon, std::vector<RowId> groups)
{
    return d->askFigures([=, now = d->clock.now()](FactReport &facts) {
        return countersAnswer(facts, soon, groups, now);
    });
}

QFuture<Result<QByteArray>> ReportService::agentConversationMetrics(RowId account, QString userId)
{
    return d->ask([account, userId = std::move(userId)](RowSource &source) -> Result<QByteArray> {
        RowNeeds needs;
        needs.reported = true;
        needs.conversations.emplace();
        needs.conversations->activeOnly = true;
        const auto rows = source.rowsOf(account, needs);
        if (!rows)
            return rows.error();
        return watchfloor::agentConversationMetrics(*rows, userId);
    });
}

QFuture<Result<QByteArray>> ReportService::reportingEvents(RowId account,
                                                           QString conversationRemoteId)
{
    return d->ask(
        [account, id = std::move(conversationRemoteId)](RowSource &source) -> Result<QByteArray> {
            auto found = conversationWithEvents(source, account, id);
            if (!found)
                return found.error();
            return watchfloor::reportingEvents(found->rows.account, found->conversation(),
                                               std::move(found->events));
        });
}

QFuture<Result<QByteArray>> ReportService::conversationsByAgent(RowId account, TimeRange created)
{
    const TimeMs now = d->clock.now();
    return d->askFigures([account, created, now](FactReport &facts) -> Result<QByteArray> {
        if (const Result<void> begun = facts.begin(account, created, now); !begun)
            return begun.error();
        const ReportInput input = facts.input();
        return watchfloor::conversationsByAgent(account, input.keys, input.facts, created);
    });
}

QFuture<Result<KeyMetricsAnswer>> ReportService::keyMetrics(RowId account,
                                                            KeyMetricsRequest request)
{
    const TimeMs now = d->clock.now();
    return d->askFigures([account, request = std::move(request),
                          now](FactReport &facts) -> Result<KeyMetricsAnswer> {
        const TimeRange window{request.from, request.to + 1}; // both bounds belong to it
        RowNeeds needs;
        needs.windowsIn = {request.from, request.to};
        for (std::size_t i = 0; i < KeyMetricCount; ++i) {
            const KeyMetricName &name = nameOf(static_cast<KeyMetric>(i));
            if (name.byTime && request.metrics.test(i))
                needs.windows.append(QLatin1String(name.asked));
        }
        const Result<void> begun = facts.begin(account, window, now, std::move(needs));
        if (!begun)
            return begun.error();
        const ReportInput input = facts.input();
        AccountRows rows = facts.accounts().front();
        if (needsActive(rows, request)) {
            ConversationQuery active;
            active.accounts = {account};
            active.activeOnly = true;
            auto conversations = facts.source().conversations(active);
            if (!conversations)
                return conversations.error();
            rows.conversations = std::move(*conversations);
        }
        KeyMetricsAnswer answer = keyMetricsAnswer(rows, input.keys, input.facts, request, now);
        if (const Result<void> finished = facts.finish(); !finished)
            return finished.error();
        return answer;
    });
}

QFuture<Result<QByteArray>> ReportService::agentConversations(RowId account,
                                                              AgentConversationsRequest request)
{
    return d->ask([account, request = std::move(request)](RowSource &source) -> Result<QByteArray> {
        RowNeeds needs;
        needs.conversations.emplace();
        needs.conversations->created = request.created();
        const auto rows = source.rowsOf(account, needs);
        if (!rows)
            return rows.error();
        return watchfloor::agentConversations(*rows, request);
    });
}

QFuture<Result<FactResult>> ReportService::facts(FactQuery query)
{
    const TimeMs now = d->clock.now();
    return d->askFacts([query = std::move(query), now](FactLoader &loader) -> Result<FactResult> {
        const auto table = loader.tableFor(query.window, now);
        if (!table)
            return table.error();
        return (*table)->query(query);
    });
}

} // namespace watchfloor
