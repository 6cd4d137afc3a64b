// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/conversationkey.h"
#include "backend/domain/reportingevent.h"
#include "backend/domain/result.h"

#include <QByteArray>

#include <vector>

/// Reporting events rebuilt from messages, for servers without the reporting_events routes
/// (Community Edition, before 4.8). The messages' text is never copied out of the JSON.
namespace watchfloor::chatwoot {

struct MessageFact {
    qint64 id = 0;
    TimeMs created = 0;
    enum class Kind { Incoming, HumanReply, BotReply, Activity, Other } kind = Kind::Other;
    QString agentRemoteId; ///< who wrote a HumanReply, empty for an echo from elsewhere
};

struct MessagePage {
    std::vector<MessageFact> facts; ///< ascending by id
    QString assigneeRemoteId;       ///< who has the conversation now
    std::vector<Error> problems;
    qint64 wireRows = 0;
};

Result<MessagePage> parseMessages(const QByteArray &body);

/// first_response and reply_time after the server's own rules, exact (Derived) while nothing that
/// moves a boundary lies in between, else Estimated: the texts of activity messages are localised,
/// so a reopening or a hand-over cannot be told from an assignment. A closed conversation also gets
/// an Estimated conversation_resolved, which ends at its last activity.
std::vector<ReportingEvent> deriveEvents(const ConversationKey &conversation,
                                         const std::vector<MessageFact> &facts,
                                         const QString &assigneeRemoteId);

} // namespace watchfloor::chatwoot
