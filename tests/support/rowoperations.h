// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/rowfacts.h"
#include "backend/engine/operations/conversationsbyagent.h"
#include "backend/engine/operations/keymetrics.h"

namespace watchfloor::test {

// Operations 3 and 4 over the rows of one account alone.

/// Each row with a number of its own, as the cache has them.
inline AccountRows numbered(AccountRows rows)
{
    RowId next = 1;
    for (Agent &agent : rows.agents)
        agent.id = next++;
    for (Grouping &grouping : rows.groupings)
        grouping.id = next++;
    return rows;
}

inline QByteArray conversationsByAgent(const AccountRows &rows, TimeRange created)
{
    const std::vector<AccountRows> accounts{numbered(rows)};
    DimensionKeys keys(accounts);
    RowFacts facts(accounts, keys, {});
    return watchfloor::conversationsByAgent(rows.account.id, keys, facts, created);
}

inline KeyMetricsAnswer keyMetricsAnswer(const AccountRows &rows, const KeyMetricsRequest &request,
                                         TimeMs now)
{
    const std::vector<AccountRows> accounts{numbered(rows)};
    DimensionKeys keys(accounts);
    RowFacts facts(accounts, keys, {});
    return watchfloor::keyMetricsAnswer(accounts.front(), keys, facts, request, now);
}

} // namespace watchfloor::test
