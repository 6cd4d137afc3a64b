// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/worldcache.h"

#include <algorithm>

namespace watchfloor::test {

using sandbox::Nobody;
using sandbox::Vendor;
using sandbox::World;

namespace {

/// Rows that follow from one conversation's messages, participants, transfers and surveys.
class Deriver {
public:
    Deriver(SyncBatch &batch, const World &world, const sandbox::Conversation &c)
        : m_batch(batch)
        , m_world(world)
        , m_c(c)
    {
    }

    void assignmentsAndTransfers()
    {
        for (const auto &assignment : m_c.assignments) {
            const auto waited = std::find_if(
                m_c.queueSpans.begin(), m_c.queueSpans.end(),
                [&](const sandbox::QueueSpan &span) { return span.to == assignment.from; });
            add("assigned", waited == m_c.queueSpans.end() ? assignment.from : waited->from,
                assignment.from, assignment.agent, groupOf(assignment.agent), assignment.skill);
        }
        for (const auto &transfer : m_c.transfers) {
            const bool back = transfer.kind == sandbox::TransferKind::BackToQueue;
            add(back ? "back_to_queue" : "transferred", transfer.at, transfer.at,
                transfer.sourceAgent, groupOf(transfer.sourceAgent), transfer.sourceSkill);
        }
    }

    /// A response is a person's message whose predecessor among the consumer's and people's
    /// messages is the consumer's; it answers the first of that burst.
    void responses()
    {
        TimeMs asked = 0;
        TimeMs firstAsked = 0;
        bool answered = false;
        bool responded = false;
        for (const auto &message : m_c.messages) {
            if (message.kind == sandbox::MessageKind::Incoming) {
                asked = asked ? asked : message.at;
                firstAsked = firstAsked ? firstAsked : message.at;
            } else if (message.isHumanAnswer()) {
                const int group = groupOf(message.agent);
                const int skill = skillAt(message.at);
                if (asked) {
                    const TimeMs assigned = std::max(asked, assignedAt(message.at));
                    if (!responded)
                        add("first_response", asked, message.at, message.agent, group, skill);
                    add("wait_time", asked, message.at, message.agent, group, skill);
                    add("reply_time", assigned, message.at, message.agent, group, skill);
                    responded = true;
                }
                const TimeMs assignedFirst = firstAssignment();
                if (!answered && firstAsked && assignedFirst && assignedFirst <= message.at)
                    add("first_assignment_response", std::max(assignedFirst, firstAsked),
                        message.at, message.agent, group, skill);
                answered = true;
                asked = 0;
            }
        }
    }

    void surveys(EventOrigin origin)
    {
        for (const auto &answer : m_c.csat) {
            if (answer.answeredAt == 0)
                continue;
            const bool chatwoot = m_world.vendor() == Vendor::Chatwoot;
            const TimeMs at = chatwoot ? answer.answeredAt / sandbox::Second * sandbox::Second
                                       : answer.answeredAt;
            add("csat_answer", chatwoot ? at : answer.askedAt, at, answer.agent, answer.group,
                answer.skill);
            m_batch.events.back().value = answer.rating;
            m_batch.events.back().origin = origin;
        }
    }

    void closing()
    {
        if (!m_c.closed())
            return;
        const auto &closure = m_c.closures.back();
        const bool chatDash = m_world.vendor() == Vendor::ChatDash;
        add("conversation_resolved", m_c.createdAt, m_c.closedAt,
            chatDash ? m_world.assignee(m_c) : closure.agent, closure.group, closure.skill);
    }

private:
    bool isPerson(int agent) const
    {
        return agent != Nobody && m_world.agents()[size_t(agent)].kind == sandbox::AgentKind::Human;
    }
    int groupOf(int agent) const
    {
        return agent == Nobody ? Nobody : m_world.agents()[size_t(agent)].group;
    }
    TimeMs assignedAt(TimeMs at) const
    {
        TimeMs found = 0;
        for (const auto &assignment : m_c.assignments) {
            if (assignment.from <= at && isPerson(assignment.agent))
                found = assignment.from;
        }
        return found;
    }
    TimeMs firstAssignment() const
    {
        for (const auto &assignment : m_c.assignments) {
            if (isPerson(assignment.agent))
                return assignment.from;
        }
        return 0;
    }
    int skillAt(TimeMs at) const
    {
        int skill = m_c.skill;
        for (const auto &assignment : m_c.assignments) {
            if (assignment.from <= at)
                skill = assignment.skill;
        }
        return skill;
    }

    void add(const char *name, TimeMs start, TimeMs end, int agent, int group, int skill)
    {
        ReportingEvent row;
        row.conversationRemoteId = m_c.id;
        row.name = QLatin1String(name);
        row.value = end - start;
        row.start = start;
        row.end = end;
        row.created = end;
        row.updated = end;
        row.origin = EventOrigin::Derived;
        row.agentRemoteId = worldId(m_world.agents(), agent);
        if (agent != Nobody)
            row.byBot = !isPerson(agent);
        // A group that is the agent's at LivePerson is the conversation's elsewhere.
        if (m_world.vendor() == Vendor::LivePerson) {
            row.groupRemoteId = worldId(m_world.groups(), group);
            row.skillRemoteId = worldId(m_world.skills(), skill);
        } else if (m_world.vendor() != Vendor::ChatDash) {
            row.groupRemoteId = worldId(m_world.groups(), m_c.group);
        }
        m_batch.events.push_back(std::move(row));
    }

    SyncBatch &m_batch;
    const World &m_world;
    const sandbox::Conversation &m_c;
};

void addOwnRows(SyncBatch &batch, const World &world, const sandbox::Conversation &c)
{
    for (const int index : c.events) {
        const auto &own = world.reportingEvents()[size_t(index)];
        ReportingEvent row;
        row.remoteId = own.id;
        row.conversationRemoteId = c.id;
        row.conversationInternalId = QString::number(c.databaseId);
        row.name = QLatin1String(own.name);
        row.value = own.value * sandbox::Second;
        if (own.valueInBusinessHours)
            row.valueInBusinessHours = *own.valueInBusinessHours * sandbox::Second;
        row.start = own.start;
        row.end = own.end;
        row.created = own.createdAt;
        row.updated = own.createdAt;
        row.agentRemoteId = worldId(world.agents(), own.agent);
        row.inboxRemoteId = worldId(world.inboxes(), own.inbox);
        batch.events.push_back(std::move(row));
    }
}

} // namespace

void addWorldEvents(SyncBatch &batch, const World &world, const sandbox::Conversation &c)
{
    Deriver deriver(batch, world, c);
    switch (world.vendor()) {
    case Vendor::Chatwoot:
        addOwnRows(batch, world, c);
        // Answers are rows of the server's, only not of its reporting events.
        deriver.surveys(EventOrigin::Server);
        break;
    case Vendor::LivePerson:
        deriver.surveys(EventOrigin::Derived);
        [[fallthrough]];
    case Vendor::RocketChat:
        deriver.assignmentsAndTransfers();
        deriver.responses();
        [[fallthrough]];
    case Vendor::ChatDash:
        deriver.closing();
    }
}

} // namespace watchfloor::test
