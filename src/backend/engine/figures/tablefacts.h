// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/dimensionkeys.h"
#include "backend/engine/figures/factsource.h"

#include <QHash>

#include <set>

namespace watchfloor {

class RowFacts;

/// What is in a table's columns.
struct TableColumns {
    QHash<QString, FactColumnId> events;           ///< by event name
    std::set<std::pair<RowId, QString>> estimated; ///< account and event with guessed boundaries
    /// Accounts whose events' cells lack the group, which is the conversation's: questions for
    /// groups go to the rows.
    std::set<RowId> withoutEventGroups;
};

/// Answers from columns; what they do not keep comes from `rows`. All must outlive it.
class TableFacts : public FactSource {
public:
    TableFacts(FactTable &table, const TableColumns &columns, const DimensionKeys &keys,
               FactSource &rows)
        : m_table(table)
        , m_columns(columns)
        , m_keys(keys)
        , m_rows(rows)
    {
    }

    FactAnswer ask(const FactAsk &ask) override;
    HeatMap heatMap(const FactAsk &ask, const QTimeZone &zone) override;
    std::vector<qint64> distribution(const FactAsk &ask, const std::vector<qint64> &edges) override;

private:
    bool needsRows(const FactAsk &ask) const;
    std::optional<FactColumnId> columnOf(const FactMeasure &measure) const;
    FactQuery queryFor(const FactAsk &ask, const FactPart &part, FactColumnId column) const;
    FactAnswer totalsOf(const FactAsk &ask, bool spread);
    void gather(const FactAsk &ask, FactAnswer *answer);
    bool mergesLeft(const FactAsk &ask, const FactPart &part) const;

    FactTable &m_table;
    const TableColumns &m_columns;
    const DimensionKeys &m_keys;
    FactSource &m_rows;
};

/// Fills a table with every measure that columns keep, for tests and until a cache's own columns
/// are loaded. Cells are numbered as they come.
TableColumns fillTable(FactTable &table, RowFacts &rows, const QStringList &eventNames);

} // namespace watchfloor
