// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchatparser.h"

#include <QVersionNumber>

namespace watchfloor::rocketchat {

Result<ServerInfo> parseServerInfo(const QByteArray &body)
{
    const auto object = answerObject(body);
    if (!object)
        return object.error();
    QJsonValue version = object->value(QLatin1String("version"));
    if (!version.isString()) // old servers, and those who may see the statistics
        version = object->value(QLatin1String("info")).toObject().value(QLatin1String("version"));
    JsonReader reader(*object, QStringLiteral("$"));
    if (!version.isString() || QVersionNumber::fromString(version.toString()).isNull())
        reader.fail(QStringLiteral("version"), QStringLiteral("a version"), version);
    if (!reader.ok())
        return reader.error();
    return ServerInfo{version.toString()};
}

Result<Profile> parseProfile(const QByteArray &body)
{
    const auto object = answerObject(body);
    if (!object)
        return object.error();
    JsonReader reader(*object, QStringLiteral("$"));
    Profile profile;
    profile.userId = reader.idText("_id");
    const QString username = reader.optionalText("username").value_or(QString());
    profile.userName = reader.optionalText("name").value_or(username);
    for (const QJsonValue &role : reader.optionalArray("roles"))
        profile.roles.append(role.toString());
    if (!reader.ok())
        return reader.error();
    return profile;
}

Result<Login> parseLogin(const QByteArray &body)
{
    const auto object = answerObject(body);
    if (!object)
        return object.error();
    JsonReader reader(*object, QStringLiteral("$"));
    JsonReader inner = reader.object("data");
    Login login;
    login.userId = inner.idText("userId");
    login.token = inner.text("authToken");
    if (inner.ok() && login.token.isEmpty())
        inner.fail(QStringLiteral("authToken"), QStringLiteral("text"), QJsonValue());
    reader.absorb(inner);
    if (!reader.ok())
        return reader.error();
    return login;
}

} // namespace watchfloor::rocketchat
