// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/cellchoice.h"
#include "backend/engine/facts/factcolumn.h"
#include "backend/engine/facts/rowkernels.h"

namespace watchfloor {

/// Adds up every row of a window, without summaries; made once for many windows.
class SlotScan {
public:
    SlotScan(const FactColumn &column, const CellChoice &choice, bool business)
        : m_column(column)
        , m_slots(choice.slots().data())
        , m_business(business)
        , m_kernel(choice, column.targets(), business)
    {
    }

    /// Onto `out`, by slot; slot 0 becomes rubbish.
    void add(TimeRange window, SlotTotals *out);
    void add(const WeekChunk &week, TimeRange window, SlotTotals *out);

private:
    const FactColumn &m_column;
    const quint32 *m_slots;
    bool m_business;
    SumKernel m_kernel;
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
