// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/error.h"
#include "backend/domain/ids.h"
#include "backend/domain/timerange.h"

#include <QString>

#include <optional>
#include <vector>

namespace watchfloor {

/// How a feed is walked. The planner knows these shapes and nothing of any vendor.
enum class FeedShape {
    Snapshot, ///< the whole list each time (agents, live counters); pages by cursor
    Backfill, ///< newest to oldest by cursor until the horizon, once
    Delta,    ///< what changed since the watermark
    Windows,  ///< closed time windows newest to oldest, then the live edge again and again
    Items,    ///< one request per conversation that needs it (the cache says which)
};

/// What a report rests on. Several feeds may keep one topic fresh.
enum class Topic { Agents, Conversations, Events };

/// One kind of data a provider can deliver. A key means the same data at every vendor.
struct FeedInfo {
    QString key;   ///< stable, snake_case: command line and sync_state use it
    QString title; ///< for people
    FeedShape shape = FeedShape::Snapshot;
    DurationMs everyMs = 60'000; ///< cadence while the program runs
    DurationMs windowMs = 0;     ///< Windows: length of one closed window
    DurationMs overlapMs = 0;    ///< Delta and Windows: read again this far behind the watermark
    QString capability;          ///< must be in Account::capabilities; empty = always
    QString missingText;         ///< the sentence when the capability is missing
    std::vector<Topic> brings;   ///< its success makes these fresh, its coverage fills their gaps
    /// Names every conversation that is open now: by one pass, a Backfill once it is done.
    bool listsActive = false;
};

/// How old what a feed of this cadence brought may become: two updates are missing then. The one
/// rule of "late", whatever is late.
constexpr DurationMs lateAfter(DurationMs everyMs)
{
    return 2 * (everyMs > 60'000 ? everyMs : 60'000);
}

/// What the cache remembers about one feed of one account (table sync_state).
struct FeedState {
    QString feed;
    QString cursor;                  ///< resume here; empty = start of a pass
    std::optional<TimeRange> window; ///< the window the cursor belongs to
    std::optional<TimeMs> watermark; ///< everything before is in the cache
    bool backfilled = false;
    std::optional<TimeMs> lastAttempt;
    std::optional<TimeMs> lastSuccess; ///< the "as of" of this feed
    std::optional<Error> lastError;
    bool off = false;                ///< switched off for a missing right; lastError says why
    std::vector<TimeRange> coverage; ///< merged, ascending

    bool operator==(const FeedState &) const = default;
};

} // namespace watchfloor
