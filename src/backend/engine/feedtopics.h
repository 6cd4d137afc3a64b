// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/feed.h"

#include <optional>
#include <vector>

namespace watchfloor {

/// Does the feed of this key bring rows of the topic?
bool feedBrings(Topic topic, const QString &feed);

/// Newest success among the topic's feeds; none = never synced.
std::optional<TimeMs> freshness(Topic topic, const std::vector<FeedState> &feeds);

/// Oldest freshness of the topics; none when one of them was never synced.
std::optional<TimeMs> asOf(std::initializer_list<Topic> topics,
                           const std::vector<FeedState> &feeds);

/// Every conversation that is open now is in the cache.
bool knowsActiveConversations(const std::vector<FeedState> &feeds);

/// Parts of the range, up to now, that no feed has covered. The last minutes since the topic's
/// freshness are told by the as-of and are no gap; from ten minutes on (offline, a feed that fails)
/// they are one: what is not known is not 0.
std::vector<TimeRange> gapsOf(Topic topic, const std::vector<FeedState> &feeds, TimeRange range,
                              TimeMs now);

} // namespace watchfloor
