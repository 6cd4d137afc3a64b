// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/celltable.h"

#include <limits>
#include <optional>
#include <vector>

namespace watchfloor {

/// Which column a row belongs to: the store's row number in `event_name`, or one of these.
using FactColumnId = qint64;
inline constexpr FactColumnId kConversationsCreated = 0; ///< time = created, value = 0
inline constexpr FactColumnId kConversationsClosed =
    -1; ///< time = closed, value = closed - created

/// One fact. The column is told beside it.
struct FactRow {
    TimeMs time = 0; ///< what reports filter on (an event's `created`)
    CellCode cell = 0;
    DurationMs value = 0;
    std::optional<DurationMs> business;

    bool operator==(const FactRow &) const = default;
};

/// A committed change of one row: before = the row as the table has it (none: new), after = as
/// it is now (none: removed). Duplicates are the caller's to sort out.
struct FactChange {
    FactColumnId column = 0;
    std::optional<FactRow> before;
    std::optional<FactRow> after;
};
using FactChanges = std::vector<FactChange>;

/// Times outside are refused (year 1900 to 2500: columns count weeks).
inline constexpr TimeMs kEarliestFact = -2'208'988'800'000;
inline constexpr TimeMs kLatestFact = 16'725'225'600'000;
/// The one value a row cannot have: it marks "no business value" inside.
inline constexpr qint64 kReservedValue = std::numeric_limits<qint64>::min();

} // namespace watchfloor
