// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchatmapping.h"
#include "backend/sync/providers/rocketchat/rocketchatprovider.h"
#include "backend/sync/providers/rocketchat/rocketchatrules.h"

namespace watchfloor {
namespace {

constexpr DurationMs rocketMinute = 60'000;
constexpr DurationMs rocketHour = 60 * rocketMinute;
constexpr DurationMs rocketDay = 24 * rocketHour;

FeedInfo rocketFeed(const char *key, const QString &title, FeedShape shape, DurationMs every)
{
    FeedInfo info;
    info.key = QLatin1String(key);
    info.title = title;
    info.shape = shape;
    info.everyMs = every;
    return info;
}

FeedInfo rocketNeeds(FeedInfo info, const char *capability, const QString &missingText)
{
    info.capability = QLatin1String(capability);
    info.missingText = missingText;
    return info;
}

FeedInfo rocketOverlaps(FeedInfo info, DurationMs overlap, DurationMs window = 0)
{
    info.overlapMs = overlap;
    info.windowMs = window;
    return info;
}

FeedInfo rocketBrings(FeedInfo info, Topic topic, bool active = false)
{
    info.brings = {topic};
    info.listsActive = active;
    return info;
}

FeedInfo rocketEvents()
{
    FeedInfo info = rocketFeed("conversation_events", QStringLiteral("Events by conversation"),
                               FeedShape::Items, 2 * rocketMinute);
    return rocketNeeds(rocketBrings(info, Topic::Events), "messages",
                       QStringLiteral("Exact response times need a user who may read the messages "
                                      "of conversations (permission view-l-room); they are taken "
                                      "from each room's own figures instead."));
}

FeedInfo rocketReports()
{
    // Past days change while old chats are forwarded: two of them are read again.
    FeedInfo info = rocketOverlaps(rocketFeed("reports", QStringLiteral("The server's reports"),
                                              FeedShape::Windows, 10 * rocketMinute),
                                   2 * rocketDay, rocketDay);
    return rocketNeeds(info, "reports",
                       QStringLiteral("The server's own reports need the permission "
                                      "view-livechat-reports and a licence, its charts the "
                                      "permission view-livechat-manager."));
}

FeedInfo rocketServiceHistory()
{
    FeedInfo info = rocketOverlaps(rocketFeed("agent_service_history",
                                              QStringLiteral("Agents' service history"),
                                              FeedShape::Windows, rocketHour),
                                   rocketDay, rocketDay);
    return rocketNeeds(info, "service_history",
                       QStringLiteral("The agents' service history needs a licence and the "
                                      "permission view-livechat-manager."));
}

std::vector<FeedInfo> rocketFeedList()
{
    constexpr bool listsActive = true;
    FeedInfo updates = rocketFeed("conversation_updates", QStringLiteral("Changed conversations"),
                                  FeedShape::Delta, rocketMinute);
    // Three lists and more on the one route that the history needs too.
    FeedInfo active = rocketFeed("active_conversations", QStringLiteral("Open conversations"),
                                 FeedShape::Snapshot, 2 * rocketMinute);
    FeedInfo history = rocketFeed("conversations", QStringLiteral("Conversation history"),
                                  FeedShape::Backfill, rocketHour);
    // A room tells its events too, so that both feeds bring them.
    history.brings = updates.brings = {Topic::Conversations, Topic::Events};
    history.listsActive = true;
    return {
        rocketBrings(
            rocketFeed("agents", QStringLiteral("Agents"), FeedShape::Snapshot, rocketHour),
            Topic::Agents),
        rocketFeed("departments", QStringLiteral("Departments"), FeedShape::Snapshot, rocketHour),
        // Before the back-fill, so that nothing that changes meanwhile falls between the two.
        rocketOverlaps(updates, 5 * rocketMinute),
        rocketBrings(
            rocketFeed("live", QStringLiteral("Live counters"), FeedShape::Snapshot, rocketMinute),
            Topic::Agents),
        rocketBrings(active, Topic::Conversations, listsActive),
        history,
        // Behind the rooms that name them.
        rocketFeed("former_agents", QStringLiteral("People who left"), FeedShape::Items,
                   rocketHour),
        rocketEvents(),
        rocketReports(),
        rocketServiceHistory(),
    };
}

ProviderField rocketField(const char *key, const QString &title, const QString &help,
                          const QString &placeholder = {})
{
    ProviderField field;
    field.key = QLatin1String(key);
    field.title = title;
    field.help = help;
    field.placeholder = placeholder;
    field.required = false;
    return field;
}

ProviderField rocketSecret(const char *key, const QString &title, const QString &help)
{
    ProviderField field = rocketField(key, title, help);
    field.secret = true;
    return field;
}

std::vector<ProviderField> rocketSettings()
{
    return {
        rocketField("history_days", QStringLiteral("Days of history"),
                    QStringLiteral("How far back conversations and events are read"),
                    QStringLiteral("90")),
        rocketField("contact_names", QStringLiteral("Store contact names"),
                    QStringLiteral("Personal data: off unless you switch it on"),
                    QStringLiteral("false")),
        rocketField("bots", QStringLiteral("Bots"),
                    QStringLiteral("User names of bots that serve chats, separated by commas: "
                                   "most servers do not say who is one"),
                    QStringLiteral("dialog.bot")),
        rocketField("requests_per_minute", QStringLiteral("Requests per minute"),
                    QStringLiteral("For each kind of request. 0 = automatic: 8, or what the "
                                   "server says"),
                    QStringLiteral("0")),
    };
}

ProviderField rocketCode()
{
    ProviderField code = rocketSecret(
        "code", QStringLiteral("Two-factor code"),
        QStringLiteral("Only for a login with two-factor authentication: the code of the "
                       "authenticator app or the e-mail; good for one login"));
    code.oneTime = true;
    return code;
}

std::vector<ProviderField> rocketSecrets()
{
    return {
        rocketSecret("user_id", QStringLiteral("User id"),
                     QStringLiteral("In Rocket.Chat: your picture, Profile, Personal Access "
                                    "Tokens; shown once together with a new token")),
        rocketSecret("auth_token", QStringLiteral("Personal access token"),
                     QStringLiteral("The same place. \"Ignore two factor authentication\" may be "
                                    "ticked; the token is never used to change anything")),
        rocketSecret("username", QStringLiteral("User name"),
                     QStringLiteral("Only without a token: name or e-mail you sign in with")),
        rocketSecret("password", QStringLiteral("Password"),
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
