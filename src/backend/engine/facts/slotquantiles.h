// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/cellchoice.h"
#include "backend/engine/facts/factcolumn.h"
#include "backend/engine/facts/grouptrack.h"

namespace watchfloor {

/// Quantiles by slot and of all slots together, for the rows of a window.
struct SlotQuantiles {
    /// By slot (0 unused) and then by quantile asked for.
    std::vector<std::vector<std::optional<qint64>>> ofSlot;
    std::vector<std::optional<qint64>> ofAll;
    bool exact = true;
};

struct QuantileRequest {
    TimeRange window;
    bool business = false;
    std::vector<int> permille;
    bool exact = true; ///< else from the log-histogram
    /// Below this many rows a histogram costs more to clear than the rows to sort out (measured).
    qint64 scatterRows = 50'000;
    /// Of all rows by the same groups, when there is one: histograms are then read from it.
    const GroupTrack *track = nullptr;
};

/// `measured`: by slot, how many rows are measured there (n, or businessN for business values).
SlotQuantiles slotQuantiles(FactColumn &column, const QuantileRequest &request,
                            const CellChoice &choice, const std::vector<qint64> &measured);

/// Rank (from 1) of a quantile among n values: ceil(permille * n / 1000).
inline qint64 nearestRank(int permille, qint64 n)
{
    return (n * permille + 999) / 1000;
}

} // namespace watchfloor
