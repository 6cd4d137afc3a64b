// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pagebinding.h"
#include "app/reportbinding.h"
#include "backend/engine/reports/conversationlistreport.h"
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
    bool isIdle() const override { return m_list.isIdle() && m_timeline.isIdle(); }
    std::optional<TimeMs> asOf() const override { return m_asOf; }

private:
    struct Selected {
        RowId account = 0;
        QString conversation;
    };

    void onSelected(RowId account, const QString &conversation);

    ConversationsPage *m_page;
    ReportBinding<ViewScope, ConversationListReport> m_list;
    ReportBinding<Selected, TimelineReport> m_timeline;
    QTimer m_watchDelay;
    std::stop_source m_stop; ///< of the question under way
    bool m_isNew = true;     ///< the page does not show an answer to it yet
    std::optional<TimeMs> m_asOf;
};

} // namespace watchfloor
