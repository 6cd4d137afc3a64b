// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/truthanswers.h"
#include "sandbox/truthfacts.h"

#include <algorithm>

namespace watchfloor::sandbox {

namespace {

/// A row the vendor does not keep itself: it follows from messages, participants and transfers.
struct DerivedEvent {
    const char *name;
    Ms start;
    Ms end;
    int agent;
    int rating = 0; ///< of csat_answer, whose value it is
};

/// Since when it had been waiting for whoever got it at `at`.
Ms queuedBefore(const Conversation &c, Ms at)
{
    for (const QueueSpan &span : c.queueSpans) {
        if (span.to == at)
            return span.from;
    }
    return at;
}

bool keepsMessages(Vendor vendor)
{
    return vendor == Vendor::RocketChat || vendor == Vendor::LivePerson;
}

std::vector<DerivedEvent> derivedEvents(const World &world, const Conversation &c)
{
    std::vector<DerivedEvent> events;
    if (keepsMessages(world.vendor())) {
        for (const Assignment &assignment : c.assignments)
            events.push_back(
                {"assigned", queuedBefore(c, assignment.from), assignment.from, assignment.agent});
        for (const Transfer &transfer : c.transfers)
            events.push_back(
                {transfer.kind == TransferKind::BackToQueue ? "back_to_queue" : "transferred",
                 transfer.at, transfer.at, transfer.sourceAgent});
        const std::vector<HumanResponse> responses = humanResponses(world, c);
        for (const HumanResponse &r : responses) {
            if (&r == &responses.front())
                events.push_back({"first_response", r.waitedFrom, r.at, r.agent});
            events.push_back({"wait_time", r.waitedFrom, r.at, r.agent});
            events.push_back({"reply_time", std::max(r.waitedFrom, r.assignedAt), r.at, r.agent});
        }
        const FirstAssignmentResponse first = firstAssignmentResponse(world, c);
        if (first.response.at != 0)
            events.push_back(
                {"first_assignment_response", first.from, first.response.at, first.response.agent});
    }
    if (world.vendor() == Vendor::LivePerson) {
        for (const CsatAnswer &answer : c.csat) {
            if (answer.answeredAt != 0)
                events.push_back({"csat_answer", answer.askedAt, answer.answeredAt, answer.agent,
                                  answer.rating});
        }
    }
    if (c.closed())
        events.push_back(
            {"conversation_resolved", c.createdAt, c.closedAt,
             world.vendor() == Vendor::ChatDash ? agentOf(world, c) : c.closures.back().agent});
    // Without an id, what happened at one instant is ordered by what the row itself says.
    std::stable_sort(
        events.begin(), events.end(), [](const DerivedEvent &a, const DerivedEvent &b) {
            if (a.end != b.end)
                return a.end < b.end;
            return a.start != b.start ? a.start < b.start : qstrcmp(a.name, b.name) < 0;
        });
    return events;
}

void writeOrNull(TruthJson *json, Vendor vendor, const QString &id)
{
    if (id.isEmpty())
        json->null();
    else
        writeId(json, vendor, id);
}

} // namespace

TruthAnswer Truth::reportingEvents(const TruthParams &params) const
{
    const std::optional<QString> id = paramOf(params, "conversation");
    if (!id || strangeParam(params, {"conversation"}))
        return chatwootError(400, QStringLiteral("Bad request"), QStringLiteral("conversation"),
                             QStringLiteral("is the one parameter of this operation"),
                             QStringLiteral("required"));
    const int index = m_world.conversationById(*id);
    if (index == Nobody || m_world.at(index).deleted())
        return chatwootError(
            404, QStringLiteral("Conversation not found"), QStringLiteral("conversation_id"),
            QStringLiteral("No conversation %1").arg(*id), QStringLiteral("not_found"));
    const Conversation &c = m_world.at(index);
    const Vendor vendor = m_world.vendor();
    TruthJson json;
    json.beginArray();
    if (vendor == Vendor::Chatwoot) {
        std::vector<const ReportingEvent *> rows;
        for (const int event : c.events) {
            const ReportingEvent &row = m_world.reportingEvents()[size_t(event)];
            if (!row.destroyed)
                rows.push_back(&row);
        }
        std::sort(rows.begin(), rows.end(), [](const ReportingEvent *a, const ReportingEvent *b) {
            return a->createdAt != b->createdAt ? a->createdAt < b->createdAt : a->id < b->id;
        });
        for (const ReportingEvent *row : rows) {
            json.beginObject().key("id").number(row->id);
            json.key("name").text(QString::fromUtf8(row->name));
            json.key("value").number(row->value);
            // Null on the wire, but the documents know no null here: left out.
            if (row->valueInBusinessHours)
                json.key("value_in_business_hours").number(*row->valueInBusinessHours);
            json.key("event_start_time").time(row->start).key("event_end_time").time(row->end);
            json.key("account_id");
            writeId(&json, vendor, m_account.id);
            json.key("conversation_id").number(c.databaseId).key("inbox_id");
            writeOrNull(&json, vendor,
                        row->inbox == Nobody ? QString()
                                             : m_world.inboxes()[size_t(row->inbox)].id);
            json.key("user_id");
            writeOrNull(&json, vendor,
                        row->agent == Nobody ? QString() : m_world.agents()[size_t(row->agent)].id);
            json.key("created_at").time(row->createdAt).key("updated_at").time(row->createdAt);
            json.endObject();
        }
        return {200, json.endArray().bytes()};
    }
    for (const DerivedEvent &event : derivedEvents(m_world, c)) {
        json.beginObject().key("name").text(QString::fromUtf8(event.name));
        if (event.rating != 0)
            json.key("value").number(event.rating);
        else
            json.key("value").seconds(event.end - event.start);
        json.key("event_start_time").time(event.start).key("event_end_time").time(event.end);
        json.key("account_id").text(m_account.id).key("conversation_id").text(c.id);
        json.key("inbox_id").null().key("user_id");
        writeOrNull(&json, vendor,
                    event.agent == Nobody ? QString() : m_world.agents()[size_t(event.agent)].id);
        json.key("created_at").time(event.end).key("updated_at").time(event.end).endObject();
    }
    return {200, json.endArray().bytes()};
}

} // namespace watchfloor::sandbox
