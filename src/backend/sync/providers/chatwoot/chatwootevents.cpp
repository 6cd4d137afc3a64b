// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootmapping.h"
#include "backend/sync/providers/chatwoot/chatwootparser.h"
#include "backend/sync/providers/chatwoot/chatwootrows.h"

namespace watchfloor::chatwoot {
namespace {

ReportingEvent readEvent(JsonReader &reader)
{
    ReportingEvent event;
    event.remoteId = reader.integer("id");
    const EventMeaning meaning = eventFromWire(reader.text("name"));
    event.name = meaning.name;
    event.byBot = meaning.byBot;
    event.value = secondsToMs(reader, "value", reader.number("value"));
    // Null is not zero: captain's events and rows older than 2.4 have no business value at all.
    if (const auto business = reader.optionalNumber("value_in_business_hours"))
        event.valueInBusinessHours = secondsToMs(reader, "value_in_business_hours", *business);
    event.start = reader.optionalIsoTime("event_start_time");
    event.end = reader.optionalIsoTime("event_end_time");
    event.created = reader.isoTime("created_at");
    event.updated = reader.optionalIsoTime("updated_at").value_or(event.created);
    event.conversationInternalId = optionalNumericId(reader, "conversation_id").value_or(QString());
    event.agentRemoteId = optionalNumericId(reader, "user_id").value_or(QString());
    event.inboxRemoteId = optionalNumericId(reader, "inbox_id").value_or(QString());
    return event;
}

} // namespace

Result<ListPage> parseEventPage(const QByteArray &body)
{
    const auto found = payloadArray(body);
    if (!found)
        return found.error();
    ListPage page;
    const QJsonValue total = found->meta.value(QLatin1String("total_pages"));
    if (total.isDouble())
        page.totalPages = total.toInteger(-1);
    readRows(*found, page.batch, [&](JsonReader &reader) {
        ReportingEvent event = readEvent(reader);
        if (reader.ok())
            page.batch.events.push_back(std::move(event));
    });
    return page;
}

Result<SyncBatch> parseConversationEvents(const QByteArray &body, const QString &displayId)
{
    const auto found = bareArray(body);
    if (!found)
        return found.error();
    SyncBatch batch;
    QString internalId;
    readRows(*found, batch, [&](JsonReader &reader) {
        ReportingEvent event = readEvent(reader);
        if (!reader.ok())
            return;
        event.conversationRemoteId = displayId;
        if (internalId.isEmpty())
            internalId = event.conversationInternalId;
        batch.events.push_back(std::move(event));
    });
    if (!internalId.isEmpty())
        batch.links.push_back(ConversationLink{displayId, internalId, false});
    return batch;
}

} // namespace watchfloor::chatwoot
