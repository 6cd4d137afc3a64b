// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonprovider.h"

#include "backend/sync/providers/liveperson/livepersoncall.h"
#include "backend/sync/providers/liveperson/livepersonmapping.h"
#include "backend/sync/providers/liveperson/livepersonrules.h"
#include "backend/sync/providers/shared/inforecipe.h"

namespace watchfloor {
namespace liveperson {
namespace {

QString without(Service service)
{
    return QStringLiteral(
               "The credential lacks the permission \"%1\", or the account does not have "
               "the feature.")
        .arg(permissionFor(service));
}

std::vector<FeedInfo> allFeeds()
{
    using Shape = FeedShape;
    return {
        FeedRecipe("agent_groups", QStringLiteral("Agent groups"), Shape::Snapshot, 15 * minuteMs)
            .needing("configuration", without(Service::Config)),
        FeedRecipe("skills", QStringLiteral("Skills"), Shape::Snapshot, 15 * minuteMs)
            .needing("configuration", without(Service::Config)),
        FeedRecipe("agents", QStringLiteral("Agents"), Shape::Snapshot, hourMs)
            .bringing({Topic::Agents})
            .needing("configuration", without(Service::Config)),
        // Before the back-fill, so that nothing that changes meanwhile falls between the two.
        FeedRecipe("conversation_updates", QStringLiteral("Changed conversations"), Shape::Delta,
                   5 * minuteMs)
            .overlapping(20 * minuteMs)
            .bringing({Topic::Conversations, Topic::Events})
            .needing("history", without(Service::History)),
        FeedRecipe("live", QStringLiteral("Live counters"), Shape::Snapshot, minuteMs)
            .bringing({Topic::Agents})
            .needing("key_metrics", without(Service::KeyMetrics)),
        FeedRecipe("skill_availability", QStringLiteral("Agents by skill"), Shape::Snapshot,
                   5 * minuteMs)
            .needing("key_metrics", without(Service::KeyMetrics)),
        // The vendor forgets them after a day, so they come before what it keeps for a year.
        FeedRecipe("key_metrics", QStringLiteral("Key metrics by hour"), Shape::Delta,
                   10 * minuteMs)
            .needing("key_metrics", without(Service::KeyMetrics)),
        FeedRecipe("key_trend", QStringLiteral("Key metrics by quarter of an hour"),
                   Shape::Snapshot, 15 * minuteMs)
            .needing("key_metrics", without(Service::KeyMetrics)),
        FeedRecipe("active_conversations", QStringLiteral("Open conversations"), Shape::Snapshot,
                   7 * dayMs)
            .bringing({Topic::Conversations})
            .listingActive()
            .needing("history", without(Service::History)),
        FeedRecipe("conversations", QStringLiteral("Conversation history"), Shape::Windows,
                   5 * minuteMs)
            .overlapping(20 * minuteMs, dayMs)
            .bringing({Topic::Conversations, Topic::Events})
            .needing("history", without(Service::History)),
        FeedRecipe("agent_states", QStringLiteral("Agents' states"), Shape::Windows, 5 * minuteMs)
            .overlapping(15 * minuteMs, 7 * dayMs)
            .needing("agent_activity", without(Service::AgentActivity)),
    };
}

} // namespace
} // namespace liveperson

ProviderInfo LivePersonProvider::staticInfo()
{
    ProviderInfo info;
    info.id = QStringLiteral("liveperson");
    info.title = QStringLiteral("LivePerson");
    info.defaultUrl = QStringLiteral("https://api.liveperson.net");
    info.urlOptional = true;
    info.urlHelp = QStringLiteral("Leave it as it is: LivePerson says itself where your account's "
                                  "services are");
    info.needsAccountId = true;
    info.accountIdHelp = QStringLiteral("The number in LivePerson's address after /a/, or the site "
                                        "id beside your name in its menu");
    info.settings = {
        optionalField("history_days", QStringLiteral("Days of history"),
                      QStringLiteral("How far back conversations are read; LivePerson keeps 13 "
                                     "months"),
                      QStringLiteral("90")),
        optionalField("personal_data", QStringLiteral("Store consumers' data"),
                      QStringLiteral("Personal data: off unless you switch it on"),
                      QStringLiteral("false")),
        refreshField(QStringLiteral(
            "LivePerson's figures are by the minute; its conversations are asked for every five")),
        optionalField("domain_lookup", QStringLiteral("Look up service addresses"),
                      QStringLiteral("auto: the web address api.liveperson.net is asked where each "
                                     "service lives, any other is taken as the service itself; "
                                     "always or never say otherwise"),
                      QStringLiteral("auto")),
        optionalField("oauth_method", QStringLiteral("Signature method"),
                      QStringLiteral("HMAC-SHA1 unless LivePerson told you HMAC-SHA256"),
                      QStringLiteral("HMAC-SHA1")),
    };
    const QString where = QStringLiteral("In LivePerson: Campaign Builder, Data Sources, API, the "
                                         "key's details: ");
    const QString instead = QStringLiteral("Only without an API key: ");
    info.secrets = {
        optionalSecret("consumer_key", QStringLiteral("App key"),
                       where + QStringLiteral("App key")),
        optionalSecret("consumer_secret", QStringLiteral("Secret"),
                       where + QStringLiteral("Secret")),
        optionalSecret("token", QStringLiteral("Access token"),
                       where + QStringLiteral("Access token")),
        optionalSecret("token_secret", QStringLiteral("Access token secret"),
                       where + QStringLiteral("Access token secret")),
        optionalSecret("username", QStringLiteral("User name"),
                       instead + QStringLiteral("the name a manager signs in with; shows only what "
                                                "that manager may see")),
        optionalSecret("password", QStringLiteral("Password"),
                       instead + QStringLiteral("the password to the user name")),
    };
    SignInWay key;
    key.key = QStringLiteral("api_key");
    key.title = QStringLiteral("API key");
    key.help = QStringLiteral("Sees the whole account; an administrator makes it");
    key.secrets = {QStringLiteral("consumer_key"), QStringLiteral("consumer_secret"),
                   QStringLiteral("token"), QStringLiteral("token_secret")};
    SignInWay login;
    login.key = QStringLiteral("login");
    login.title = QStringLiteral("User name and password");
    login.help = QStringLiteral("Sees what that manager sees; not with single sign-on");
    login.secrets = {QStringLiteral("username"), QStringLiteral("password")};
    info.ways = {key, login};
    info.feeds = liveperson::allFeeds();
    info.dictionary = liveperson::dictionary();
    info.rules = &liveperson::rules();
    return info;
}

ProviderInfo LivePersonProvider::info() const
{
    return staticInfo();
}

} // namespace watchfloor
