// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/error.h"
#include "backend/net/httprequest.h"

#include <QList>
#include <QNetworkReply>
#include <QSslError>

#include <optional>

namespace watchfloor {

// Sentences name the host and request.what(); never the query, a header or a body.

/// Host, with the port when the address names one.
QString hostName(const QUrl &url);

/// Why a request must not leave at all: address, plain http, line breaks in a header.
std::optional<Error> requestFault(const HttpRequest &request);

/// A transport error of Qt's. `tlsErrors` are what the handshake complained about.
Error transportError(const HttpRequest &request, QNetworkReply::NetworkError code,
                     const QString &text, const QList<QSslError> &tlsErrors);

/// `waitedFor` is e.g. "the beginning of an answer".
Error timeoutError(const HttpRequest &request, const QString &waitedFor, DurationMs waited);
/// Nothing came of connecting within reachTimeoutMs.
Error unreachedError(const HttpRequest &request);
Error tooLargeError(const HttpRequest &request);

} // namespace watchfloor
