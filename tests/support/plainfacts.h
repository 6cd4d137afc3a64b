// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/facttable.h"

#include <QTimeZone>

namespace watchfloor::testing {

/// The same questions answered by plain loops over a list of rows, without the engine's code.
class PlainFacts {
public:
    std::map<CellCode, CellValues> cells;
    std::map<FactColumnId, std::vector<FactRow>> rows;
    std::map<FactColumnId, std::map<RowId, DurationMs>> targets;

    /// Quantiles exact, always.
    FactResult query(const FactQuery &query) const;
    HeatMap heatMap(const FactQuery &query, const QTimeZone &zone) const;
    std::vector<qint64> distribution(const FactQuery &query,
                                     const std::vector<qint64> &edges) const;
    void apply(const FactChanges &changes);

private:
    std::vector<FactRow> passing(const FactQuery &query) const;
    FactTotals totals(const FactQuery &query, const std::vector<FactRow> &rows) const;
};

} // namespace watchfloor::testing
