// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/factdelta.h"
#include "backend/domain/result.h"
#include "backend/engine/businessclocks.h"
#include "backend/engine/facts/facttable.h"
#include "backend/engine/figures/tablefacts.h"
#include "backend/reports/cellrules.h"
#include "backend/reports/slacolumns.h"
#include "backend/store/slicereader.h"

#include <memory>
#include <set>

namespace watchfloor {

/// Keeps a FactTable true of the cache, on the engine worker: loads it newest first and step by
/// step, from segments where they are true and from the rows where not; takes in what commits tell;
/// catches up by the change sequence with what nobody told it.
class FactLoader {
public:
    explicit FactLoader(QString profileDir)
        : m_profileDir(std::move(profileDir))
    {
    }

    /// The next step, today's day first: some days to a few weeks, in the end columns whose SLA
    /// targets have changed. True: more is to do.
    Result<bool> loadMore(TimeMs now);
    /// What a commit did. Without a delta (too much to tell) the slices are asked.
    void note(qint64 sequence, std::shared_ptr<const FactDelta> delta);
    /// The table with this window loaded, as of one commit. That may be one behind the newest,
    /// whose delta is on its way: it is followed by a change notice of its own. Never one before
    /// `atLeast`, though.
    Result<FactTable *> tableFor(TimeRange window, TimeMs now, qint64 atLeast = 0);
    /// The table as of exactly this commit, if it is there with this window loaded; else null.
    FactTable *tableAt(TimeRange window, qint64 sequence);
    /// The commit that tableFor() gave the table of.
    qint64 sequence() const { return m_sequence; }
    /// The words of that table's columns.
    const TableColumns &columns() const { return m_names; }
    BusinessClocks &clocks() { return m_clocks; }
    /// Reads the account's cells by these from now on.
    void setRules(RowId account, const CellRules &rules);
    /// Loaded slices whose segment is not true, packed; about `bytes` of them at most. Empty:
    /// nothing to do, or the table is not up to date at this moment.
    Result<std::vector<FactSegment>> unkept(qint64 bytes);

    /// Sorts late rows in, for idle time. True: more is to do.
    bool tidy();

    bool isComplete() const { return m_complete; }
    TimeMs loadedFrom() const { return m_loadedFrom; }
    /// How many slices were ever read from the cache: following commits reads none.
    qint64 slicesRead() const { return m_slicesRead; }

private:
    using Slices = std::vector<SliceState>;

    template<typename Work>
    auto reading(Work work) -> std::invoke_result_t<Work &, qint64>;
    void reset();
    Result<void> readCells(qint64 sequence);
    Result<void> readAccounts();
    Result<void> readNames(qint64 sequence);
    bool take(const FactCell &cell);
    const CellRules &rulesOf(RowId account) const;
    Result<void> readSlices(qint64 sequence);
    Result<void> load(const Slices &slices, qint64 sequence);
    Result<Slices> loadSegments(const Slices &slices);
    void setLoadedFrom(TimeMs time);
    void applyWaiting();
    bool apply(qint64 sequence, const FactDelta &delta);
    bool isStrange(RowId cell) const;
    bool isIncluded(qint64 sequence, RowId column, const FactRow &row) const;
    void reached(qint64 sequence);
    Result<void> settle(qint64 atLeast);
    Result<void> catchUp(qint64 sequence);

    QString m_profileDir;
    std::unique_ptr<SliceReader> m_reader;
    FactTable m_table;
    BusinessClocks m_clocks; ///< the table is true of these
    SlaColumns m_sla;
    qint64 m_sequence = -1; ///< the table is true of this commit; -1: nothing is loaded
    TimeMs m_loadedFrom = kLatestFact;
    bool m_complete = false;
    std::set<RowId> m_columns;
    std::unordered_map<RowId, FactCell> m_cells; ///< as the cache has them
    std::map<RowId, CellRules> m_rules;          ///< by account; survives reset()
    qint64 m_cellsAsOf = -1;
    TableColumns m_names;
    qint64 m_namesAsOf = -1;
    Slices m_slices; ///< all, as of m_slicesAsOf
    qint64 m_slicesAsOf = -1;
    /// Slices that were loaded from a later commit than m_sequence.
    std::map<FactDay, qint64> m_ahead;
    std::map<qint64, std::shared_ptr<const FactDelta>> m_waiting;
    bool m_told = false;         ///< commits are told here
    qint64 m_seenAhead = 0;      ///< the cache was seen there while the table was not
    std::set<FactDay> m_unsound; ///< their segment says it is true, and is not
    qint64 m_slicesRead = 0;
};

} // namespace watchfloor
