// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/timerange.h"
#include "backend/engine/metricspec.h"
#include "backend/engine/reports/queuereport.h"
#include "models/drill.h"
#include "models/metriccolumns.h"
#include "models/viewscope.h"

#include <utility>

namespace watchfloor {

/// What stands on screen where it is not the metric's figure of the whole row and window: one hour
/// of the week, the values of a bin, a percentile, a share of slots.
struct ShownNumber {
    QString text;                                   ///< "12 an hour"
    QStringList rules = {};                         ///< sentences: how it comes about
    std::vector<std::pair<QString, QString>> facts; ///< label and text: n, slots
    QString whole = {}; ///< what the metric's own figure beside it is called: "All hours"
    /// Made of the metric's facts by a rule of its own, whatever the vendor tells under this name.
    bool ownRule = false;
    std::optional<Drill> drill = {}; ///< exactly what is behind it
    QString noDrill = {};            ///< or why there are no conversations

    bool operator==(const ShownNumber &) const = default;
};

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
    DurationMs soon = soonByDefault;             ///< then: how far ahead a due time counts as soon
    QStringList without = {};                    ///< then: accounts whose vendor does not tell it
    std::optional<ShownNumber> shown = {};       ///< told first
    std::optional<TimeAggregate> aggregate = {}; ///< of a time: which of its numbers stands there
    std::optional<TimeRange> before = {};        ///< compared with the same of this window

    bool operator==(const ExplainTarget &) const = default;
};

} // namespace watchfloor
