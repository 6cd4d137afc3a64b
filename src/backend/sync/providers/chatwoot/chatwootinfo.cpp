// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootmapping.h"
#include "backend/sync/providers/chatwoot/chatwootprovider.h"
#include "backend/sync/providers/chatwoot/chatwootrules.h"
#include "backend/sync/providers/shared/inforecipe.h"

namespace watchfloor {
namespace {

std::vector<FeedInfo> chatwootFeedInfos()
{
    using Shape = FeedShape;
    const QString eventsMissing = QStringLiteral(
        "The account's reporting events need Chatwoot Enterprise 4.8 or newer and the token of an "
        "administrator; events are read conversation by conversation instead.");
    return {
        FeedRecipe("agents", QStringLiteral("Agents"), Shape::Snapshot, hourMs)
            .bringing({Topic::Agents}),
        FeedRecipe("teams", QStringLiteral("Teams"), Shape::Snapshot, hourMs),
        FeedRecipe("inboxes", QStringLiteral("Inboxes"), Shape::Snapshot, hourMs),
        FeedRecipe("labels", QStringLiteral("Labels"), Shape::Snapshot, hourMs),
        // Before the back-fill, so that nothing that changes meanwhile falls between the two.
        FeedRecipe("conversation_updates", QStringLiteral("Changed conversations"), Shape::Delta,
                   minuteMs)
            .overlapping(2 * minuteMs)
            .bringing({Topic::Conversations}),
        FeedRecipe("live", QStringLiteral("Live counters"), Shape::Snapshot, minuteMs)
            .needing("reports",
                     QStringLiteral("Live counters need a token whose user is administrator or may "
                                    "see reports."))
            .bringing({Topic::Agents}),
        FeedRecipe("active_conversations", QStringLiteral("Open conversations"), Shape::Snapshot,
                   dayMs)
            .bringing({Topic::Conversations})
            .listingActive(),
        FeedRecipe("conversations", QStringLiteral("Conversation history"), Shape::Backfill, hourMs)
            .bringing({Topic::Conversations})
            .listingActive(),
        FeedRecipe("reporting_events", QStringLiteral("Reporting events"), Shape::Windows, minuteMs)
            .overlapping(15 * minuteMs, dayMs)
            .needing("account_events", eventsMissing)
            .bringing({Topic::Events}),
        FeedRecipe("conversation_links", QStringLiteral("Events to conversations"), Shape::Items,
                   5 * minuteMs)
            .needing("account_events", eventsMissing),
        FeedRecipe("conversation_events", QStringLiteral("Events by conversation"), Shape::Items,
                   5 * minuteMs)
            .bringing({Topic::Events}),
        FeedRecipe("csat", QStringLiteral("Satisfaction answers"), Shape::Delta, 5 * minuteMs)
            .overlapping(15 * minuteMs)
            .needing("csat", QStringLiteral("Satisfaction answers need a token whose user is "
                                            "administrator or may see reports.")),
        FeedRecipe("applied_slas", QStringLiteral("Missed SLAs"), Shape::Snapshot, 6 * hourMs)
            .needing("sla", QStringLiteral("SLAs need Chatwoot Enterprise with the feature "
                                           "switched on and the token of an administrator.")),
    };
}

} // namespace

ProviderInfo ChatwootProvider::staticInfo()
{
    ProviderInfo info;
    info.id = QStringLiteral("chatwoot");
    info.title = QStringLiteral("Chatwoot");
    info.defaultUrl = QStringLiteral("https://app.chatwoot.com");
    info.urlHelp = QStringLiteral("The address at which you open Chatwoot in the browser, without "
                                  "the part after /app");
    info.needsAccountId = false;
    info.settings = {
        optionalField("history_days", QStringLiteral("Days of history"),
                      QStringLiteral("How far back conversations and events are read"),
                      QStringLiteral("90")),
        optionalField("contact_names", QStringLiteral("Store contact names"),
                      QStringLiteral("Personal data: off unless you switch it on"),
                      QStringLiteral("false")),
        refreshField(QStringLiteral("Chatwoot refreshes its own live view once a minute")),
        optionalField("requests_per_second", QStringLiteral("Requests per second"),
                      QStringLiteral("0 = automatic, 4 per second"), QStringLiteral("0")),
    };
    info.secrets = {
        requiredSecret("token", QStringLiteral("Access token"),
                       QStringLiteral("In Chatwoot: your picture, Profile settings, Access token")),
    };
    info.feeds = chatwootFeedInfos();
    info.dictionary = chatwoot::dictionary();
    info.rules = &chatwoot::rules();
    return info;
}

ProviderInfo ChatwootProvider::info() const
{
    return staticInfo();
}

} // namespace watchfloor
