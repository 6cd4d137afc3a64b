// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/breakdownreport.h"

namespace watchfloor {

struct TrendPoint {
    TimeRange bucket;     ///< the hour, day, week or month
    TimeRange range;      ///< what of it lies in the range asked for
    bool partial = false; ///< cut by the range, or not over yet
    /// Some of it nobody has fetched of some account: the figures are of the rest. A row's own
    /// account may have all of it (ReportBasis::gapsOf).
    bool hasGap = false;
    std::vector<ReportFigure> figures;            ///< by column, of all rows together
    std::vector<std::vector<ReportFigure>> byRow; ///< [row][column]; empty when not grouped
};

/// Figures over time and `show trend`; points ascend without holes. Metrics of the present have no
/// past here: they are left out with a note. Grouped, the rows are those with any figure in the
/// range; theirs are of the whole range.
struct TrendReport {
    std::optional<MetricDimension> groupBy;
    std::vector<ReportColumn> columns;
    std::vector<TrendPoint> points;
    std::vector<BreakdownRow> rows;
    std::vector<ReportFigure> total; ///< of the whole range
    ReportBasis basis;
};

} // namespace watchfloor
