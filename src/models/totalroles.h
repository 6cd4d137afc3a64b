// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace watchfloor {

/// A header's role for what the cell of the totals row says under a cell's role (CountRole,
/// MutedRole, DeltaRole, ...), and for that of the row of what belongs to nobody.
constexpr int totalFigure(int role)
{
    return role + 0x1000;
}
constexpr int restFigure(int role)
{
    return role + 0x2000;
}

} // namespace watchfloor
