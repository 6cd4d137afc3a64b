// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/dimensionkeys.h"

#include "backend/engine/vendors.h"

#include <algorithm>

namespace watchfloor {
namespace {

template<typename Map>
auto rowFor(const Map &map, qint64 key) -> typename Map::mapped_type
{
    const auto it = map.find(key);
    return it == map.end() ? typename Map::mapped_type() : it->second;
}

QString nameOrHash(const QString &name, const QString &remoteId)
{
    return name.isEmpty() ? u'#' + remoteId : name;
}

} // namespace

DimensionKeys::DimensionKeys(const std::vector<AccountRows> &accounts,
                             const QHash<QString, qint64> &channels)
    : m_channels(channels)
{
    for (auto it = channels.constBegin(); it != channels.constEnd(); ++it)
        m_channelNames[it.value()] = it.key();
    for (const AccountRows &rows : accounts) {
        m_accounts[rows.account.id] = &rows.account;
        auto &tables = m_keys[rows.account.id];
        const bool removalUnassigns = rulesFor(rows.account.provider).removalUnassigns;
        for (const Agent &agent : rows.agents) {
            m_agents[agent.id] = &agent;
            tables[Agents].insert(agent.remoteId, agent.id);
            if (removalUnassigns && agent.goneAt)
                m_left.push_back(agent.id);
        }
        for (const Grouping &grouping : rows.groupings) {
            if (grouping.kind == GroupingKind::Label)
                continue;
            const Table table = grouping.kind == GroupingKind::Skill   ? Skills
                                : grouping.kind == GroupingKind::Inbox ? Inboxes
                                                                       : Groups;
            m_groupings[grouping.id] = &grouping;
            tables[table].insert(grouping.remoteId, grouping.id);
        }
        for (const Grouping &grouping : rows.groupings) {
            const Table table = grouping.kind == GroupingKind::Skill ? Skills : Groups;
            const auto parent = tables[table].constFind(grouping.parentRemoteId);
            if (grouping.parentRemoteId.isEmpty() || parent == tables[table].constEnd() ||
                grouping.kind == GroupingKind::Label || grouping.kind == GroupingKind::Inbox)
                continue;
            qint64 up = *parent;
            while (up != kNoKey && up != grouping.id)
                up = rowFor(m_parents, up);
            if (up == grouping.id)
                continue; // would close a circle
            m_parents[grouping.id] = *parent;
            m_children[*parent].push_back(grouping.id);
        }
    }
    std::sort(m_left.begin(), m_left.end());
}

qint64 DimensionKeys::keyOf(Table table, RowId account, const QString &remoteId)
{
    if (remoteId.isEmpty())
        return kNoKey;
    auto &keys = m_keys[account][table];
    const auto it = keys.constFind(remoteId);
    if (it != keys.constEnd())
        return *it;
    const qint64 key = m_nextStranger--;
    keys.insert(remoteId, key);
    m_strangers[key] = {account, remoteId};
    return key;
}

qint64 DimensionKeys::agent(RowId account, const QString &remoteId)
{
    return keyOf(Agents, account, remoteId);
}

qint64 DimensionKeys::group(RowId account, const QString &remoteId)
{
    return keyOf(Groups, account, remoteId);
}

qint64 DimensionKeys::skill(RowId account, const QString &remoteId)
{
    return keyOf(Skills, account, remoteId);
}

qint64 DimensionKeys::inbox(RowId account, const QString &remoteId)
{
    return keyOf(Inboxes, account, remoteId);
}

qint64 DimensionKeys::channel(const QString &name)
{
    if (name.isEmpty())
        return kNoKey;
    const auto it = m_channels.constFind(name);
    if (it != m_channels.constEnd())
        return *it;
    const qint64 key = m_nextStranger--;
    m_channels.insert(name, key);
    m_channelNames[key] = name;
    return key;
}

const Account *DimensionKeys::accountRow(qint64 key) const
{
    return rowFor(m_accounts, key);
}

const Agent *DimensionKeys::agentRow(qint64 key) const
{
    return rowFor(m_agents, key);
}

const Grouping *DimensionKeys::groupingRow(qint64 key) const
{
    return rowFor(m_groupings, key);
}

qint64 DimensionKeys::actorOf(qint64 agentKey) const
{
    const Agent *agent = agentRow(agentKey);
    if (!agent || agent->kind == AgentKind::System)
        return kActorUnknown;
    return agent->kind == AgentKind::Bot ? kActorBot : kActorHuman;
}

bool DimensionKeys::hasLeft(qint64 agentKey) const
{
    return std::binary_search(m_left.begin(), m_left.end(), agentKey);
}

QString DimensionKeys::name(Dimension dimension, qint64 key) const
{
    if (dimension == Dimension::Actor)
        return key == kActorHuman ? QStringLiteral("human")
               : key == kActorBot ? QStringLiteral("bot")
                                  : QString();
    if (key == kNoKey || dimension == Dimension::None)
        return {};
    if (dimension == Dimension::Channel)
        return rowFor(m_channelNames, key);
    if (dimension == Dimension::Account) {
        const Account *account = accountRow(key);
        return account ? account->name : QString();
    }
    const Stranger stranger = rowFor(m_strangers, key);
    if (stranger.account != 0)
        return nameOrHash({}, stranger.remoteId);
    if (dimension == Dimension::Agent) {
        const Agent *agent = agentRow(key);
        return agent ? nameOrHash(agent->name, agent->remoteId) : QString();
    }
    const Grouping *grouping = groupingRow(key);
    return grouping ? nameOrHash(grouping->name, grouping->remoteId) : QString();
}

RowId DimensionKeys::accountOf(Dimension dimension, qint64 key) const
{
    if (key == kNoKey || dimension == Dimension::None || dimension == Dimension::Channel ||
        dimension == Dimension::Actor)
        return 0;
    if (dimension == Dimension::Account)
        return key;
    if (key < 0)
        return rowFor(m_strangers, key).account;
    for (const auto &[account, tables] : m_keys) {
        const Table table = dimension == Dimension::Agent   ? Agents
                            : dimension == Dimension::Group ? Groups
                            : dimension == Dimension::Skill ? Skills
                                                            : Inboxes;
        const auto it = tables[table].constFind(remoteId(dimension, key));
        if (it != tables[table].constEnd() && *it == key)
            return account;
    }
    return 0;
}

QString DimensionKeys::remoteId(Dimension dimension, qint64 key) const
{
    if (key < 0 && dimension != Dimension::Channel)
        return rowFor(m_strangers, key).remoteId;
    if (dimension == Dimension::Account) {
        const Account *account = accountRow(key);
        return account ? account->remoteAccountId : QString();
    }
    if (dimension == Dimension::Agent) {
        const Agent *agent = agentRow(key);
        return agent ? agent->remoteId : QString();
    }
    if (dimension == Dimension::Channel || dimension == Dimension::Actor)
        return name(dimension, key);
    const Grouping *grouping = groupingRow(key);
    return grouping ? grouping->remoteId : QString();
}

std::vector<qint64> DimensionKeys::withSubGroups(qint64 group) const
{
    std::vector<qint64> all{group};
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto children = m_children.find(all[i]);
        if (children != m_children.end())
            all.insert(all.end(), children->second.begin(), children->second.end());
    }
    return all;
}

qint64 DimensionKeys::parentOf(qint64 group) const
{
    return rowFor(m_parents, group);
}

} // namespace watchfloor
