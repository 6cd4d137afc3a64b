// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonevents.h"

#include <algorithm>

namespace watchfloor::liveperson {
namespace {

/// Writes the rows of one conversation.
class HistoryEvents {
public:
    HistoryEvents(const HistoryRecord &record, const ConversationCourse &course)
        : m_record(record)
        , m_course(course)
    {
    }

    std::vector<ReportingEvent> all()
    {
        assignments();
        transfers();
        responses();
        surveys();
        closing();
        return std::move(m_events);
    }

private:
    void assignments()
    {
        for (const HistoryAssignment &one : m_course.assignments()) {
            ReportingEvent &row = add("assigned", one.waitedSince, one.from, one.agent);
            row.groupRemoteId = one.group;
        }
    }

    void transfers()
    {
        for (const HistoryTransfer &one : m_record.transfers) {
            const TransferMeaning meaning = transferFromWire(one.reason);
            if (meaning.event.isEmpty())
                continue;
            ReportingEvent &row = add("", one.at, one.at, one.sourceAgent);
            row.name = meaning.event;
            row.skillRemoteId = one.sourceSkill;
        }
    }

    /// A human response is a person's public message whose predecessor among the consumer's and
    /// people's messages is the consumer's. It answers the first one since people last wrote; what
    /// a bot says in between is left out.
    void responses()
    {
        const HistoryMessage *waiting = nullptr;    // w
        const HistoryMessage *firstAsked = nullptr; // of the conversation
        bool answered = false;                      // some person wrote
        bool responded = false;                     // some person answered
        for (const HistoryMessage &message : m_record.messages) {
            if (message.sender == MessageSender::Consumer) {
                if (!waiting)
                    waiting = &message;
                if (!firstAsked)
                    firstAsked = &message;
                continue;
            }
            if (!isHuman(message))
                continue;
            if (waiting) {
                const TimeMs assigned = m_course.humanAssignedAt(message.at).value_or(waiting->at);
                if (!responded)
                    add("first_response", waiting->at, message.at, message.participant);
                add("wait_time", waiting->at, message.at, message.participant);
                add("reply_time", std::max(waiting->at, assigned), message.at, message.participant);
                responded = true;
                waiting = nullptr;
            }
            const auto first = m_course.firstHumanAssignment();
            if (!answered && firstAsked && first && *first <= message.at)
                add("first_assignment_response", std::max(*first, firstAsked->at), message.at,
                    message.participant);
            answered = true;
        }
    }

    void surveys()
    {
        const auto closedAt = m_record.closedAt();
        for (const SurveyAnswer &answer : m_record.answers) {
            const HistoryDialog *dialog = m_record.dialog(answer.dialog);
            if (dialog && dialog->to) {
                rated(answer.rating, dialog->from.value_or(*dialog->to), *dialog->to,
                      EventOrigin::Derived);
            } else if (!dialog && closedAt) { // when it was answered nobody tells
                rated(answer.rating, *closedAt, *closedAt, EventOrigin::Estimated);
            }
        }
        if (m_record.answers.empty() && m_record.info.csat && closedAt)
            rated(*m_record.info.csat, *closedAt, *closedAt, EventOrigin::Estimated);
    }

    void rated(int rating, TimeMs asked, TimeMs at, EventOrigin origin)
    {
        ReportingEvent &row = add("csat_answer", asked, at, m_record.info.agent);
        setLatest(row);
        row.value = rating;
        row.origin = origin;
    }

    void closing()
    {
        const auto closedAt = m_record.closedAt();
        if (!closedAt)
            return;
        const HistoryAssignment *closer = m_course.closer();
        ReportingEvent &row = add("conversation_resolved", m_record.info.start, *closedAt,
                                  closer ? closer->agent : QString());
        setLatest(row);
        if (closer)
            row.groupRemoteId = closer->group;
    }

    /// At the end, what the record names as the latest is what counts.
    void setLatest(ReportingEvent &row) const
    {
        row.groupRemoteId = m_record.info.group;
        if (!m_record.info.skill.isEmpty())
            row.skillRemoteId = m_record.info.skill;
    }

    bool isHuman(const HistoryMessage &message) const
    {
        return message.sender == MessageSender::Agent && !message.isPrivate &&
               m_course.isPerson(message.participant);
    }

    ReportingEvent &add(const char *name, TimeMs start, TimeMs end, const QString &agent)
    {
        ReportingEvent row;
        row.conversationRemoteId = m_record.info.id;
        row.name = QLatin1String(name);
        row.value = end - start;
        row.start = start;
        row.end = end;
        row.created = end;
        row.updated = end;
        row.origin = EventOrigin::Derived;
        row.agentRemoteId = agent;
        row.groupRemoteId = m_course.groupAt(agent, end);
        row.skillRemoteId = m_course.skillAt(end);
        if (const auto kind = m_course.kindOf(agent); kind && !agent.isEmpty())
            row.byBot = *kind != AgentKind::Human;
        m_events.push_back(std::move(row));
        return m_events.back();
    }

    const HistoryRecord &m_record;
    const ConversationCourse &m_course;
    std::vector<ReportingEvent> m_events;
};

} // namespace

std::vector<ReportingEvent> deriveEvents(const HistoryRecord &record,
                                         const ConversationCourse &course)
{
    return HistoryEvents(record, course).all();
}

} // namespace watchfloor::liveperson
