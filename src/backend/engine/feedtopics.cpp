// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/feedtopics.h"

#include <algorithm>
#include <array>

namespace watchfloor {
namespace {

struct TopicFeed {
    Topic topic;
    const char *feed;
};

// A feed of a new vendor that brings one of these topics under a new name gets its row here.
constexpr std::array topicFeeds{
    TopicFeed{Topic::Agents, "agents"},
    TopicFeed{Topic::Agents, "live"},
    TopicFeed{Topic::Conversations, "conversations"},
    TopicFeed{Topic::Conversations, "conversation_updates"},
    TopicFeed{Topic::Conversations, "active_conversations"},
    TopicFeed{Topic::Events, "reporting_events"},
    TopicFeed{Topic::Events, "conversation_events"},
};

} // namespace

bool feedBrings(Topic topic, const QString &feed)
{
    return std::any_of(topicFeeds.begin(), topicFeeds.end(), [&](const TopicFeed &row) {
        return row.topic == topic && feed == QLatin1String(row.feed);
    });
}

std::optional<TimeMs> freshness(Topic topic, const std::vector<FeedState> &feeds)
{
    std::optional<TimeMs> newest;
    for (const FeedState &feed : feeds) {
        if (feed.lastSuccess && feedBrings(topic, feed.feed))
            newest = std::max(newest.value_or(*feed.lastSuccess), *feed.lastSuccess);
    }
    return newest;
}

std::optional<TimeMs> asOf(std::initializer_list<Topic> topics, const std::vector<FeedState> &feeds)
{
    std::optional<TimeMs> oldest;
    for (const Topic topic : topics) {
        const auto fresh = freshness(topic, feeds);
        if (!fresh)
            return std::nullopt;
        oldest = std::min(oldest.value_or(*fresh), *fresh);
    }
    return oldest;
}

bool knowsActiveConversations(const std::vector<FeedState> &feeds)
{
    return std::any_of(feeds.begin(), feeds.end(), [](const FeedState &feed) {
        return (feed.feed == QLatin1String("active_conversations") && feed.lastSuccess) ||
               (feed.feed == QLatin1String("conversations") && feed.backfilled);
    });
}

std::vector<TimeRange> gapsOf(Topic topic, const std::vector<FeedState> &feeds, TimeRange range,
                              TimeMs now)
{
    std::vector<TimeRange> covered;
    for (const FeedState &feed : feeds) {
        if (feedBrings(topic, feed.feed))
            covered.insert(covered.end(), feed.coverage.begin(), feed.coverage.end());
    }
    range.to = std::min({range.to, now, freshness(topic, feeds).value_or(now)});
    if (range.isEmpty())
        return {};
    return gapsIn(range, covered);
}

} // namespace watchfloor
