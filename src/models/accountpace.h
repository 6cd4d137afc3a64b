// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/domain/feed.h"
#include "models/metricformatter.h"

#include <optional>

namespace watchfloor {

/// How often an account is asked, by the quickest of its feeds.
struct AccountPace {
    DurationMs everyMs = 0;       ///< 0 = none of its feeds may be asked
    std::optional<TimeMs> nextAt; ///< in the past: at once; none = never asked yet

    bool operator==(const AccountPace &) const = default;
};

AccountPace paceOf(const Account &account, const std::vector<FeedInfo> &feeds,
                   const std::vector<FeedState> &states);

/// "asked every minute, next at 14:04:20"; empty where nothing is asked. `asking`: the program
/// does so by itself, it is neither paused nor offline.
QString paceText(const AccountPace &pace, const MetricFormatter &format, TimeMs now, bool asking);

} // namespace watchfloor
