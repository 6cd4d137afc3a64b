// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwooterrors.h"

#include "backend/net/jsonreader.h"
#include "backend/sync/providers/shared/refusals.h"

namespace watchfloor::chatwoot {
namespace {

using Kind = Error::Kind;

constexpr qsizetype largestErrorBody = 64 * 1024;

/// `error` string, first of `errors`, `message` or `description`; empty when there is no text.
QString wireText(const HttpResponse &response)
{
    if (response.body.isEmpty() || response.body.size() > largestErrorBody)
        return {};
    const auto json = parseJson(response.body);
    if (!json)
        return {};
    const QJsonObject object = json->toObject();
    for (const char *key : {"error", "message", "description"}) {
        const QJsonValue value = object.value(QLatin1String(key));
        if (value.isString())
            return value.toString();
    }
    const QJsonValue first = object.value(QLatin1String("errors")).toArray().at(0);
    return first.isObject() ? first.toObject().value(QLatin1String("message")).toString()
                            : first.toString();
}

bool says(const QString &text, const char *part)
{
    return text.contains(QLatin1String(part), Qt::CaseInsensitive);
}

Error unauthorized(const HttpResponse &response, const QString &text)
{
    if (!response.isJson() && text.isEmpty()) // Chatwoot always says why
        return signInBefore(QStringLiteral("Chatwoot"));
    if (says(text, "not authorized for bots")) {
        return Error(Kind::Unauthorized,
                     QStringLiteral("the token belongs to a bot, which may not read this"), {},
                     QStringLiteral("Enter the access token of a person: Chatwoot shows it under "
                                    "Profile settings, Access token"));
    }
    // These two stand for every request of the account, unlike a right that a role lacks: the pass
    // ends with one sentence, and no feed is switched off.
    if (says(text, "access this account")) {
        return Error(Kind::Unauthorized,
                     QStringLiteral("the token's user is not a member of this account"), {},
                     QStringLiteral("Choose another account, or ask an administrator to add the "
                                    "user to it"));
    }
    if (says(text, "suspended")) {
        return Error(Kind::Unauthorized, QStringLiteral("the account is suspended"), {},
                     QStringLiteral("Ask the operator of the installation to activate it"));
    }
    if (says(text, "do this action")) {
        return Error(Kind::Forbidden, QStringLiteral("the token's user may not read this"), {},
                     QStringLiteral("Use the token of an administrator, or ask one for a role that "
                                    "may see it"));
    }
    if (says(text, "sign in")) {
        return Error(Kind::Unauthorized, QStringLiteral("Chatwoot saw no token"), {},
                     QStringLiteral("Enter the access token again; if it is right, a proxy in "
                                    "front of the server removes the Api-Access-Token header"));
    }
    return Error(Kind::Unauthorized, QStringLiteral("Chatwoot does not accept the token"), {},
                 QStringLiteral("It is wrong or was renewed: copy it again from Profile settings, "
                                "Access token, in Chatwoot"));
}

Error notFound(const QString &text)
{
    if (says(text, "Resource could not be found")) {
        return Error(Kind::NotFound, QStringLiteral("Chatwoot has no such record"), {},
                     QStringLiteral("It was probably deleted there"));
    }
    return Error(Kind::Unavailable, QStringLiteral("this server does not offer it"), {},
                 QStringLiteral("Its version or edition lacks it, or the address is not that of a "
                                "Chatwoot; an update of the server may bring it"));
}

Error redirected(const HttpResponse &response)
{
    return sentOn(response, QStringLiteral("a token"),
                  QStringLiteral("Enter the address at which Chatwoot itself answers"));
}

Error blocked(const HttpResponse &response, const QString &text)
{
    if (response.isJson() && !text.isEmpty()) {
        return Error(Kind::Forbidden, QStringLiteral("the token's user may not read this"), {},
                     QStringLiteral("Use the token of an administrator"));
    }
    return blockedInFront(QStringLiteral("Chatwoot"));
}

Error rejected(const HttpResponse &response, const QString &text)
{
    if (response.status == 402) {
        return Error(Kind::Unavailable, QStringLiteral("the account's plan does not include it"),
                     text.left(200), QStringLiteral("Ask the owner of the account about its plan"));
    }
    if (response.status == 429) { // names no time; the gate knows that its slots are minutes
        return Error(Kind::RateLimited, QStringLiteral("Chatwoot asks to slow down"), {},
                     QStringLiteral("It goes on by itself within the next minute"));
    }
    const QString remedy =
        response.status >= 500
            ? QStringLiteral(
                  "The fault is on the server or a proxy before it; it is tried again by "
                  "itself")
            : QStringLiteral(
                  "The server did not understand the request; please report this with its "
                  "version");
    return Error(Kind::HttpStatus,
                 QStringLiteral("Chatwoot answered with status %1").arg(response.status),
                 text.left(200), remedy);
}

} // namespace

std::optional<Error> classify(const HttpResponse &response)
{
    if (response.success())
        return pageInsteadOfData(response, QStringLiteral("Chatwoot"));
    const QString text = wireText(response);
    Error error = [&] {
        if (response.status == 401)
            return unauthorized(response, text);
        if (response.status == 403)
            return blocked(response, text);
        if (response.status == 404)
            return notFound(text);
        if (response.status >= 300 && response.status < 400)
            return redirected(response);
        return rejected(response, text);
    }();
    error.setHttpStatus(response.status);
    return error;
}

} // namespace watchfloor::chatwoot
