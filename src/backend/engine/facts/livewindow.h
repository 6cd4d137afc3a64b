// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/facttable.h"
#include "backend/engine/facts/rankbracket.h"

namespace watchfloor {

/// A standing query: an open view's answer, carried forward instead of computed anew, so that a
/// refresh costs what has changed and not what the window holds. Its results equal
/// FactTable::query's to the last digit.
///
/// After each batch: table.apply(changes), then applied() on every live window, then moveTo() when
/// the view's window slides with the clock, then result(). Whatever else happens to the column
/// (loading, dropping, targets) is noticed and answered by starting over. When the table reports
/// missing or refused rows, call restart().
class LiveWindow {
public:
    explicit LiveWindow(FactQuery query)
        : m_query(std::move(query))
    {
    }

    const FactQuery &query() const { return m_query; }
    void applied(FactTable &table, const FactChanges &changes);
    void moveTo(FactTable &table, TimeRange window);
    const FactResult &result(FactTable &table);
    void restart() { m_state = State::Cold; }
    std::size_t memoryUse() const;

private:
    /// Plain: so few rows that asking anew is cheaper.
    enum class State { Cold, Plain, Exact, Histogram };

    void start(FactTable &table);
    void ensureStarted(FactTable &table);
    void extend(FactTable &table);
    State wantedState(FactTable &table) const;
    void countRows(FactTable &table, TimeRange window, int sign);
    void count(const FactColumn &column, const FactRow &row, int sign);
    void countMeasured(std::size_t slot, qint64 value, int sign);
    qint64 measuredIn(std::size_t slot) const;
    void fillBrackets(FactTable &table, const std::vector<quint8> &wanted);
    void startHistogram(FactTable &table);
    void quantilesFromBrackets(FactTable &table);
    void quantilesFromHistogram();

    FactQuery m_query;
    State m_state = State::Cold;
    std::optional<CellChoice> m_choice;
    quint64 m_revision = 0;
    std::vector<SlotTotals> m_totals; ///< by slot; 0: all
    std::vector<ValueBounds> m_extremes;
    bool m_staleExtremes = false;
    std::vector<quint8> m_changed; ///< by slot: quantiles are to be looked up again
    std::vector<std::vector<RankBracket>> m_brackets; ///< by slot and quantile; 0: all
    std::vector<quint32> m_counts;                    ///< by slot and bin; slot 0: all
    std::size_t m_bins = 0;
    qint32 m_lowBin = 0;
    /// By slot and quantile: the bin it was in and the rows below that bin, kept true, so that a
    /// quantile is looked up from where it was.
    struct Place {
        std::size_t bin = 0;
        qint64 below = 0;
    };
    std::vector<Place> m_places;
    std::vector<std::vector<std::optional<qint64>>> m_quantiles; ///< by slot; 0: all
    FactResult m_result;
    bool m_composed = false;
};

} // namespace watchfloor
