// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <QByteArray>
#include <QList>
#include <QPair>

#include <optional>

namespace watchfloor {

/// A complete answer of any status. Header names compare case-insensitively.
struct HttpResponse {
    int status = 0;
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;

    QByteArray header(const QByteArray &name) const;
    bool isJson() const;                      ///< by Content-Type
    std::optional<TimeMs> serverTime() const; ///< from the Date header
    /// From Retry-After: seconds, or a date seen from the server's clock.
    std::optional<DurationMs> retryAfter(TimeMs serverNow) const;
    bool success() const { return status >= 200 && status < 300; }
};

} // namespace watchfloor
