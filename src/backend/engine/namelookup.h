// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/accountrows.h"

#include <QHash>

namespace watchfloor {

/// Names behind the remote ids of one account. Somebody unknown is shown by the id itself.
class NameLookup {
public:
    explicit NameLookup(const AccountRows &rows);

    QString agent(const QString &remoteId) const;
    /// Group, department or team.
    QString group(const QString &remoteId) const;
    QString inbox(const QString &remoteId) const;
    const Grouping *inboxRow(const QString &remoteId) const;
    /// Names of the groups, departments and teams the agent is in, sorted.
    QStringList groupsOf(const QString &agentRemoteId) const;

private:
    QHash<QString, QString> m_agents;
    QHash<QString, QString> m_groups;
    QHash<QString, const Grouping *> m_inboxes;
    QHash<QString, QStringList> m_groupsOfAgent;
};

} // namespace watchfloor
