// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/accountcard.h"

namespace watchfloor::test {

constexpr TimeMs sampleNow = 1'715'774'400'000; // 15 May 2024 12:00 UTC
constexpr TimeMs sampleDay = 86'400'000;

inline FeedInfo sampleFeed(const char *key, const char *title, FeedShape shape, DurationMs every)
{
    FeedInfo feed;
    feed.key = QLatin1String(key);
    feed.title = QLatin1String(title);
    feed.shape = shape;
    feed.everyMs = every;
    return feed;
}

inline ProviderInfo sampleProvider()
{
    ProviderInfo info;
    info.id = QStringLiteral("chatwoot");
    info.title = QStringLiteral("Chatwoot");
    info.defaultUrl = QStringLiteral("https://app.chatwoot.com");
    ProviderField token;
    token.key = QStringLiteral("token");
    token.title = QStringLiteral("Access token");
    token.help = QStringLiteral("In Chatwoot: your picture, Profile settings, Access token");
    token.secret = true;
    info.secrets = {token};
    ProviderField days;
    days.key = QStringLiteral("history_days");
    days.title = QStringLiteral("Days of history");
    days.placeholder = QStringLiteral("90");
    days.required = false;
    ProviderField names;
    names.key = QStringLiteral("contact_names");
    names.title = QStringLiteral("Store contact names");
    names.help = QStringLiteral("Personal data: off unless you switch it on");
    names.placeholder = QStringLiteral("false");
    names.required = false;
    info.settings = {days, names};
    info.feeds = {sampleFeed("agents", "Agents", FeedShape::Snapshot, 3'600'000),
                  sampleFeed("updates", "Changed conversations", FeedShape::Delta, 60'000),
                  sampleFeed("history", "Conversation history", FeedShape::Backfill, 3'600'000),
                  sampleFeed("events", "Reporting events", FeedShape::Windows, 60'000),
                  sampleFeed("csat", "Satisfaction answers", FeedShape::Delta, 300'000),
                  sampleFeed("live", "Live counters", FeedShape::Snapshot, 60'000)};
    info.feeds.back().capability = QStringLiteral("reports");
    info.feeds.back().missingText = QStringLiteral("Live counters need a better token");
    return info;
}

/// "Berlin": 30 days; changes are an hour late, events are being fetched, one right is missing.
inline AccountCardInput sampleInput()
{
    AccountCardInput input;
    input.provider = sampleProvider();
    input.now = sampleNow;
    input.account.id = 7;
    input.account.provider = input.provider.id;
    input.account.name = QStringLiteral("Berlin");
    input.account.baseUrl = QUrl(QStringLiteral("https://chat.example.com"));
    input.account.remoteAccountId = QStringLiteral("3");
    input.account.version = QStringLiteral("4.8.0");
    input.account.settings.insert(QStringLiteral("history_days"), 30);
    input.sync.account = input.account.name;
    FeedState agents;
    agents.feed = QStringLiteral("agents");
    agents.lastSuccess = agents.lastAttempt = sampleNow - 60'000;
    FeedState updates;
    updates.feed = QStringLiteral("updates");
    updates.lastSuccess = updates.lastAttempt = updates.watermark = sampleNow - 3'600'000;
    FeedState history;
    history.feed = QStringLiteral("history");
    history.lastSuccess = history.lastAttempt = sampleNow - 2 * sampleDay;
    history.backfilled = true;
    history.coverage = {{sampleNow - 30 * sampleDay, sampleNow - 2 * sampleDay}};
    FeedState events;
    events.feed = QStringLiteral("events");
    events.coverage = {{sampleNow - 12 * sampleDay, sampleNow - 60'000}};
    input.sync.feeds = {agents, updates, history, events};
    FeedLive running;
    running.state = FeedLive::State::Running;
    running.rows = 4120;
    running.windowsDone = 12;
    running.windowsTotal = 30;
    running.remaining = 200'000;
    input.live = {{events.feed, running}};
    return input;
}

} // namespace watchfloor::test
