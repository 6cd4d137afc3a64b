// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/conversation.h"

#include <QString>

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

} // namespace watchfloor
