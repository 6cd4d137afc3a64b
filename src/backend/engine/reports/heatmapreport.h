// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/figurereport.h"

#include <array>

namespace watchfloor {

struct HeatCell {
    qint64 n = 0;               ///< how many values; of metrics that count, what they count
    std::optional<double> mean; ///< of times; none without values
    DurationMs duration = 0;    ///< how long this hour lasts within the range, all weeks together
    DurationMs known = 0;       ///< what of that is over and has been fetched

    bool operator==(const HeatCell &) const = default;
};

/// Weekday x hour of one metric and `show heatmap`.
struct HeatMapReport {
    ReportColumn column;
    WhyAbsent why = WhyAbsent::Present; ///< otherwise the cells are empty
    std::array<HeatCell, 168> cells;    ///< weekday * 24 + hour of the zone, 0 = Monday 00:00
    ReportFigure total;
    ReportBasis basis;

    /// The cells count: their n is the metric itself, not how many values a mean has.
    bool isCounted() const
    {
        return column.metric->unit == MetricUnit::Count && column.metric->reducer == Reducer::Sum;
    }
};

} // namespace watchfloor
