// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/reportbinding.h"
#include "backend/reports/reportservice.h"
#include "models/viewscope.h"
#include "views/agentspage.h"
#include "views/conversationspage.h"

#include <QElapsedTimer>
#include <QTimer>

namespace watchfloor {

/// Which conversation the timeline shows.
struct TimelineQuestion {
    RowId account = 0;
    QString conversation;
};

/// Page query -> report -> model, for every page that shows reports. Only the visible page asks;
/// the others catch up when they are shown.
class PageBindings : public QObject {
    Q_OBJECT
public:
    PageBindings(ReportService &reports, Clock &clock, AgentsPage &agents,
                 ConversationsPage &conversations, QObject *parent = nullptr);

    void setScope(const ViewScope &scope);
    void showPage(const QString &key);
    /// Asks everything again, e.g. after an error.
    void askAgain();
    /// The clock went on: "today" may have become another day.
    void tick();
    /// Nothing to ask yet: no account.
    void setActive(bool active);

    /// The oldest "as of" of the page on screen.
    std::optional<TimeMs> asOf() const;
    /// The page on screen shows the answer to the last question.
    bool settled() const;

Q_SIGNALS:
    void answered();
    /// A conversation has stayed selected for a moment: its events are worth a request.
    void conversationWatched(watchfloor::RowId account, const QString &remoteId);

private:
    ReportQuery query(const ViewScope &scope);
    FigureRequest figures(const ViewScope &scope);
    void noteAnswer();
    void askVisible();
    void onInvalidated(const ChangeSet &change);

    Clock &m_clock;
    AgentsPage &m_agents;
    ConversationsPage &m_conversations;
    ReportBinding<ViewScope, AgentReport> m_agentBinding;
    ReportBinding<ViewScope, ConversationReport> m_conversationBinding;
    ReportBinding<TimelineQuestion, TimelineReport> m_timelineBinding;
    ViewScope m_scope;
    TimeRange m_askedRange;
    QElapsedTimer m_answerTime;
    QString m_page;
    QTimer m_coalesce;
    QTimer m_watchDelay;
    bool m_active = false;
    bool m_agentsStale = true;
    bool m_conversationsStale = true;
    bool m_agentsNew = true;
    bool m_conversationsNew = true;
    std::optional<TimeMs> m_agentsAsOf;
    std::optional<TimeMs> m_conversationsAsOf;
};

} // namespace watchfloor
