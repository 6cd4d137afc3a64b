// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/keyfacts.h"

#include "backend/engine/vendors.h"

#include <QSet>

namespace watchfloor {
namespace {

using Take = std::function<void(const KeyFact &)>;

class PresentFacts {
public:
    PresentFacts(const AccountRows &rows, TimeMs now, const Take &take)
        : m_rules(rulesFor(rows.account.provider))
        , m_now(now)
        , m_take(take)
    {
        if (m_rules.removalUnassigns) {
            for (const Agent &agent : rows.agents) {
                if (agent.goneAt)
                    m_left.insert(agent.remoteId);
            }
        }
    }

    void of(const Conversation &c) const
    {
        const bool assigned = !c.agentRemoteId.isEmpty() && !m_left.contains(c.agentRemoteId);
        const KeyPresence presence = m_rules.key.presence(c, assigned);
        if (presence == KeyPresence::None)
            return;
        const bool queued = presence == KeyPresence::InQueue;
        KeyFact fact{KeyTally::Open, {}, {}, c.skillRemoteId, 0};
        if (!queued)
            fact.agent = c.agentRemoteId;
        // What waits at an agent group's vendor has a skill, but nobody's group.
        if (!queued || m_rules.key.groupIsConversations)
            fact.group = c.groupRemoteId;
        m_take(fact);
        const auto takeAs = [&](KeyTally tally, qint64 value = 0) {
            fact.tally = tally;
            fact.value = value;
            m_take(fact);
        };
        if (queued) {
            takeAs(KeyTally::Unassigned);
            if (c.created >= m_now - queueWaitWithin)
                takeAs(KeyTally::QueueWait, m_now - m_rules.queuedSince(c));
        } else if (c.created >= m_now - assignedWithin) {
            takeAs(KeyTally::Assigned);
        }
        if (c.dueAt && *c.dueAt < m_now && c.created >= m_now - overdueWithin)
            takeAs(queued ? KeyTally::OverdueInQueue : KeyTally::OverdueAssigned);
    }

private:
    const ProviderRules &m_rules;
    TimeMs m_now;
    const Take &m_take;
    QSet<QString> m_left;
};

} // namespace

void forEachPresentFact(const AccountRows &rows, TimeMs now, const Take &take)
{
    const PresentFacts facts(rows, now, take);
    for (const Conversation &c : rows.conversations) {
        if (!c.goneAt && c.status != QLatin1String("closed"))
            facts.of(c);
    }
}

} // namespace watchfloor
