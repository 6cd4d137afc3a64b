// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/conversationkey.h"
#include "backend/domain/syncbatch.h"

#include <QStringList>

#include <vector>

/// Which display id belongs to which database id. The account-wide feed of events names only the
/// latter, every other answer only the former. Pure, and a function of the cache alone.
namespace watchfloor::chatwoot {

struct LinkPlan {
    std::vector<ConversationLink> links; ///< inferred, ascending by database id
    QStringList askExactly;              ///< display ids to settle by one request each, ascending
};

/// An unlinked conversation's earliest event starts when the conversation was created, so creation
/// second and inbox name it if they are unique on both sides. Both ids grow with creation: a pair
/// that would break that order, among exact links or among the other pairs, is asked about instead.
LinkPlan matchLinks(const std::vector<UnlinkedConversation> &unlinked,
                    const std::vector<ConversationKey> &conversations);

} // namespace watchfloor::chatwoot
