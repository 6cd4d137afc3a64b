// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchatrooms.h"

#include <algorithm>

namespace watchfloor::rocketchat {
namespace {

constexpr DurationMs roundedSecondsMs = 1'000; // seconds as floating numbers lose the last digits

/// Section 5: everything a room's metrics say about answers.
class RoomStory {
public:
    explicit RoomStory(const RoomFacts &room)
        : m_room(room)
    {
    }

    std::vector<ReportingEvent> events()
    {
        assigned();
        if (m_room.responseAt && m_room.responseFirst && *m_room.responseFirst >= 0 &&
            !m_room.agentIsBot)
            answers();
        if (m_room.closed) {
            add("conversation_resolved", m_room.created, *m_room.closed, EventOrigin::Derived,
                m_room.agent);
        }
        return std::move(m_events);
    }

private:
    /// queuedAt may be of an earlier stay in the queue, and after a forward servedBy.ts is the
    /// forward's time: the room alone does not tell.
    void assigned()
    {
        if (!m_room.servedAt)
            return;
        const TimeMs at = *m_room.servedAt;
        TimeMs from = m_room.created;
        if (m_room.queuedAt && *m_room.queuedAt <= at)
            from = *m_room.queuedAt;
        add("assigned", std::min(from, at), at, EventOrigin::Estimated, m_room.agent);
    }

    void answers()
    {
        const TimeMs at = *m_room.responseAt;
        const TimeMs asked = at - *m_room.responseFirst;
        // Somebody who took the room after the first answer did not give it; who did is not told.
        const bool taken = m_room.servedAt && *m_room.servedAt <= at + roundedSecondsMs;
        const QString agent = taken ? m_room.agent : QString();
        // An agent who writes before the visitor is counted anew each time: no true first answer.
        const bool plausible = asked >= m_room.created - roundedSecondsMs;
        const EventOrigin origin = plausible ? EventOrigin::Derived : EventOrigin::Estimated;
        add("first_response", asked, at, origin, agent);
        add("wait_time", asked, at, origin, agent);
        // The server counts from the assignment even where the visitor asked later.
        const DurationMs reaction =
            std::min(*m_room.responseFirst, m_room.reactionFirst.value_or(*m_room.responseFirst));
        if (reaction >= 0) {
            add("reply_time", at - reaction, at, origin, agent);
            add("first_assignment_response", at - reaction, at, EventOrigin::Estimated, agent);
        }
        laterAnswers(at);
    }

    void laterAnswers(TimeMs firstAt)
    {
        int left = m_room.responses - 1;
        DurationMs sum = m_room.responseSum - *m_room.responseFirst;
        const auto asked = m_room.lastAsked;
        const auto answered = m_room.lastAnswered;
        const bool lastKnown = left > 0 && asked && answered && *answered > *asked &&
                               *answered > firstAt && *asked >= firstAt;
        TimeMs end = answered.value_or(firstAt);
        if (lastKnown) {
            both(*asked, *answered, EventOrigin::Derived);
            sum -= *answered - *asked;
            --left;
        }
        // Between the first and the last one only the sum is told: the mean keeps it.
        if (left <= 0 || sum < 0 || end <= firstAt + left)
            return;
        const DurationMs mean = sum / left;
        const DurationMs step = (end - firstAt) / (left + 1);
        for (int i = 1; i <= left; ++i) {
            const TimeMs guessed = firstAt + step * i;
            const DurationMs value = i == left ? sum - mean * (left - 1) : mean;
            both(guessed - value, guessed, EventOrigin::Estimated);
        }
    }

    void both(TimeMs start, TimeMs end, EventOrigin origin)
    {
        const bool taken = m_room.servedAt && *m_room.servedAt <= end + roundedSecondsMs;
        const QString agent = taken ? m_room.agent : QString();
        add("wait_time", start, end, origin, agent);
        add("reply_time", start, end, origin, agent);
    }

    void add(const char *name, TimeMs start, TimeMs end, EventOrigin origin, const QString &agent)
    {
        m_events.push_back(
            roomEvent(m_room, name, start, end, agent, !agent.isEmpty() && m_room.agentIsBot));
        m_events.back().origin = origin;
    }

    const RoomFacts &m_room;
    std::vector<ReportingEvent> m_events;
};

} // namespace

ReportingEvent roomEvent(const RoomFacts &room, const char *name, TimeMs start, TimeMs end,
                         const QString &agent, bool byBot)
{
    ReportingEvent event;
    event.conversationRemoteId = room.id;
    event.name = QLatin1String(name);
    event.value = end - start;
    event.start = start;
    event.end = end;
    event.created = end;
    event.updated = end;
    event.origin = EventOrigin::Derived;
    event.agentRemoteId = agent;
    event.groupRemoteId = room.department;
    if (!agent.isEmpty())
        event.byBot = byBot;
    return event;
}

std::vector<ReportingEvent> eventsOfRoom(const RoomFacts &room)
{
    return RoomStory(room).events();
}

} // namespace watchfloor::rocketchat
