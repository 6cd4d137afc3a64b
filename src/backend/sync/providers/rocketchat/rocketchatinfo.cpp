// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchatmapping.h"
#include "backend/sync/providers/rocketchat/rocketchatprovider.h"
#include "backend/sync/providers/rocketchat/rocketchatrules.h"
#include "backend/sync/providers/shared/inforecipe.h"

namespace watchfloor {
namespace {

FeedInfo rocketEvents()
{
    return FeedRecipe("conversation_events", QStringLiteral("Events by conversation"),
                      FeedShape::Items, 2 * minuteMs)
        .bringing({Topic::Events})
        .needing("messages",
                 QStringLiteral("Exact response times need a user who may read the messages of "
                                "conversations (permission view-l-room); they are taken from each "
                                "room's own figures instead."));
}

FeedInfo rocketReports()
{
    // Past days change while old chats are forwarded: two of them are read again.
    return FeedRecipe("reports", QStringLiteral("The server's reports"), FeedShape::Windows,
                      10 * minuteMs)
        .overlapping(2 * dayMs, dayMs)
        .needing("reports",
                 QStringLiteral("The server's own reports need the permission "
                                "view-livechat-reports and a licence, its charts the permission "
                                "view-livechat-manager."));
}

FeedInfo rocketServiceHistory()
{
    return FeedRecipe("agent_service_history", QStringLiteral("Agents' service history"),
                      FeedShape::Windows, hourMs)
        .overlapping(dayMs, dayMs)
        .needing("service_history",
                 QStringLiteral("The agents' service history needs a licence and the permission "
                                "view-livechat-manager."));
}

std::vector<FeedInfo> rocketFeedList()
{
    using Shape = FeedShape;
    // A room tells its events too, so that both feeds of rooms bring them.
    const std::vector<Topic> ofRooms{Topic::Conversations, Topic::Events};
    return {
        FeedRecipe("agents", QStringLiteral("Agents"), Shape::Snapshot, hourMs)
            .bringing({Topic::Agents}),
        FeedRecipe("departments", QStringLiteral("Departments"), Shape::Snapshot, hourMs),
        // Before the back-fill, so that nothing that changes meanwhile falls between the two.
        FeedRecipe("conversation_updates", QStringLiteral("Changed conversations"), Shape::Delta,
                   minuteMs)
            .overlapping(5 * minuteMs)
            .bringing(ofRooms),
        FeedRecipe("live", QStringLiteral("Live counters"), Shape::Snapshot, minuteMs)
            .bringing({Topic::Agents}),
        // Three lists and more on the one route that the history needs too.
        FeedRecipe("active_conversations", QStringLiteral("Open conversations"), Shape::Snapshot,
                   2 * minuteMs)
            .bringing({Topic::Conversations})
            .listingActive(),
        FeedRecipe("conversations", QStringLiteral("Conversation history"), Shape::Backfill, hourMs)
            .bringing(ofRooms)
            .listingActive(),
        // Behind the rooms that name them.
        FeedRecipe("former_agents", QStringLiteral("People who left"), Shape::Items, hourMs),
        rocketEvents(),
        rocketReports(),
        rocketServiceHistory(),
    };
}

std::vector<ProviderField> rocketSettings()
{
    return {
        optionalField("history_days", QStringLiteral("Days of history"),
                      QStringLiteral("How far back conversations and events are read"),
                      QStringLiteral("90")),
        optionalField("contact_names", QStringLiteral("Store contact names"),
                      QStringLiteral("Personal data: off unless you switch it on"),
                      QStringLiteral("false")),
        optionalField("bots", QStringLiteral("Bots"),
                      QStringLiteral("User names of bots that serve chats, separated by commas: "
                                     "most servers do not say who is one"),
                      QStringLiteral("dialog.bot")),
        refreshField(QStringLiteral("Rocket.Chat keeps its live figures for a minute")),
        optionalField("requests_per_minute", QStringLiteral("Requests per minute"),
                      QStringLiteral("For each kind of request. 0 = automatic: 8, or what the "
                                     "server says"),
                      QStringLiteral("0")),
    };
}

ProviderField rocketCode()
{
    ProviderField code = optionalSecret(
        "code", QStringLiteral("Two-factor code"),
        QStringLiteral("Only for a login with two-factor authentication: the code of the "
                       "authenticator app or the e-mail; good for one login"));
    code.oneTime = true;
    return code;
}

std::vector<ProviderField> rocketSecrets()
{
    return {
        optionalSecret("user_id", QStringLiteral("User id"),
                       QStringLiteral("In Rocket.Chat: your picture, Profile, Personal Access "
                                      "Tokens; shown once together with a new token")),
        optionalSecret("auth_token", QStringLiteral("Personal access token"),
                       QStringLiteral("The same place. \"Ignore two factor authentication\" may be "
                                      "ticked; the token is never used to change anything")),
        optionalSecret("username", QStringLiteral("User name"),
                       QStringLiteral("Only without a token: name or e-mail you sign in with")),
        optionalSecret("password", QStringLiteral("Password"),
                       QStringLiteral("Only without a token")),
        rocketCode(),
    };
}

std::vector<SignInWay> rocketWays()
{
    SignInWay token;
    token.key = QStringLiteral("token");
    token.title = QStringLiteral("Personal access token");
    token.help = QStringLiteral("The better way: it does not expire and needs no second factor");
    token.secrets = QStringList{QStringLiteral("user_id"), QStringLiteral("auth_token")};
    SignInWay login;
    login.key = QStringLiteral("login");
    login.title = QStringLiteral("User name and password");
    login.help = QStringLiteral("Is exchanged for a token that expires, usually after 90 days");
    login.secrets = QStringList{QStringLiteral("username"), QStringLiteral("password")};
    login.optional = QStringList{QStringLiteral("code")};
    return {token, login};
}

} // namespace

ProviderInfo RocketChatProvider::staticInfo()
{
    ProviderInfo info;
    info.id = QStringLiteral("rocketchat");
    info.title = QStringLiteral("Rocket.Chat");
    info.urlHelp = QStringLiteral("The address at which you open Rocket.Chat in the browser, with "
                                  "the path before /home or /channel if there is one");
    info.needsAccountId = false;
    info.settings = rocketSettings();
    info.secrets = rocketSecrets();
    info.ways = rocketWays();
    info.feeds = rocketFeedList();
    info.dictionary = rocketchat::dictionary();
    info.rules = &rocketchat::rules();
    return info;
}

ProviderInfo RocketChatProvider::info() const
{
    return staticInfo();
}

} // namespace watchfloor
