// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/fakeprovider.h"

#include <algorithm>

namespace watchfloor::test {

constexpr DurationMs minuteMs = 60'000;
constexpr DurationMs hourMs = 60 * minuteMs;
constexpr DurationMs dayMs = 24 * hourMs;
constexpr TimeMs worldNow = 20'000 * dayMs + 10 * hourMs;

/// A still world of 7 agents, a conversation an hour and three events for each, served in pages.
/// Feeds: agents (Snapshot), updates (Delta), live (Snapshot), history (Backfill, 10 a page),
/// events (Windows of a day, 20 a page), links (Items).
class FakeWorld {
public:
    static FeedInfo feed(const char *key, FeedShape shape, DurationMs every)
    {
        FeedInfo info;
        info.key = QLatin1String(key);
        info.title = info.key;
        info.shape = shape;
        info.everyMs = every;
        return info;
    }

    static std::shared_ptr<FakeVendor> vendor(int conversations = 57)
    {
        auto made = std::make_shared<FakeVendor>();
        made->info.id = QStringLiteral("fake");
        made->info.title = QStringLiteral("Fake");
        ProviderField token;
        token.key = QStringLiteral("token");
        token.secret = true;
        made->info.secrets = {token};
        FeedInfo updates = feed("updates", FeedShape::Delta, minuteMs);
        updates.overlapMs = 2 * minuteMs;
        FeedInfo events = feed("events", FeedShape::Windows, minuteMs);
        events.windowMs = dayMs;
        events.overlapMs = 15 * minuteMs;
        made->info.feeds = {feed("agents", FeedShape::Snapshot, hourMs),
                            updates,
                            feed("live", FeedShape::Snapshot, minuteMs),
                            feed("history", FeedShape::Backfill, hourMs),
                            events,
                            feed("links", FeedShape::Items, 5 * minuteMs)};
        made->answer = [conversations](const FetchRequest &request) {
            return Result<SyncBatch>(page(request, conversations));
        };
        made->probe = [](const Account &, const Secrets &) {
            ProbeResult found;
            found.version = QStringLiteral("1.2.3");
            RemoteAccount remote;
            remote.remoteId = QStringLiteral("1");
            found.accounts = {remote};
            return Result<ProbeResult>(found);
        };
        return made;
    }

    static Conversation conversation(int number)
    {
        Conversation row;
        row.remoteId = QString::number(number);
        row.created = worldNow - number * hourMs - 30 * minuteMs;
        row.status = number % 3 ? QStringLiteral("open") : QStringLiteral("closed");
        row.agentRemoteId = QString::number(number % 7);
        row.updatedAt = row.created + minuteMs;
        return row;
    }

    static SyncBatch page(const FetchRequest &request, int conversations)
    {
        SyncBatch batch;
        batch.fetchedAt = worldNow;
        const int page = std::max(1, request.cursor.toInt());
        if (request.feed == QLatin1String("agents"))
            agentsPage(&batch, page);
        else if (request.feed == QLatin1String("history"))
            historyPage(&batch, request, page, conversations);
        else if (request.feed == QLatin1String("events"))
            eventsPage(&batch, request, page, conversations);
        else if (request.feed == QLatin1String("updates"))
            batch.watermark = request.passStarted;
        return batch;
    }

private:
    static void agentsPage(SyncBatch *batch, int page)
    {
        for (int i = (page - 1) * 4; i < std::min(7, page * 4); ++i) {
            Agent agent;
            agent.remoteId = QString::number(i);
            agent.name = QStringLiteral("Agent %1").arg(i);
            batch->agents.push_back(agent);
        }
        batch->wireRows = static_cast<qint64>(batch->agents.size());
        if (page < 2)
            batch->nextCursor = QString::number(page + 1);
    }

    static void historyPage(SyncBatch *batch, const FetchRequest &request, int page,
                            int conversations)
    {
        for (int i = (page - 1) * 10; i < std::min(conversations, page * 10); ++i) {
            const Conversation row = conversation(i);
            if (row.created < request.horizon)
                batch->backfilled = true;
            else
                batch->conversations.push_back(row);
        }
        batch->wireRows = static_cast<qint64>(batch->conversations.size());
        if (batch->wireRows == 0)
            batch->backfilled = true;
        else
            batch->covered = TimeRange{batch->conversations.back().created, request.passStarted};
        if (!batch->backfilled)
            batch->nextCursor = QString::number(page + 1);
    }

    static void eventsPage(SyncBatch *batch, const FetchRequest &request, int page,
                           int conversations)
    {
        std::vector<ReportingEvent> inWindow;
        for (int i = 0; i < conversations; ++i) {
            for (int n = 0; n < 3; ++n) {
                ReportingEvent event;
                event.remoteId = i * 10 + n;
                event.conversationRemoteId = QString::number(i);
                event.name = QStringLiteral("event_%1").arg(n);
                event.value = 1000 * n;
                event.created = conversation(i).created + n * minuteMs;
                event.updated = event.created;
                event.agentRemoteId = QString::number(i % 7);
                if (request.window->contains(event.created))
                    inWindow.push_back(event);
            }
        }
        const auto size = static_cast<int>(inWindow.size());
        for (int i = (page - 1) * 20; i < std::min(size, page * 20); ++i)
            batch->events.push_back(inWindow[static_cast<size_t>(i)]);
        batch->wireRows = static_cast<qint64>(batch->events.size());
        if (page * 20 < size)
            batch->nextCursor = QString::number(page + 1);
    }
};

} // namespace watchfloor::test
