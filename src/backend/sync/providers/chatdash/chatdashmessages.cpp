// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatdash/chatdashparser.h"
#include "backend/sync/providers/chatdash/chatdashrows.h"

#include <algorithm>

namespace watchfloor::chatdash {
namespace {

/// The first of `keys` that is there: the documents describe the fields without naming them.
const char *presentKey(const JsonReader &reader, std::initializer_list<const char *> keys)
{
    for (const char *key : keys) {
        if (reader.has(key))
            return key;
    }
    return *keys.begin();
}

class AnswerTimes {
public:
    explicit AnswerTimes(const Conversation &row)
        : m_row(row)
    {
    }

    void take(const MessageFact &fact)
    {
        switch (fact.sender) {
        case Sender::Customer:
            // Behind the AI's word a new question begins, unless a person still owes an answer to
            // an unbroken run of messages.
            if (!m_askedAt || m_aiSpoke)
                m_askedAt = fact.created;
            m_aiSpoke = false;
            break;
        case Sender::Ai:
            m_aiSpoke = true;
            break;
        case Sender::Person:
            answered(fact.created);
            break;
        case Sender::Unknown:
            break;
        }
    }
    std::vector<ReportingEvent> finish() { return std::move(m_events); }

private:
    void answered(TimeMs at)
    {
        if (m_askedAt) {
            if (!m_responded)
                add("first_response", at);
            add("wait_time", at);
            add("reply_time", at);
            m_responded = true;
        }
        m_askedAt.reset();
        m_aiSpoke = false;
    }

    void add(const char *name, TimeMs at)
    {
        ReportingEvent event;
        event.conversationRemoteId = m_row.remoteId;
        event.name = QLatin1String(name);
        event.value = at - *m_askedAt;
        event.start = *m_askedAt;
        event.end = event.created = event.updated = at;
        event.origin = m_aiSpoke ? EventOrigin::Estimated : EventOrigin::Derived;
        event.agentRemoteId = m_row.agentRemoteId;
        event.byBot = false;
        m_events.push_back(std::move(event));
    }

    const Conversation &m_row;
    std::optional<TimeMs> m_askedAt;
    bool m_aiSpoke = false; // since then
    bool m_responded = false;
    std::vector<ReportingEvent> m_events;
};

} // namespace

Result<MessagePage> parseMessages(const QByteArray &body)
{
    const auto found = listIn(body, {"data", "messages"});
    if (!found)
        return found.error();
    MessagePage page;
    RowFaults faults = readRows(*found, [&](JsonReader &reader, const QJsonObject &) {
        MessageFact fact;
        fact.created = reader.isoTime(presentKey(reader, {"createdAt", "created", "createdTime"}));
        fact.sender = senderFromWire(reader.text(presentKey(reader, {"sender", "role", "from"})));
        if (reader.ok())
            page.facts.push_back(fact);
    });
    std::stable_sort(
        page.facts.begin(), page.facts.end(),
        [](const MessageFact &a, const MessageFact &b) { return a.created < b.created; });
    page.problems = std::move(faults.problems);
    page.moreLeftOut = faults.moreLeftOut;
    page.wireRows = faults.wireRows;
    return page;
}

std::vector<ReportingEvent> deriveAnswers(const Conversation &row,
                                          const std::vector<MessageFact> &facts)
{
    AnswerTimes times(row);
    for (const MessageFact &fact : facts)
        times.take(fact);
    return times.finish();
}

} // namespace watchfloor::chatdash
