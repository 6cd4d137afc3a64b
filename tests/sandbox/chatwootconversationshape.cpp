// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The conversation as index and show print it, and what hangs on it.
#include "sandbox/chatwootshapes.h"

#include "sandbox/simsetup.h"

namespace watchfloor::sandbox {

namespace {

/// As long as nobody has replied to it the view still prints the last message.
const Message *lastMessage(const Conversation &c, bool withActivity)
{
    for (auto m = c.messages.rbegin(); m != c.messages.rend(); ++m) {
        if (withActivity || m->kind != MessageKind::Activity)
            return &*m;
    }
    return nullptr;
}

} // namespace

QJsonArray ChatwootShapes::labelsOf(const Conversation &c) const
{
    QJsonArray titles;
    for (const int label : c.labels)
        titles.append(m_world.labels()[static_cast<size_t>(label)]);
    return titles;
}

QJsonObject ChatwootShapes::message(const Conversation &c, const Message &m) const
{
    const bool survey = m.kind == MessageKind::Template;
    QJsonObject row{
        {QStringLiteral("id"), m.number},
        {QStringLiteral("content"), m_world.text(c, m)},
        {QStringLiteral("account_id"), 1},
        {QStringLiteral("inbox_id"), number(m_world.inboxes()[static_cast<size_t>(c.inbox)].id)},
        {QStringLiteral("conversation_id"), c.number},
        {QStringLiteral("message_type"), static_cast<int>(m.kind)},
        {QStringLiteral("content_type"),
         survey ? QStringLiteral("input_csat") : QStringLiteral("text")},
        {QStringLiteral("content_attributes"), QJsonObject()},
        {QStringLiteral("created_at"), seconds(m.at)},
        {QStringLiteral("updated_at"), iso(m.at)},
        {QStringLiteral("private"), m.isPrivate},
        {QStringLiteral("status"), QStringLiteral("sent")},
        {QStringLiteral("source_id"), QJsonValue::Null},
    };
    if (m.sender == Sender::Contact) {
        QJsonObject sender = contact(c.contact);
        sender.insert(QStringLiteral("type"), QStringLiteral("contact"));
        row.insert(QStringLiteral("sender"), sender);
    } else if (m.agent != Nobody) {
        const Agent &a = m_world.agents()[static_cast<size_t>(m.agent)];
        const bool person = a.kind == AgentKind::Human;
        row.insert(QStringLiteral("sender"),
                   QJsonObject{{QStringLiteral("id"), number(a.id)},
                               {QStringLiteral("name"), a.name},
                               {QStringLiteral("available_name"), a.name},
                               {QStringLiteral("avatar_url"), thumbnail(m.agent)},
                               {QStringLiteral("type"),
                                person ? QStringLiteral("user") : QStringLiteral("agent_bot")}});
    }
    return row;
}

QJsonArray ChatwootShapes::slaEvents(const Conversation &c) const
{
    static constexpr const char *kinds[] = {"frt", "nrt", "rt"};
    QJsonArray rows;
    for (const SlaEvent &event : c.slaEvents)
        rows.append(QJsonObject{
            {QStringLiteral("id"), event.number},
            {QStringLiteral("event_type"), QLatin1String(kinds[static_cast<int>(event.kind)])},
            {QStringLiteral("meta"), QJsonObject()},
            {QStringLiteral("created_at"), seconds(event.at)},
            {QStringLiteral("updated_at"), seconds(event.at)}});
    return rows;
}

QJsonObject ChatwootShapes::appliedSla(const Conversation &c) const
{
    const SlaTargets targets = slaTargets(c.slaPolicy);
    const bool missed = !c.slaEvents.empty();
    const char *status =
        c.closed() ? (missed ? "missed" : "hit") : (missed ? "active_with_misses" : "active");
    return {{QStringLiteral("id"), 70'000 + c.number},
            {QStringLiteral("sla_id"), slaPolicyId(c.slaPolicy)},
            {QStringLiteral("sla_name"),
             c.slaPolicy == 0 ? QStringLiteral("Standard") : QStringLiteral("Gold")},
            {QStringLiteral("sla_description"), QJsonValue::Null},
            {QStringLiteral("sla_status"), QLatin1String(status)},
            {QStringLiteral("sla_first_response_time_threshold"), seconds(targets.firstResponse)},
            {QStringLiteral("sla_next_response_time_threshold"), seconds(targets.nextResponse)},
            {QStringLiteral("sla_resolution_time_threshold"), seconds(targets.resolution)},
            {QStringLiteral("sla_only_during_business_hours"), false},
            {QStringLiteral("created_at"), seconds(c.createdAt)},
            {QStringLiteral("updated_at"), seconds(missed ? c.slaEvents.back().at : c.createdAt)}};
}

QJsonObject ChatwootShapes::csat(const Conversation &c, const CsatAnswer &answer) const
{
    qint64 survey = 0;
    for (const Message &m : c.messages) {
        if (m.kind == MessageKind::Template && m.at == answer.askedAt)
            survey = m.number;
    }
    QJsonObject row{
        {QStringLiteral("id"), answer.number},
        {QStringLiteral("rating"), answer.rating},
        {QStringLiteral("feedback_message"), answer.feedback},
        {QStringLiteral("csat_review_notes"), QJsonValue::Null},
        {QStringLiteral("account_id"), 1},
        {QStringLiteral("message_id"), survey},
        {QStringLiteral("conversation_id"), c.number},
        {QStringLiteral("created_at"), seconds(answer.answeredAt)},
        {QStringLiteral("contact"), contact(c.contact)},
    };
    if (answer.agent != Nobody)
        row.insert(QStringLiteral("assigned_agent"), agent(answer.agent));
    return row;
}

QJsonObject ChatwootShapes::conversation(const Conversation &c) const
{
    const Inbox &place = m_world.inboxes()[static_cast<size_t>(c.inbox)];
    QJsonObject meta{
        {QStringLiteral("sender"), contact(c.contact)},
        {QStringLiteral("channel"), channelClass(place.channel)},
        {QStringLiteral("hmac_verified"),
         place.channel == ChannelKind::WebWidget ? QJsonValue(false) : QJsonValue()},
    };
    const int assignee = m_world.assignee(c);
    if (assignee != Nobody) {
        meta.insert(QStringLiteral("assignee"), agent(assignee));
        if (atLeast("4.8"))
            meta.insert(QStringLiteral("assignee_type"), QStringLiteral("User"));
    } else if (c.phase == Phase::Bot && c.bot != Nobody && atLeast("4.8")) {
        meta.insert(QStringLiteral("assignee"), bot(c.bot));
        meta.insert(QStringLiteral("assignee_type"), QStringLiteral("AgentBot"));
    }
    if (c.group != Nobody)
        meta.insert(QStringLiteral("team"), team(c.group));

    const Message *last = lastMessage(c, true);
    const Message *spoken = lastMessage(c, false);
    const QString priority = priorityWord(c.priority);
    QJsonObject row{
        {QStringLiteral("meta"), meta},
        {QStringLiteral("id"), c.number},
        {QStringLiteral("messages"), last ? QJsonArray{message(c, *last)} : QJsonArray()},
        {QStringLiteral("account_id"), 1},
        {QStringLiteral("uuid"), c.uuid},
        {QStringLiteral("additional_attributes"), QJsonObject()},
        {QStringLiteral("agent_last_seen_at"), seconds(c.agentSeenAt)},
        {QStringLiteral("assignee_last_seen_at"), seconds(c.agentSeenAt)},
        {QStringLiteral("can_reply"), true},
        {QStringLiteral("contact_last_seen_at"), seconds(c.contactSeenAt)},
        {QStringLiteral("custom_attributes"), QJsonObject()},
        {QStringLiteral("inbox_id"), number(place.id)},
        {QStringLiteral("labels"), labelsOf(c)},
        {QStringLiteral("muted"), false},
        {QStringLiteral("snoozed_until"), iso(c.snoozedUntil)},
        {QStringLiteral("status"), vendorStatusWord(Vendor::Chatwoot, c.phase)},
        {QStringLiteral("created_at"), seconds(c.createdAt)},
        {QStringLiteral("timestamp"), seconds(c.lastActivityAt)},
        {QStringLiteral("first_reply_created_at"), seconds(c.firstReplyAt)},
        {QStringLiteral("unread_count"), qMin(c.unread, 10)},
        {QStringLiteral("last_non_activity_message"),
         spoken ? QJsonValue(message(c, *spoken)) : QJsonValue()},
        {QStringLiteral("last_activity_at"), seconds(c.lastActivityAt)},
        {QStringLiteral("priority"), priority.isEmpty() ? QJsonValue() : QJsonValue(priority)},
        {QStringLiteral("waiting_since"), seconds(c.waitingSince)},
        {QStringLiteral("sla_policy_id"),
         c.slaPolicy == Nobody ? QJsonValue() : QJsonValue(slaPolicyId(c.slaPolicy))},
    };
    // Microseconds below the millisecond the world counts in: they must not matter to anybody.
    if (atLeast("4.0.2"))
        row.insert(QStringLiteral("updated_at"), static_cast<double>(c.updatedAt) / 1000.0 +
                                                     static_cast<double>(c.number % 998 + 1) / 1e6);
    if (enterprise()) {
        if (c.slaPolicy != Nobody)
            row.insert(QStringLiteral("applied_sla"), appliedSla(c));
        row.insert(QStringLiteral("sla_events"), slaEvents(c));
    }
    return row;
}

} // namespace watchfloor::sandbox
