// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/feedtopics.h"

#include "backend/domain/refreshpace.h"
#include "backend/engine/vendors.h"

#include <algorithm>

namespace watchfloor {
namespace {

constexpr DurationMs onePass = 120'000; // two live polls
} // namespace

DurationMs soonEnough(const Account &account)
{
    constexpr DurationMs usual = 600'000;
    return std::max(usual, lateAfter(refreshPause(account)));
}

bool feedBrings(Topic topic, const QString &provider, const QString &feed)
{
    const FeedInfo *known = knownFeed(provider, feed);
    return known != nullptr &&
           std::find(known->brings.begin(), known->brings.end(), topic) != known->brings.end();
}

std::optional<TimeMs> freshness(Topic topic, const AccountRows &rows)
{
    std::optional<TimeMs> newest;
    for (const FeedState &feed : rows.feeds) {
        if (feed.lastSuccess && feedBrings(topic, rows.account.provider, feed.feed))
            newest = std::max(newest.value_or(*feed.lastSuccess), *feed.lastSuccess);
    }
    return newest;
}

std::optional<TimeMs> asOf(std::initializer_list<Topic> topics, const AccountRows &rows)
{
    std::optional<TimeMs> oldest;
    for (const Topic topic : topics) {
        const auto fresh = freshness(topic, rows);
        if (!fresh)
            return std::nullopt;
        oldest = std::min(oldest.value_or(*fresh), *fresh);
    }
    return oldest;
}

std::optional<TimeMs> earlierOf(std::optional<TimeMs> a, std::optional<TimeMs> b)
{
    return a && b ? std::min(*a, *b) : a ? a : b;
}

std::optional<TimeMs> lateAt(std::initializer_list<Topic> topics, const AccountRows &rows)
{
    std::optional<TimeMs> earliest;
    for (const Topic topic : topics) {
        const auto fresh = freshness(topic, rows);
        if (!fresh)
            return std::nullopt;
        std::optional<DurationMs> cadence;
        for (const FeedState &feed : rows.feeds) {
            const FeedInfo *known = knownFeed(rows.account.provider, feed.feed);
            if (feed.lastSuccess && !feed.off && known &&
                feedBrings(topic, rows.account.provider, feed.feed))
                cadence = std::min(cadence.value_or(cadenceOf(*known, rows.account)),
                                   cadenceOf(*known, rows.account));
        }
        // All are off: what there is grows old.
        earliest = earlierOf(earliest, *fresh + lateAfter(cadence.value_or(0)));
    }
    return earliest;
}

bool knowsActiveConversations(const AccountRows &rows)
{
    return std::any_of(rows.feeds.begin(), rows.feeds.end(), [&rows](const FeedState &feed) {
        const FeedInfo *known = knownFeed(rows.account.provider, feed.feed);
        if (known == nullptr || !known->listsActive)
            return false;
        return known->shape == FeedShape::Backfill ? feed.backfilled : feed.lastSuccess.has_value();
    });
}

std::vector<TimeRange> gapsOf(Topic topic, const AccountRows &rows, TimeRange range, TimeMs now)
{
    std::vector<TimeRange> covered;
    for (const FeedState &feed : rows.feeds) {
        if (feedBrings(topic, rows.account.provider, feed.feed))
            covered.insert(covered.end(), feed.coverage.begin(), feed.coverage.end());
    }
    const TimeMs fresh = freshness(topic, rows).value_or(now);
    range.to = std::min(range.to, now);
    if (now - fresh <= soonEnough(rows.account))
        range.to = std::min(range.to, fresh);
    if (range.isEmpty())
        return {};
    std::vector<TimeRange> gaps = gapsIn(range, covered);
    // The feeds of one pass end one after the other: that is no hole in what is known.
    const bool between = !gaps.empty() && gaps.back().to == range.to && range.to == fresh &&
                         fresh - gaps.back().from <= onePass &&
                         std::any_of(covered.begin(), covered.end(), [&](const TimeRange &part) {
                             return part.to == gaps.back().from;
                         });
    if (between)
        gaps.pop_back();
    return gaps;
}

} // namespace watchfloor
