// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/providerinfo.h"

#include <QString>

#include <optional>
#include <vector>

/// The one table from Chatwoot's words to ours. A word that is not in it passes verbatim, so that
/// a newer server shows what it says instead of something invented.
namespace watchfloor::chatwoot {

QString statusFromWire(const QString &word);       ///< "resolved" -> "closed"
QString availabilityFromWire(const QString &word); ///< online, busy, offline
QString channelFromWire(const QString &word);      ///< "Channel::WebWidget" -> "web"
QString priorityFromWire(const QString &word);     ///< low, medium, high, urgent

/// Event names are the catalogue's own (it took them from here); this knows who acted.
struct EventMeaning {
    QString name;
    std::optional<bool> byBot; ///< none = the event's name does not tell
};
EventMeaning eventFromWire(const QString &word);

/// The whole table, for reading.
std::vector<DictionaryWord> dictionary();

/// Statuses whose conversations are still somebody's work, in Chatwoot's words.
inline constexpr const char *activeStatuses[] = {"open", "pending", "snoozed"};

} // namespace watchfloor::chatwoot
