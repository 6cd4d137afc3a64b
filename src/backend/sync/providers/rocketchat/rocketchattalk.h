// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sync/providers/rocketchat/rocketchatmapping.h"
#include "backend/sync/providers/rocketchat/rocketchatrooms.h"

namespace watchfloor::rocketchat {

/// One message as far as figures need it: who and when, never what.
struct TalkFact {
    QString id;
    TimeMs at = 0;
    QString author;
    MessageMeaning meaning = MessageMeaning::Talk;
    bool fromVisitor = false; ///< carries a visitor's token (which is not kept)
    bool automatic = false;   ///< an integration or the server's own user wrote it
};

struct TransferFact {
    TimeMs at = 0;
    QString by;        ///< user id; empty where the visitor or the server did it
    QString toAgent;   ///< empty: to a department or the queue
    bool back = false; ///< to the queue it came from
};

struct TalkPage {
    std::vector<TalkFact> facts;
    std::vector<TransferFact> transfers; ///< of messages that carry them, and of transfer.history
    std::vector<Error> problems;
    qint64 wireRows = 0;
    qint64 total = -1;
};
Result<TalkPage> parseMessages(const QByteArray &body);
Result<TalkPage> parseTransfers(const QByteArray &body);

/// All events of one conversation: exact functions of its messages, transfers and room.
std::vector<ReportingEvent> eventsOfTalk(const RoomFacts &room, TalkPage talk,
                                         const QSet<QString> &bots);

} // namespace watchfloor::rocketchat
