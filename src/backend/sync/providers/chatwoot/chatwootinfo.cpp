// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootmapping.h"
#include "backend/sync/providers/chatwoot/chatwootprovider.h"
#include "backend/sync/providers/chatwoot/chatwootrules.h"

namespace watchfloor {
namespace {

constexpr DurationMs minute = 60'000;
constexpr DurationMs hour = 60 * minute;
constexpr DurationMs day = 24 * hour;
constexpr bool listsActive = true;

FeedInfo feed(const char *key, const QString &title, FeedShape shape, DurationMs every)
{
    FeedInfo info;
    info.key = QLatin1String(key);
    info.title = title;
    info.shape = shape;
    info.everyMs = every;
    return info;
}

FeedInfo needing(FeedInfo info, const char *capability, const QString &missingText)
{
    info.capability = QLatin1String(capability);
    info.missingText = missingText;
    return info;
}

FeedInfo overlapping(FeedInfo info, DurationMs overlap, DurationMs window = 0)
{
    info.overlapMs = overlap;
    info.windowMs = window;
    return info;
}

FeedInfo bringing(FeedInfo info, Topic topic, bool active = false)
{
    info.brings = {topic};
    info.listsActive = active;
    return info;
}

std::vector<FeedInfo> feeds()
{
    const QString reportsMissing = QStringLiteral(
        "Live counters need a token whose user is administrator or may see reports.");
    const QString eventsMissing = QStringLiteral(
        "The account's reporting events need Chatwoot Enterprise 4.8 or newer and the token of an "
        "administrator; events are read conversation by conversation instead.");
    return {
        bringing(feed("agents", QStringLiteral("Agents"), FeedShape::Snapshot, hour),
                 Topic::Agents),
        feed("teams", QStringLiteral("Teams"), FeedShape::Snapshot, hour),
        feed("inboxes", QStringLiteral("Inboxes"), FeedShape::Snapshot, hour),
        feed("labels", QStringLiteral("Labels"), FeedShape::Snapshot, hour),
        // Before the back-fill, so that nothing that changes meanwhile falls between the two.
        bringing(overlapping(feed("conversation_updates", QStringLiteral("Changed conversations"),
                                  FeedShape::Delta, minute),
                             2 * minute),
                 Topic::Conversations),
        bringing(needing(feed("live", QStringLiteral("Live counters"), FeedShape::Snapshot, minute),
                         "reports", reportsMissing),
                 Topic::Agents),
        bringing(feed("active_conversations", QStringLiteral("Open conversations"),
                      FeedShape::Snapshot, day),
                 Topic::Conversations, listsActive),
        bringing(feed("conversations", QStringLiteral("Conversation history"), FeedShape::Backfill,
                      hour),
                 Topic::Conversations, listsActive),
        bringing(needing(overlapping(feed("reporting_events", QStringLiteral("Reporting events"),
                                          FeedShape::Windows, minute),
                                     15 * minute, day),
                         "account_events", eventsMissing),
                 Topic::Events),
        needing(feed("conversation_links", QStringLiteral("Events to conversations"),
                     FeedShape::Items, 5 * minute),
                "account_events", eventsMissing),
        bringing(feed("conversation_events", QStringLiteral("Events by conversation"),
                      FeedShape::Items, 5 * minute),
                 Topic::Events),
        needing(overlapping(feed("csat", QStringLiteral("Satisfaction answers"), FeedShape::Delta,
                                 5 * minute),
                            15 * minute),
                "csat",
                QStringLiteral("Satisfaction answers need a token whose user is "
                               "administrator or may see reports.")),
        needing(feed("applied_slas", QStringLiteral("Missed SLAs"), FeedShape::Snapshot, 6 * hour),
                "sla",
                QStringLiteral("SLAs need Chatwoot Enterprise with the feature switched on "
                               "and the token of an administrator.")),
    };
}

ProviderField optionalField(const char *key, const QString &title, const QString &help,
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
        optionalField("requests_per_second", QStringLiteral("Requests per second"),
                      QStringLiteral("0 = automatic, 4 per second"), QStringLiteral("0")),
    };
    ProviderField token;
    token.key = QStringLiteral("token");
    token.title = QStringLiteral("Access token");
    token.help = QStringLiteral("In Chatwoot: your picture, Profile settings, Access token");
    token.secret = true;
    info.secrets = {token};
    info.feeds = feeds();
    info.dictionary = chatwoot::dictionary();
    info.rules = &chatwoot::rules();
    return info;
}

ProviderInfo ChatwootProvider::info() const
{
    return staticInfo();
}

} // namespace watchfloor
