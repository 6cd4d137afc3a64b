// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/factdelta.h"
#include "backend/engine/businessclocks.h"
#include "backend/engine/facts/facttable.h"
#include "backend/store/slicereader.h"

namespace watchfloor {

static_assert(ConversationsCreatedColumn == kConversationsCreated);
static_assert(ConversationsClosedColumn == kConversationsClosed);

/// The order of FactRows::of().
bool isBefore(const FactRow &a, const FactRow &b);

/// Makes rows of the columns. Time in business hours that the vendor did not tell is that of the
/// calendar of the row's inbox, else of its account. Cells must be set before their rows come.
class FactRows {
public:
    FactRows(const CellTable &cells, BusinessClocks &clocks)
        : m_cells(cells)
        , m_clocks(clocks)
    {
    }
    /// None: the columns cannot hold it (a vendor's time of the year 9999).
    std::optional<FactRow> of(const FactImage &image) const;
    /// Those that can be held, by time; equal times in a fixed order.
    std::vector<FactRow> of(const std::vector<FactImage> &images) const;

private:
    const CellTable &m_cells;
    BusinessClocks &m_clocks;
};

/// The calendars of all accounts there are.
BusinessClocks clocksOf(const std::vector<AccountInboxes> &accounts);

inline TimeRange windowOf(const FactDay &slice)
{
    return {slice.day, slice.end()};
}

} // namespace watchfloor
