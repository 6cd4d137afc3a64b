// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"
#include "models/metricformatter.h"

#include <QString>

#include <optional>

namespace watchfloor {

/// How old what is on screen is. One look: is it alive, late, or are we cut off?
struct Freshness {
    enum class State { Unknown, Fresh, Late, Offline } state = State::Unknown;
    std::optional<TimeMs> asOf; ///< the data is complete up to here
    std::optional<TimeMs> offlineSince;

    bool operator==(const Freshness &) const = default;
};

/// Late after two missed polls of `pollMs`. Offline wins.
Freshness freshnessOf(std::optional<TimeMs> asOf, std::optional<TimeMs> offlineSince, TimeMs now,
                      DurationMs pollMs);

/// "as of 14:03:20", "offline since 13:40:05", "no data yet".
QString freshnessText(const Freshness &freshness, const MetricFormatter &format, TimeMs now);
QString freshnessToolTip(const Freshness &freshness, const MetricFormatter &format, TimeMs now);

} // namespace watchfloor
