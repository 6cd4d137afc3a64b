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
    QStringList paces; ///< how often each account is asked, a line each

    bool operator==(const Freshness &) const = default;
};

/// `lateAt`: as the report says, by the cadence of its feeds; none = nothing is ever late. The one
/// rule by which badges turn, tiles and cells grey.
bool isLate(std::optional<TimeMs> lateAt, TimeMs now);

/// Offline wins over late.
Freshness freshnessOf(std::optional<TimeMs> asOf, std::optional<TimeMs> lateAt,
                      std::optional<TimeMs> offlineSince, TimeMs now);

/// "as of 14:03:20", "offline since 13:40:05", with the date when not today; "no data yet".
QString freshnessText(const Freshness &freshness, const MetricFormatter &format, TimeMs now);
QString freshnessToolTip(const Freshness &freshness, const MetricFormatter &format, TimeMs now);
/// Of one panel.
QString ageToolTip(const Freshness &freshness, const MetricFormatter &format, TimeMs now);

} // namespace watchfloor
