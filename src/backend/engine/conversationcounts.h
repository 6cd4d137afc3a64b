// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/agent.h"
#include "backend/domain/conversation.h"
#include "backend/engine/vendors.h"

#include <QHash>

#include <vector>

namespace watchfloor {

struct ConversationCounts {
    qint64 open = 0;
    qint64 unattended = 0;
    bool unattendedKnown = true; ///< false: at least one open conversation does not tell

    std::optional<qint64> knownUnattended() const
    {
        return unattendedKnown ? std::optional(unattended) : std::nullopt;
    }
};

/// Counters of one account's conversations. Conversations the vendor has deleted count nowhere.
struct AccountCounts {
    QHash<QString, ConversationCounts> byAgent; ///< by the agent's remote id
    ConversationCounts unassigned;
    ConversationCounts total;
};

/// `agents` are the account's, to see who has left.
AccountCounts countConversations(const ProviderRules &rules, const std::vector<Agent> &agents,
                                 const std::vector<Conversation> &conversations);

} // namespace watchfloor
