// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/testcache.h"

namespace watchfloor::test {

/// A labelled conversation with two events, closed unless another status is given.
inline SyncBatch closedTalk(int number, TimeMs created, const char *status = "closed")
{
    SyncBatch batch;
    batch.fetchedAt = T0 + 9'000 * Hour;
    batch.conversations = {someConversation(number, created)};
    batch.conversations[0].status = QLatin1String(status);
    batch.conversations[0].labels = {QStringLiteral("vip")};
    batch.events = {
        someEvent(number * 10, QStringLiteral("reply_time"), created + 1),
        someEvent(number * 10 + 1, QStringLiteral("conversation_resolved"), created + Hour)};
    for (ReportingEvent &event : batch.events)
        event.conversationRemoteId = QString::number(number);
    return batch;
}

} // namespace watchfloor::test
