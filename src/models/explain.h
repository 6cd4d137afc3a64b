// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/timerange.h"
#include "backend/engine/metricspec.h"
#include "backend/engine/reports/queuereport.h"
#include "models/viewscope.h"

namespace watchfloor {

/// One number on screen that somebody wants explained.
struct ExplainTarget {
    QString metric;                                       ///< key of the catalogue
    MetricDimension dimension = MetricDimension::Account; ///< of the row
    std::optional<RowId> key; ///< the row, 0 = of what has none; none = the total
    bool subGroups = false;   ///< the row is a group with all below it
    QString title;            ///< the row's name, for people
    std::vector<RowId> accounts;
    ViewFilter filter = {}; ///< of the scope, without the row
    TimeRange range;
    QTimeZone zone = QTimeZone::utc();
    bool business = false;
    /// Instead of the metric's figure: a counter of the queue of this moment, which has a metric's
    /// title and unit and counts by its own rule.
    std::optional<QueuePart> queue;
    DurationMs soon = 15 * 60'000; ///< then: how far ahead a due time counts as soon
    QStringList without = {};      ///< then: accounts whose vendor does not tell it

    bool operator==(const ExplainTarget &) const = default;
};

} // namespace watchfloor
