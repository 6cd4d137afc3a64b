// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/reportingevents.h"

#include "backend/engine/metriccatalog.h"
#include "backend/engine/operations/jsonwriter.h"
#include "backend/engine/vendors.h"

#include <algorithm>
#include <tuple>

namespace watchfloor {
namespace {

void nullableId(JsonWriter &json, const char *key, const QString &id, bool numeric)
{
    json.key(key);
    if (id.isEmpty())
        json.null();
    else
        json.id(id, numeric);
}

} // namespace

bool eventBefore(const ReportingEvent &a, const ReportingEvent &b)
{
    const auto key = [](const ReportingEvent &e) {
        return std::make_tuple(e.created, !e.remoteId.has_value(), e.remoteId.value_or(0), e.start,
                               e.end, e.name);
    };
    return key(a) < key(b);
}

QByteArray reportingEvents(const Account &account, const Conversation &conversation,
                           std::vector<ReportingEvent> events)
{
    const ProviderRules &rules = rulesFor(account.provider);
    const bool numeric = rules.numericIds;
    const QString conversationId =
        rules.internalIdInEvents ? conversation.internalId : conversation.remoteId;
    std::stable_sort(events.begin(), events.end(), eventBefore);
    JsonWriter json;
    json.beginArray();
    for (const ReportingEvent &event : events) {
        if (!rules.surveysAreEvents && event.name == QLatin1String("csat_answer"))
            continue;
        json.beginObject();
        if (event.remoteId)
            json.key("id").id(QString::number(*event.remoteId), numeric);
        json.key("name").value(event.name);
        const EventSpec *spec = eventSpec(event.name);
        if (spec && spec->value == EventValue::Rating)
            json.key("value").value(event.value);
        else
            json.key("value").seconds(event.value);
        // Chatwoot sends null where these are missing, but the documented schema knows no null.
        if (event.valueInBusinessHours)
            json.key("value_in_business_hours").seconds(*event.valueInBusinessHours);
        if (event.start)
            json.key("event_start_time").time(*event.start);
        if (event.end)
            json.key("event_end_time").time(*event.end);
        json.key("account_id").id(account.remoteAccountId, numeric);
        nullableId(json, "conversation_id", conversationId, numeric);
        nullableId(json, "inbox_id", event.inboxRemoteId, numeric);
        nullableId(json, "user_id", event.agentRemoteId, numeric);
        json.key("created_at").time(event.created);
        json.key("updated_at").time(event.updated);
        json.endObject();
    }
    json.endArray();
    return json.bytes();
}

} // namespace watchfloor
