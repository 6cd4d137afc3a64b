// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatdash/chatdasherrors.h"

#include "backend/net/jsonreader.h"
#include "backend/sync/providers/shared/refusals.h"

#include <QRegularExpression>

namespace watchfloor::chatdash {
namespace {

using Kind = Error::Kind;

constexpr qsizetype largestRefusal = 64 * 1024;
constexpr qsizetype longestWords = 200;

/// What the server says about a refusal, where it says something. A key that it repeats is cut out.
QString refusalText(const HttpResponse &response)
{
    if (response.body.isEmpty() || response.body.size() > largestRefusal)
        return {};
    const auto json = parseJson(response.body);
    if (!json)
        return {};
    QString text = json->isString() ? json->toString() : QString();
    const QJsonObject object = json->toObject();
    for (const char *key : {"message", "error", "description"}) {
        const QJsonValue value = object.value(QLatin1String(key));
        if (text.isEmpty() && value.isString())
            text = value.toString();
    }
    static const QRegularExpression key(QStringLiteral("CD\\.[0-9A-Za-z]+|[0-9a-fA-F]{32,}"));
    return text.left(longestWords).remove(key);
}

Error unauthorized(const HttpResponse &response)
{
    if (!response.isJson()) {
        return Error(Kind::Unauthorized,
                     QStringLiteral("the sign-in was refused, by ChatDash or by something in front "
                                    "of it"),
                     {},
                     QStringLiteral("Copy the API key again from the agency profile in ChatDash; "
                                    "API access may also depend on the agency's plan"));
    }
    return Error(Kind::Unauthorized, QStringLiteral("ChatDash does not accept the API key"),
                 refusalText(response),
                 QStringLiteral("Copy it again from the agency profile in ChatDash. If it is "
                                "right, switch on \"Send the key as Bearer\", or ask whether the "
                                "agency's plan includes API access"));
}

Error forbidden(const HttpResponse &response)
{
    if (!response.isJson())
        return blockedInFront(QStringLiteral("ChatDash"));
    return Error(Kind::Forbidden, QStringLiteral("the API key may not read this"),
                 refusalText(response),
                 QStringLiteral("Use the key of the agency the AI agent belongs to; API access may "
                                "also depend on the agency's plan"));
}

Error redirected(const HttpResponse &response)
{
    return sentOn(response, QStringLiteral("a key"),
                  QStringLiteral("Enter the address at which ChatDash's API itself answers"));
}

Error refused(const HttpResponse &response)
{
    if (response.status == 429) {
        return Error(Kind::RateLimited, QStringLiteral("ChatDash asks to slow down"), {},
                     QStringLiteral("It goes on by itself in a moment"));
    }
    if (response.status == 402) {
        return Error(Kind::Unavailable, QStringLiteral("the agency's plan does not include it"),
                     refusalText(response),
                     QStringLiteral("Ask the owner of the agency about its plan"));
    }
    const QString remedy =
        response.status >= 500
            ? QStringLiteral("The fault is on the server or a proxy before it; it is tried again "
                             "by itself")
            : QStringLiteral("The server did not understand the request; please report this");
    return Error(Kind::HttpStatus,
                 QStringLiteral("ChatDash answered with status %1").arg(response.status),
                 refusalText(response), remedy);
}

} // namespace

std::optional<Error> classify(const HttpResponse &response)
{
    if (response.success())
        return pageInsteadOfData(response, QStringLiteral("ChatDash"));
    Error error = [&] {
        if (response.status == 401)
            return unauthorized(response);
        if (response.status == 403)
            return forbidden(response);
        if (response.status == 404) {
            return Error(Kind::NotFound, QStringLiteral("ChatDash has no such record"), {},
                         QStringLiteral("It was probably deleted there"));
        }
        if (response.status >= 300 && response.status < 400)
            return redirected(response);
        return refused(response);
    }();
    error.setHttpStatus(response.status);
    return error;
}

bool meansWrongAddress(const Error &error)
{
    switch (error.kind()) {
    case Kind::NotJson:
    case Kind::WrongShape:
    case Kind::NotFound:
        return true;
    case Kind::HttpStatus: // a redirect, or a server that knows no such request
        return error.httpStatus() >= 300 && error.httpStatus() < 500 && error.httpStatus() != 403;
    default:
        return false;
    }
}

bool wantsShorterWindow(const Error &error)
{
    return error.kind() == Kind::TooLarge || error.kind() == Kind::Timeout ||
           error.httpStatus() == 413 || error.httpStatus() == 504;
}

bool isOneAgentsFault(const Error &error)
{
    switch (error.kind()) {
    case Kind::NotFound:
    case Kind::Forbidden:
    case Kind::Unavailable:
    case Kind::WrongShape:
        return true;
    case Kind::HttpStatus:
        return error.httpStatus() >= 400 && error.httpStatus() < 500;
    default:
        return false;
    }
}

} // namespace watchfloor::chatdash
