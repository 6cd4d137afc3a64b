// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchaterrors.h"

#include "backend/net/jsonreader.h"
#include "backend/sync/providers/shared/refusals.h"

#include <QRegularExpression>

namespace watchfloor::rocketchat {
namespace {

using Kind = Error::Kind;

constexpr qsizetype largestErrorBody = 64 * 1024;
constexpr qint64 resetSlackMs = 500; // the server's window ends when its own timer fires

/// What a refusal says of itself.
struct Refusal {
    QString text; ///< `error`, else `message`
    QString type; ///< `errorType`, else the code in brackets behind the text
    QString method;
    bool json = false;

    bool is(const char *code) const
    {
        return type == QLatin1String(code) ||
               text.contains(u'[' + QLatin1String(code) + u']', Qt::CaseInsensitive);
    }
    bool says(const char *part) const
    {
        return text.contains(QLatin1String(part), Qt::CaseInsensitive);
    }
};

Refusal refusalOf(const HttpResponse &response)
{
    Refusal refusal;
    if (response.body.isEmpty() || response.body.size() > largestErrorBody)
        return refusal;
    const auto json = parseJson(response.body);
    if (!json || !json->isObject())
        return refusal;
    const QJsonObject object = json->toObject();
    refusal.json = true;
    for (const char *key : {"error", "message"}) {
        const QJsonValue value = object.value(QLatin1String(key));
        if (refusal.text.isEmpty() && value.isString())
            refusal.text = value.toString();
    }
    refusal.type = object.value(QLatin1String("errorType")).toString();
    refusal.method =
        object.value(QLatin1String("details")).toObject().value(QLatin1String("method")).toString();
    return refusal;
}

QString shortText(const Refusal &refusal)
{
    return refusal.text.left(200);
}

Error slowDown(const HttpResponse &response, const Refusal &refusal)
{
    Error error(Kind::RateLimited, QStringLiteral("Rocket.Chat asks to slow down"), {},
                QStringLiteral("It goes on by itself; the permission api-bypass-rate-limit or a "
                               "higher limit under Rate Limiter in the administration makes it "
                               "faster"));
    auto wait = waitFromText(refusal.text);
    const auto serverNow = response.serverTime();
    bool ok = false;
    const qint64 reset = response.header("X-RateLimit-Reset").trimmed().toLongLong(&ok);
    if (!wait && ok && serverNow)
        wait = std::max<qint64>(0, reset - *serverNow) + resetSlackMs;
    if (wait)
        error.setRetryAfterMs(*wait);
    return error;
}

Error badRequest(const HttpResponse &response, const Refusal &refusal)
{
    if (refusal.is("error-action-not-allowed") || refusal.says("enterprise feature")) {
        return Error(Kind::Unavailable,
                     QStringLiteral("the workspace's licence does not include it"), {},
                     QStringLiteral("It needs a plan with Omnichannel enterprise features"));
    }
    if (refusal.is("error-too-many-requests")) // before 1.0
        return slowDown(response, refusal);
    if (refusal.is("error-invalid-room") || refusal.says("invalid-room")) {
        return Error(Kind::NotFound, QStringLiteral("Rocket.Chat has no such conversation"), {},
                     QStringLiteral("It was probably removed there"));
    }
    if (refusal.is("invalid-params") || refusal.is("error-invalid-params") ||
        refusal.is("error-invalid-sort") || refusal.says("query parameter")) {
        return Error(Kind::HttpStatus, QStringLiteral("Rocket.Chat did not accept the question"),
                     shortText(refusal),
                     QStringLiteral("Please report this with the version of the server"));
    }
    if (refusal.says("not-allowed") || refusal.says("error-not-allowed")) {
        return Error(Kind::Forbidden, QStringLiteral("the user may not read this"), {},
                     QStringLiteral("Ask an administrator for the role livechat-manager"));
    }
    return Error(Kind::HttpStatus, QStringLiteral("Rocket.Chat could not answer the question"),
                 shortText(refusal),
                 QStringLiteral("If it stays so, show the text in brackets to the operator of the "
                                "server: its database may lack an index"));
}

Error signedOut(const Refusal &refusal)
{
    if (!refusal.json)
        return signInBefore(QStringLiteral("Rocket.Chat"));
    return Error(Kind::Unauthorized, QStringLiteral("Rocket.Chat does not accept the token"), {},
                 QStringLiteral("It is wrong or was revoked: make a new one under your picture, "
                                "Profile, Personal Access Tokens, and enter it with the user id "
                                "shown beside it"));
}

Error forbidden(const Refusal &refusal)
{
    if (refusal.json) {
        return Error(Kind::Forbidden, QStringLiteral("the user may not read this"), {},
                     QStringLiteral("Ask an administrator for the role livechat-manager (or "
                                    "livechat-monitor for single units)"));
    }
    return blockedInFront(QStringLiteral("Rocket.Chat"));
}

Error movedAway(const HttpResponse &response)
{
    return sentOn(response, QStringLiteral("a token"),
                  QStringLiteral("Enter the address at which Rocket.Chat itself answers"));
}

Error otherStatus(const HttpResponse &response, const Refusal &refusal)
{
    const bool theirs = response.status >= 500;
    return Error(Kind::HttpStatus,
                 QStringLiteral("Rocket.Chat answered with status %1").arg(response.status),
                 shortText(refusal),
                 theirs ? QStringLiteral("The fault is on the server or a proxy before it; it is "
                                         "tried again by itself")
                        : QStringLiteral("Please report this with the version of the server"));
}

Error refused(const HttpResponse &response, const Refusal &refusal)
{
    switch (response.status) {
    case 400:
        return badRequest(response, refusal);
    case 401:
        return signedOut(refusal);
    case 403:
        return forbidden(refusal);
    case 404:
        return Error(Kind::Unavailable, QStringLiteral("this server does not offer it"), {},
                     QStringLiteral("Its version or edition lacks it, or the address is not that "
                                    "of a Rocket.Chat; an update of the server may bring it"));
    case 429:
        return slowDown(response, refusal);
    default:
        return response.status >= 300 && response.status < 400 ? movedAway(response)
                                                               : otherStatus(response, refusal);
    }
}

} // namespace

std::optional<qint64> waitFromText(const QString &text)
{
    static const QRegularExpression wait(QStringLiteral("must wait (\\d{1,6}) second"));
    const auto match = wait.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    return match.captured(1).toLongLong() * 1'000 + resetSlackMs;
}

std::optional<Error> classify(const HttpResponse &response)
{
    if (response.success())
        return pageInsteadOfData(response, QStringLiteral("Rocket.Chat"));
    Error error = refused(response, refusalOf(response));
    error.setHttpStatus(response.status);
    return error;
}

std::optional<Error> classifyLogin(const HttpResponse &response)
{
    if (response.status != 401)
        return classify(response);
    const Refusal refusal = refusalOf(response);
    if (!refusal.json)
        return classify(response);
    Error error(Kind::Unauthorized, QStringLiteral("Rocket.Chat does not accept the login"), {},
                QStringLiteral("Check name and password; if the account has two-factor "
                               "authentication, enter a fresh code, or better use a personal "
                               "access token"));
    if (refusal.says("totp") || refusal.is("totp-required")) {
        const QString where = refusal.method == QLatin1String("email")
                                  ? QStringLiteral("sent by e-mail")
                              : refusal.method == QLatin1String("password")
                                  ? QStringLiteral("Rocket.Chat wants the password itself as code")
                                  : QStringLiteral("shown by the authenticator app");
        error = Error(
            Kind::Unauthorized,
            QStringLiteral("Rocket.Chat wants the code of the second factor (%1)").arg(where), {},
            QStringLiteral("Enter the code in the field \"Two-factor code\", or use a "
                           "personal access token, which needs none"));
    }
    // 9.0 no longer tells whether a code is what is missing.
    return error.setHttpStatus(response.status).setAsksFor(QStringLiteral("code"));
}

} // namespace watchfloor::rocketchat
