// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "toy/toyparser.h"
#include "toy/toyprovider.h"
#include "toy/toyrules.h"

namespace watchfloor::toy {
namespace {

constexpr DurationMs minute = 60'000;

ProviderField field(const char *key, const QString &title, const QString &help, bool secret)
{
    ProviderField made;
    made.key = QLatin1String(key);
    made.title = title;
    made.help = help;
    made.secret = secret;
    made.required = false;
    return made;
}

FeedInfo feed(const char *key, const QString &title, FeedShape shape, DurationMs every, Topic topic)
{
    FeedInfo made;
    made.key = QLatin1String(key);
    made.title = title;
    made.shape = shape;
    made.everyMs = every;
    made.brings = {topic};
    return made;
}

} // namespace

ProviderInfo ToyProvider::staticInfo()
{
    ProviderInfo info;
    info.id = QStringLiteral("deskbell");
    info.title = QStringLiteral("Deskbell");
    info.urlHelp = QStringLiteral("The address on the sticker under the bell");
    info.settings = {field("history_days", QStringLiteral("Days of history"),
                           QStringLiteral("How far back talks are read"), false)};
    info.settings.front().placeholder = QStringLiteral("90");
    info.secrets = {
        field("key", QStringLiteral("Key"), QStringLiteral("In Deskbell: Settings, Keys"), true),
        field("user", QStringLiteral("Name"), QStringLiteral("Your own"), true),
        field("password", QStringLiteral("Password"), QString(), true),
        field("code", QStringLiteral("Code"), QStringLiteral("The number your bell shows now"),
              true)};
    info.secrets.back().oneTime = true;
    info.ways = {{QStringLiteral("key"), QStringLiteral("Key"), QString(),
                  QStringList(QStringLiteral("key")), QStringList()},
                 {QStringLiteral("login"), QStringLiteral("Name and password"), QString(),
                  QStringList{QStringLiteral("user"), QStringLiteral("password")},
                  QStringList(QStringLiteral("code"))}};
    FeedInfo talks = feed("talks", QStringLiteral("Talks"), FeedShape::Backfill, 60 * minute,
                          Topic::Conversations);
    talks.brings.push_back(Topic::Events);
    talks.listsActive = true;
    FeedInfo changes = feed("talk_changes", QStringLiteral("Changed talks"), FeedShape::Delta,
                            minute, Topic::Conversations);
    changes.brings.push_back(Topic::Events);
    changes.overlapMs = minute;
    info.feeds = {
        feed("people", QStringLiteral("People"), FeedShape::Snapshot, 60 * minute, Topic::Agents),
        changes, talks};
    info.dictionary = dictionary();
    info.rules = &rules();
    return info;
}

} // namespace watchfloor::toy
