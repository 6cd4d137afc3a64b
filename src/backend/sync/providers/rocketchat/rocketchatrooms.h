// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sync/providers/rocketchat/rocketchatparser.h"

namespace watchfloor::rocketchat {

/// What a room says beyond its row: what events are made of. Stays in memory, never in the cache.
struct RoomFacts {
    QString id;
    TimeMs created = 0;
    TimeMs updatedAt = 0;
    QString department;
    QString visitor; ///< id of the contact, to tell its messages; no token
    QString agent;   ///< who serves it now, or served it last
    std::optional<TimeMs> servedAt;
    std::optional<TimeMs> queuedAt;
    std::optional<TimeMs> closed;
    bool agentIsBot = false;

    // metrics.*: the server's own bookkeeping; durations in ms.
    std::optional<DurationMs> responseFirst; ///< response.ft
    std::optional<TimeMs> responseAt;        ///< response.fd
    std::optional<DurationMs> reactionFirst; ///< reaction.ft
    int responses = 0;                       ///< response.total
    DurationMs responseSum = 0;              ///< response.tt
    std::optional<TimeMs> lastAsked;         ///< v.lq
    std::optional<TimeMs> lastAnswered;      ///< servedBy.lr
};

struct RoomOptions {
    bool contactNames = false; ///< personal data: only where the account opted in
    QSet<QString> bots;
};

struct RoomPage {
    SyncBatch batch;
    std::vector<RoomFacts> facts;        ///< one for each conversation of the batch
    QHash<QString, QString> servedNames; ///< agent id -> user name, as the rooms say
};
/// Rooms of another kind (VoIP) are passed over; the visitor's token, lastMessage and whatever is
/// not named in the mapping are never read.
Result<RoomPage> parseRooms(const QByteArray &body, const RoomOptions &options);

/// Events as far as a room alone tells them: Derived where its metrics say both ends exactly,
/// Estimated where a boundary or the agent had to be guessed. Never with an id.
std::vector<ReportingEvent> eventsOfRoom(const RoomFacts &room);

/// One event of a conversation; value = end - start, created = end.
ReportingEvent roomEvent(const RoomFacts &room, const char *name, TimeMs start, TimeMs end,
                         const QString &agent, bool byBot);

} // namespace watchfloor::rocketchat
