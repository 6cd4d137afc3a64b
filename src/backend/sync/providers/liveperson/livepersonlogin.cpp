// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonlogin.h"

#include "backend/net/jsonreader.h"

#include <QByteArrayList>
#include <QJsonArray>

namespace watchfloor::liveperson {
namespace {

/// Name and value of every cookie the answer sets, ready to be sent back.
QByteArray cookiesOf(const HttpResponse &response)
{
    QByteArrayList pairs;
    for (const auto &[name, value] : response.headers) {
        if (name.compare("Set-Cookie", Qt::CaseInsensitive) != 0)
            continue;
        for (const QByteArray &line : value.split('\n')) {
            const QByteArray pair = line.left(line.indexOf(';')).trimmed();
            if (pair.indexOf('=') > 0)
                pairs.append(pair);
        }
    }
    return pairs.join("; ");
}

/// sessionTTl is a text of milliseconds.
DurationMs lifetimeOf(const QJsonValue &value, DurationMs fallback)
{
    bool ok = false;
    const qint64 told = value.toVariant().toLongLong(&ok);
    return ok && told > 0 ? told : fallback;
}

Error closed()
{
    return Error(Error::Kind::WrongShape, QStringLiteral("the sign-in gave no bearer"),
                 QStringLiteral("$.bearer: text expected"));
}

} // namespace

Result<LoginSession> parseLogin(const HttpResponse &response)
{
    const auto json = parseJson(response.body);
    if (!json)
        return json.error();
    const QJsonObject root = json->toObject();
    const QJsonObject config = root.value(QLatin1String("config")).toObject();
    LoginSession session;
    session.bearer = root.value(QLatin1String("bearer")).toString().toUtf8();
    session.csrf = root.value(QLatin1String("csrf")).toString();
    session.cookie = cookiesOf(response);
    if (session.cookie.isEmpty()) {
        const QString id = root.value(QLatin1String("sessionId")).toString();
        if (!id.isEmpty())
            session.cookie = "Session_id=" + id.toUtf8();
    }
    session.lifetimeMs = lifetimeOf(root.value(QLatin1String("sessionTTl")), session.lifetimeMs);
    session.userName = config.value(QLatin1String("loginName")).toString();
    session.timeZone = config.value(QLatin1String("accountTimeZoneId")).toString();
    bool ok = false;
    const qint64 at = config.value(QLatin1String("serverCurrentTime")).toVariant().toLongLong(&ok);
    if (ok && at > 0)
        session.serverTime = at;
    session.hosts = serviceHostsIn(root.value(QLatin1String("csdsCollectionResponse"))
                                       .toObject()
                                       .value(QLatin1String("baseURIs"))
                                       .toArray());
    if (!session.isOpen())
        return closed();
    return session;
}

Result<LoginSession> parseRefresh(const HttpResponse &response, LoginSession before)
{
    const QByteArray cookie = cookiesOf(response);
    if (!cookie.isEmpty())
        before.cookie = cookie;
    if (response.body.trimmed().isEmpty())
        return before;
    const auto json = parseJson(response.body);
    if (!json)
        return json.error();
    const QJsonObject root = json->toObject();
    const QByteArray bearer = root.value(QLatin1String("bearer")).toString().toUtf8();
    const QString csrf = root.value(QLatin1String("csrf")).toString();
    if (!bearer.isEmpty())
        before.bearer = bearer;
    if (!csrf.isEmpty())
        before.csrf = csrf;
    before.lifetimeMs = lifetimeOf(root.value(QLatin1String("sessionTTl")), before.lifetimeMs);
    return before;
}

Call loginCall(const QString &user, const QString &password)
{
    QJsonObject body;
    body.insert(QStringLiteral("username"), user);
    body.insert(QStringLiteral("password"), password);
    return Call(QStringLiteral("the sign-in"), Service::Login,
                QStringLiteral("/api/account/{id}/login"))
        .with(QStringLiteral("v"), QStringLiteral("1.3"))
        .post(body);
}

Call refreshCall(const LoginSession &session)
{
    QJsonObject body;
    body.insert(QStringLiteral("csrf"), session.csrf);
    return Call(QStringLiteral("the renewal of the sign-in"), Service::Login,
                QStringLiteral("/api/account/{id}/refresh"))
        .post(body);
}

} // namespace watchfloor::liveperson
