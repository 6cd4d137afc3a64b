// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/domain/feed.h"

#include <algorithm>

namespace watchfloor {

/// The account's setting: so many minutes lie between two updates of a feed, at least. A feed that
/// its vendor lets be asked more seldom keeps its own cadence: that is the vendor's floor.
inline constexpr QLatin1String refreshSetting("refresh_minutes");
inline constexpr int mostRefreshMinutes = 60;

/// Whole minutes from 1 to mostRefreshMinutes.
inline bool isRefreshMinutes(const QString &text)
{
    bool ok = false;
    const int minutes = text.toInt(&ok);
    return ok && minutes >= 1 && minutes <= mostRefreshMinutes;
}

inline DurationMs refreshPause(const Account &account)
{
    const QString text = account.settings.value(refreshSetting).toVariant().toString();
    return isRefreshMinutes(text) ? text.toInt() * DurationMs(60'000) : 0;
}

/// How often the feed is asked for while the program runs.
inline DurationMs cadenceOf(const FeedInfo &feed, const Account &account)
{
    return std::max(feed.everyMs, refreshPause(account));
}

} // namespace watchfloor
