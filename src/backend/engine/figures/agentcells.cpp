// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/agentcells.h"

#include <algorithm>

namespace watchfloor {

AgentCells::AgentCells(const AccountRows &rows, DimensionKeys &keys)
    : m_account(rows.account.id)
{
    for (const Membership &member : rows.memberships) {
        const QString &id = member.groupingRemoteId;
        if (member.kind == GroupingKind::Skill)
            m_memberships[Dimension::Skill][member.agentRemoteId].push_back(
                keys.skill(m_account, id));
        else if (member.kind == GroupingKind::Inbox)
            m_memberships[Dimension::Inbox][member.agentRemoteId].push_back(
                keys.inbox(m_account, id));
        else if (member.kind != GroupingKind::Label)
            m_memberships[Dimension::Group][member.agentRemoteId].push_back(
                keys.group(m_account, id));
    }
}

std::vector<qint64> AgentCells::keys(Dimension dimension, const Agent &agent) const
{
    std::vector<qint64> found;
    switch (dimension) {
    case Dimension::Account:
        return {m_account};
    case Dimension::Agent:
        return {agent.id};
    case Dimension::Actor:
        return {agent.kind == AgentKind::Bot ? kActorBot : kActorHuman};
    case Dimension::Group:
    case Dimension::Skill:
    case Dimension::Inbox:
        if (const auto of = m_memberships.find(dimension); of != m_memberships.end())
            found = of->second.value(agent.remoteId);
        break;
    default: // nobody is of a channel
        break;
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found.empty() ? std::vector<qint64>{kNoKey} : found;
}

bool AgentCells::passes(const Agent &agent, const FactFilter &filter) const
{
    return std::all_of(filter.begin(), filter.end(), [&](const auto &choice) {
        const std::vector<qint64> own = keys(choice.first, agent);
        return std::any_of(own.begin(), own.end(), [&choice](qint64 key) {
            return std::binary_search(choice.second.begin(), choice.second.end(), key);
        });
    });
}

} // namespace watchfloor
