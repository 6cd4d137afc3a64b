// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/simkinds.h"

#include <QString>

#include <array>
#include <vector>

namespace watchfloor::sandbox {

/// A department, Chatwoot team or LivePerson agent group. LivePerson's form a tree.
struct Group {
    QString id;
    QString name;
    int parent = Nobody; ///< index into World::groups()
};

struct Skill {
    QString id;
    QString name;
    int group = Nobody;              ///< whose people usually serve it
    Ms responseTarget = 15 * Minute; ///< a response is overdue after this long
};

/// One day of a working week. Never over midnight, as Chatwoot stores it.
struct WorkingDay {
    bool closedAllDay = true;
    bool openAllDay = false; ///< stands for 00:00 to 23:59
    int openMinute = 0;      ///< of the local day
    int closeMinute = 0;
};

struct Inbox {
    QString id;
    QString name;
    ChannelKind channel = ChannelKind::WebWidget;
    bool workingHoursEnabled = false;
    QString timeZone;                       ///< IANA
    std::array<WorkingDay, 7> workingHours; ///< 0 = Sunday
    bool csatEnabled = true;
    int bot = Nobody; ///< bot agent that greets here
    std::vector<int> skills;
    std::vector<int> extraMembers; ///< agents beside those who have one of the skills
};

struct PresenceSpan {
    Presence presence = Presence::Offline;
    QString reason; ///< empty = none
    Ms from = 0;
    Ms to = 0; ///< 0 = still lasting
};

struct Agent {
    QString id;
    QString name;
    QString email;
    AgentKind kind = AgentKind::Human;
    bool administrator = false;
    bool autoOffline = true;
    int group = Nobody;
    std::vector<int> skills;
    int capacity = 4; ///< slots; one chat takes one slot
    Ms joinedAt = 0;
    Ms removedAt = 0;
    std::vector<PresenceSpan> presence; ///< gapless from joinedAt on, oldest first
    int loadPercent = 0;                ///< sum of weights of what is assigned now, 100 = a slot

    bool removed() const { return removedAt != 0; }
    Presence now() const { return presence.empty() ? Presence::Offline : presence.back().presence; }
};

/// Everything here is personal data.
struct Contact {
    QString id;
    QString name;
    QString email;
    QString phone;
    QString country; ///< ISO 3166-1 alpha-2
    QString ip;
    QString browser;
    QString os;
    QString device;
    QString instagram;
    Ms createdAt = 0;
};

} // namespace watchfloor::sandbox
