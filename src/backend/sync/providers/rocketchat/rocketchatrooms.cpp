// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchatrooms.h"

#include "backend/sync/providers/rocketchat/rocketchatmapping.h"

namespace watchfloor::rocketchat {
namespace {

constexpr const char *livechatRoom = "l";

/// Absent where the key is missing, null or no object: old servers and odd rooms lack anything.
JsonReader part(JsonReader &reader, const char *key)
{
    auto nested = reader.optionalObject(key);
    return nested ? *nested : JsonReader(QJsonObject(), reader.path() + u'.' + QLatin1String(key));
}

void readServing(JsonReader &reader, RoomPage &page, Conversation &row, RoomFacts &facts,
                 const RoomOptions &options)
{
    JsonReader served = part(reader, "servedBy");
    facts.agent = served.optionalIdText("_id").value_or(QString());
    const QString username = served.optionalText("username").value_or(QString());
    facts.servedAt = served.optionalIsoTime("ts");
    reader.absorb(served);
    if (facts.agent.isEmpty())
        facts.servedAt.reset();
    facts.agentIsBot = options.bots.contains(facts.agent);
    row.agentRemoteId = facts.agent;
    row.assigned = facts.servedAt;
    if (!facts.agent.isEmpty() && !username.isEmpty())
        page.servedNames.insert(facts.agent, username);
}

void readClosing(JsonReader &reader, Conversation &row, RoomFacts &facts,
                 const RoomOptions &options)
{
    facts.closed = reader.optionalIsoTime("closedAt");
    row.closed = facts.closed;
    if (!facts.closed)
        return;
    JsonReader by = part(reader, "closedBy");
    const bool byBot = options.bots.contains(by.optionalIdText("_id").value_or(QString()));
    row.closedBy = closedByFromWire(reader.optionalText("closer").value_or(QString()),
                                    by.optionalText("username").value_or(QString()), byBot);
    reader.absorb(by);
}

/// In the order of section 2: on hold, queued and open are never closed.
QString statusOf(JsonReader &reader, const RoomFacts &facts)
{
    if (facts.closed)
        return QStringLiteral("closed");
    if (reader.optionalBoolean("onHold").value_or(false))
        return QStringLiteral("on_hold");
    return facts.agent.isEmpty() ? QStringLiteral("queued") : QStringLiteral("open");
}

void readSource(JsonReader &reader, Conversation &row)
{
    JsonReader source = part(reader, "source");
    row.channel = channelFromWire(source.optionalText("type").value_or(QString()),
                                  source.optionalText("alias").value_or(QString()));
    reader.absorb(source);
    // Before sources existed, mail and text messages marked themselves.
    if (row.channel.isEmpty() && reader.has("email"))
        row.channel = QStringLiteral("email");
    else if (row.channel.isEmpty() && reader.has("sms"))
        row.channel = QStringLiteral("sms");
}

void readMetrics(JsonReader &reader, Conversation &row, RoomFacts &facts)
{
    JsonReader metrics = part(reader, "metrics");
    JsonReader response = part(metrics, "response");
    facts.responseFirst = optionalSeconds(response, "ft");
    facts.responseAt = response.optionalIsoTime("fd");
    facts.responseSum = optionalSeconds(response, "tt").value_or(0);
    const double total = optionalCount(response, "total").value_or(0);
    facts.responses = static_cast<int>(std::min(total, 1e6));
    JsonReader reaction = part(metrics, "reaction");
    facts.reactionFirst = optionalSeconds(reaction, "ft");
    JsonReader visitor = part(metrics, "v");
    facts.lastAsked = visitor.optionalIsoTime("lq");
    JsonReader answers = part(metrics, "servedBy");
    facts.lastAnswered = answers.optionalIsoTime("lr");
    if (const auto silence = optionalSeconds(metrics, "visitorInactivity"); silence && row.closed)
        row.extra.insert(QStringLiteral("visitor_inactivity"), *silence);
    for (const JsonReader &nested : {response, reaction, visitor, answers})
        metrics.absorb(nested);
    reader.absorb(metrics);
}

/// Waiting and answered, which the engine reads in these two columns. What bots say is no answer.
void readWaiting(JsonReader &reader, Conversation &row, const RoomFacts &facts,
                 const RoomOptions &options)
{
    row.firstResponse = facts.responseAt;
    JsonReader responder = part(reader, "responseBy");
    const QString by = responder.optionalIdText("_id").value_or(QString());
    const auto first = responder.optionalIsoTime("firstResponseTs");
    if (!row.firstResponse && !options.bots.contains(by))
        row.firstResponse = first;
    reader.absorb(responder);
    if (!row.closed && reader.optionalBoolean("waitingResponse").value_or(false))
        row.waitingSince = facts.lastAsked.value_or(facts.created);
}

void readLabels(JsonReader &reader, Conversation &row)
{
    for (const QJsonValue &tag : reader.optionalArray("tags")) {
        if (tag.isString() && !tag.toString().isEmpty())
            row.labels.append(tag.toString());
    }
}

/// Facts only Rocket.Chat has, named one by one: livechatData, lastMessage and the visitor hold
/// personal data and stay out.
void readRest(JsonReader &reader, Conversation &row, RoomFacts &facts, const RoomOptions &options)
{
    readLabels(reader, row);
    row.priority =
        priorityFromWire(static_cast<int>(optionalCount(reader, "priorityWeight").value_or(0)));
    if (const auto sla = reader.optionalIdText("slaId"))
        row.extra.insert(QStringLiteral("sla"), *sla);
    JsonReader visitor = part(reader, "v");
    facts.visitor = visitor.optionalIdText("_id").value_or(QString());
    reader.absorb(visitor);
    if (options.contactNames)
        row.contact = reader.optionalText("fname").value_or(QString());
}

} // namespace

Result<RoomPage> parseRooms(const QByteArray &body, const RoomOptions &options)
{
    const auto found = listNamed(body, "rooms");
    if (!found)
        return found.error();
    RoomPage page;
    readRows(*found, page.batch, [&](JsonReader &reader, const QJsonValue &) {
        if (reader.optionalText("t").value_or(QLatin1String(livechatRoom)) !=
            QLatin1String(livechatRoom))
            return;
        Conversation row;
        RoomFacts facts;
        facts.id = row.remoteId = reader.idText("_id");
        facts.created = row.created = reader.isoTime("ts");
        row.updatedAt = reader.optionalIsoTime("_updatedAt");
        facts.updatedAt = row.updatedAt.value_or(0);
        facts.queuedAt = row.queued = reader.optionalIsoTime("queuedAt");
        facts.department = reader.optionalIdText("departmentId").value_or(QString());
        row.groupRemoteId = facts.department;
        readServing(reader, page, row, facts, options);
        readClosing(reader, row, facts, options);
        row.status = statusOf(reader, facts);
        readSource(reader, row);
        readMetrics(reader, row, facts);
        readWaiting(reader, row, facts, options);
        readRest(reader, row, facts, options);
        if (!reader.ok())
            return;
        page.batch.conversations.push_back(std::move(row));
        page.facts.push_back(std::move(facts));
    });
    return page;
}

} // namespace watchfloor::rocketchat
