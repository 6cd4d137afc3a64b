// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/store.h"
#include "support/enginerows.h"

#include <QJsonDocument>
#include <QTest>

namespace watchfloor::test {

/// A small written cache: one Chatwoot account "Acme" with two agents, one inbox, three
/// conversations on 2026-06-01 and the events of the first.
inline SyncBatch deskBatch()
{
    SyncBatch batch;
    batch.agents = {agent("3", "Ana"), agent("12", "Łukasz", "busy")};
    Grouping inbox;
    inbox.kind = GroupingKind::Inbox;
    inbox.remoteId = QStringLiteral("2");
    inbox.name = QStringLiteral("Web");
    batch.groupings = {inbox};
    Conversation answered = conversation("101", "open", "3");
    answered.firstResponse = answered.created + 120'000;
    answered.inboxRemoteId = inbox.remoteId;
    answered.updatedAt = answered.created;
    Conversation waiting = conversation("102", "open", "12", "2026-06-01T09:00:00.000Z");
    waiting.waitingSince = waiting.created;
    waiting.updatedAt = waiting.created;
    Conversation free = conversation("103", "open", "", "2026-06-01T10:00:00.000Z");
    free.updatedAt = free.created;
    batch.conversations = {answered, waiting, free};
    ConversationLink link;
    link.remoteId = answered.remoteId;
    link.internalId = QStringLiteral("5101");
    batch.links = {link};
    ReportingEvent event;
    event.remoteId = 91;
    event.conversationRemoteId = answered.remoteId;
    event.conversationInternalId = link.internalId;
    event.name = QStringLiteral("first_response");
    event.value = 120'000;
    event.valueInBusinessHours = 0;
    event.start = answered.created;
    event.end = answered.created + 120'000;
    event.created = answered.created + 121'500;
    event.updated = event.created;
    event.agentRemoteId = QStringLiteral("3");
    event.inboxRemoteId = inbox.remoteId;
    batch.events = {event};
    batch.fetchedAt = at("2026-06-01T11:00:00.000Z");
    return batch;
}

inline FeedProgress doneFeed(const char *key, std::optional<TimeRange> covered = {})
{
    FeedProgress progress;
    progress.feed = QString::fromLatin1(key);
    progress.covered = covered;
    progress.passEnded = true;
    progress.at = at("2026-06-01T11:00:00.000Z");
    return progress;
}

/// Adds the account and its rows; the row id of the account.
inline RowId writeDesk(Store &store, const char *name = "Acme")
{
    Account row = account("chatwoot", name);
    row.id = 0;
    row.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:1"));
    const auto id = store.addAccount(row);
    if (!id)
        qFatal("%s", qPrintable(id.error().sentence()));
    const TimeRange day{at("2026-06-01T00:00:00.000Z"), at("2026-06-01T11:00:00.000Z")};
    const std::pair<SyncBatch, FeedProgress> steps[] = {
        {deskBatch(), doneFeed("conversations", day)},
        {SyncBatch(), doneFeed("active_conversations")},
        {SyncBatch(), doneFeed("agents")},
        {SyncBatch(), doneFeed("reporting_events", day)}};
    for (const auto &[batch, progress] : steps) {
        const auto applied = store.apply(*id, batch, progress);
        if (!applied)
            qFatal("%s", qPrintable(applied.error().sentence()));
    }
    return *id;
}

inline std::unique_ptr<Store> openStore(const QString &profileDir)
{
    auto store = Store::open(profileDir, nullptr);
    if (!store)
        qFatal("%s", qPrintable(store.error().sentence()));
    return std::move(*store);
}

} // namespace watchfloor::test
