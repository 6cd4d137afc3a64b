// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paper/reportgathering.h"

#include "app/paper/reportfilternames.h"
#include "backend/async/whendone.h"
#include "backend/engine/metriccatalog.h"
#include "backend/engine/metricdimension.h"
#include "backend/engine/timebuckets.h"
#include "backend/engine/vendors.h"

#include <QCoreApplication>
#include <QPromise>

#include <algorithm>

namespace watchfloor {
namespace {

MetricList metricsOf(const ReportPlan &plan, MetricDimension scope)
{
    if (plan.metrics.isEmpty())
        return usualMetrics(dimensionOf(scope));
    MetricList metrics;
    for (const QString &key : plan.metrics) {
        const MetricSpec *metric = metricSpec(key);
        if (metric && metric->existsFor(scope))
            metrics.push_back(metric);
    }
    return metrics;
}

/// Without what every row of agents has anyway.
MetricList agentMetrics(const ReportPlan &plan)
{
    MetricList metrics = metricsOf(plan, MetricDimension::Agent);
    std::erase_if(metrics, [](const MetricSpec *metric) {
        for (const char *own :
             {"conversations", "open_conversations", "unattended_conversations"}) {
            if (qstrcmp(metric->key, own) == 0)
                return true;
        }
        return false;
    });
    return metrics;
}

MetricList trendMetrics(const ReportPlan &plan)
{
    MetricList metrics = metricsOf(plan, MetricDimension::Account);
    std::erase_if(metrics, [](const MetricSpec *metric) {
        return metric->metricClass != MetricClass::TimeBound;
    });
    return metrics;
}

void addFeeds(ReportAnswers &answers, const AccountRows &rows)
{
    for (const FeedState &state : rows.feeds) {
        const FeedInfo *info = knownFeed(rows.account.provider, state.feed);
        ReportFeed feed;
        feed.account = rows.account.name;
        feed.title = info && !info->title.isEmpty() ? info->title : state.feed;
        feed.lastSuccess = state.lastSuccess;
        feed.lastAttempt = state.lastAttempt;
        feed.coverage = state.coverage;
        feed.off = state.off;
        if (state.lastError)
            feed.problem = state.lastError->message();
        answers.feeds.push_back(feed);
    }
}

/// The answers to one question, coming in one by one.
class Gathering : public QObject {
public:
    Gathering(ReportService &reports, Clock &clock, PaperQuestion question, QObject *context)
        : QObject(context)
        , m_reports(reports)
        , m_question(std::move(question))
    {
        m_answers.now = clock.now();
        m_answers.range = m_question.request.range;
        m_answers.zone = m_question.zone;
        m_answers.business = m_question.request.business;
        m_promise.start();
    }

    QFuture<Result<GatheredAnswers>> start()
    {
        const auto future = m_promise.future();
        askNames();
        askPeople();
        askFigures();
        return future;
    }

private:
    template<typename T, typename Store>
    void want(ReportSection section, const QFuture<Result<T>> &future, Store store)
    {
        ++m_left;
        whenDone(future, this, [this, section, store](const Result<T> &answer) {
            if (answer)
                store(m_answers, *answer);
            else
                fail(section, answer.error());
            m_any = m_any || answer.ok();
            arrived();
        });
    }

    void fail(ReportSection section, const Error &error)
    {
        m_answers.failed.emplace_back(section, error.sentence());
        if (!m_error)
            m_error = error;
    }

    bool has(ReportSection section) const { return m_question.plan.has(section); }

    void askPeople()
    {
        const FigureRequest &request = m_question.request;
        if (has(ReportSection::ByAgent))
            want(ReportSection::ByAgent, m_reports.volume(request),
                 [](ReportAnswers &a, const VolumeReport &r) { a.volume = r; });
        if (has(ReportSection::Agents))
            want(ReportSection::Agents, m_reports.agents(request, agentMetrics(m_question.plan)),
                 [](ReportAnswers &a, const AgentReport &r) { a.agents = r; });
        if (has(ReportSection::Queue))
            want(ReportSection::Queue, m_reports.queue(request.filter, soonByDefault),
                 [](ReportAnswers &a, const QueueReport &r) { a.queue = r; });
    }

