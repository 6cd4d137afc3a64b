// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/livepersongate.h"

#include "sandbox/livepersoncall.h"
#include "sandbox/livepersonoauth.h"

#include <QCryptographicHash>
#include <QList>

namespace watchfloor::sandbox {

namespace {

constexpr qint64 ClockTolerance = 300; ///< seconds

Response problem(const char *name, const QString &advice)
{
    return lpUnauthorized(
        QStringLiteral("oauth_problem=%1&oauth_problem_advice=%2")
            .arg(QLatin1String(name), QString::fromUtf8(oauthEncoded(advice.toUtf8()))));
}

QString secretOf(const char *kind, qint64 number)
{
    // Unguessable enough for a sandbox, and the same in every run.
    return QString::fromLatin1(
        QCryptographicHash::hash(QByteArray(kind) + QByteArray::number(number),
                                 QCryptographicHash::Sha256)
            .toHex());
}

QString cookieOf(const Request &request)
{
    for (const QByteArray &part : request.header("Cookie").split(';')) {
        const QByteArray cookie = part.trimmed();
        if (cookie.startsWith("Session_id="))
            return QString::fromUtf8(cookie.mid(11));
    }
    return {};
}

} // namespace

bool LivePersonGate::throttled(const Request &request)
{
    const bool over = m_limit.take(QString(), request.nowMs, m_options.limitPerMinute).refused;
    return over || request.inFlight > m_options.limitConcurrent;
}

std::optional<Response> LivePersonGate::refusal(const Request &request, bool bearerOpens)
{
    const QByteArray header = request.header("Authorization");
    if (header.isEmpty())
        return problem("parameter_absent", QStringLiteral("no Authorization header"));
    if (!header.toLower().startsWith("bearer "))
        return signatureRefusal(request);
    const auto session = m_sessions.constFind(QString::fromUtf8(header.mid(7).trimmed()));
    if (!bearerOpens || session == m_sessions.constEnd() || session->expires <= request.nowMs)
        return lpUnauthorized(QStringLiteral("The bearer is not valid"));
    return std::nullopt;
}

std::optional<Response> LivePersonGate::signatureRefusal(const Request &request)
{
    const std::optional<OAuthPairs> own = oauthHeaderPairs(request.header("Authorization"));
    if (!own)
        return problem("parameter_rejected", QStringLiteral("the header cannot be read"));
    QHash<QByteArray, QByteArray> values;
    for (const auto &[name, value] : *own) {
        if (values.contains(name) || !name.startsWith("oauth_"))
            return problem("parameter_rejected", QString::fromUtf8(name));
        values.insert(name, value);
    }
    for (const char *name : {"oauth_consumer_key", "oauth_token", "oauth_signature_method",
                             "oauth_timestamp", "oauth_nonce", "oauth_signature"}) {
        if (values.value(name).isEmpty())
            return problem("parameter_absent", QString::fromLatin1(name));
    }
    if (values.contains("oauth_version") && values.value("oauth_version") != "1.0")
        return problem("version_rejected", QStringLiteral("1.0 is the version"));
    const QByteArray method = values.value("oauth_signature_method");
    const bool sha256 = method == "HMAC-SHA256" && m_options.sha256;
    if (method != "HMAC-SHA1" && !sha256)
        return problem("signature_method_rejected", QString::fromUtf8(method));
    if (values.value("oauth_consumer_key") != m_options.consumerKey.toUtf8())
        return problem("consumer_key_unknown", QStringLiteral("no such application key"));
    if (values.value("oauth_token") != m_options.token.toUtf8())
        return problem("token_rejected", QStringLiteral("the token does not belong to the key"));

    const qsizetype mark = request.rawTarget.indexOf('?');
    const QByteArray path = mark < 0 ? request.rawTarget : request.rawTarget.left(mark);
    OAuthPairs pairs = *own;
    if (mark >= 0) {
        for (const auto &pair : oauthQueryPairs(request.rawTarget.mid(mark + 1)))
            pairs.push_back(pair);
    }
    const QByteArray scheme = m_origin.toUtf8().left(m_origin.indexOf(QLatin1Char(':')));
    const QByteArray base =
        oauthBaseString(request.method, oauthBaseUri(scheme, request.header("Host"), path), pairs);
    if (oauthSignature(base, m_options.consumerSecret.toUtf8(), m_options.tokenSecret.toUtf8(),
                       sha256) != values.value("oauth_signature"))
        return problem("signature_invalid", QStringLiteral("the signature does not fit"));

    bool ok = false;
    const qint64 stamp = values.value("oauth_timestamp").toLongLong(&ok);
    if (!ok || qAbs(stamp - request.nowMs / Second) > ClockTolerance)
        return problem("timestamp_refused", QStringLiteral("the clocks differ"));
    const QByteArray nonce = values.value("oauth_timestamp") + ' ' + values.value("oauth_nonce");
    if (m_nonces.contains(nonce))
        return problem("nonce_used", QStringLiteral("each request needs its own nonce"));
    // Old ones are refused for their timestamp already; a demo may run for weeks.
    if (m_nonces.size() > 100'000)
        m_nonces.clear();
    m_nonces.insert(nonce);
    return std::nullopt;
}

Response LivePersonGate::login(const Request &request, const QJsonObject &body,
                               const QJsonObject &account)
{
    const QJsonValue user = body.value(QLatin1String("username"));
    const QJsonValue password = body.value(QLatin1String("password"));
    if (!user.isString() || !password.isString() || body.size() != 2)
        return lpBadRequest(QStringLiteral("username and password are the body"));
    if (user.toString() != m_options.username || password.toString() != m_options.password)
        return lpUnauthorized(QStringLiteral("Wrong user name or password"));
    const qint64 number = ++m_logins + request.nowMs;
    const QString bearer = secretOf("bearer", number);
    const Ms life = m_options.sessionMinutes * Minute;
    const Session session{secretOf("csrf", number), secretOf("session", number).left(32),
                          request.nowMs + life};
    m_sessions.insert(bearer, session);
    QJsonObject answer = account;
    answer.insert(QStringLiteral("csrf"), session.csrf);
    answer.insert(QStringLiteral("wsuk"), secretOf("wsuk", number).left(18));
    answer.insert(QStringLiteral("sessionId"), session.sessionId);
    answer.insert(QStringLiteral("sessionTTl"), QString::number(life));
    answer.insert(QStringLiteral("bearer"), bearer);
    Response response = lpJson(answer);
    response.headers.emplace_back("Set-Cookie", "Session_id=" + session.sessionId.toUtf8() +
                                                    "; Path=/; HttpOnly");
    return response;
}

QHash<QString, LivePersonGate::Session>::iterator LivePersonGate::sessionOf(const Request &request,
                                                                            const QJsonObject &body)
{
    const QString csrf = body.value(QLatin1String("csrf")).toString();
    const QString cookie = cookieOf(request);
    for (auto it = m_sessions.begin(); it != m_sessions.end(); ++it) {
        if (it->csrf == csrf && it->sessionId == cookie && it->expires > request.nowMs)
            return it;
    }
    return m_sessions.end();
}

Response LivePersonGate::refresh(const Request &request, const QJsonObject &body)
{
    const auto session = sessionOf(request, body);
    if (session == m_sessions.end())
        return lpUnauthorized(QStringLiteral("There is no such session"));
    session->expires = request.nowMs + m_options.sessionMinutes * Minute;
    return lpJson(QJsonObject());
}

Response LivePersonGate::logout(const Request &request, const QJsonObject &body)
{
    const auto session = sessionOf(request, body);
    if (session == m_sessions.end())
        return lpUnauthorized(QStringLiteral("There is no such session"));
    m_sessions.erase(session);
    return lpJson(QJsonObject());
}

} // namespace watchfloor::sandbox
