// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/factrow.h"

#include <array>
#include <cstddef>
#include <map>
#include <vector>

namespace watchfloor {

class WeekChunk;
struct PackedSlice;

/// SLA targets of one column by cell code; kReservedValue = none, which no value meets.
struct CellTargets {
    std::vector<qint64> ofCell; ///< empty: no account has a target

    /// Of the accounts of the cells.
    static CellTargets of(const std::map<RowId, DurationMs> &ofAccount, const CellTable &cells);
    /// Takes in the cells that came after the first `known`.
    void extend(const std::map<RowId, DurationMs> &ofAccount, const CellTable &cells,
                std::size_t known);

    bool any() const { return !ofCell.empty(); }
    qint64 of(CellCode cell) const { return cell < ofCell.size() ? ofCell[cell] : kReservedValue; }
};

/// What the rows of one cell come to.
struct CellTotals {
    qint64 sum = 0;
    qint64 businessSum = 0;
    quint32 n = 0;
    quint32 businessN = 0;
    CellCode cell = 0;
    bool staleExtremes = false; ///< a row that was an extreme has gone
};

struct CellHits {
    quint32 value = 0;
    quint32 business = 0;
};

/// Least and greatest of value and business value; meaningless where there are none.
struct CellExtremes {
    qint64 min = 0;
    qint64 max = 0;
    qint64 businessMin = 0;
    qint64 businessMax = 0;
};

/// Bounds of all values: never too narrow, but they stay wide when rows go.
struct ValueBounds {
    qint64 low = std::numeric_limits<qint64>::max();
    qint64 high = std::numeric_limits<qint64>::min();

    bool isEmpty() const { return low > high; }
    void include(qint64 value)
    {
        low = value < low ? value : low;
        high = value > high ? value : high;
    }
    void include(const ValueBounds &other)
    {
        low = other.low < low ? other.low : low;
        high = other.high > high ? other.high : high;
    }
};

/// The checkpoint of a stretch of time: exact totals per cell that has rows in it, so that a window
/// scans rows only at its two ends. Kept true row by row.
class PeriodSummary {
public:
    /// Without extremes an entry is a third smaller.
    explicit PeriodSummary(bool withExtremes = true)
        : m_withExtremes(withExtremes)
        , m_keepsExtremes(withExtremes)
    {
    }

    void add(const FactRow &row, qint64 target);
    /// Many rows at once, to the same end.
    void add(const PackedSlice &slice, const CellTargets &targets);
    void subtract(const FactRow &row, qint64 target);

    /// How many cells have an entry.
    std::size_t size() const { return m_small.empty() ? m_totals.size() : m_small.size(); }
    CellCode cell(std::size_t i) const
    {
        return m_small.empty() ? m_totals[i].cell : m_small[i].cell;
    }
    /// each(entry) for all, in the order of their numbers.
    template<typename Each>
    void forTotals(Each &&each) const
    {
        for (const SmallTotals &small : m_small) {
            each(totalsOf(small));
        }
        for (const CellTotals &totals : m_totals) {
            each(totals);
        }
    }
    /// By number of the entry; empty: no hits.
    const std::vector<CellHits> &hits() const { return m_hits; }
    /// To be read after refreshExtremes().
    CellExtremes extremes(std::size_t i) const;
    const ValueBounds &bounds(bool business) const { return m_bounds[business ? 1 : 0]; }
    /// Reads the extremes of the stale cells anew from the rows, after shrink() those of all.
    void refreshExtremes(const std::vector<const WeekChunk *> &weeks);

    void reserve(std::size_t cells);
    void clearHits() { m_hits = std::vector<CellHits>(); }
    void addHits(CellCode cell, bool value, bool business);
    /// Sorts the entries by cell, packs them where they are small, and gives back what only many
    /// changes need, and the extremes: few ask for them.
    void shrink();
    std::size_t memoryUse() const;

private:
    template<typename T>
    struct Extremes {
        T min;
        T max;
        T businessMin;
        T businessMax;
    };
    /// CellTotals in half the bytes, sums in steps of m_unit ms.
    struct SmallTotals {
        quint32 sum;
        quint32 businessSum;
        quint16 n;
        quint16 businessN;
        quint16 cell;
    };
    CellTotals totalsOf(const SmallTotals &small) const
    {
        CellTotals totals;
        totals.sum = small.sum * m_unit;
        totals.businessSum = small.businessSum * m_unit;
        totals.n = small.n;
        totals.businessN = small.businessN;
        totals.cell = small.cell;
        return totals;
    }
    void pack();
    void unpack();
    std::size_t indexOf(CellCode cell) ///< makes the entry when there is none
    {
        if (cell < m_index.size() && m_index[cell] != 0) {
            return m_index[cell] - 1;
        }
        return findOrMake(cell);
    }
    std::size_t findOrMake(CellCode cell);
    void makeIndex();
    std::size_t makeEntry(CellCode cell);
    template<typename Cell>
    void findEntries(const PackedSlice &slice, std::vector<quint32> *entries);
    template<bool HasValues, bool HasBusiness, typename Extreme>
    void addRows(const PackedSlice &slice, const std::vector<quint32> &entries,
                 const CellTargets &targets, std::vector<Extremes<Extreme>> &extremes);
    template<typename Extreme>
    void addSlice(const PackedSlice &slice, const std::vector<quint32> &entries,
                  const CellTargets &targets, std::vector<Extremes<Extreme>> &extremes);
    void countHits(std::size_t i, bool value, bool business);
    void toWide();
    void note(std::size_t i, const FactRow &row, bool first, bool firstBusiness);

    std::vector<CellTotals> m_totals;
    std::vector<SmallTotals> m_small; ///< instead of m_totals, until the next change
    qint64 m_unit = 1;
    std::vector<CellHits> m_hits;
    std::vector<Extremes<qint32>> m_narrow;
    std::vector<Extremes<qint64>> m_wide; ///< instead of m_narrow once a value does not fit
    bool m_withExtremes;                  ///< are told when asked for
    bool m_keepsExtremes;                 ///< there is one per entry now
    bool m_isWide = false;
    std::size_t m_stale = 0;
    std::array<ValueBounds, 2> m_bounds; ///< value, business
    /// cell -> entry + 1. Empty while the entries are sorted by cell but for a short tail: few
    /// changes to an old month then need no index of all cells.
    std::vector<quint32> m_index;
    std::size_t m_sorted = 0;
};

} // namespace watchfloor
