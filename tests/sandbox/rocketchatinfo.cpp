// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rocketchatinfo.h"

#include "sandbox/rocketchatlogins.h"

namespace watchfloor::sandbox::rocketchat {

Response info(const Books &books, const QString &role)
{
    const QString version = books.options().version;
    QJsonObject body{{QStringLiteral("version"), version.section(QLatin1Char('.'), 0, 1)},
                     {QStringLiteral("minimumClientVersions"),
                      QJsonObject{{QStringLiteral("desktop"), QStringLiteral("3.9.6")},
                                  {QStringLiteral("mobile"), QStringLiteral("4.39.0")}}},
                     {QStringLiteral("supportedVersions"),
                      QJsonObject{{QStringLiteral("signed"), QStringLiteral("sandbox")}}}};
    if (role == QLatin1String("admin"))
        body.insert(QStringLiteral("info"), QJsonObject{{QStringLiteral("version"), version}});
    return success(body);
}

Response me(const Books &books, const Call &)
{
    return success(ownUser(books.options()));
}

Response licences(const Books &books)
{
    QJsonArray modules;
    if (books.options().edition == QLatin1String("enterprise"))
        modules = {QStringLiteral("auditing"), QStringLiteral("livechat-enterprise"),
                   QStringLiteral("canned-responses")};
    return success({{QStringLiteral("license"),
                     QJsonObject{{QStringLiteral("activeModules"), modules},
                                 {QStringLiteral("externalModules"), QJsonArray()}}}});
}

} // namespace watchfloor::sandbox::rocketchat
