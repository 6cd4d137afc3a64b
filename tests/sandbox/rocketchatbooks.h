// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/rocketchatoptions.h"
#include "sandbox/world.h"

#include <QJsonObject>

namespace watchfloor::sandbox::rocketchat {

/// Who serves a room now, or served it last when it was closed while served.
struct Served {
    int agent = Nobody;
    Ms at = 0;
};

/// The world in Rocket.Chat's words: rooms, users, departments, and what this user may see.
class Books {
public:
    Books(const World &world, const RocketChatOptions &options);

    const World &world() const { return m_world; }
    const RocketChatOptions &options() const { return m_options; }

    Served servedBy(const Conversation &c) const;
    static bool isOpen(const Conversation &c) { return !c.closed(); } ///< on hold included
    static bool onHold(const Conversation &c) { return c.phase == Phase::Held; }
    static bool queued(const Conversation &c) { return c.phase == Phase::Queued; }
    static bool isBot(const Agent &agent) { return agent.kind == AgentKind::Bot; }
    /// What people see of a conversation: no notes, no activity, no surveys.
    static bool isVisible(const Message &m);
    static qsizetype messageCount(const Conversation &c);

    /// Some were renamed: rooms from before keep the name of that time.
    QString username(int agent, Ms at) const;
    QString username(int agent) const { return username(agent, m_world.now()); }
    /// users.name, else the id: the account may be gone.
    QString label(int agent) const;
    bool hasAccount(int agent) const;
    QJsonObject user(int agent, Ms at) const; ///< {_id, username, name}
    static QJsonObject system();              ///< rocket.cat

    QString departmentId(const Conversation &c) const;
    QString departmentName(int group) const;
    /// Alias, or the type of the room's source; empty without one.
    QString sourceLabel(const Conversation &c) const;
    QJsonObject source(const Conversation &c) const;
    /// {"_id", "username"} of the visitor; the name is the room's.
    QString visitorName(const Conversation &c) const;

    /// Neither deleted nor outside a monitor's units.
    bool inScope(const Conversation &c) const;
    bool isMonitor() const { return m_options.role == QLatin1String("livechat-monitor"); }
    bool inUnits(int group) const { return group != Nobody && group < m_options.units; }
    /// In scope and created in [from, to), oldest first.
    std::vector<const Conversation *> createdIn(Ms from, Ms to) const;

private:
    const World &m_world;
    const RocketChatOptions &m_options;
};

QString isoText(Ms instant);
inline double seconds(Ms duration)
{
    return static_cast<double>(duration) / 1000.0;
}

} // namespace watchfloor::sandbox::rocketchat
