// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/providerinfo.h"

#include <QString>

#include <optional>
#include <vector>

/// The one table from Rocket.Chat's words to ours. A word that is not in it passes verbatim, so
/// that a newer server shows what it says instead of something invented.
namespace watchfloor::rocketchat {

/// `status` of a user, seen together with `statusLivechat`: who takes no chats is offline for
/// the floor, as in the server's own agents-status chart; the reason keeps what the user shows.
struct Availability {
    QString word;
    QString reason;
};
Availability availabilityFromWire(const QString &status, const QString &livechatStatus);

/// `source.alias` where the source is an app, else `source.type`: "widget" -> "web".
QString channelFromWire(const QString &type, const QString &alias);

/// Names of the five fixed priorities; `weight` is a room's priorityWeight (1 highest, 99 none).
QString priorityFromWire(int weight);

/// Whose word closed a room: `closer` is "user" or "visitor"; `username` of closedBy.
QString closedByFromWire(const QString &closer, const QString &username, bool byBot);

/// `scope` of a transfer: does the chat wait for whoever comes (true), or for somebody or some
/// department in particular (false)? None = not a word we know.
std::optional<bool> backToQueueFromWire(const QString &scope);

/// What a message is to the figures.
enum class MessageMeaning {
    Talk,       ///< somebody says something
    Joined,     ///< an agent gets the room
    Left,       ///< an agent is taken off it
    Closed,     ///< the room ends
    Transfer,   ///< carries transferData, as transfer.history does
    Unimportant ///< any other system message
};
MessageMeaning messageFromWire(const QString &type);

/// Our metric for a label of the by-status report; empty for a label we do not know.
QString statusMetric(const QString &label);

/// All of the above as rows for people.
std::vector<DictionaryWord> dictionary();

} // namespace watchfloor::rocketchat
