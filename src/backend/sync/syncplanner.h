// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/domain/feed.h"
#include "backend/sync/provider.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace watchfloor {

/// A window whose page had rows left out: asking again each minute would not mend them.
struct PostponedWindow {
    QString feed;
    TimeRange window;
    TimeMs until = 0;
};

/// What a pass is for.
struct PlanOptions {
    QStringList feeds;           ///< keys; empty = all
    std::optional<TimeMs> since; ///< history horizon; default: the account's history_days
    bool once = false;           ///< every feed is due, whatever its cadence (`sync`)
    bool full = false;           ///< forget cursors and coverage, read everything again
    bool liveOnly = false;       ///< just the short cadences: between two pages of a back-fill
    bool liveNow = false;        ///< the short cadences are due at once (F5)
    DurationMs clockSkew = 0;    ///< the server's clock minus ours, 0 = not known
    TimeMs keepFrom = 0;         ///< older was purged: comes again only by `since` or `full`
    std::vector<PostponedWindow> postponed; ///< left alone until then, unless `once`
};

/// One feed, or one window of it, to be walked page by page.
class SyncStep {
public:
    enum class Kind {
        Live,       ///< counters, changes and live edges: minutes
        Dictionary, ///< lists that seldom change: hours
        Background, ///< history and per-conversation work: as long as it takes
    };

    SyncStep(const FeedInfo &feed, Kind stepKind)
        : info(feed)
        , kind(stepKind)
        , request(feed.key)
    {
    }

    FeedInfo info;
    Kind kind;
    FetchRequest request;      ///< the first page: cursor, window, since, horizon, passStarted
    bool liveEdge = false;     ///< Windows: up to now; never resumed by cursor
    bool resumed = false;      ///< request.cursor comes from an earlier run
    bool reset = false;        ///< the feed's progress is forgotten first
    bool faultyBefore = false; ///< the last pass left rows out
    std::optional<TimeMs> trustedTo; ///< what is claimed for later is forgotten first
    std::optional<Error> wasOff;     ///< switched off for this, gets another chance now
};

/// A feed that is not asked for, and why, for people.
struct FeedOff {
    QString feed;
    QString title;
    QString sentence;
};

struct SyncPlan {
    std::vector<SyncStep> steps; ///< in the order to run them
    std::vector<FeedOff> off;
    std::optional<TimeMs> nextDue; ///< when a later plan will hold something; <= now: at once
};

/// Nothing older is wanted, as asked for, set, purged, or removed by the account's policy.
TimeMs historyHorizon(const Account &account, const PlanOptions &options, TimeMs now);

/// Claims behind `at` were made by a clock that was ahead. Nobody knows since when, so they are
/// distrusted as far back as they reach ahead. Cuts them off and answers where, or nothing.
std::optional<TimeMs> distrustFuture(FeedState *state, TimeMs at);

/// What to do for one account now. Pure: the same input gives the same plan. `now` is our clock
/// and decides what is due; all times in requests are the server's (`options.clockSkew`).
///
/// The window of a stored cursor means: for Windows feeds the window; for all other shapes
/// [since or horizon, start of the pass), so that a resumed pass claims no more than it saw.
SyncPlan planSync(const Account &account, const std::vector<FeedInfo> &feeds,
                  const std::vector<FeedState> &states, const PlanOptions &options, TimeMs now);

} // namespace watchfloor
