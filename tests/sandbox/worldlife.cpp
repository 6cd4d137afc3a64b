// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/world.h"

namespace watchfloor::sandbox {

void World::release(const Conversation &c)
{
    if (c.phase == Phase::Assigned && c.agent != Nobody && !c.deleted())
        m_agents[static_cast<size_t>(c.agent)].loadPercent -=
            channelWeight(m_inboxes[static_cast<size_t>(c.inbox)].channel);
}

void World::occupy(const Conversation &c)
{
    if (c.phase == Phase::Assigned && c.agent != Nobody && !c.deleted())
        m_agents[static_cast<size_t>(c.agent)].loadPercent +=
            channelWeight(m_inboxes[static_cast<size_t>(c.inbox)].channel);
}

void World::setPhase(Conversation &c, Phase phase)
{
    c.phase = phase;
    PhaseSpan &last = c.phases.back();
    if (last.phase == phase)
        return;
    if (last.from == m_now) {
        last.phase = phase;
        return;
    }
    last.to = m_now;
    c.phases.push_back({phase, m_now, 0});
}

void World::endSpans(Conversation &c)
{
    if (!c.assignments.empty() && c.assignments.back().to == 0)
        c.assignments.back().to = m_now;
    if (!c.queueSpans.empty() && c.queueSpans.back().to == 0)
        c.queueSpans.back().to = m_now;
}

void World::beginAssignment(Conversation &c, int agent)
{
    endSpans(c);
    const Agent &who = m_agents[static_cast<size_t>(agent)];
    if (vendor() == Vendor::LivePerson)
        c.group = who.group;
    c.assignments.push_back({agent, c.group, c.skill, m_now, 0});
    if (who.kind == AgentKind::Human) {
        c.agent = agent;
        c.assignedAt = m_now;
    }
}

/// Into the queue of its skill, without any of the marks a vendor leaves.
void World::wait(Conversation &c)
{
    endSpans(c);
    setPhase(c, Phase::Queued);
    c.queuedAt = m_now;
    c.queueSpans.push_back({c.skill, m_now, 0});
    // LivePerson goes on naming the latest agent, the others forget.
    if (vendor() != Vendor::LivePerson)
        c.agent = Nobody;
    if (c.waitingSince != 0 && c.responseDueAt == 0 && c.skill != Nobody)
        c.responseDueAt = m_now + m_skills[static_cast<size_t>(c.skill)].responseTarget;
}

void World::startBot(int conversation, int bot)
{
    Conversation &c = row(conversation);
    release(c);
    setPhase(c, Phase::Bot);
    c.agent = Nobody;
    if (c.bot == Nobody)
        c.bot = bot;
    beginAssignment(c, bot);
    touch(conversation);
}

void World::enqueue(int conversation, int skill)
{
    Conversation &c = row(conversation);
    release(c);
    const bool handOff = c.phase == Phase::Bot;
    c.skill = skill;
    wait(c);
    touch(conversation);
    if (handOff && vendor() == Vendor::Chatwoot) {
        sayActivity(conversation);
        emitEvent("conversation_opened", conversation, 0);
        emitEvent("conversation_bot_handoff", conversation, c.createdAt);
    }
}

void World::assign(int conversation, int agent)
{
    Conversation &c = row(conversation);
    release(c);
    const bool queued = c.phase == Phase::Queued;
    if (queued)
        setPhase(c, Phase::Assigned);
    beginAssignment(c, agent);
    occupy(c);
    if (vendor() == Vendor::Chatwoot)
        sayActivity(conversation);
    touch(conversation);
}

void World::transferToSkill(int conversation, int skill, int by)
{
    Conversation &c = row(conversation);
    c.transfers.push_back({m_now, TransferKind::Skill, by, server(c), c.skill, Nobody, skill});
    release(c);
    c.skill = skill;
    const int group = m_skills[static_cast<size_t>(skill)].group;
    if (group != Nobody && vendor() != Vendor::LivePerson)
        c.group = group;
    wait(c);
    if (vendor() == Vendor::Chatwoot)
        sayActivity(conversation);
    touch(conversation);
}

void World::transferToAgent(int conversation, int agent, int by)
{
    Conversation &c = row(conversation);
    c.transfers.push_back({m_now, TransferKind::Agent, by, server(c), c.skill, agent, c.skill});
    assign(conversation, agent);
}

void World::backToQueue(int conversation, int by)
{
    Conversation &c = row(conversation);
    c.transfers.push_back(
        {m_now, TransferKind::BackToQueue, by, server(c), c.skill, Nobody, c.skill});
    release(c);
    wait(c);
    if (vendor() == Vendor::Chatwoot)
        sayActivity(conversation);
    touch(conversation);
}

void World::hold(int conversation, Ms until)
{
    Conversation &c = row(conversation);
    release(c);
    setPhase(c, Phase::Held);
    c.snoozedUntil = until;
    if (vendor() == Vendor::Chatwoot)
        sayActivity(conversation);
    touch(conversation);
}

void World::setPending(int conversation)
{
    Conversation &c = row(conversation);
    release(c);
    setPhase(c, Phase::Pending);
    sayActivity(conversation);
}

void World::reopen(int conversation, int bot)
{
    Conversation &c = row(conversation);
    c.closedAt = 0;
    c.snoozedUntil = 0;
    if (vendor() == Vendor::Chatwoot)
        sayActivity(conversation);
    if (bot != Nobody) {
        startBot(conversation, bot);
        return;
    }
    if (c.agent != Nobody && !m_agents[static_cast<size_t>(c.agent)].removed()) {
        setPhase(c, Phase::Assigned);
        if (c.assignments.empty() || c.assignments.back().to != 0)
            beginAssignment(c, c.agent);
        occupy(c);
    } else {
        wait(c);
    }
    touch(conversation);
    emitEvent("conversation_opened", conversation, 0);
}

void World::close(int conversation, CloseActor by, int agent)
{
    Conversation &c = row(conversation);
    const int who = agent != Nobody ? agent : server(c);
    release(c);
    endSpans(c);
    setPhase(c, Phase::Closed);
    c.closedAt = m_now;
    c.snoozedUntil = 0;
    c.waitingSince = 0;
    c.responseDueAt = 0;
    c.closures.push_back({m_now, by, who, c.group, c.skill});
    if (vendor() == Vendor::Chatwoot)
        sayActivity(conversation);
    touch(conversation);
    emitEvent("conversation_resolved", conversation, c.createdAt);
}

void World::remove(int conversation)
{
    Conversation &c = row(conversation);
    release(c);
    endSpans(c);
    c.deletedAt = m_now;
    ++m_revision;
    for (const int index : c.events)
        m_events[static_cast<size_t>(index)].destroyed = true;
}

} // namespace watchfloor::sandbox
