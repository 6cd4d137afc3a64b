// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/agenttimelinereport.h"
#include "backend/reports/rowsource.h"

namespace watchfloor {

/// One conversation of the account and its events.
struct ConversationWithEvents {
    AccountRows rows;
    std::vector<ReportingEvent> events;

    const Conversation &conversation() const { return rows.conversations.front(); }
};

// Answers that need rows alone, on the engine worker.

Result<ConversationWithEvents> conversationWithEvents(RowSource &source, RowId account,
                                                      const QString &id);
Result<AgentTimelineReport> agentTimelineAnswer(RowSource &source, RowId account, RowId agent,
                                                TimeRange range, int conversations, TimeMs now);

} // namespace watchfloor
