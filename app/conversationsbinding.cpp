// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/conversationsbinding.h"

#include "app/scopequery.h"
#include "backend/async/whendone.h"

namespace watchfloor {
namespace {

constexpr int watchedAfterMs = 500;

} // namespace

ConversationsBinding::ConversationsBinding(const PageServices &services)
    : m_page(new ConversationsPage)
    , m_list(this, {[this, services](const ViewScope &scope) {
                        ConversationListQuery query{rowsOf(scope, services.clock.now())};
                        if (!m_isNew)
                            query.shown = m_page->model().report().list;
                        return services.reports.conversationList(std::move(query),
                                                                 m_stop.get_token());
                    },
                    [this](const ConversationListReport &report, bool same) {
                        m_asOf = report.asOf;
                        m_isNew = false;
                        m_page->setReport(report, same);
                        Q_EMIT answered();
                    },
                    [this](const Error &error) {
                        m_page->setError(error);
                        Q_EMIT answered();
                    },
                    [this] { m_page->setLoading(); }})
    , m_timeline(this, {[services](const Selected &selected) {
                            return services.reports.timeline(selected.account,
                                                             selected.conversation);
                        },
                        [this](const TimelineReport &report, bool) {
                            m_page->setTimeline(report);
                            Q_EMIT answered();
                        },
                        [this](const Error &error) {
                            m_page->setTimelineError(error);
                            Q_EMIT answered();
                        },
                        [] {}})
{
    m_watchDelay.setSingleShot(true);
    m_watchDelay.setInterval(watchedAfterMs);
    connect(&m_watchDelay, &QTimer::timeout, this, [this] {
        if (m_page->selectedAccount() != 0)
            Q_EMIT conversationWatched(m_page->selectedAccount(), m_page->selectedConversation());
    });
    connect(m_page, &ConversationsPage::detailsWanted, this,
            [this, services](const std::vector<RowId> &rows) {
                whenDone(services.reports.conversationRows(rows), this,
                         [this](const Result<std::vector<Conversation>> &details) {
                             if (details) // without them a tooltip says less
                                 m_page->model().setDetails(*details);
                         });
            });
    connect(m_page, &ConversationsPage::conversationSelected, this,
            &ConversationsBinding::onSelected);
}

void ConversationsBinding::onSelected(RowId account, const QString &conversation)
{
    if (account == 0) {
        m_timeline.clear();
        m_watchDelay.stop();
        return;
    }
    m_timeline.setQuestion({account, conversation});
    m_watchDelay.start();
}

void ConversationsBinding::ask(const ViewScope &scope, bool isNew)
{
    if (isNew) { // nobody waits for the rows of the former question any more
        m_stop.request_stop();
        m_stop = std::stop_source();
        m_isNew = true;
    }
    m_list.ask(scope, isNew);
    if (!isNew && m_page->selectedAccount() != 0)
        m_timeline.refresh();
}

} // namespace watchfloor
