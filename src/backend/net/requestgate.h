// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <QHash>
#include <QString>

#include <deque>
#include <limits>
#include <optional>
#include <vector>

namespace watchfloor {

/// A vendor's permitted rate for one route (or host). 0 = no bound of that kind.
struct RateLimit {
    int maxInFlight = 2;
    DurationMs minSpacingMs = 0; ///< between two starts
    int maxPerWindow = 0;
    int ownPerWindow = 0; ///< the user's wish: a server that permits more does not raise it
    DurationMs windowMs = 60'000;
    bool fixedWindow = false; ///< slots of the server's clock (epoch / windowMs), else sliding
};

/// Decides when a request may start. Pure: the caller brings the time and does the waiting.
/// Keys are "host" or "host route"; the latter is bound by "host" too when that has a limit.
class RequestGate {
public:
    void setLimit(const QString &key, const RateLimit &limit);
    RateLimit limit(const QString &key) const;

    /// Earliest start (ms UTC, may be <= now), or nothing while maxInFlight are under way.
    std::optional<TimeMs> earliestStart(const QString &key, TimeMs now) const;
    void started(const QString &key, TimeMs now);
    /// After learned(), pushBack() and refused() for the same answer. Twenty good ones in a row
    /// give back one of the requests in flight that were taken. `startedAt` is what started() got.
    void finished(const QString &key, TimeMs startedAt, bool good = true);

    /// The server refused (429): nothing starts before `until`, and concurrency is halved (>= 1;
    /// once for all refusals of one burst).
    void pushBack(const QString &key, TimeMs until);
    /// The server refused (429) without a word on how long. It may have been one proxy's mood: a
    /// single request goes again after the first of the `early` waits, the others wait for its
    /// outcome; refused again, after the next one. When all are used up, all of it as pushBack()
    /// until `slot`. Answers when the next may start.
    TimeMs refused(const QString &key, TimeMs startedAt, TimeMs now,
                   const std::vector<DurationMs> &early, TimeMs slot);
    /// The server told what is left in its window (call it before finished()). `resetAt` is in
    /// our clock; an absurd one is cut to two windows.
    void learned(const QString &key, int limit, int remaining, std::optional<TimeMs> resetAt);
    /// Difference server clock minus ours, for fixed windows.
    void setClockSkew(const QString &key, DurationMs skew);

private:
    struct Entry {
        RateLimit limit;
        int inFlight = 0;
        int cap = RateLimit().maxInFlight; // now allowed in flight, <= limit.maxInFlight
        int goodInARow = 0;
        bool startedSincePushBack = true;
        DurationMs skew = 0;
        TimeMs blockedUntil = std::numeric_limits<TimeMs>::min();
        std::optional<TimeMs> probeAt; // refused since the last good answer: starts from here on
        std::size_t probes = 0;        // early ones since the last good answer
        bool probing = false;          // go one by one, and one is under way
        std::optional<TimeMs> lastStart;
        std::deque<TimeMs> starts; // those that may still count in a window
        int budget = 0;            // what the server said is left, until budgetEnd
        TimeMs budgetEnd = std::numeric_limits<TimeMs>::min();

        std::optional<TimeMs> earliestStart(TimeMs now) const;
        TimeMs windowStart(TimeMs now) const;
        void started(TimeMs now);
        void finished(TimeMs startedAt, bool good);
        void pushBack(TimeMs until);
    };
    template<typename Self, typename Visit>
    static void eachBound(Self &self, const QString &key, Visit visit);

    QHash<QString, Entry> m_entries;
};

} // namespace watchfloor
