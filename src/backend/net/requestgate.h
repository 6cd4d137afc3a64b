// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <QHash>
#include <QString>

#include <optional>

namespace watchfloor {

/// A vendor's permitted rate for one route (or host). 0 = no bound of that kind.
struct RateLimit {
    int maxInFlight = 2;
    DurationMs minSpacingMs = 0;     ///< between two starts
    int maxPerWindow = 0;
    DurationMs windowMs = 60'000;
    bool fixedWindow = false;        ///< slots of the server's clock (epoch / windowMs), else sliding
};

/// Decides when a request may start. Pure: the caller brings the time and does the waiting.
/// Keys are "host" or "host route".
class RequestGate {
public:
    void setLimit(const QString &key, const RateLimit &limit);
    RateLimit limit(const QString &key) const;

    /// Earliest start (ms UTC, may be <= now), or nothing while maxInFlight are under way.
    std::optional<TimeMs> earliestStart(const QString &key, TimeMs now) const;
    void started(const QString &key, TimeMs now);
    void finished(const QString &key);

    /// The server refused (429): nothing starts before `until`, and concurrency is halved (>= 1).
    void pushBack(const QString &key, TimeMs until);
    /// The server told what is left in its window.
    void learned(const QString &key, int limit, int remaining, std::optional<TimeMs> resetAt);
    /// Difference server clock minus ours, for fixed windows.
    void setClockSkew(const QString &key, DurationMs skew);

private:
    struct Entry;
    QHash<QString, Entry> m_entries;
};

} // namespace watchfloor
