// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/world.h"

#include <QTimeZone>

namespace watchfloor::sandbox {

qint64 World::nextNumber(qint64 &counter, int gap)
{
    counter += 1 + m_random.between(0, gap);
    return counter;
}

/// An id for anything but a conversation, in the vendor's style.
QString World::newId()
{
    static constexpr char letters[] = "23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz";
    switch (vendor()) {
    case Vendor::Chatwoot:
        return QString::number(nextNumber(m_otherId, 2));
    case Vendor::LivePerson:
        // Beyond 32 bits, as real ones are.
        return QString::number(3'600'000'000 + nextNumber(m_otherId, 2'000'000));
    case Vendor::RocketChat: {
        QString id;
        for (int i = 0; i < 17; ++i)
            id += QLatin1Char(letters[m_random.between(0, int(sizeof letters) - 2)]);
        return id;
    }
    case Vendor::ChatDash:
        break;
    }
    return QStringLiteral("%1%2")
        .arg(m_now / Second, 8, 16, QLatin1Char('0'))
        .arg(m_random.bits(), 16, 16, QLatin1Char('0'));
}

int World::addGroup(const QString &name, int parent)
{
    // Chatwoot stores team names in lower case; only LivePerson's groups are a tree.
    const bool tree = vendor() == Vendor::LivePerson;
    m_groups.push_back(
        {newId(), vendor() == Vendor::Chatwoot ? name.toLower() : name, tree ? parent : Nobody});
    return static_cast<int>(m_groups.size()) - 1;
}

int World::addSkill(const QString &name, int group)
{
    m_skills.push_back({newId(), name, group});
    return static_cast<int>(m_skills.size()) - 1;
}

int World::addInbox(const Inbox &inbox)
{
    m_inboxes.push_back(inbox);
    m_inboxes.back().id = newId();
    m_calendars.emplace_back(inbox);
    return static_cast<int>(m_inboxes.size()) - 1;
}

int World::addAgent(const Agent &agent)
{
    const int index = static_cast<int>(m_agents.size());
    m_agents.push_back(agent);
    Agent &added = m_agents.back();
    added.id = newId();
    added.joinedAt = m_now;
    added.presence = {{Presence::Offline, {}, m_now, 0}};
    m_agentById.insert(added.id, index);
    return index;
}

int World::addLabel(const QString &title)
{
    m_labels.push_back(title);
    return static_cast<int>(m_labels.size()) - 1;
}

int World::addContact(const Contact &contact)
{
    m_contacts.push_back(contact);
    m_contacts.back().id = newId();
    m_contacts.back().createdAt = m_now;
    return static_cast<int>(m_contacts.size()) - 1;
}

void World::setPresence(int agent, Presence presence, const QString &reason)
{
    auto &spans = m_agents[static_cast<size_t>(agent)].presence;
    if (spans.back().presence == presence && spans.back().reason == reason)
        return;
    if (spans.back().from == m_now)
        spans.pop_back();
    else
        spans.back().to = m_now;
    spans.push_back({presence, reason, m_now, 0});
}

std::vector<int> World::removeAgent(int agent)
{
    const bool chatwoot = vendor() == Vendor::Chatwoot;
    std::vector<int> waiting;
    ++m_revision;
    for (size_t i = 0; i < m_conversations.size(); ++i) {
        Conversation &c = m_conversations[i];
        if (c.agent != agent || c.deleted() || c.phase == Phase::Queued)
            continue;
        const bool talks = c.phase == Phase::Assigned;
        if (!chatwoot) {
            if (c.closed())
                continue;
            backToQueue(static_cast<int>(i));
        } else {
            // update_all: no callbacks, so neither updated_at nor an activity message.
            release(c);
            if (!c.closed() && !c.assignments.empty())
                c.assignments.back().to = m_now;
            c.agent = Nobody;
            if (talks)
                wait(c);
        }
        if (c.phase == Phase::Queued)
            waiting.push_back(static_cast<int>(i));
    }
    setPresence(agent, Presence::Offline);
    m_agents[static_cast<size_t>(agent)].removedAt = m_now;
    return waiting;
}

} // namespace watchfloor::sandbox
