// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/listedcells.h"

#include "backend/engine/figures/conversationcell.h"

#include <algorithm>

namespace watchfloor {

ListedCells::ListedCells(const std::vector<FactCell> &cells, DimensionKeys &keys, int account,
                         const ProviderRules &rules)
    : m_keys(keys)
    , m_account(account)
    , m_rules(rules)
{
    m_cells.reserve(static_cast<qsizetype>(cells.size()));
    m_holding.reserve(static_cast<qsizetype>(cells.size()));
    for (const FactCell &cell : cells) {
        m_cells.insert(cell.id, cell);
        m_holding.insert(cell.id, holdingOf(holderOf(cell), m_keys));
        m_newest = std::max(m_newest, cell.id);
    }
}

std::vector<RowId> ListedCells::passing(const FactFilter &filter) const
{
    std::vector<RowId> rows;
    for (const FactCell &cell : m_cells) {
        const qint64 holder = holderOf(cell);
        CellValues values;
        values.set(Dimension::Account, cell.account);
        values.set(Dimension::Agent, holder);
        values.set(Dimension::Group, cell.group);
        values.set(Dimension::Skill, cell.skill);
        values.set(Dimension::Inbox, cell.inbox);
        values.set(Dimension::Channel, cell.channel);
        values.set(Dimension::Actor, m_keys.actorOf(holder));
        if (passesFilter(values, filter))
            rows.push_back(cell.id);
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

ConversationCell ListedCells::shown(RowId id, bool inQueue) const
{
    const FactCell cell = m_cells.value(id);
    ConversationCell shown;
    shown.id = id;
    shown.account = m_account;
    shown.inQueue = inQueue;
    shown.holding = m_holding.value(id, Holding::Nobody);
    shown.agent = inQueue ? kNoKey : holderOf(cell);
    // Where groups are the agents' own, it is no group's yet either.
    shown.group = inQueue && !m_rules.key.groupIsConversations ? kNoKey : cell.group;
    shown.skill = cell.skill;
    shown.inbox = cell.inbox;
    shown.agentName = m_keys.name(Dimension::Agent, shown.agent);
    shown.groupName = m_keys.name(Dimension::Group, shown.group);
    shown.skillName = m_keys.name(Dimension::Skill, cell.skill);
    shown.inboxName = m_keys.name(Dimension::Inbox, cell.inbox);
    shown.channel = m_keys.name(Dimension::Channel, cell.channel);
    return shown;
}

RowId ListedCells::holderOf(const FactCell &cell) const
{
    return m_keys.hasLeft(cell.agent) ? kNoKey : cell.agent;
}

} // namespace watchfloor
