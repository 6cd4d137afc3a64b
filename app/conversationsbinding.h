// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/orderedanswer.h"
#include "app/pagebinding.h"
#include "app/reportbinding.h"
#include "backend/engine/reports/behindlistreport.h"
#include "backend/engine/reports/timelinereport.h"
#include "views/conversationspage.h"

#include <QTimer>

#include <stop_token>

namespace watchfloor {

/// The list, and the timeline of the conversation selected in it.
class ConversationsBinding : public PageBinding {
    Q_OBJECT
public:
    explicit ConversationsBinding(const PageServices &services);

    Page &page() override { return *m_page; }
    void ask(const ViewScope &scope, bool isNew) override;
    bool openDrill(const Drill &drill, const ViewScope &scope) override;
    bool openConversation(RowId account, const QString &conversation) override;
    bool isIdle() const override
    {
        return m_list.isIdle() && m_drilled.isIdle() && m_timeline.isIdle();
    }
    std::optional<TimeMs> asOf() const override { return m_asOf; }
    std::optional<TimeMs> lateAt() const override { return m_lateAt; }

private:
    struct Selected {
        RowId account = 0;
        QString conversation;
    };

    void onSelected(RowId account, const QString &conversation);
    void onDrillRemoved();
    void fail(const Error &error);
    void noteNewRows();
    /// Nobody waits for the rows of the former question any more.
    void beginQuestion();

    ConversationsPage *m_page;
    /// Of a new question alone; later answers are put in order as they come.
    std::optional<RowOrderQuestion> orderAhead() const;

    ReportBinding<ViewScope, OrderedAnswer<ConversationListReport>> m_list;
    ReportBinding<Drill, OrderedAnswer<BehindListReport>> m_drilled;
    ReportBinding<Selected, TimelineReport> m_timeline;
    std::optional<Drill> m_drill; ///< the list is of these conversations
    ViewScope m_scope;            ///< asked for last
    QTimer m_watchDelay;
    QTimer m_spare;
    std::stop_source m_stop; ///< of the question under way
    bool m_isNew = true;     ///< the page does not show an answer to it yet
    std::optional<TimeMs> m_asOf;
    std::optional<TimeMs> m_lateAt;
};

} // namespace watchfloor
