// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/livepersoncall.h"

namespace watchfloor::sandbox {

/// Parts of a record as contentToRetrieve names them (vendor document, section 5).
const QStringList &lpContentTypes();
/// The parts that come without a contentToRetrieve.
const QStringList &lpDefaultContent();
/// The parts that are personal data of the consumer.
const QStringList &lpPersonalContent();

/// One conversationHistoryRecord. Message texts, summaries, survey comments and, as long as the
/// account has not opted in, everything about the consumer carry the word "canary".
/// `cut`: as a list hands out what it has not got whole (info.isPartial).
QJsonObject lpRecord(const World &world, const Conversation &c, const QStringList &content,
                     const QString &account, bool cut);

/// info.source of a channel.
QString lpSource(ChannelKind channel);
/// -1 while it lasts; moves when the survey after it is answered.
Ms lpEndTime(const Conversation &c);

} // namespace watchfloor::sandbox
