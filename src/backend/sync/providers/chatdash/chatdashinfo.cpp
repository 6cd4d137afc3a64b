// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatdash/chatdashmapping.h"
#include "backend/sync/providers/chatdash/chatdashprovider.h"
#include "backend/sync/providers/chatdash/chatdashrules.h"
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
    FeedInfo agents =
        chatDashFeedInfo("agents", QStringLiteral("AI agents"), FeedShape::Snapshot, hourMs);
    FeedInfo updates =
        chatDashFeedInfo("conversation_updates", QStringLiteral("Recent conversations"),
                         FeedShape::Delta, 5 * chatDashMinute, 72 * hourMs);
    FeedInfo live =
        chatDashFeedInfo("live", QStringLiteral("Live board"), FeedShape::Snapshot, chatDashMinute);
    FeedInfo history = chatDashFeedInfo("conversations", QStringLiteral("Conversation history"),
                                        FeedShape::Backfill, hourMs);
    // Both look once a day whether their time has come: the last month weekly, conversations that
    // stay open daily.
    const FeedInfo review =
        chatDashFeedInfo("conversation_review", QStringLiteral("The last month, read again"),
                         FeedShape::Delta, dayMs);
    const FeedInfo open =
        chatDashFeedInfo("open_conversations", QStringLiteral("Open conversations of earlier days"),
                         FeedShape::Delta, dayMs);
    FeedInfo events =
        chatDashFeedInfo("conversation_events", QStringLiteral("Events by conversation"),
                         FeedShape::Items, 5 * chatDashMinute);
    // Whom there is beside the AI is told by conversations only.
    agents.brings = live.brings = {Topic::Agents};
    // The end of a conversation comes with it.
    updates.brings = history.brings = {Topic::Conversations, Topic::Events};
    history.listsActive = true;
    events.brings = {Topic::Events};
    events.capability = QLatin1String(chatdash::messagesOffered);
    events.missingText = QStringLiteral(
        "Response times need the messages of conversations, which this server does not offer.");
    // The updates before the back-fill, so that nothing that changes meanwhile falls between.
    return {agents, updates, live, history, review, open, events};
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
    info.urlOptional = true;
    info.urlHelp = QStringLiteral("The address of ChatDash's public API; leave it as it is unless "
                                  "your agency was given another one");
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
    info.dictionary = chatdash::dictionary();
    info.rules = &chatdash::rules();
    return info;
}

ProviderInfo ChatDashProvider::info() const
{
    return staticInfo();
}

} // namespace watchfloor
