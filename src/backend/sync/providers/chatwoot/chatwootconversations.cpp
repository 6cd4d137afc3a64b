// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootmapping.h"
#include "backend/sync/providers/chatwoot/chatwootparser.h"
#include "backend/sync/providers/chatwoot/chatwootrows.h"

#include <cmath>

namespace watchfloor::chatwoot {
namespace {

/// Float seconds with microseconds to ms, cut. Half a microsecond is added first: 412 ms in
/// binary seconds may read back as 411.9999.
TimeMs cutToMs(double seconds)
{
    return static_cast<TimeMs>(std::floor(seconds * 1000.0 + 0.0005));
}

void readAssignee(JsonReader &meta, Conversation &conversation)
{
    auto assignee = meta.optionalObject("assignee");
    if (!assignee)
        return;
    // Anything but a person here means assignee_id is null on the server: unassigned in every
    // metric. Before 4.8 the type is missing and only persons are assigned.
    if (meta.optionalText("assignee_type").value_or(QStringLiteral("User")) !=
        QLatin1String("User")) {
        const QString name = assignee->optionalText("name").value_or(QString());
        conversation.extra.insert(QStringLiteral("assignee_bot"), name);
    } else {
        conversation.agentRemoteId = numericId(*assignee, "id");
    }
    meta.absorb(*assignee);
}

void readMeta(JsonReader &reader, Conversation &conversation, ConversationOptions options)
{
    JsonReader meta = reader.object("meta");
    conversation.channel = channelFromWire(meta.optionalText("channel").value_or(QString()));
    readAssignee(meta, conversation);
    if (auto team = meta.optionalObject("team")) {
        conversation.groupRemoteId = numericId(*team, "id");
        meta.absorb(*team);
    }
    if (options.contactNames) {
        if (auto sender = meta.optionalObject("sender")) {
            conversation.contact = sender->optionalText("name").value_or(QString());
            meta.absorb(*sender);
        }
    }
    reader.absorb(meta);
}

void readLabels(JsonReader &reader, Conversation &conversation)
{
    for (const QJsonValue &label : reader.optionalArray("labels")) {
        if (label.isString())
            conversation.labels.append(label.toString());
        else
            reader.fail(QStringLiteral("labels"), QStringLiteral("texts"), label);
    }
}

/// Facts only Chatwoot has. Named one by one: custom attributes, messages and the contact hold
/// personal data and stay out.
void readExtra(JsonReader &reader, const QJsonValue &row, Conversation &conversation)
{
    QJsonObject &extra = conversation.extra;
    if (const auto uuid = reader.optionalText("uuid"))
        extra.insert(QStringLiteral("uuid"), *uuid);
    if (const auto policy = reader.optionalInteger("sla_policy_id"))
        extra.insert(QStringLiteral("sla_policy_id"), *policy);
    if (reader.optionalBoolean("muted").value_or(false))
        extra.insert(QStringLiteral("muted"), true);
    if (const auto last = epochSeconds(reader, "last_activity_at"))
        extra.insert(QStringLiteral("last_activity_at"), *last);
    // ISO text in fact, a number by the contract: kept as it comes.
    const QJsonValue snoozed = row.toObject().value(QLatin1String("snoozed_until"));
    if (snoozed.isString() || snoozed.isDouble())
        extra.insert(QStringLiteral("snoozed_until"), snoozed);
    if (auto sla = reader.optionalObject("applied_sla")) {
        if (const auto status = sla->optionalText("sla_status"))
            extra.insert(QStringLiteral("sla"), *status);
        reader.absorb(*sla);
    }
}

Conversation readConversation(JsonReader &reader, const QJsonValue &row,
                              ConversationOptions options)
{
    Conversation conversation;
    conversation.remoteId = numericId(reader, "id");
    conversation.status = statusFromWire(reader.text("status"));
    conversation.created = reader.integer("created_at");
    if (reader.ok() && conversation.created <= 0)
        reader.fail(QStringLiteral("created_at"), QStringLiteral("a time"),
                    QJsonValue(conversation.created));
    conversation.created =
        secondsToMs(reader, "created_at", static_cast<double>(conversation.created));
    conversation.firstResponse = epochSeconds(reader, "first_reply_created_at");
    conversation.waitingSince = epochSeconds(reader, "waiting_since");
    conversation.inboxRemoteId = numericId(reader, "inbox_id");
    conversation.priority = priorityFromWire(reader.optionalText("priority").value_or(QString()));
    if (const auto unread = reader.optionalInteger("unread_count"))
        conversation.unread = static_cast<int>(qBound(qint64(0), *unread, qint64(1'000'000)));
    if (const auto updated = reader.optionalNumber("updated_at"); updated && *updated > 0) {
        secondsToMs(reader, "updated_at", *updated); // refuses nonsense
        if (reader.ok())
            conversation.updatedAt = cutToMs(*updated);
    }
    readLabels(reader, conversation);
    readMeta(reader, conversation, options);
    readExtra(reader, row, conversation);
    return conversation;
}

} // namespace

Result<SyncBatch> parseConversations(const QByteArray &body, ConversationOptions options)
{
    const auto found = conversationArray(body);
    if (!found)
        return found.error();
    SyncBatch batch;
    qsizetype index = 0;
    readRows(*found, batch, [&](JsonReader &reader) {
        Conversation row = readConversation(reader, found->rows.at(index++), options);
        if (reader.ok())
            batch.conversations.push_back(std::move(row));
    });
    return batch;
}

Result<SyncBatch> parseConversation(const QByteArray &body, ConversationOptions options)
{
    const auto json = parseJson(body);
    if (!json)
        return json.error();
    JsonReader reader(*json, QStringLiteral("$"));
    Conversation row = readConversation(reader, *json, options);
    if (!reader.ok())
        return reader.error();
    SyncBatch batch;
    batch.wireRows = 1;
    batch.conversations.push_back(std::move(row));
    return batch;
}

} // namespace watchfloor::chatwoot
