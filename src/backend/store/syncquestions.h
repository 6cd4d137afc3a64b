// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/conversationkey.h"
#include "backend/domain/timerange.h"

#include <vector>

namespace watchfloor {

class Database;

/// The questions a sync asks before it fetches.
class SyncQuestions {
public:
    explicit SyncQuestions(Database &db)
        : m_db(db)
    {
    }

    /// Newest first.
    std::vector<ConversationKey> needingEvents(RowId account, int limit);
    std::vector<ConversationKey> active(RowId account);
    /// All of the range, linked or not, ascending by created.
    std::vector<ConversationKey> created(RowId account, TimeRange range);
    std::vector<ConversationKey> named(RowId account, const QString &remoteId);
    std::vector<UnlinkedConversation> unlinked(RowId account);
    std::vector<UnnamedAgent> unnamedAgents(RowId account);

private:
    Database &m_db;
};

} // namespace watchfloor
