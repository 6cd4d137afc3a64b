// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/providerinfo.h"

#include <QString>

#include <optional>
#include <vector>

/// The one table from ChatDash's words to ours. Words compare without regard to case; one that is
/// not in the table passes verbatim, so that something new is shown and not invented.
namespace watchfloor::chatdash {

/// "ai", "pending", "human" -> open, pending, open; closed once it has ended or is not live any
/// more. `live` none = the server does not tell.
QString statusFromWire(const QString &word, bool ended, std::optional<bool> live);

/// The AI agent still has it alone.
bool isWithAi(const QString &word);

QString channelFromWire(const QString &word); ///< "website" -> "web", "phone" -> "voice"

/// Who wrote a message.
enum class Sender { Unknown, Customer, Ai, Person };
Sender senderFromWire(const QString &word); ///< "user", "bot", "agent"

/// The whole table, for reading.
std::vector<DictionaryWord> dictionary();

/// Texts that stand for nothing: "", "null", "undefined", "NA".
bool saysNothing(const QString &text);

} // namespace watchfloor::chatdash
