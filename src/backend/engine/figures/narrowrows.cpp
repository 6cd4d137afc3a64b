// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/narrowrows.h"

#include "backend/engine/figures/agentcells.h"
#include "backend/engine/figures/conversationcell.h"

#include <QSet>

namespace watchfloor {
namespace {

/// Who stays of the account's agents; its conversations are narrowed already.
QSet<QString> peopleOf(const AccountRows &rows, FactFilter cells, DimensionKeys &keys)
{
    QSet<QString> staying;
    for (const Conversation &c : rows.conversations)
        staying.insert(c.agentRemoteId);
    cells.erase(Dimension::Channel); // nobody is of a channel
    const AgentCells people(rows, keys);
    for (const Agent &agent : rows.agents) {
        if (people.passes(agent, cells))
            staying.insert(agent.remoteId);
    }
    return staying;
}

} // namespace

void narrowRows(std::vector<AccountRows> &accounts, const ReportFilter &filter)
{
    ReportFilter chosen = filter;
    chosen.accounts.clear();
    ReportFilter nothing;
    nothing.subGroups = filter.subGroups;
    if (chosen == nothing)
        return;
    std::vector<QSet<QString>> people;
    {
        DimensionKeys keys(accounts); // points into the agents, who must not move meanwhile
        const FactFilter cells = chosen.ofCells(keys);
        for (AccountRows &rows : accounts) {
            const KeyRules &rules = rulesFor(rows.account.provider).key;
            std::erase_if(rows.conversations, [&](const Conversation &c) {
                return !chosen.passesLabels(c.labels) ||
                       !passesFilter(cellOf(c, rows.account.id, rules, keys, false), cells);
            });
            people.push_back(peopleOf(rows, cells, keys));
        }
    }
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        std::erase_if(accounts[i].agents,
                      [&](const Agent &agent) { return !people[i].contains(agent.remoteId); });
        accounts[i].reported.clear();
    }
}

} // namespace watchfloor
