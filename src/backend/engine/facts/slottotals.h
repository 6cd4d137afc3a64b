// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/cellchoice.h"
#include "backend/engine/facts/factcolumn.h"

namespace watchfloor {

/// Sums of one slot of a CellChoice; 64-bit, so exact and reversible.
struct SlotTotals {
    qint64 n = 0;
    qint64 sum = 0;
    qint64 businessN = 0;
    qint64 businessSum = 0;
    qint64 hits = 0;

    void add(const SlotTotals &other)
    {
        n += other.n;
        sum += other.sum;
        businessN += other.businessN;
        businessSum += other.businessSum;
        hits += other.hits;
    }
    bool operator==(const SlotTotals &) const = default;
};

/// By slot: sums over the window from week summaries and the rows at its two ends. Slot 0 holds
/// rubbish.
std::vector<SlotTotals> slotTotals(const FactColumn &column, TimeRange window,
                                   const CellChoice &choice, bool business);

/// The same from every row, without summaries: the reference of the tests and the benchmark.
std::vector<SlotTotals> scannedTotals(const FactColumn &column, TimeRange window,
                                      const CellChoice &choice, bool business);

/// By slot: least and greatest measured value; empty where nothing was measured.
std::vector<ValueBounds> slotExtremes(FactColumn &column, TimeRange window,
                                      const CellChoice &choice, bool business);

} // namespace watchfloor
