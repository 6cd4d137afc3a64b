// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/feed.h"
#include "models/metricformatter.h"

#include <QString>

#include <optional>
#include <vector>

namespace watchfloor {

/// How the sync of one account stands, in words.
struct Activity {
    enum class State { Done, Running, Problem, Off } state = State::Done;
    QString account;
    QString text;      ///< "synced 14:03", "Conversations 412", "token refused"
    double share = -1; ///< 0..1 while known
    QString details;   ///< plain text for the tooltip

    bool operator==(const Activity &) const = default;
};

/// A feed that is being fetched right now.
struct RunningFeed {
    QString title;
    qint64 rows = 0;
    int windowsDone = 0;
    int windowsTotal = 0; ///< 0 = not known

    bool operator==(const RunningFeed &) const = default;
};

/// What is known of an account's sync: stored states, and the feeds under way.
struct AccountSync {
    QString account;
    std::vector<FeedState> feeds;
    std::vector<RunningFeed> running;
    QString provider = {};

    bool operator==(const AccountSync &) const = default;
};

/// The server cannot be reached: the latest attempt of the account failed on the way there.
bool isUnreachable(const AccountSync &sync);
/// When the last of the accounts still answered, if none answers now. Empty = somebody answers, or
/// there are no accounts.
std::optional<TimeMs> offlineSince(const std::vector<AccountSync> &accounts, TimeMs started);

Activity activityOf(const AccountSync &sync, const MetricFormatter &format, TimeMs now);

} // namespace watchfloor
