// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/businessclocks.h"
#include "backend/engine/figures/cellrecords.h"
#include "backend/engine/figures/dimensionkeys.h"

#include <QHash>

#include <set>

namespace watchfloor {

/// What is in a table's columns, and the numbers of their words.
struct TableColumns {
    /// Their hits are still those of other targets.
    std::set<FactColumnId> updating;
    QHash<QString, FactColumnId> events; ///< by event name
    QHash<QString, qint64> channels;     ///< keys of Dimension::Channel by name
};

/// Answers from columns. What they do not keep comes from `records`, and the present, or all where
/// there are no records, from `rows`. All must outlive it.
class TableFacts : public FactSource {
public:
    TableFacts(FactTable &table, const TableColumns &columns, FactSource &rows,
               CellRecords *records = nullptr)
        : m_table(table)
        , m_columns(columns)
        , m_rows(rows)
        , m_records(records)
    {
    }

    /// From now on: for what cells cannot be filtered by.
    void answerFromRows() { m_rowsOnly = true; }

    /// For business hours of what columns do not keep.
    void setClocks(BusinessClocks *clocks) { m_clocks = clocks; }

    bool hasAny(FactMeasure::Kind kind, RowId account, TimeRange window) override;
    FactAnswer ask(const FactAsk &ask) override;
    HeatMap heatMap(const FactAsk &ask, const QTimeZone &zone) override;
    std::vector<qint64> distribution(const FactAsk &ask, const std::vector<qint64> &edges) override;
    void visit(const FactAsk &ask, const TakeHit &take) override;

private:
    /// Columns know neither one event's conversation nor most fields of conversations.
    enum class From { Columns, Records, Rows };
    From sourceOf(const FactAsk &ask) const;
    std::optional<FactColumnId> columnOf(const FactMeasure &measure) const;
    FactQuery queryFor(const FactAsk &ask, const FactPart &part) const;
    FactAnswer totalsOf(const FactAsk &ask, bool spread);
    /// Does the column count hits with other targets than these?
    bool countsOtherwise(const FactAsk &ask, const FactPart &part) const;
    HeatMap rowByRow(const FactQuery &query, const FactAsk &ask, const QTimeZone &zone) const;
    std::optional<qint64> businessOf(const CellRecord &record) const;
    void markEstimated(const FactQuery &query, FactAnswer *answer);
    void gather(const FactAsk &ask, FactAnswer *answer);
    template<typename Take>
    void forEachRecord(const FactAsk &ask, Take take);
    FactAnswer recordsAnswer(const FactAsk &ask);
    std::vector<TimeRange> stretchesOf(const FactQuery &query, const FactPart &part);

    FactTable &m_table;
    const TableColumns &m_columns;
    FactSource &m_rows;
    CellRecords *m_records;
    BusinessClocks *m_clocks = nullptr;
    bool m_rowsOnly = false;
};

} // namespace watchfloor
