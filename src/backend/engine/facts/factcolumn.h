// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/factquery.h"
#include "backend/engine/facts/weekchunk.h"

#include <map>

namespace watchfloor {

/// The rows of one column by week.
struct FactColumn {
    std::map<TimeMs, WeekChunk> weeks; ///< by start
    CellTargets targets;
    std::map<qint64, DurationMs> targetOfAccount;
    TimeMs loadedFrom = kEarliestFact;

    /// each(week) for every week with rows in the window, ascending.
    template<typename Each>
    void forWeeks(TimeRange window, Each &&each)
    {
        if (window.isEmpty()) {
            return;
        }
        for (auto it = weeks.lower_bound(WeekChunk::weekOf(window.from));
             it != weeks.end() && it->first < window.to; ++it) {
            each(it->second);
        }
    }
    std::size_t countIn(TimeRange window);
    ValueBounds boundsIn(TimeRange window, bool business);
};

} // namespace watchfloor
