// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/vendorrules.h"

#include <QString>
#include <QStringView>

#include <array>
#include <optional>

namespace watchfloor {

struct KeyMetricName {
    const char *asked;    ///< in the request; the catalogue's key
    const char *answered; ///< in the response and in `sort`
    bool byTime;          ///< metricsToRetrieveByTime, else ...CurrentValue
    bool sortable;
};

const KeyMetricName &nameOf(KeyMetric metric);
std::optional<KeyMetric> keyMetricAsked(QStringView name, bool byTime);
std::optional<KeyMetric> keyMetricSortedBy(QStringView field);

// Windows of the current metrics, as LivePerson documents them.
inline constexpr qint64 assignedWithin = 30LL * 86'400'000;
inline constexpr qint64 overdueWithin = 4LL * 86'400'000;
inline constexpr qint64 queueWaitWithin = 86'400'000;

/// Thousandths of the value in the answer's unit, as the vendor gives three decimals at most.
using KeyValues = std::array<std::optional<qint64>, KeyMetricCount>;

} // namespace watchfloor
