// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatdash/chatdashmapping.h"
#include "backend/sync/providers/chatdash/chatdashprovider.h"
#include "backend/sync/providers/chatdash/chatdashrules.h"
#include "backend/sync/providers/chatdash/chatdashsession.h"
#include "backend/sync/providers/shared/inforecipe.h"

namespace watchfloor {
namespace {

std::vector<FeedInfo> chatDashFeedInfos()
{
    using Shape = FeedShape;
    return {
        // Whom there is beside the AI is told by conversations only.
        FeedRecipe("agents", QStringLiteral("AI agents"), Shape::Snapshot, hourMs)
            .bringing({Topic::Agents}),
        // Before the back-fill, so that nothing that changes meanwhile falls between. The end of a
        // conversation comes with it.
        FeedRecipe("conversation_updates", QStringLiteral("Recent conversations"), Shape::Delta,
                   5 * minuteMs)
            .overlapping(72 * hourMs)
            .bringing({Topic::Conversations, Topic::Events}),
        FeedRecipe("live", QStringLiteral("Live board"), Shape::Snapshot, minuteMs)
            .bringing({Topic::Agents}),
        FeedRecipe("conversations", QStringLiteral("Conversation history"), Shape::Backfill, hourMs)
            .bringing({Topic::Conversations, Topic::Events})
            .listingActive(),
        // Both look once a day whether their time has come: the last month weekly, conversations
        // that stay open daily.
        FeedRecipe("conversation_review", QStringLiteral("The last month, read again"),
                   Shape::Delta, dayMs),
        FeedRecipe("open_conversations", QStringLiteral("Open conversations of earlier days"),
                   Shape::Delta, dayMs),
        FeedRecipe("conversation_events", QStringLiteral("Events by conversation"), Shape::Items,
                   5 * minuteMs)
            .bringing({Topic::Events})
            .needing(chatdash::messagesOffered,
                     QStringLiteral("Response times need the messages of conversations, which this "
                                    "server does not offer.")),
    };
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
        optionalField("history_days", QStringLiteral("Days of history"),
                      QStringLiteral("How far back conversations are read"), QStringLiteral("90")),
        optionalField("personal_data", QStringLiteral("Store personal data"),
                      QStringLiteral("Names, phones, addresses, notes, summaries, recordings and "
                                     "metadata of customers: off unless you switch it on"),
                      QStringLiteral("false")),
        optionalField("bearer", QStringLiteral("Send the key as Bearer"),
                      QStringLiteral("Only when ChatDash refuses a key that is right"),
                      QStringLiteral("false")),
        refreshField(
            QStringLiteral("ChatDash documents no limit: calls every minute, the rest every five")),
        optionalField("requests_per_second", QStringLiteral("Requests per second"),
                      QStringLiteral("0 = automatic, one a second; ChatDash documents no limit"),
                      QStringLiteral("0")),
    };
    info.secrets = {
        requiredSecret("api_key", QStringLiteral("API key"),
                       QStringLiteral("In ChatDash: the agency profile shows the agency's API key "
                                      "(it begins with CD.); it may depend on the plan")),
    };
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
