// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/factcolumn.h"
#include "backend/engine/facts/factquery.h"
#include "backend/engine/facts/grouptrack.h"
#include "backend/engine/facts/slottotals.h"
#include "backend/engine/localtime.h"

#include <array>

namespace watchfloor {

/// What became of a batch of changes. A row is refused when its cell is not known, its time or
/// value out of range; missing = the row to be removed or replaced was not there. Either means
/// that table and store have parted: rebuild the weeks concerned.
struct FactsApplied {
    qint64 added = 0;
    qint64 removed = 0;
    qint64 replaced = 0;
    qint64 ignored = 0; ///< older than what is loaded: they come with their segment
    qint64 refused = 0;
    qint64 missing = 0;

    bool ok() const { return refused == 0 && missing == 0; }
    bool operator==(const FactsApplied &) const = default;
};

/// By weekday (0 = Monday) and hour of local time: index weekday * 24 + hour.
using HeatMap = std::array<SlotTotals, 168>;

/// Sums, extremes (or none) and quantiles by slot as a result; quantiles[0] are those of all.
FactResult composedResult(const FactColumn &column, const FactQuery &query,
                          const CellChoice &choice, const std::vector<SlotTotals> &totals,
                          const std::vector<ValueBounds> &extremes,
                          const std::vector<std::vector<std::optional<qint64>>> &quantiles,
                          bool exactQuantiles);

/// The cache's facts as columns by week: a pure value that one thread owns. Every answer is the
/// one that plain loops over the rows would give, whatever order the rows came in.
class FactTable {
public:
    /// The default is measured; tests set it low.
    explicit FactTable(std::size_t denseWeek = FactColumn::kDenseWeek)
        : m_denseWeek(denseWeek)
    {
    }

    CellTable &cells() { return m_cells; }
    const CellTable &cells() const { return m_cells; }

    /// Adds rows in bulk, any order, cells already set. For a new column or a restored segment.
    FactsApplied load(FactColumnId column, std::vector<FactRow> rows);
    /// The same from segments that were looked through, each within a UTC day; none is loaded that
    /// has a row to be refused: false for it.
    std::vector<bool> loadSlices(FactColumnId column, const std::vector<PackedSlice> &slices);
    /// Rows before `time` are not in the table yet; kEarliestFact (the default): all are.
    void setLoadedFrom(FactColumnId column, TimeMs time);
    TimeMs loadedFrom(FactColumnId column) const;
    /// Committed changes, old and new rows. Cells are set before.
    FactsApplied apply(const FactChanges &changes);
    /// Sorts waiting late rows in, about `rows` of them at most. True: more is to do. For idle
    /// time; answers do not change.
    bool foldSome(qint64 rows);
    /// SLA target in ms by account; recounts the column's hits (reads all of its rows).
    void setTargets(FactColumnId column, const std::map<RowId, DurationMs> &targets);
    const std::map<RowId, DurationMs> &targets(FactColumnId column) const;
    /// Forgets the rows in a window (to load it anew) or a whole column.
    void dropRows(FactColumnId column, TimeRange window);
    void dropColumn(FactColumnId column)
    {
        m_columns.erase(column);
        m_tracks = {}; // one made later may look like it
    }

    /// What a filter and a grouping make of the cells; valid until the next question.
    const CellChoice &choice(const FactFilter &filter, Dimension groupBy)
    {
        return m_choices.of(m_cells, filter, groupBy);
    }
    FactResult query(const FactQuery &query);
    /// One result per [boundaries[i], boundaries[i+1]); query.window is not used.
    std::vector<FactResult> trend(const FactQuery &query, const std::vector<TimeMs> &boundaries);
    /// Spans as localtime.h cuts them (ascending, UTC); query.window and groupBy are not used.
    HeatMap heatMap(const FactQuery &query, const std::vector<OffsetSpan> &spans);
    /// How many measured values lie below edges[0], in [edges[i], edges[i+1]), from the last edge
    /// on: edges.size() + 1 counts. Edges ascend.
    std::vector<qint64> distribution(const FactQuery &query, const std::vector<qint64> &edges);

    /// All rows of a window by time (a segment, a check).
    std::vector<FactRow> rows(FactColumnId column, TimeRange window) const;
    std::vector<FactColumnId> columns() const;
    qint64 rowCount() const;
    /// Bytes of everything: rows, summaries, late rows, cells, what questions left behind.
    std::size_t memoryUse() const;
    /// Gives back spare room of what lies in the window; for what was loaded and hardly grows.
    void shrink(TimeRange window = {kEarliestFact, kLatestFact});

    /// For standing queries; made when not there.
    FactColumn &column(FactColumnId id)
    {
        return m_columns.try_emplace(id, m_denseWeek).first->second;
    }

private:
    FactResult answer(FactColumn &column, const FactQuery &query, const CellChoice &choice);
    bool isValid(const FactRow &row) const;
    bool isValid(const PackedSlice &slice) const;

    std::size_t m_denseWeek;
    CellTable m_cells;
    std::map<FactColumnId, FactColumn> m_columns;
    GroupTracks m_tracks;
    CellChoices m_choices;
};

} // namespace watchfloor
