// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/conversation.h"
#include "backend/domain/timerange.h"

#include <QString>

#include <optional>
#include <vector>

namespace watchfloor {

/// One conversation with its ids turned into names.
struct ConversationReportRow {
    QString accountName;
    QString provider;
    QString agentName; ///< empty = unassigned
    QString groupName;
    QString inboxName;
    Conversation conversation;
};

/// The Conversations page and `show conversations`: newest first.
struct ConversationReport {
    std::vector<ConversationReportRow> rows;
    TimeRange range;
    std::optional<TimeMs> asOf;
    std::vector<TimeRange> gaps;
};

} // namespace watchfloor
