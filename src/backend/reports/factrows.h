// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/factdelta.h"
#include "backend/engine/facts/facttable.h"

namespace watchfloor {

static_assert(ConversationsCreatedColumn == kConversationsCreated);
static_assert(ConversationsClosedColumn == kConversationsClosed);

/// The cache's words in the engine's.
CellValues cellValuesOf(const FactCell &cell);
/// None: the columns cannot hold it (a vendor's time of the year 9999).
std::optional<FactRow> factRowOf(const FactImage &image);
/// Those that can be held, by time; equal times in a fixed order.
std::vector<FactRow> factRowsOf(const std::vector<FactImage> &images);
/// The order of factRowsOf().
bool isBefore(const FactRow &a, const FactRow &b);

inline TimeRange windowOf(const FactDay &slice)
{
    return {slice.day, slice.end()};
}

} // namespace watchfloor
