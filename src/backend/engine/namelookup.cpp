// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/namelookup.h"

namespace watchfloor {
namespace {

bool isGroup(GroupingKind kind)
{
    return kind == GroupingKind::Group || kind == GroupingKind::Department ||
           kind == GroupingKind::Team;
}

QString nameOr(const QString &name, const QString &remoteId)
{
    return name.isEmpty() && !remoteId.isEmpty() ? QStringLiteral("#") + remoteId : name;
}

} // namespace

NameLookup::NameLookup(const AccountRows &rows)
{
    for (const Agent &agent : rows.agents)
        m_agents.insert(agent.remoteId, agent.name);
    for (const Grouping &grouping : rows.groupings) {
        if (isGroup(grouping.kind))
            m_groups.insert(grouping.remoteId, grouping.name);
        else if (grouping.kind == GroupingKind::Inbox)
            m_inboxes.insert(grouping.remoteId, &grouping);
    }
    for (const Membership &member : rows.memberships) {
        if (isGroup(member.kind))
            m_groupsOfAgent[member.agentRemoteId].append(group(member.groupingRemoteId));
    }
    for (QStringList &groups : m_groupsOfAgent) {
        groups.sort();
        groups.removeDuplicates();
    }
}

QString NameLookup::agent(const QString &remoteId) const
{
    return nameOr(m_agents.value(remoteId), remoteId);
}

QString NameLookup::group(const QString &remoteId) const
{
    return nameOr(m_groups.value(remoteId), remoteId);
}

QString NameLookup::inbox(const QString &remoteId) const
{
    const Grouping *row = inboxRow(remoteId);
    return nameOr(row ? row->name : QString(), remoteId);
}

const Grouping *NameLookup::inboxRow(const QString &remoteId) const
{
    return m_inboxes.value(remoteId, nullptr);
}

QStringList NameLookup::groupsOf(const QString &agentRemoteId) const
{
    return m_groupsOfAgent.value(agentRemoteId);
}

} // namespace watchfloor
