// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rocketchatoptions.h"

#include <QTimeZone>
#include <QVersionNumber>

namespace watchfloor::sandbox {

const OptionTable<RocketChatOptions> &rocketChatOptions()
{
    using O = RocketChatOptions;
    const auto words = [](const char *text) {
        return QString::fromLatin1(text).split(QLatin1Char(' '));
    };
    static const OptionTable<O> table{
        textOption("user", &O::userId),
        textOption("token", &O::token),
        wordOption("role", &O::role,
                   words("livechat-manager admin livechat-monitor livechat-agent user")),
        wordOption("edition", &O::edition, words("enterprise community")),
        {"version", QStringLiteral("a version such as 8.7.1"),
         [](O *options, const QString &value) {
             options->version = value;
             return QVersionNumber::fromString(value).segmentCount() >= 2;
         }},
        {"zone", QStringLiteral("an IANA time zone"),
         [](O *options, const QString &value) {
             options->zone = value;
             return QTimeZone(value.toUtf8()).isValid();
         }},
        {"root", QStringLiteral("a path such as /chat"),
         [](O *options, const QString &value) {
             options->root = value;
             return value.startsWith(QLatin1Char('/')) && !value.endsWith(QLatin1Char('/'));
         }},
        numberOption("limit", &O::limit, 0),
        numberOption("count.default", &O::countDefault),
        numberOption("count.most", &O::countMost),
        numberOption("units", &O::units, 0),
        switchOption("cache", &O::cache),
        switchOption("ignore_bots", &O::ignoreBots),
        switchOption("delete_users", &O::deleteUsers),
        numberOption("inactivity", &O::inactivity),
        textOption("login", &O::login),
        textOption("password", &O::password),
        wordOption("two_factor", &O::twoFactor, words("none totp email password")),
        textOption("code", &O::code),
        numberOption("session", &O::session, 0),
    };
    return table;
}

} // namespace watchfloor::sandbox
