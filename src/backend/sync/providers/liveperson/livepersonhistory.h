// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/timerange.h"
#include "backend/sync/providers/liveperson/livepersoncall.h"

#include <optional>

/// Questions to Messaging Interactions and Agent Activity, as pure values (guide sections 5, 8).
namespace watchfloor::liveperson {

inline constexpr int historyPageRows = 100; ///< the most the server gives at once
inline constexpr int statePageRows = 1000;

/// Three months are the most for one question, the shortest have 89 days; bounds are rounded to ten
/// minutes outwards by the server.
inline constexpr DurationMs historyRounding = 10 * 60'000;
inline constexpr DurationMs longestHistorySpan = 89LL * 86'400'000;
inline constexpr DurationMs historyRetention = 397LL * 86'400'000; ///< 13 months
inline constexpr DurationMs stateRetention = 180LL * 86'400'000;   ///< 6 months
inline constexpr DurationMs longestStateSpan = 28LL * 86'400'000;  ///< a month

/// Which conversations: by start, on demand only those changed since, or still open.
struct HistoryFilter {
    TimeRange start;
    std::optional<TimeMs> updatedSince;
    bool openOnly = false;
};

/// Nothing that began before is kept: a month more than the retention, whatever months count.
inline constexpr DurationMs historyForgotten = 425LL * 86'400'000;

/// One page, oldest start first, so that what begins meanwhile comes behind the rest. `page`
/// counts from 1.
Call historyCall(const HistoryFilter &filter, int page, bool contactNames);
Call singleRecordCall(const QString &conversation, bool contactNames);
Call stateChangesCall(TimeRange window, int page);

/// The longest span of starts one question may ask for that ends after `now`.
TimeRange latestStarts(TimeMs now);

} // namespace watchfloor::liveperson
