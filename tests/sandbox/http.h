// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace watchfloor::sandbox {

/// What a dialect gets: already parsed and percent-decoded, in the order of the wire.
struct Request {
    QByteArray method;                                      ///< upper case
    QString path;                                           ///< decoded, without the query
    std::vector<std::pair<QString, QString>> query;         ///< decoded, repeats kept
    std::vector<std::pair<QByteArray, QByteArray>> headers; ///< names as they came
    QByteArray body;
    qint64 nowMs = 0;   ///< the sandbox's clock, UTC
    qint64 pacedMs = 0; ///< the same, but going on while it is frozen: for limits; 0 = none
    QString clientIp;
    QByteArray rawTarget; ///< undecoded path?query (OAuth)
    int inFlight = 1;     ///< unanswered ones when it came, itself included

    /// Value of the first header of that name (any case); null when absent.
    QByteArray header(const char *name) const;
    /// The last value of a query key, as most servers read it.
    std::optional<QString> param(const QString &key) const;
    std::vector<QString> params(const QString &key) const;
};

struct Response {
    int status = 200;
    std::vector<std::pair<QByteArray, QByteArray>> headers; ///< without Content-Length and Date
    QByteArray body;
};

} // namespace watchfloor::sandbox
