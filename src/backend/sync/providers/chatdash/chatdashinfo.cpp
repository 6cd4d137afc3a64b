// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatdash/chatdashprovider.h"
#include "backend/sync/providers/chatdash/chatdashsession.h"

namespace watchfloor {
namespace {

using chatdash::dayMs;
using chatdash::hourMs;

constexpr DurationMs chatDashMinute = 60'000;

FeedInfo chatDashFeedInfo(const char *key, const QString &title, FeedShape shape, DurationMs every,
                          DurationMs overlap = 0)
{
    FeedInfo info;
    info.key = QLatin1String(key);
    info.title = title;
    info.shape = shape;
    info.everyMs = every;
    info.overlapMs = overlap;
    return info;
}

std::vector<FeedInfo> chatDashFeedInfos()
{
    FeedInfo events =
        chatDashFeedInfo("conversation_events", QStringLiteral("Events by conversation"),
                         FeedShape::Items, 5 * chatDashMinute);
    events.capability = QLatin1String(chatdash::messagesOffered);
    events.missingText = QStringLiteral(
        "Response times need the messages of conversations, which this server does not offer.");
    return {
        chatDashFeedInfo("agents", QStringLiteral("AI agents"), FeedShape::Snapshot, hourMs),
        // Before the back-fill, so that nothing that changes meanwhile falls between the two.
        chatDashFeedInfo("conversation_updates", QStringLiteral("Recent conversations"),
                         FeedShape::Delta, 5 * chatDashMinute, 72 * hourMs),
        chatDashFeedInfo("live", QStringLiteral("Live board"), FeedShape::Snapshot, chatDashMinute),
        chatDashFeedInfo("conversations", QStringLiteral("Conversation history"),
                         FeedShape::Backfill, hourMs),
        // Both look once a day whether their time has come: the last month weekly, conversations
        // that stay open daily.
        chatDashFeedInfo("conversation_review", QStringLiteral("The last month, read again"),
                         FeedShape::Delta, dayMs),
        chatDashFeedInfo("open_conversations", QStringLiteral("Open conversations of earlier days"),
                         FeedShape::Delta, dayMs),
        events,
    };
}

ProviderField chatDashField(const char *key, const QString &title, const QString &help,
                            const QString &placeholder)
{
    ProviderField field;
    field.key = QLatin1String(key);
    field.title = title;
    field.help = help;
    field.placeholder = placeholder;
    field.required = false;
    return field;
}

} // namespace

ProviderInfo ChatDashProvider::staticInfo()
{
    ProviderInfo info;
    info.id = QStringLiteral("chatdash");
    info.title = QStringLiteral("ChatDash");
    info.defaultUrl = QStringLiteral("https://api.chat-dash.com/v1/public");
    info.settings = {
        chatDashField("history_days", QStringLiteral("Days of history"),
                      QStringLiteral("How far back conversations are read"), QStringLiteral("90")),
        chatDashField("personal_data", QStringLiteral("Store personal data"),
                      QStringLiteral("Names, phones, addresses, notes, summaries, recordings and "
                                     "metadata of customers: off unless you switch it on"),
                      QStringLiteral("false")),
        chatDashField("bearer", QStringLiteral("Send the key as Bearer"),
                      QStringLiteral("Only when ChatDash refuses a key that is right"),
                      QStringLiteral("false")),
        chatDashField("requests_per_second", QStringLiteral("Requests per second"),
                      QStringLiteral("0 = automatic, one a second; ChatDash documents no limit"),
                      QStringLiteral("0")),
    };
    ProviderField key;
    key.key = QStringLiteral("api_key");
    key.title = QStringLiteral("API key");
    key.help =
        QStringLiteral("In ChatDash: the agency profile shows the agency's API key (it begins "
                       "with CD.); it may depend on the plan");
    key.secret = true;
    info.secrets = {key};
    info.feeds = chatDashFeedInfos();
    return info;
}

ProviderInfo ChatDashProvider::info() const
{
    return staticInfo();
}

} // namespace watchfloor
