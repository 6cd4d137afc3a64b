// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rocketchatlogins.h"

#include <QJsonDocument>

#include <algorithm>

namespace watchfloor::sandbox::rocketchat {

QJsonObject ownUser(const RocketChatOptions &options)
{
    return {
        {QStringLiteral("_id"), options.userId},
        {QStringLiteral("username"), options.login},
        {QStringLiteral("name"), QStringLiteral("Board of the team lead")},
        {QStringLiteral("roles"), QJsonArray{QStringLiteral("user"), options.role}},
        {QStringLiteral("status"), QStringLiteral("online")},
        {QStringLiteral("active"), true},
        {QStringLiteral("utcOffset"), -3},
        {QStringLiteral("language"), QStringLiteral("en")},
        {QStringLiteral("emails"),
         QJsonArray{
             QJsonObject{{QStringLiteral("address"), QStringLiteral("lead@support.example.test")},
                         {QStringLiteral("verified"), true}}}},
        {QStringLiteral("settings"), QJsonObject{{QStringLiteral("preferences"), QJsonObject()}}}};
}

bool Logins::alive(const QString &token, Ms now) const
{
    const auto session = m_sessions.constFind(token);
    return session != m_sessions.constEnd() &&
           (m_options.session == 0 || now - *session < m_options.session * Second);
}

QString Logins::userOf(const Request &request) const
{
    const QString token = QString::fromUtf8(request.header("X-Auth-Token"));
    if (request.header("X-User-Id") != m_options.userId.toUtf8() || token.isEmpty())
        return {};
    return token == m_options.token || alive(token, request.nowMs) ? m_options.userId : QString();
}

Response Logins::wrongLogin() const
{
    if (atLeast(m_options, "9.0"))
        return json({{QStringLiteral("success"), false},
                     {QStringLiteral("error"), QStringLiteral("unauthorized")}},
                    401);
    return json({{QStringLiteral("success"), false},
                 {QStringLiteral("status"), QStringLiteral("error")},
                 {QStringLiteral("error"), QStringLiteral("Unauthorized")},
                 {QStringLiteral("message"), QStringLiteral("Unauthorized")}},
                401);
}

Response Logins::challenge() const
{
    if (atLeast(m_options, "9.0"))
        return wrongLogin();
    const QString method = m_options.twoFactor;
    QJsonObject details{{QStringLiteral("method"), method},
                        {QStringLiteral("availableMethods"), QJsonArray{method}}};
    if (method == QLatin1String("email"))
        details.insert(QStringLiteral("codeGenerated"), true);
    return json({{QStringLiteral("success"), false},
                 {QStringLiteral("status"), QStringLiteral("error")},
                 {QStringLiteral("error"), QStringLiteral("totp-required")},
                 {QStringLiteral("message"), QStringLiteral("TOTP Required")},
                 {QStringLiteral("details"), details}},
                401);
}

Response Logins::welcome(const QString &token) const
{
    return json({{QStringLiteral("status"), QStringLiteral("success")},
                 {QStringLiteral("data"), QJsonObject{{QStringLiteral("userId"), m_options.userId},
                                                      {QStringLiteral("authToken"), token},
                                                      {QStringLiteral("me"), ownUser(m_options)}}},
                 {QStringLiteral("success"), true}});
}

Response Logins::login(const Call &call)
{
    const Request &request = *call.request;
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    if (!request.header("Content-Type").startsWith("application/json") || !document.isObject())
        return refused(QStringLiteral("a login is a JSON object"));
    const QJsonObject body = document.object();
    if (body.contains(QStringLiteral("resume"))) {
        const QString token = body.value(QStringLiteral("resume")).toString();
        return alive(token, request.nowMs) || token == m_options.token ? welcome(token)
                                                                       : wrongLogin();
    }
    static const QStringList known{QStringLiteral("user"), QStringLiteral("username"),
                                   QStringLiteral("email"), QStringLiteral("password"),
                                   QStringLiteral("code")};
    const QStringList keys = body.keys();
    for (const QString &key : keys) {
        if (!known.contains(key))
            return refused(QStringLiteral("a login knows no '%1'").arg(key));
    }
    const bool named = std::any_of(known.begin(), known.begin() + 3, [&](const QString &key) {
        const QString name = body.value(key).toString();
        return name == m_options.login || name == QLatin1String("lead@support.example.test");
    });
    if (!named || body.value(QStringLiteral("password")).toString() != m_options.password)
        return wrongLogin();
    if (m_options.twoFactor != QLatin1String("none")) {
        const QString code = body.contains(QStringLiteral("code"))
                                 ? body.value(QStringLiteral("code")).toString()
                                 : QString::fromUtf8(request.header("x-2fa-code"));
        if (code.isEmpty())
            return challenge();
        if (code != m_options.code)
            return atLeast(m_options, "9.0")
                       ? wrongLogin()
                       : json({{QStringLiteral("success"), false},
                               {QStringLiteral("status"), QStringLiteral("error")},
                               {QStringLiteral("error"), QStringLiteral("totp-invalid")},
                               {QStringLiteral("message"), QStringLiteral("TOTP Invalid")},
                               {QStringLiteral("details"),
                                QJsonObject{{QStringLiteral("method"), m_options.twoFactor}}}},
                              401);
    }
    const QString token =
        QStringLiteral("sandbox-session-%1-abcdefghijklmnopqrstuvw").arg(++m_made);
    m_sessions.insert(token, request.nowMs);
    return welcome(token);
}

Response Logins::logout(const Call &call)
{
    const QString token = QString::fromUtf8(call.request->header("X-Auth-Token"));
    if (m_sessions.remove(token) == 0)
        return refused(QStringLiteral("logging out would revoke a personal access token"));
    return json({{QStringLiteral("status"), QStringLiteral("success")},
                 {QStringLiteral("data"), QJsonObject{{QStringLiteral("message"),
                                                       QStringLiteral("You've been logged out!")}}},
                 {QStringLiteral("success"), true}});
}

Response Logins::personalToken(const Call &call)
{
    const QJsonObject body = QJsonDocument::fromJson(call.request->body).object();
    if (body.value(QStringLiteral("tokenName")).toString().isEmpty())
        return failure(QStringLiteral("The 'tokenName' param is required"));
    if (m_options.twoFactor != QLatin1String("none") &&
        call.request->header("x-2fa-code") != m_options.code.toUtf8()) {
        QJsonObject wrong =
            QJsonDocument::fromJson(
                failure(QStringLiteral("TOTP Required"), QStringLiteral("totp-required")).body)
                .object();
        wrong.insert(
            QStringLiteral("details"),
            QJsonObject{{QStringLiteral("method"), m_options.twoFactor},
                        {QStringLiteral("availableMethods"), QJsonArray{m_options.twoFactor}}});
        return json(wrong, 400);
    }
    return success({{QStringLiteral("token"), m_options.token}});
}

} // namespace watchfloor::sandbox::rocketchat
