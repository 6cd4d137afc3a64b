// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/accountrows.h"
#include "backend/engine/facts/dimension.h"

#include <QHash>
#include <QStringList>

#include <map>
#include <unordered_map>

namespace watchfloor {

/// Remote ids of rows as the keys of cells (the store's row numbers) and back to names. An id that
/// no list names gets a key below zero, so that nothing is lost. The rows must outlive it.
class DimensionKeys {
public:
    /// `channels`: the store's numbers of channel names, where they are known.
    explicit DimensionKeys(const std::vector<AccountRows> &accounts,
                           const QHash<QString, qint64> &channels = {});

    // An empty id answers kNoKey.
    qint64 agent(RowId account, const QString &remoteId);
    /// Group, department or team, whichever the vendor has.
    qint64 group(RowId account, const QString &remoteId);
    qint64 skill(RowId account, const QString &remoteId);
    qint64 inbox(RowId account, const QString &remoteId);
    qint64 channel(const QString &name);

    /// Null for keys without a row.
    const Account *accountRow(qint64 key) const;
    const Agent *agentRow(qint64 key) const;
    const Grouping *groupingRow(qint64 key) const;
    /// kActorUnknown where nobody or nobody known.
    qint64 actorOf(qint64 agentKey) const;
    /// Agents whose removal left their conversations unassigned.
    bool hasLeft(qint64 agentKey) const;
    const std::vector<qint64> &leftAgents() const { return m_left; }

    /// What people call it; an id alone is shown as "#id". Empty for kNoKey.
    QString name(Dimension dimension, qint64 key) const;
    /// The account a key belongs to; 0 for channels, actors and kNoKey.
    RowId accountOf(Dimension dimension, qint64 key) const;
    QString remoteId(Dimension dimension, qint64 key) const;

    /// The group and all below it, itself first.
    std::vector<qint64> withSubGroups(qint64 group) const;
    /// kNoKey for a root; a circle is cut.
    qint64 parentOf(qint64 group) const;

private:
    enum Table { Agents, Groups, Skills, Inboxes, Tables };
    qint64 keyOf(Table table, RowId account, const QString &remoteId);

    struct Stranger {
        RowId account = 0;
        QString remoteId;
    };
    std::map<RowId, std::array<QHash<QString, qint64>, Tables>> m_keys;
    std::unordered_map<qint64, const Account *> m_accounts;
    std::unordered_map<qint64, const Agent *> m_agents;
    std::unordered_map<qint64, const Grouping *> m_groupings;
    std::unordered_map<qint64, Stranger> m_strangers;
    std::unordered_map<qint64, std::vector<qint64>> m_children;
    std::unordered_map<qint64, qint64> m_parents;
    QHash<QString, qint64> m_channels;
    std::unordered_map<qint64, QString> m_channelNames;
    std::vector<qint64> m_left;
    qint64 m_nextStranger = -1;
};

} // namespace watchfloor
