// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootmessages.h"

#include "backend/sync/providers/chatwoot/chatwootmapping.h"
#include "backend/sync/providers/chatwoot/chatwootrows.h"

#include <algorithm>

namespace watchfloor::chatwoot {
namespace {

enum WireType { Incoming = 0, Outgoing = 1, ActivityNote = 2, Template = 3 };

bool isTrue(const std::optional<JsonReader> &object, const char *key)
{
    if (!object)
        return false;
    JsonReader copy = *object;
    return copy.optionalBoolean(key).value_or(false);
}

/// A public outgoing message is a person's answer unless a rule, a campaign or a bot sent it.
MessageFact::Kind outgoingKind(JsonReader &reader, MessageFact &fact)
{
    const auto content = reader.optionalObject("content_attributes");
    const auto additional = reader.optionalObject("additional_attributes");
    auto sender = reader.optionalObject("sender");
    if ((content && content->has("automation_rule_id")) ||
        (additional && additional->has("campaign_id")))
        return MessageFact::Kind::Other; // moves neither first reply nor waiting_since
    if (isTrue(content, "external_echo"))
        return MessageFact::Kind::HumanReply;
    if (!sender)
        return MessageFact::Kind::BotReply;
    const QString type = sender->optionalText("type").value_or(QString());
    if (type != QLatin1String("user"))
        return MessageFact::Kind::BotReply;
    fact.agentRemoteId = numericId(*sender, "id");
    reader.absorb(*sender);
    return MessageFact::Kind::HumanReply;
}

MessageFact readMessage(JsonReader &reader)
{
    MessageFact fact;
    fact.id = reader.integer("id");
    fact.created = epochSeconds(reader, "created_at").value_or(0);
    const qint64 type = reader.integer("message_type");
    if (reader.ok() && fact.created == 0)
        reader.fail(QStringLiteral("created_at"), QStringLiteral("a time"), QJsonValue());
    if (type == Incoming)
        fact.kind = MessageFact::Kind::Incoming;
    else if (type == ActivityNote)
        fact.kind = MessageFact::Kind::Activity;
    else if (type == Outgoing && !reader.optionalBoolean("private").value_or(false))
        fact.kind = outgoingKind(reader, fact);
    return fact;
}

class Derivation {
public:
    Derivation(const ConversationKey &conversation, QString assignee)
        : m_conversation(conversation)
        , m_assignee(std::move(assignee))
        , m_waitingSince(conversation.created)
    {
    }

    void take(const MessageFact &fact)
    {
        switch (fact.kind) {
        case MessageFact::Kind::Incoming:
            if (!m_waitingSince)
                startWaiting(fact.created);
            else if (m_noteSeen) // the note may have been a resolution, this message a reopening
                m_boundaryUnsure = true;
            break;
        case MessageFact::Kind::HumanReply:
            answer(fact);
            break;
        case MessageFact::Kind::BotReply:
            m_boundaryUnsure = true;
            break;
        case MessageFact::Kind::Activity:
            m_noteSeen = true;
            m_lastActivity = fact.created;
            break;
        case MessageFact::Kind::Other:
            break;
        }
    }

    std::vector<ReportingEvent> finish()
    {
        if (m_conversation.status == QLatin1String("closed") && m_lastActivity) {
            add("conversation_resolved", m_conversation.created, *m_lastActivity, m_assignee,
                EventOrigin::Estimated);
        }
        return std::move(m_events);
    }

private:
    void startWaiting(TimeMs since)
    {
        m_waitingSince = since;
        m_boundaryUnsure = false;
        m_noteSeen = false;
    }

    void answer(const MessageFact &fact)
    {
        if (m_waitingSince) {
            add(m_answered ? "reply_time" : "first_response", *m_waitingSince, fact.created,
                fact.agentRemoteId,
                m_boundaryUnsure ? EventOrigin::Estimated : EventOrigin::Derived);
        }
        m_answered = true;
        m_waitingSince.reset();
    }

    void add(const char *name, TimeMs from, TimeMs to, const QString &agent, EventOrigin origin)
    {
        const EventMeaning meaning = eventFromWire(QLatin1String(name));
        ReportingEvent event;
        event.name = meaning.name;
        event.byBot = meaning.byBot;
        event.conversationRemoteId = m_conversation.remoteId;
        event.inboxRemoteId = m_conversation.inboxRemoteId;
        event.agentRemoteId = agent;
        event.value = to - from;
        event.start = from;
        event.end = to;
        event.created = to;
        event.updated = to;
        event.origin = origin;
        m_events.push_back(std::move(event));
    }

    const ConversationKey &m_conversation;
    QString m_assignee;
    std::optional<TimeMs> m_waitingSince;
    std::optional<TimeMs> m_lastActivity;
    bool m_answered = false;
    bool m_noteSeen = false; // a localised note: assignment, label or change of status
    bool m_boundaryUnsure = false;
    std::vector<ReportingEvent> m_events;
};

} // namespace

Result<MessagePage> parseMessages(const QByteArray &body)
{
    const auto found = payloadArray(body);
    if (!found)
        return found.error();
    MessagePage page;
    const QJsonObject assignee = found->meta.value(QLatin1String("assignee")).toObject();
    const QJsonValue assigneeId = assignee.value(QLatin1String("id"));
    if (assigneeId.isDouble())
        page.assigneeRemoteId = QString::number(assigneeId.toInteger());
    SyncBatch problems;
    readRows(*found, problems, [&](JsonReader &reader) {
        MessageFact fact = readMessage(reader);
        if (reader.ok())
            page.facts.push_back(std::move(fact));
    });
    std::stable_sort(page.facts.begin(), page.facts.end(),
                     [](const MessageFact &a, const MessageFact &b) { return a.id < b.id; });
    page.problems = std::move(problems.problems);
    page.wireRows = problems.wireRows;
    return page;
}

std::vector<ReportingEvent> deriveEvents(const ConversationKey &conversation,
                                         const std::vector<MessageFact> &facts,
                                         const QString &assigneeRemoteId)
{
    Derivation derivation(conversation, assigneeRemoteId);
    for (const MessageFact &fact : facts)
        derivation.take(fact);
    return derivation.finish();
}

} // namespace watchfloor::chatwoot