    void askFigures()
    {
        const ReportPlan &plan = m_question.plan;
        const FigureRequest &request = m_question.request;
        if (has(ReportSection::Summary))
            want(ReportSection::Summary,
                 m_reports.breakdown(request, Dimension::Account,
                                     metricsOf(plan, MetricDimension::Account)),
                 [](ReportAnswers &a, const BreakdownReport &r) { a.summary = r; });
        if (has(ReportSection::Groups))
            want(ReportSection::Groups,
                 m_reports.breakdown(request, dimensionOf(plan.groupBy),
                                     metricsOf(plan, plan.groupBy)),
                 [](ReportAnswers &a, const BreakdownReport &r) { a.groups = r; });
        if (has(ReportSection::Trend))
            want(ReportSection::Trend,
                 m_reports.trend(request, trendMetrics(plan), suitableUnit(request.range),
                                 m_question.zone),
                 [](ReportAnswers &a, const TrendReport &r) { a.trend = r; });
        if (has(ReportSection::WeekHours))
            want(ReportSection::WeekHours,
                 m_reports.heatMap(request, metricSpec(plan.heatMetric), m_question.zone),
                 [](ReportAnswers &a, const HeatMapReport &r) { a.heat = r; });
        if (has(ReportSection::Distribution))
            want(ReportSection::Distribution,
                 m_reports.distribution(request, metricSpec(plan.distributionMetric)),
                 [](ReportAnswers &a, const DistributionReport &r) { a.distribution = r; });
    }

    void askNames()
    {
        // Filed under coverage: without names the rest of the report is still right.
        want(ReportSection::Coverage, m_reports.filterChoices(m_question.request.filter.accounts),
             [this](ReportAnswers &a, const FilterChoices &choices) {
                 for (const AccountRows &rows : choices.accounts) {
                     a.accounts.push_back(rows.account);
                     addFeeds(a, rows);
                 }
                 a.filters = filterNames(m_question.request.filter, choices);
                 askTimelines();
             });
    }

    void askTimelines()
    {
        if (!has(ReportSection::Timelines))
            return;
        const auto &chosen = m_question.plan.conversations;
        m_answers.timelines.resize(chosen.size());
        for (std::size_t i = 0; i < chosen.size(); ++i) {
            bool known = false;
            for (const Account &account : m_answers.accounts) {
                if (account.name != chosen[i].account)
                    continue;
                known = true;
                want(ReportSection::Timelines, m_reports.timeline(account.id, chosen[i].remoteId),
                     [i](ReportAnswers &a, const TimelineReport &r) { a.timelines[i] = r; });
            }
            if (!known)
                m_answers.failed.emplace_back(
                    ReportSection::Timelines,
                    QCoreApplication::translate("ReportGathering",
                                                "Conversation #%1: this report is not about an "
                                                "account “%2”.")
                        .arg(chosen[i].remoteId, chosen[i].account));
        }
    }

    void arrived()
    {
        if (--m_left > 0)
            return;
        std::erase_if(m_answers.timelines, [](const TimelineReport &timeline) {
            return timeline.conversation.conversation.remoteId.isEmpty();
        });
        if (m_any || !m_error)
            m_promise.addResult(Result<GatheredAnswers>(
                std::make_shared<const ReportAnswers>(std::move(m_answers))));
        else
            m_promise.addResult(Result<GatheredAnswers>(*m_error));
        m_promise.finish();
        deleteLater();
    }

    ReportService &m_reports;
    PaperQuestion m_question;
    ReportAnswers m_answers;
    QPromise<Result<GatheredAnswers>> m_promise;
    std::optional<Error> m_error; ///< of the first that failed
    int m_left = 0;
    bool m_any = false;
};

} // namespace

QFuture<Result<GatheredAnswers>> gatherReport(ReportService &reports, Clock &clock,
                                              PaperQuestion question, QObject *context)
{
    auto *gathering = new Gathering(reports, clock, std::move(question), context);
    return gathering->start();
}

} // namespace watchfloor
