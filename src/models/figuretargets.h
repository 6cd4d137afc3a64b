// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/drill.h"
#include "models/explain.h"

namespace watchfloor {

/// The row a number stands in.
struct FigureRowTarget {
    MetricDimension dimension = MetricDimension::Account;
    std::optional<RowId> key; ///< none = the total
    QString title;
    QString channel; ///< of MetricDimension::Channel: its word
};

/// The scope's filter with the row's own narrowing.
ViewFilter narrowedFilter(const ViewScope &scope, const FigureRowTarget &row);
/// What is behind a number; `metric` null: the conversations created in the range.
Drill drillOf(const ViewScope &scope, TimeRange range, const MetricSpec *metric,
              const FigureRowTarget &row);
/// The same conversations' question about another window, named so in the title.
Drill drillBefore(Drill drill, TimeRange before);
ExplainTarget explainOf(const ViewScope &scope, TimeRange range, const MetricSpec &metric,
                        const FigureRowTarget &row);

} // namespace watchfloor
