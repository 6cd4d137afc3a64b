// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/syncservice.h"

#include <algorithm>

namespace watchfloor {

bool SyncSummary::complete() const
{
    return std::all_of(accounts.begin(), accounts.end(), [](const AccountSummary &account) {
        return !account.error &&
               std::none_of(account.feeds.begin(), account.feeds.end(),
                            [](const FeedSummary &feed) { return feed.error.has_value(); });
    });
}

bool SyncSummary::nothingDone() const
{
    const auto failed = [](const AccountSummary &account) {
        const auto &feeds = account.feeds;
        return account.error ||
               (std::any_of(feeds.begin(), feeds.end(),
                            [](const FeedSummary &feed) { return feed.error.has_value(); }) &&
                std::none_of(feeds.begin(), feeds.end(),
                             [](const FeedSummary &feed) { return feed.rows > 0; }));
    };
    return !accounts.empty() && std::all_of(accounts.begin(), accounts.end(), failed);
}

} // namespace watchfloor
