// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"
#include "backend/domain/timerange.h"

#include <QString>

#include <optional>

namespace watchfloor {

enum class MetricScope { Account, Agent, Group, Skill, Conversation };

/// One figure as the vendor reported it, kept for ever as history. Current values have no window.
/// A current value is written only when it differs from the newest stored one.
struct MetricValue {
    QString metric; ///< catalogue key
    MetricScope scope = MetricScope::Account;
    QString scopeKey; ///< remote id; empty for the account and for "unassigned"
    std::optional<TimeRange> window;
    std::optional<double> value; ///< in the catalogue's unit; absent = vendor said "no data"
    std::optional<qint64> n;
    TimeMs takenAt = 0;
    bool partial = false;
    bool inferredZero = false; ///< the vendor left the counter out, which it does for 0

    bool operator==(const MetricValue &) const = default;
};

} // namespace watchfloor
