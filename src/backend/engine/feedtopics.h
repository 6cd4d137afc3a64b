// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/accountrows.h"

#include <optional>
#include <vector>

namespace watchfloor {

/// What was fetched no longer ago has no hole behind it yet: the next pass is due.
DurationMs soonEnough(const Account &account);

// All go by what the account's vendor says of its feeds (vendors.h).

/// Does the vendor's feed of this key bring rows of the topic?
bool feedBrings(Topic topic, const QString &provider, const QString &feed);

/// Newest success among the topic's feeds; none = never synced.
std::optional<TimeMs> freshness(Topic topic, const AccountRows &rows);

/// Oldest freshness of the topics; none when one of them was never synced.
std::optional<TimeMs> asOf(std::initializer_list<Topic> topics, const AccountRows &rows);

/// When two updates of a topic will be missing, by the cadence of the quickest feed that keeps it
/// fresh; of several topics the earliest. None when one of them was never synced.
std::optional<TimeMs> lateAt(std::initializer_list<Topic> topics, const AccountRows &rows);

/// The earlier one; what is not known says nothing.
std::optional<TimeMs> earlierOf(std::optional<TimeMs> a, std::optional<TimeMs> b);

/// Every conversation that is open now is in the cache.
bool knowsActiveConversations(const AccountRows &rows);

/// Parts of the range, up to now, that no feed has covered. The last minutes since the topic's
/// freshness are told by the as-of and are no gap; from ten minutes on (offline, a feed that fails)
/// they are one: what is not known is not 0.
std::vector<TimeRange> gapsOf(Topic topic, const AccountRows &rows, TimeRange range, TimeMs now);

} // namespace watchfloor
