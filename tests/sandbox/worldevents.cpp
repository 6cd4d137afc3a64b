// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The reporting rows of Chatwoot: jobs queued when something happens, written a little later from
// what the database holds by then.
#include "sandbox/world.h"

namespace watchfloor::sandbox {

void World::emitEvent(const char *name, int conversation, Ms start, int sender)
{
    if (vendor() != Vendor::Chatwoot)
        return;
    Ms lag = Second;
    if (m_config.realisticLag) {
        lag = 150 + m_random.exponential(1200);
        if (m_random.chance(0.004))
            lag += m_random.between(Minute, 8 * Minute);
        // Two workers, two clocks: the question is stamped after its answer.
        if (m_random.chance(0.003) && qstrcmp(name, "reply_time") == 0)
            start = m_now + m_random.between(100, 900);
    }
    RowJob job{m_now + lag, ++m_jobOrder, name, conversation, start, m_now, sender, false};
    m_jobs.push(job);
    if (m_config.realisticLag && m_random.chance(0.002)) {
        // The worker died after writing and ran again.
        job.dueAt += m_random.between(15 * Second, 45 * Second);
        job.order = ++m_jobOrder;
        job.repeated = true;
        m_jobs.push(job);
    }
}

void World::addCaptainEvent(int conversation, bool resolved)
{
    emitEvent(resolved ? "conversation_captain_inference_resolved"
                       : "conversation_captain_inference_handoff",
              conversation, at(conversation).createdAt);
}

const ReportingEvent *World::lastEvent(const Conversation &c, const char *name) const
{
    const ReportingEvent *found = nullptr;
    for (const int index : c.events) {
        const ReportingEvent &event = m_events[static_cast<size_t>(index)];
        if (qstrcmp(event.name, name) == 0 && (!found || event.end >= found->end))
            found = &event;
    }
    return found;
}

Ms World::lastNonHumanActivity(const Conversation &c) const
{
    const ReportingEvent *handOff = lastEvent(c, "conversation_bot_handoff");
    const ReportingEvent *opened = lastEvent(c, "conversation_opened");
    if (handOff || opened)
        return qMax(handOff ? handOff->end : 0, opened ? opened->end : 0);
    const ReportingEvent *botResolved = lastEvent(c, "conversation_bot_resolved");
    return botResolved ? botResolved->end : c.createdAt;
}

void World::insertRow(const RowJob &job, const char *name, Ms start)
{
    Conversation &c = row(job.conversation);
    ReportingEvent event;
    event.id = nextNumber(m_eventId, 2);
    event.name = name;
    event.value = job.end / Second - start / Second;
    event.start = start;
    event.end = job.end;
    event.inbox = c.inbox;
    event.conversation = job.conversation;
    event.agent = qstrcmp(name, "first_response") == 0 ? job.sender : assignee(c);
    event.createdAt = m_now;
    const QLatin1String word(name);
    if (!word.startsWith(QLatin1String("conversation_captain")))
        event.valueInBusinessHours = businessSeconds(c.inbox, start, job.end);
    if (word == QLatin1String("conversation_opened") && start == c.createdAt) {
        event.value = 0;
        event.valueInBusinessHours = 0;
    }
    c.events.push_back(static_cast<int>(m_events.size()));
    m_events.push_back(event);
}

void World::writeRow(const RowJob &job)
{
    const Conversation &c = at(job.conversation);
    if (c.deleted())
        return;
    const QLatin1String name(job.name);
    Ms start = job.start;
    if (name == QLatin1String("first_response")) {
        start = lastNonHumanActivity(c);
    } else if (name == QLatin1String("conversation_opened")) {
        const ReportingEvent *resolved = lastEvent(c, "conversation_resolved");
        start = resolved ? resolved->end : c.createdAt;
    } else if (name == QLatin1String("conversation_bot_handoff")) {
        if (!job.repeated && lastEvent(c, job.name))
            return;
    }
    insertRow(job, job.name, start);
    if (name != QLatin1String("conversation_resolved"))
        return;
    const bool active = m_inboxes[static_cast<size_t>(c.inbox)].bot != Nobody;
    bool byPerson = false;
    for (const Message &m : c.messages)
        byPerson = byPerson || (m.kind == MessageKind::Outgoing && m.sender == Sender::Agent);
    if (active && !byPerson)
        insertRow(job, "conversation_bot_resolved", start);
}

} // namespace watchfloor::sandbox
