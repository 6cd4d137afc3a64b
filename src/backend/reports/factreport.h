// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/figures.h"
#include "backend/engine/figures/rowfacts.h"
#include "backend/reports/factloader.h"
#include "backend/reports/reportrows.h"

namespace watchfloor {

/// Everything one report is made of, of one commit: few rows, the loaded columns, and whatever else
/// has to be read on the way. Lives on the engine worker, within a RowSource::OneCommit.
class FactReport {
public:
    FactReport(RowSource &source, FactLoader &loader)
        : m_source(source)
        , m_loader(loader)
    {
    }

    /// People, groupings, feeds and the vendors' own figures of these accounts (none = all), and
    /// the columns of the query's range. Facts of a filter by labels come from the rows: cells have
    /// none.
    Result<void> begin(const std::vector<RowId> &accounts, const FigureQuery &query,
                       RowNeeds needs);
    /// The same for one account, NotFound when it is gone.
    Result<void> begin(RowId account, TimeRange range, TimeMs now, RowNeeds needs = {});

    ReportInput input() { return {*m_facts, m_accounts, *m_keys}; }
    const std::vector<AccountRows> &accounts() const { return m_accounts; }
    RowSource &source() { return m_source; }
    /// To be asked when all is done: did every read on the way succeed?
    Result<void> finish() const;

private:
    Result<FactTable *> reachOneCommit(TimeRange range, TimeMs now);

    RowSource &m_source;
    FactLoader &m_loader;
    std::vector<AccountRows> m_accounts;
    std::optional<DimensionKeys> m_keys;
    BusinessClocks m_clocks; ///< for rows; columns have theirs
    std::optional<ReportRows> m_late;
    std::optional<RowFacts> m_rows;
    std::optional<TableFacts> m_facts;
};

} // namespace watchfloor
