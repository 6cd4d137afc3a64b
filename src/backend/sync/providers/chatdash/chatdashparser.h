// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/conversationkey.h"
#include "backend/domain/result.h"
#include "backend/domain/syncbatch.h"
#include "backend/sync/providers/chatdash/chatdashmapping.h"

#include <QByteArray>

/// ChatDash's answers to rows. Pure functions, run on the worker; every one is total: NotJson or
/// WrongShape when the answer as a whole is not what was asked for, `problems` for rows.
namespace watchfloor::chatdash {

// chatdashagents.cpp
/// AI agents of every platform, id and name only: the answer carries platform keys. The complete
/// set of bots unless a row's id could not be read.
Result<SyncBatch> parseAgents(const QByteArray &body);

// chatdashconversations.cpp
struct ConversationOptions {
    bool personal = false; ///< the account opted in to personal data
    QString agentId;       ///< whose list was asked for; a row that names its own keeps that
};

/// A conversation as the server described it, and who took it over.
struct SeenConversation {
    Conversation row;
    QString liveAgentName;
    bool withAi = true; ///< no person has it, nor has one been asked for
};

struct ConversationPage {
    std::vector<SeenConversation> rows;
    std::vector<Error> problems;
    qint64 moreLeftOut = 0;
    qint64 wireRows = 0;
    qint64 bytes = 0;
};

/// Seed 004: an array, or the same in "data" or "conversations". One row per id (the newest).
Result<ConversationPage> parseConversations(const QByteArray &body,
                                            const ConversationOptions &options);
/// A single conversation, bare or in "data" or "conversation".
Result<ConversationPage> parseConversation(const QByteArray &body,
                                           const ConversationOptions &options);

/// Newest updatedAt wins; equal or untold, the one of `from`, which was fetched later.
void unite(std::vector<SeenConversation> &to, std::vector<SeenConversation> from);

/// Rows, the people they name, and the end of each as an event. `fromMessages`: conversations a
/// person may have answered in wait for their messages, before their events count as complete.
SyncBatch batchOf(const std::vector<SeenConversation> &rows, bool fromMessages);

/// The end of a conversation as an event; none while it goes on or when no end is told.
std::optional<ReportingEvent> endOf(const Conversation &row);

/// Whose list a cached conversation is in.
QString agentIdOf(const ConversationKey &key);

// chatdashmessages.cpp
struct MessageFact {
    Sender sender = Sender::Unknown;
    TimeMs created = 0;
};
struct MessagePage {
    std::vector<MessageFact> facts; ///< oldest first; texts are never read
    std::vector<Error> problems;
    qint64 moreLeftOut = 0;
    qint64 wireRows = 0;
};
Result<MessagePage> parseMessages(const QByteArray &body);
/// first_response, wait_time and reply_time of people. What the customer said before the AI's last
/// word may have been answered by it: then the start is a guess.
std::vector<ReportingEvent> deriveAnswers(const Conversation &row,
                                          const std::vector<MessageFact> &facts);

} // namespace watchfloor::chatdash
