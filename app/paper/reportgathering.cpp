// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paper/reportgathering.h"

#include "app/paper/chartsteps.h"
#include "app/paper/reportfilternames.h"
#include "app/paper/reportlisting.h"
#include "backend/engine/metriccatalog.h"
#include "backend/engine/metricdimension.h"
#include "backend/engine/timebuckets.h"
#include "backend/engine/vendors.h"
#include "backend/reports/jointanswer.h"
#include "models/reportlistorder.h"

#include <QCoreApplication>

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
    AccountCardInput input;
    input.account = rows.account;
    input.sync.feeds = rows.feeds;
    input.now = answers.now;
    for (const FeedState &state : rows.feeds) {
        const FeedInfo *known = knownFeed(rows.account.provider, state.feed);
        FeedInfo info = known ? *known : FeedInfo();
        info.key = state.feed;
        if (info.title.isEmpty())
            info.title = state.feed;
        const FeedLine line = feedLine(input, info);
        ReportFeed feed;
        feed.account = rows.account.name;
        feed.title = line.title;
        feed.lastSuccess = state.lastSuccess;
        feed.lastAttempt = state.lastAttempt;
        feed.coverage = state.coverage;
        feed.state = line.state;
        feed.backTo = line.backTo;
        feed.filling = info.shape == FeedShape::Backfill && !state.backfilled;
        feed.problem = line.sentence;
        answers.feeds.push_back(feed);
    }
}

/// What the answers come from, as one question: they are of one commit.
JointQuestion jointly(const PaperQuestion &question)
{
    const ReportPlan &plan = question.plan;
    JointQuestion joint;
    joint.request = question.request;
    joint.zone = question.zone;
    joint.volume = plan.has(ReportSection::ByAgent);
    if (plan.view.split != ChartQuestion::Split::None)
        joint.split = plan.view.split == ChartQuestion::Split::Status ? VolumeSplit::Status
                                                                      : VolumeSplit::Channel;
    if (plan.has(ReportSection::Summary))
        joint.summary = metricsOf(plan, MetricDimension::Account);
    if (plan.has(ReportSection::Agents))
        joint.agents = plan.view.agentsNow ? MetricList() : agentMetrics(plan);
    joint.byTeam = plan.view.teams.has_value();
    // Of nothing but its rows' names it would be no table; Sorting says why it is missing.
    if (const MetricList metrics = metricsOf(plan, plan.groupBy);
        plan.has(ReportSection::Groups) && !metrics.empty())
        joint.breakdown = {dimensionOf(plan.groupBy), metrics};
    if (const MetricList metrics = trendMetrics(plan);
        plan.has(ReportSection::Trend) && !metrics.empty())
        joint.trend = {bucketOf(plan.view.step, question.request.range), metrics};
    if (plan.view.trendBy)
        joint.trendBy = dimensionOf(*plan.view.trendBy);
    joint.weekStart = (plan.locale.isEmpty() ? QLocale() : QLocale(plan.locale)).firstDayOfWeek();
    if (plan.has(ReportSection::WeekHours))
        joint.heatMap = metricSpec(plan.heatMetric);
    if (plan.has(ReportSection::Distribution))
        joint.distribution = metricSpec(plan.distributionMetric);
    joint.soon = plan.view.soonDue;
    joint.queue = plan.has(ReportSection::Queue);
    joint.list = plan.has(ReportSection::List);
    joint.listBehind = question.listBehind;
    if (plan.has(ReportSection::Timelines)) {
        for (const ChosenConversation &chosen : plan.conversations)
            joint.timelines.emplace_back(chosen.account, chosen.remoteId);
    }
    return joint;
}

/// Takes the parts of a joint answer to where the paper looks for them.
class Sorting {
public:
    Sorting(ReportAnswers answers, JointAnswer joint, const std::stop_token &stop)
        : m_answers(std::move(answers))
        , m_joint(std::move(joint))
        , m_stop(stop)
    {
    }

