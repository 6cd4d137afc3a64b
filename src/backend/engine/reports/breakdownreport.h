// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/figurereport.h"

namespace watchfloor {

/// One agent, group, skill, inbox, channel or account; key 0 collects what has none.
struct BreakdownRow {
    qint64 key = 0;    ///< row of the cache (below 0: known by its id only); 0 = none
    RowId account = 0; ///< 0: of several accounts
    QString accountName;
    QString provider;
    QString remoteId;
    QString name;                            ///< empty for none
    int depth = 0;                           ///< in the tree of groups
    int parent = -1;                         ///< index of the row above in the tree
    bool gone = false;                       ///< vanished from the vendor's lists
    std::vector<ReportFigure> figures;       ///< by column, without sub-groups
    std::vector<ReportFigure> withSubGroups; ///< by column; empty where there are none
};

/// The Groups & skills page and `show breakdown`. Rows by account and name, groups as a tree, none
/// last. Totals are true totals of everything that passes the filter.
struct BreakdownReport {
    MetricDimension groupBy = MetricDimension::Group;
    std::vector<ReportColumn> columns;
    std::vector<BreakdownRow> rows;
    std::vector<ReportFigure> total; ///< by column
    ReportBasis basis;
};

} // namespace watchfloor
