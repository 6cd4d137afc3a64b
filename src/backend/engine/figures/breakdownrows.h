// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/figures.h"
#include "backend/engine/reports/breakdownreport.h"

namespace watchfloor {

/// Who is listed or has figures, in the order of the page; figures are not filled in. Groups are a
/// tree.
std::vector<BreakdownRow> breakdownRows(const Figures &figures, Dimension groupBy,
                                        const std::vector<FigureSet> &sets);

/// What stands in a row, also where there are no facts.
class RowFigures {
public:
    RowFigures(const Figures &figures, Dimension groupBy);

    ReportFigure of(const FigureSet &set, const BreakdownRow &row) const;

private:
    /// Which accounts use a channel: a row of a channel that only vendors without the metric use is
    /// no zero.
    std::map<qint64, std::vector<RowId>> m_channelUsers;
};

} // namespace watchfloor