    Result<GatheredAnswers> sorted(const PaperQuestion &question)
    {
        take(ReportSection::Summary, m_joint.summary, m_answers.summary);
        take(ReportSection::ByAgent, m_joint.volume, m_answers.volume);
        take(ReportSection::Agents, m_joint.agents, m_answers.agents);
        take(ReportSection::Groups, m_joint.breakdown, m_answers.groups);
        take(ReportSection::Trend, m_joint.trend, m_answers.trend);
        take(ReportSection::WeekHours, m_joint.heatMap, m_answers.heat);
        take(ReportSection::Distribution, m_joint.distribution, m_answers.distribution);
        take(ReportSection::Queue, m_joint.queue, m_answers.queue);
        // Filed under coverage: without names the rest of the report is still right.
        take(ReportSection::Coverage, m_joint.choices, m_choices);
        if (m_choices)
            takeNames(*m_choices, question);
        else if (m_joint.choices)
            m_answers.namesUnknown = m_joint.choices->error().sentence();
        takeList(question);
        if (m_stop.stop_requested())
            return Error::cancelled();
        takeTimelines(question);
        if (question.plan.has(ReportSection::Groups) && !m_joint.breakdown)
            m_answers.failed.emplace_back(
                ReportSection::Groups,
                QCoreApplication::translate("ReportGathering",
                                            "None of the chosen metrics is told of these rows."));
        if (question.plan.has(ReportSection::Trend) && !m_joint.trend)
            m_answers.failed.emplace_back(
                ReportSection::Trend,
                QCoreApplication::translate("ReportGathering",
                                            "None of the chosen metrics has a course over time."));
        if (m_error && !m_any)
            return *m_error;
        return std::make_shared<const ReportAnswers>(std::move(m_answers));
    }

private:
    template<typename T>
    void take(ReportSection section, JointAnswer::Part<T> &part, std::optional<T> &place)
    {
        if (!part)
            return;
        if (*part) {
            place = std::move(**part);
            m_any = true;
        } else {
            fail(section, part->error());
        }
    }

    void fail(ReportSection section, const Error &error)
    {
        m_answers.failed.emplace_back(section, error.sentence());
        if (!m_error)
            m_error = error;
    }

    void takeNames(const FilterChoices &choices, const PaperQuestion &question)
    {
        for (const AccountRows &rows : choices.accounts) {
            m_answers.accounts.push_back(rows.account);
            m_answers.people.insert(m_answers.people.end(), rows.agents.begin(), rows.agents.end());
            addFeeds(m_answers, rows);
        }
        m_answers.filters = filterNames(question.request.filter, choices);
    }

    void takeList(const PaperQuestion &question)
    {
        if (!m_joint.list)
            return;
        if (!*m_joint.list)
            return fail(ReportSection::List, m_joint.list->error());
        const BehindListReport &told = **m_joint.list;
        const ReportPlan &plan = question.plan;
        m_answers.list = listForPaper(told.list, listOrderOf(plan), m_answers.now,
                                      m_choices ? &*m_choices : nullptr, m_stop);
        if (plan.view.list && plan.view.list->drill) {
            const QLocale locale = plan.locale.isEmpty() ? QLocale() : QLocale(plan.locale);
            m_answers.list->behind = drillWords(*plan.view.list->drill, told.behind,
                                                MetricFormatter(locale, question.zone));
        }
        m_any = true;
    }

    void takeTimelines(const PaperQuestion &question)
    {
        for (std::size_t i = 0; i < m_joint.timelines.size(); ++i) {
            Result<TimelineReport> &timeline = m_joint.timelines[i];
            if (timeline)
                m_answers.timelines.push_back(std::move(*timeline));
            else
                failTimeline(question.plan.conversations[i], timeline.error());
        }
    }

    void failTimeline(const ChosenConversation &chosen, const Error &error)
    {
        const bool known = m_answers.accounts.empty() ||
                           std::any_of(m_answers.accounts.begin(), m_answers.accounts.end(),
                                       [&chosen](const Account &account) {
                                           return account.name == chosen.account;
                                       });
        if (known)
            return fail(ReportSection::Timelines, error);
        m_answers.failed.emplace_back(
            ReportSection::Timelines,
            QCoreApplication::translate("ReportGathering",
                                        "Conversation #%1: this report is not about an "
                                        "account “%2”.")
                .arg(chosen.remoteId, chosen.account));
    }

    ReportAnswers m_answers;
    JointAnswer m_joint;
    const std::stop_token &m_stop;
    std::optional<FilterChoices> m_choices;
    std::optional<Error> m_error; ///< of the first that failed
    bool m_any = false;
};

} // namespace

QFuture<Result<GatheredAnswers>> gatherReport(ReportService &reports, Clock &clock,
                                              PaperQuestion question, std::stop_token stop)
{
    ReportAnswers answers;
    answers.now = clock.now();
    answers.range = question.request.range;
    answers.zone = question.zone;
    answers.business = question.request.business;
    // On the engine's worker: the window's thread has no share in it.
    return reports.together(jointly(question), stop)
        .then([answers = std::move(answers), question = std::move(question),
               stop](QFuture<Result<JointAnswer>> done) mutable -> Result<GatheredAnswers> {
            // Not taken: in Qt 6.4 that makes the future one which never finished, and its promise
            // runs this a second time.
            Result<JointAnswer> joint = done.result();
            if (!joint)
                return joint.error();
            return Sorting(std::move(answers), std::move(*joint), stop).sorted(question);
        });
}

} // namespace watchfloor
