// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/agentsbinding.h"

#include "app/livedesk.h"
#include "app/scopequery.h"
#include "backend/engine/metriccatalog.h"
#include "backend/reports/pairedanswer.h"
#include "backend/reports/reportservice.h"
#include "models/agentsparks.h"
#include "models/periodbefore.h"

#include <algorithm>
#include <utility>

namespace watchfloor {
namespace {

constexpr DurationMs hourMs = 3'600'000;

MetricList metricsOf(const QStringList &keys)
{
    MetricList metrics;
    for (const QString &key : keys) {
        if (const MetricSpec *metric = metricSpec(key))
            metrics.push_back(metric);
    }
    return metrics;
}

QFuture<Result<WithBefore<AgentReport>>> askAgents(const PageServices &services,
                                                   const AgentsPage &page, const ViewScope &scope)
{
    const TimeMs now = services.clock.now();
    const auto ask = [reports = &services.reports, metrics = metricsOf(page.metrics()),
                      byTeam = page.byTeam()](FigureRequest request) {
        return reports->agents(std::move(request), metrics, byTeam);
    };
    return pairedAnswer(ask, figuresOf(scope, now),
                        scope.compare ? std::optional(periodBefore(scope.range, now, scope.zone))
                                      : std::nullopt);
}

/// Conversations by hour and agent, whole hours up to now.
QFuture<Result<TrendReport>> askSparks(const PageServices &services, const ViewScope &scope)
{
    const TimeMs now = services.clock.now();
    FigureRequest request = figuresOf(scope, now);
    request.range = {now - now % hourMs - 23 * hourMs, now};
    return services.reports.trend(request, {metricSpec("conversations")}, BucketUnit::Hour,
                                  QTimeZone::utc(), Qt::Monday, Dimension::Agent);
}

} // namespace

AgentsBinding::AgentsBinding(const PageServices &services)
    : m_page(new AgentsPage)
    , m_reports(
          this,
          {[this, services](const ViewScope &scope) { return askAgents(services, *m_page, scope); },
           [this](const WithBefore<AgentReport> &answer, bool same) {
               m_asOf = answer.report.asOf;
               m_lateAt = answer.report.lateAt;
               m_page->setReport(answer.report, same, answer.before ? &*answer.before : nullptr);
               Q_EMIT answered();
           },
           [this](const Error &error) {
               m_page->setError(error);
               Q_EMIT answered();
           },
           [this] { m_page->setLoading(); }})
    , m_sparks(this, {[services](const ViewScope &scope) { return askSparks(services, scope); },
                      [this](const TrendReport &report, bool) {
                          std::vector<TimeRange> hours;
                          for (const TrendPoint &point : report.points)
                              hours.push_back(point.range);
                          m_page->setSparks(sparksOf(report), std::move(hours));
                          Q_EMIT answered();
                      },
                      [this](const Error &) { // the table itself says what is wrong
                          m_page->setSparks({});
                          Q_EMIT answered();
                      },
                      [] {}})
    , m_timelines(this, {[services](const AgentQuestion &question) {
                             const TimeRange range =
                                 rangeOf(question.range, services.clock.now(), question.zone);
                             return services.reports.agentTimeline(question.account, question.agent,
                                                                   range);
                         },
                         [this](const AgentTimelineReport &report, bool) {
                             m_page->setTimeline(report);
                             Q_EMIT answered();
                         },
                         [this](const Error &error) {
                             m_page->setTimelineError(error);
                             Q_EMIT answered();
                         },
                         [] {}})
{
    if (services.live) {
        ThresholdStore &levels = services.live->thresholds();
        m_page->setThresholds(levels.value());
        connect(&levels, &ThresholdStore::changed, m_page, &AgentsPage::setThresholds);
        connect(m_page, &AgentsPage::thresholdsEdited, &levels, &ThresholdStore::set);
    }
    connect(m_page, &AgentsPage::agentSelected, this, [this] {
        if (m_asked)
            askTimeline();
    });
}

void AgentsBinding::askTimeline()
{
    if (m_page->selectedAgent() == 0)
        m_timelines.clear();
    else
        m_timelines.setQuestion(
            {m_page->selectedAccount(), m_page->selectedAgent(), m_scope.range, m_scope.zone});
}

void AgentsBinding::ask(const ViewScope &scope, bool isNew)
{
    // More columns or teams over the same rows: selection and scroll stay.
    const bool sameRows = m_asked && scope == m_scope;
    const QStringList metrics = m_page->metrics();
    const bool known = m_teams == m_page->byTeam() &&
                       std::all_of(metrics.begin(), metrics.end(),
                                   [this](const QString &m) { return m_metrics.contains(m); });
    const bool changed = std::exchange(m_changed, false);
    if (sameRows && isNew && known && !changed)
        return; // a column went
    m_metrics = metrics;
    m_teams = m_page->byTeam();
    m_scope = scope;
    m_asked = true;
    m_reports.ask(scope, isNew && !sameRows);
    m_sparks.ask(scope, isNew && !sameRows);
    if (m_page->selectedAgent() == 0)
        return;
    if (isNew && !sameRows)
        askTimeline();
    else
        m_timelines.refresh();
}

} // namespace watchfloor
