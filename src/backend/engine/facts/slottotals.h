// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/cellchoice.h"
#include "backend/engine/facts/factcolumn.h"
#include "backend/engine/facts/rowkernels.h"

namespace watchfloor {

class GroupTrack;

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

/// countBins() for the rows of a week in a window, narrow ones or not.
void countRowBins(const WeekChunk &week, TimeRange window, bool business, const quint32 *base,
                  quint32 by, quint32 *counts);

/// By slot: sums over the window from summaries, or from the track when there is one, and the rows
/// at its two ends. Slot 0 holds rubbish.
std::vector<SlotTotals> slotTotals(const FactColumn &column, TimeRange window,
                                   const CellChoice &choice, bool business,
                                   const GroupTrack *track = nullptr);

/// The same from every row, without summaries: the reference of the tests and the benchmark.
std::vector<SlotTotals> scannedTotals(const FactColumn &column, TimeRange window,
                                      const CellChoice &choice, bool business);

/// each(rows, take) for what is to be added to a stretch, or taken from it, to make it the window.
template<typename Each>
void forRagged(TimeRange window, TimeRange stretch, Each &&each)
{
    const bool longer = window.from < stretch.from;
    each(longer ? TimeRange{window.from, stretch.from} : TimeRange{stretch.from, window.from},
         !longer);
    const bool later = window.to > stretch.to;
    each(later ? TimeRange{stretch.to, window.to} : TimeRange{window.to, stretch.to}, !later);
}

/// By slot: least and greatest measured value; empty where nothing was measured.
std::vector<ValueBounds> slotExtremes(FactColumn &column, TimeRange window,
                                      const CellChoice &choice, bool business);

} // namespace watchfloor
