// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/figurereport.h"

namespace watchfloor {

struct TrendPoint {
    TimeRange bucket;     ///< the hour, day, week or month
    TimeRange range;      ///< what of it lies in the range asked for
    bool partial = false; ///< cut by the range, or not over yet
    bool hasGap = false;  ///< some of it nobody has fetched: the figures are of the rest
    std::vector<ReportFigure> figures; ///< by column
};

/// Figures over time and `show trend`; points ascend without holes. Metrics of the present have no
/// past here: they are left out with a note.
struct TrendReport {
    std::vector<ReportColumn> columns;
    std::vector<TrendPoint> points;
    std::vector<ReportFigure> total; ///< of the whole range
    ReportBasis basis;
};

} // namespace watchfloor
