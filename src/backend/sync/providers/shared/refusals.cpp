// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/shared/refusals.h"

#include <QUrl>

namespace watchfloor {

std::optional<Error> pageInsteadOfData(const HttpResponse &response, const QString &title)
{
    if (response.isJson() || response.header("Content-Type").isEmpty())
        return std::nullopt;
    return Error(Error::Kind::NotJson, QStringLiteral("the answer is a page, not data"),
                 QString::fromLatin1(response.header("Content-Type").left(80)),
                 QStringLiteral("Check the address; a proxy or a sign-in page may stand before %1")
                     .arg(title))
        .setHttpStatus(response.status);
}

Error blockedInFront(const QString &title)
{
    return Error(Error::Kind::HttpStatus,
                 QStringLiteral("something in front of %1 blocks the request").arg(title), {},
                 QStringLiteral("Ask its operator whether a proxy or block list refuses this "
                                "machine"));
}

Error signInBefore(const QString &title)
{
    return Error(Error::Kind::Unauthorized,
                 QStringLiteral("something in front of %1 wants a sign-in of its own, which the "
                                "token does not answer")
                     .arg(title),
                 {},
                 QStringLiteral("Enter an address at which %1 answers without it, or ask its "
                                "operator to let the API through")
                     .arg(title));
}

Error sentOn(const HttpResponse &response, const QString &credential, const QString &remedy)
{
    const QUrl target = QUrl::fromEncoded(response.header("Location"));
    const QString where = target.host().isEmpty()
                              ? QStringLiteral("another address")
                              : target.scheme() + QStringLiteral("://") + target.host();
    return Error(Error::Kind::HttpStatus,
                 QStringLiteral("the server sends the request on to %1, and %2 never follows")
                     .arg(where, credential),
                 {}, remedy);
}

bool meansOtherServer(const Error &error)
{
    switch (error.kind()) {
    case Error::Kind::NotJson:
    case Error::Kind::WrongShape:
    case Error::Kind::Unavailable:
    case Error::Kind::NotFound:
    case Error::Kind::Unauthorized:
    case Error::Kind::Forbidden:
        return true;
    case Error::Kind::HttpStatus:
        return error.httpStatus() >= 400 && error.httpStatus() < 500;
    default:
        return false;
    }
}

Error notThisVendor(const QString &host, const QString &title, const Error &found,
                    const QString &remedy)
{
    Error error(Error::Kind::BadInput,
                QStringLiteral("%1 answers, but is not a %2").arg(host, title), found.detail(),
                remedy);
    error.setHttpStatus(found.httpStatus());
    return error;
}

} // namespace watchfloor
