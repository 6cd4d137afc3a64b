// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/agent.h"
#include "backend/domain/providerinfo.h"

#include <QString>

#include <optional>
#include <vector>

/// The one table from LivePerson's words to ours. LivePerson writes the same word in several
/// spellings ("Agent", "AGENT", "agent"), so all are compared without case. A word that is not in
/// the table passes verbatim, so that a newer server shows what it says.
namespace watchfloor::liveperson {

/// "", "null", "NA" and "undefined" are LivePerson's ways to say "none".
bool isNone(const QString &word);

QString availabilityFromWire(const QString &word); ///< "BACK_SOON" -> "back_soon"
/// statusSubType of Agent Activity: 1 offline, 2 online, 3 occupied (= back soon), 4 away.
QString availabilityFromSubType(const QString &subType);
/// "0" System, "1" Human, "2" Bot, as digits or as names; none = another or no word.
std::optional<AgentKind> userTypeFromWire(const QString &word);
/// OPEN and CLOSE with the queue's state (IN_QUEUE, ACTIVE): queued, open, closed.
QString statusFromWire(const QString &status, const QString &queueState);
/// "agent", "consumer"; whatever else closes is the system (time-outs, bots' rules).
QString closedByFromWire(const QString &closeReason);
/// info.source, the consumer's way in: "SHARK" (the web tag) -> "web".
QString channelFromWire(const QString &source);

/// What a transfer's reason means for the conversation.
struct TransferMeaning {
    QString event;       ///< the reporting event's name
    bool queues = false; ///< the conversation waits in a queue from then on
};
TransferMeaning transferFromWire(const QString &reason);

enum class MessageSender { Consumer, Agent, Other };
MessageSender senderFromWire(const QString &sentBy);

/// permission of a participant: "ASSIGNED_AGENT" in the sample, "assigned" in the table.
bool isAssignedPermission(const QString &permission);
/// audience of a message: "ALL", or "AGENTS_AND_MANAGERS" for a note among colleagues.
bool isPrivateAudience(const QString &audience);
/// dialogType: "MAIN"; "POST_SURVEY" and others are no part of the conversation proper.
bool isMainDialog(const QString &dialogType);

/// The whole table, for reading.
std::vector<DictionaryWord> dictionary();

} // namespace watchfloor::liveperson
