// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/agentreport.h"
#include "models/words.h"

#include <algorithm>
#include <ranges>

namespace watchfloor {

/// Enough agents can answer for an absent one to stand out: a quarter of them. At night everybody
/// is away, and a table full of signs points at nobody.
inline bool isStaffed(const std::ranges::range auto &agents)
{
    std::ptrdiff_t reachable = 0;
    std::ptrdiff_t all = 0;
    for (const AgentReportRow &row : agents) {
        if (row.agent.goneAt)
            continue;
        reachable += isReachable(row.agent.availability) ? 1 : 0;
        ++all;
    }
    return reachable * 4 >= all;
}

/// Whose customers wait for somebody who is not there: the one rule of the sign beside agents, on
/// every page.
inline bool needsAttention(const AgentReportRow &row, bool staffed)
{
    return staffed && row.unattended.value_or(0) > 0 && !isReachable(row.agent.availability);
}

} // namespace watchfloor
