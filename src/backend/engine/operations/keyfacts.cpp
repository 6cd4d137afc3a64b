// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/keyfacts.h"

#include "backend/engine/operations/providerrules.h"

namespace watchfloor {
namespace {

using Take = std::function<void(const KeyFact &)>;

/// closedBy is of the present closing; an earlier one of a reopened conversation has no closer.
KeyTally closer(const Conversation &conversation)
{
    if (conversation.closedBy == QLatin1String("agent"))
        return KeyTally::ClosedByAgent;
    if (conversation.closedBy == QLatin1String("consumer"))
        return KeyTally::ClosedByConsumer;
    return KeyTally::AutoClosed;
}

class Facts {
public:
    Facts(const AccountRows &rows, const KeyMetricsRequest &request, TimeMs now, const Take &take)
        : m_rows(rows)
        , m_rules(keyRulesFor(rows.account.provider))
        , m_request(request)
        , m_now(now)
        , m_take(take)
    {
        for (const Conversation &c : rows.conversations)
            m_conversations.insert(c.remoteId, &c);
        if (rulesFor(rows.account.provider).removalUnassigns) {
            for (const Agent &agent : rows.agents) {
                if (agent.goneAt)
                    m_left.insert(agent.remoteId);
            }
        }
    }

    void history() const
    {
        for (const ReportingEvent &event : m_rows.events) {
            if (event.created < m_request.from || event.created > m_request.to)
                continue;
            const Conversation *of = m_conversations.value(event.conversationRemoteId);
            if (!of || !of->goneAt)
                historyOf(event, of);
        }
    }

    void present() const
    {
        for (const Conversation &c : m_rows.conversations) {
            if (!c.goneAt)
                presentOf(c);
        }
    }

private:
    void historyOf(const ReportingEvent &event, const Conversation *of) const
    {
        KeyFact fact;
        fact.agent = event.agentRemoteId;
        fact.skill = event.skillRemoteId;
        if (!m_rules.groupIsConversations)
            fact.group = event.groupRemoteId;
        else if (of)
            fact.group = of->groupRemoteId;
        for (const KeyEventRule &rule : m_rules.events) {
            if (event.name != QLatin1String(rule.event))
                continue;
            fact.tally = rule.tally;
            fact.value =
                rule.tally == KeyTally::CsatAnswer ? qint64(event.value >= 4) : event.value;
            m_take(fact);
            if (rule.tally == KeyTally::Closed && of) {
                fact.tally = closer(*of);
                m_take(fact);
            }
        }
    }

    void presentOf(const Conversation &c) const
    {
        const bool assigned = !c.agentRemoteId.isEmpty() && !m_left.contains(c.agentRemoteId);
        const KeyPresence presence = m_rules.presence(c, assigned);
        if (presence == KeyPresence::None)
            return;
        const bool queued = presence == KeyPresence::InQueue;
        KeyFact fact{KeyTally::Open, {}, {}, c.skillRemoteId, 0};
        if (!queued)
            fact.agent = c.agentRemoteId;
        // What waits at an agent group's vendor has a skill, but nobody's group.
        if (!queued || m_rules.groupIsConversations)
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
                takeAs(KeyTally::QueueWait, m_now - c.queued.value_or(c.created));
        } else if (c.created >= m_now - assignedWithin) {
            takeAs(KeyTally::Assigned);
        }
        if (c.dueAt && *c.dueAt < m_now && c.created >= m_now - overdueWithin)
            takeAs(queued ? KeyTally::OverdueInQueue : KeyTally::OverdueAssigned);
    }

    const AccountRows &m_rows;
    const KeyRules &m_rules;
    const KeyMetricsRequest &m_request;
    TimeMs m_now;
    const Take &m_take;
    QHash<QString, const Conversation *> m_conversations;
    QSet<QString> m_left;
};

} // namespace

void forEachKeyFact(const AccountRows &rows, const KeyMetricsRequest &request, TimeMs now,
                    const Take &take)
{
    const Facts facts(rows, request, now, take);
    facts.history();
    facts.present();
}

} // namespace watchfloor
