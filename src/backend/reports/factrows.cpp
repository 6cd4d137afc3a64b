// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/factrows.h"

#include <algorithm>
#include <tuple>

namespace watchfloor {

CellValues cellValuesOf(const FactCell &cell)
{
    CellValues values;
    values.set(Dimension::Account, cell.account);
    values.set(Dimension::Agent, cell.agent);
    values.set(Dimension::Group, cell.group);
    values.set(Dimension::Skill, cell.skill);
    values.set(Dimension::Inbox, cell.inbox);
    values.set(Dimension::Channel, cell.channel);
    values.set(Dimension::Actor, cell.bot + 1);
    return values;
}

std::optional<FactRow> factRowOf(const FactImage &image)
{
    if (image.time < kEarliestFact || image.time >= kLatestFact || image.value == kReservedValue ||
        image.business == kReservedValue || image.cell <= 0 || image.cell > CellTable::kMaxCode)
        return std::nullopt;
    return FactRow{image.time, static_cast<CellCode>(image.cell), image.value, image.business};
}

bool isBefore(const FactRow &a, const FactRow &b)
{
    return std::tie(a.time, a.cell, a.value, a.business) <
           std::tie(b.time, b.cell, b.value, b.business);
}

std::vector<FactRow> factRowsOf(const std::vector<FactImage> &images)
{
    std::vector<FactRow> rows;
    rows.reserve(images.size());
    for (const FactImage &image : images) {
        if (const auto row = factRowOf(image))
            rows.push_back(*row);
    }
    std::sort(rows.begin(), rows.end(), isBefore);
    return rows;
}

} // namespace watchfloor
