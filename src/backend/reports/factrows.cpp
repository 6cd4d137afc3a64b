// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/factrows.h"

#include <algorithm>
#include <tuple>

namespace watchfloor {

bool isBefore(const FactRow &a, const FactRow &b)
{
    return std::tie(a.time, a.cell, a.value, a.business) <
           std::tie(b.time, b.cell, b.value, b.business);
}

std::optional<FactRow> FactRows::of(const FactImage &image) const
{
    if (image.time < kEarliestFact || image.time >= kLatestFact || image.value == kReservedValue ||
        image.business == kReservedValue || image.cell <= 0 || image.cell > CellTable::kMaxCode)
        return std::nullopt;
    const auto cell = static_cast<CellCode>(image.cell);
    FactRow row{image.time, cell, image.value, image.business};
    if (!row.business && image.from && image.to && m_clocks.any() && m_cells.contains(cell)) {
        const auto key = [this, cell](Dimension dimension) {
            return m_cells.keys(dimension)[m_cells.keyNumbers(dimension)[cell]];
        };
        row.business = m_clocks.openTime(key(Dimension::Account), key(Dimension::Inbox),
                                         *image.from, *image.to);
    }
    return row;
}

std::vector<FactRow> FactRows::of(const std::vector<FactImage> &images) const
{
    std::vector<FactRow> rows;
    rows.reserve(images.size());
    for (const FactImage &image : images) {
        if (const auto row = of(image))
            rows.push_back(*row);
    }
    std::sort(rows.begin(), rows.end(), isBefore);
    return rows;
}

BusinessClocks clocksOf(const std::vector<AccountInboxes> &accounts)
{
    BusinessClocks clocks;
    for (const AccountInboxes &one : accounts)
        clocks.add(one.account, one.inboxes);
    return clocks;
}

} // namespace watchfloor
