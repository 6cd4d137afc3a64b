// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pagebindings.h"

#include <algorithm>
#include <utility>

namespace watchfloor {
namespace {

constexpr int coalesceMs = 200;
constexpr int longestPauseMs = 3'000;
constexpr int watchedAfterMs = 500;

} // namespace

PageBindings::PageBindings(ReportService &reports, Clock &clock, AgentsPage &agents,
                           ConversationsPage &conversations, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_agents(agents)
    , m_conversations(conversations)
    , m_agentBinding(this, {[this, &reports](const ViewScope &scope) {
                                return reports.agents(figures(scope));
                            },
                            [this](const AgentReport &report, bool same) {
                                noteAnswer();
                                m_agentsAsOf = report.asOf;
                                m_agents.setReport(report, same);
                                Q_EMIT answered();
                            },
                            [this](const Error &error) {
                                m_agents.setError(error);
                                Q_EMIT answered();
                            },
                            [this] { m_agents.setLoading(); }})
    , m_conversationBinding(this, {[this, &reports](const ViewScope &scope) {
                                       return reports.conversations(query(scope));
                                   },
                                   [this](const ConversationReport &report, bool same) {
                                       noteAnswer();
                                       m_conversationsAsOf = report.asOf;
                                       m_conversations.setReport(report, same);
                                       Q_EMIT answered();
                                   },
                                   [this](const Error &error) {
                                       m_conversations.setError(error);
                                       Q_EMIT answered();
                                   },
                                   [this] { m_conversations.setLoading(); }})
    , m_timelineBinding(this, {[&reports](const TimelineQuestion &q) {
                                   return reports.timeline(q.account, q.conversation);
                               },
                               [this](const TimelineReport &report, bool) {
                                   m_conversations.setTimeline(report);
                                   Q_EMIT answered();
                               },
                               [this](const Error &error) {
                                   m_conversations.setTimelineError(error);
                                   Q_EMIT answered();
                               },
                               [] {}})
{
    m_coalesce.setSingleShot(true);
    m_coalesce.setInterval(coalesceMs);
    connect(&m_coalesce, &QTimer::timeout, this, [this] { askVisible(); });
    m_watchDelay.setSingleShot(true);
    m_watchDelay.setInterval(watchedAfterMs);
    connect(&m_watchDelay, &QTimer::timeout, this, [this] {
        if (m_conversations.selectedAccount() != 0)
            Q_EMIT conversationWatched(m_conversations.selectedAccount(),
                                       m_conversations.selectedConversation());
    });
    connect(&reports, &ReportService::invalidated, this, &PageBindings::onInvalidated);
    connect(&m_conversations, &ConversationsPage::conversationSelected, this,
            [this](RowId account, const QString &conversation) {
                if (account == 0) {
                    m_timelineBinding.clear();
                    m_watchDelay.stop();
                    return;
                }
                m_timelineBinding.setQuestion({account, conversation});
                m_watchDelay.start();
            });
    connect(&m_agents, &AgentsPage::retryRequested, this, &PageBindings::askAgain);
    connect(&m_conversations, &ConversationsPage::retryRequested, this, &PageBindings::askAgain);
}

ReportQuery PageBindings::query(const ViewScope &scope)
{
    ReportQuery query;
    query.accounts = scope.accounts;
    query.range = rangeOf(scope.range, m_clock.now(), scope.zone);
    m_askedRange = query.range;
    m_answerTime.start();
    return query;
}

FigureRequest PageBindings::figures(const ViewScope &scope)
{
    const ReportQuery asked = query(scope);
    FigureRequest request;
    request.filter.accounts = asked.accounts;
    request.range = asked.range;
    return request;
}

void PageBindings::noteAnswer()
{
    // A back-fill commits several times a second: reading must not take the machine from it.
    const auto pause =
        static_cast<int>(std::min<qint64>(3 * m_answerTime.elapsed(), longestPauseMs));
    m_coalesce.setInterval(std::max(coalesceMs, pause));
}

void PageBindings::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    askAgain();
}

void PageBindings::setScope(const ViewScope &scope)
{
    // Another zone shows the same facts unless it moves the range's midnights.
    m_scope = scope;
    m_agentsNew = m_conversationsNew = true;
    m_agentsStale = m_conversationsStale = true;
    askVisible();
}

void PageBindings::showPage(const QString &key)
{
    m_page = key;
    askVisible();
}

void PageBindings::askAgain()
{
    m_agentsStale = m_conversationsStale = true;
    askVisible();
}

void PageBindings::tick()
{
    if (rangeOf(m_scope.range, m_clock.now(), m_scope.zone) != m_askedRange)
        askAgain();
}

void PageBindings::askVisible()
{
    if (!m_active)
        return;
    if (m_page == m_agents.key() && m_agentsStale) {
        m_agentsStale = false;
        if (std::exchange(m_agentsNew, false))
            m_agentBinding.setQuestion(m_scope);
        else
            m_agentBinding.refresh();
    } else if (m_page == m_conversations.key() && m_conversationsStale) {
        m_conversationsStale = false;
        if (std::exchange(m_conversationsNew, false))
            m_conversationBinding.setQuestion(m_scope);
        else
            m_conversationBinding.refresh();
        if (m_conversations.selectedAccount() != 0)
            m_timelineBinding.refresh();
    }
}

void PageBindings::onInvalidated(const ChangeSet &change)
{
    // Freshness alone ("as of") is part of the reports too.
    if (change.touchesFacts() || change.syncState)
        m_agentsStale = m_conversationsStale = true;
    if (!m_coalesce.isActive())
        m_coalesce.start();
}

std::optional<TimeMs> PageBindings::asOf() const
{
    return m_page == m_conversations.key() ? m_conversationsAsOf : m_agentsAsOf;
}

bool PageBindings::settled() const
{
    if (!m_active)
        return true;
    if (m_page == m_agents.key())
        return m_agentBinding.isIdle() && !m_agentsStale;
    if (m_page == m_conversations.key())
        return m_conversationBinding.isIdle() && !m_conversationsStale &&
               m_timelineBinding.isIdle();
    return true;
}

} // namespace watchfloor
