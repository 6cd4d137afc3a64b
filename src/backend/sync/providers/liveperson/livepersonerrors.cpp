// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonerrors.h"

#include "backend/net/jsonreader.h"
#include "backend/sync/providers/shared/refusals.h"

#include <QJsonArray>
#include <QUrl>

namespace watchfloor::liveperson {
namespace {

using Kind = Error::Kind;

constexpr qsizetype largestErrorBody = 64 * 1024;
constexpr qsizetype longestDetail = 200;

/// "oauth_problem=token_rejected&oauth_problem_advice=..." -> "token_rejected".
QString oauthProblem(const QString &reason)
{
    const QString mark = QStringLiteral("oauth_problem=");
    const qsizetype at = reason.indexOf(mark);
    if (at < 0)
        return {};
    return reason.mid(at + mark.size()).section(u'&', 0, 0);
}

/// `message`, `causes`, `internalCode` and the OAuth problem; else the body's beginning.
QString wireText(const HttpResponse &response)
{
    if (response.body.isEmpty() || response.body.size() > largestErrorBody)
        return {};
    const auto json = parseJson(response.body);
    if (!json || !json->isObject())
        return QString::fromUtf8(response.body.left(longestDetail)).simplified();
    const QJsonObject object = json->toObject();
    QStringList parts;
    const auto add = [&](const QString &text) {
        if (!text.isEmpty() && !parts.contains(text))
            parts.append(text);
    };
    add(object.value(QLatin1String("message")).toString());
    for (const QJsonValue &cause : object.value(QLatin1String("causes")).toArray())
        add(cause.toString());
    const QString problem = oauthProblem(object.value(QLatin1String("reason")).toString());
    add(problem.isEmpty() ? object.value(QLatin1String("reason")).toString() : problem);
    add(object.value(QLatin1String("internalCode")).toVariant().toString());
    return parts.join(QStringLiteral("; ")).left(longestDetail);
}

Error unauthorized(const QString &text, Service service)
{
    if (service == Service::Login) {
        return Error(Kind::Unauthorized,
                     QStringLiteral("LivePerson does not accept the user name or password"), text,
                     QStringLiteral("Enter them again as you use them to sign in; a login that "
                                    "needs single sign-on cannot be used, take an API key then"));
    }
    return Error(Kind::Unauthorized, QStringLiteral("LivePerson does not accept the credential"),
                 text,
                 QStringLiteral("Check the four values of the API key in Campaign Builder, Data "
                                "Sources, API, and that the key is on"));
}

Error rejected(const HttpResponse &response, const QString &text)
{
    if (response.status >= 500) {
        return Error(Kind::HttpStatus,
                     QStringLiteral("LivePerson failed with status %1").arg(response.status), text,
                     QStringLiteral("The fault is on its side; it is tried again by itself"));
    }
    if (response.status >= 300 && response.status < 400) {
        const QUrl target = QUrl::fromEncoded(response.header("Location"));
        const QString where =
            target.host().isEmpty() ? QStringLiteral("another address") : target.host();
        return Error(Kind::HttpStatus,
                     QStringLiteral("the server sends the request on to %1, where a signed "
                                    "request never follows")
                         .arg(where),
                     {}, QStringLiteral("Check the account's web address"));
    }
    return Error(Kind::HttpStatus,
                 QStringLiteral("LivePerson did not understand the request (status %1)")
                     .arg(response.status),
                 text, QStringLiteral("Please report this with the text above"));
}

} // namespace

std::optional<Error> classify(const HttpResponse &response, Service service)
{
    if (response.status == 204 || (response.status == 304 && service == Service::Config))
        return std::nullopt;
    if (response.success())
        return pageInsteadOfData(response, QStringLiteral("LivePerson"));
    const QString text = wireText(response);
    Error error = [&] {
        switch (response.status) {
        case 401:
            return unauthorized(text, service);
        case 400:
            // The login says 400 for a user it does not know.
            return service == Service::Login ? unauthorized(text, service)
                                             : rejected(response, text);
        case 403:
            return Error(Kind::Forbidden, QStringLiteral("the credential may not read this"), text,
                         QStringLiteral("It lacks the permission \"%1\": a LivePerson "
                                        "administrator can add it")
                             .arg(permissionFor(service)));
        case 404:
            return Error(Kind::Unavailable, QStringLiteral("LivePerson does not offer this here"),
                         text,
                         QStringLiteral("The account may not have the feature, or the account id "
                                        "or web address is wrong"));
        case 429:
            return Error(Kind::RateLimited, QStringLiteral("LivePerson asks to slow down"), text,
                         QStringLiteral("It goes on by itself within the next minute"));
        default:
            return rejected(response, text);
        }
    }();
    error.setHttpStatus(response.status);
    return error;
}

Error lacksPermission(const Error &refused, Service service)
{
    Error error(Kind::Forbidden, refused.message(), refused.detail(),
                QStringLiteral("Other parts of LivePerson take the same credential, so it lacks "
                               "the permission \"%1\": a LivePerson administrator can add it")
                    .arg(permissionFor(service)));
    error.setHttpStatus(refused.httpStatus());
    return error;
}

} // namespace watchfloor::liveperson
