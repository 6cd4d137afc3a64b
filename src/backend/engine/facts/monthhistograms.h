// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/cellchoice.h"

#include <map>
#include <tuple>

namespace watchfloor {

class FactColumn;

/// How many measured rows of each slot lie in each bin; each slot from its first bin to its last.
struct SlotHistogram {
    struct Row {
        qint32 low = 0; ///< bin of the first count
        quint32 begin = 0;
        quint32 end = 0;
    };
    quint64 version = 0; ///< of the month's summary when it was counted
    std::vector<Row> rows;
    std::vector<quint32> counts;
};

/// Log-histograms of whole four-week stretches for groupings without a filter, counted when first
/// asked for and again when the stretch has changed.
class MonthHistograms {
public:
    /// `choice` passes every cell. `version`: of the month's rows.
    const SlotHistogram &of(const FactColumn &column, TimeMs month, quint64 version,
                            const CellChoice &choice, bool business);
    std::size_t memoryUse() const;

private:
    std::map<std::tuple<TimeMs, Dimension, bool>, SlotHistogram> m_known;
};

} // namespace watchfloor
