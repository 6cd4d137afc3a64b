// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace watchfloor {

enum class GroupingKind { Group, Skill, Inbox, Department, Team, Label };

/// Anything conversations or agents are grouped by. Remote ids are unique per kind and account.
struct Grouping {
    RowId id = 0;
    RowId account = 0;
    GroupingKind kind = GroupingKind::Group;
    QString remoteId;
    QString name;
    QString parentRemoteId; ///< of the same kind; empty = root
    QJsonObject extra;      ///< whitelisted only: an inbox keeps channel, zone, working hours
    std::optional<TimeMs> goneAt;

    bool operator==(const Grouping &) const = default;
};

/// An agent belongs to a group, team, skill, inbox or department.
struct Membership {
    QString agentRemoteId;
    GroupingKind kind = GroupingKind::Group;
    QString groupingRemoteId;

    bool operator==(const Membership &) const = default;
};

} // namespace watchfloor
