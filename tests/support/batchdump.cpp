// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/batchdump.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <type_traits>

namespace watchfloor::test {
namespace {

/// Adds fields to an object unless they say nothing.
class Fields {
public:
    Fields &add(const char *key, const QString &value)
    {
        return value.isEmpty() ? *this : put(key, value);
    }
    Fields &add(const char *key, const QStringList &value)
    {
        return value.isEmpty() ? *this : put(key, QJsonArray::fromStringList(value));
    }
    Fields &add(const char *key, const QJsonObject &value)
    {
        return value.isEmpty() ? *this : put(key, value);
    }
    template<typename T>
    Fields &add(const char *key, const std::optional<T> &value)
    {
        return value ? put(key, QJsonValue(*value)) : *this;
    }
    Fields &put(const char *key, const QJsonValue &value)
    {
        m_object.insert(QLatin1String(key), value);
        return *this;
    }
    QJsonObject object() const { return m_object; }

private:
    QJsonObject m_object;
};

QString kindName(GroupingKind kind)
{
    static const char *const names[] = {"group", "skill", "inbox", "department", "team", "label"};
    return QLatin1String(names[static_cast<int>(kind)]);
}

QString agentKindName(AgentKind kind)
{
    static const char *const names[] = {"human", "bot", "system"};
    return QLatin1String(names[static_cast<int>(kind)]);
}

QJsonObject toJson(const Agent &row)
{
    return Fields()
        .add("id", row.remoteId)
        .add("name", row.name)
        .add("email", row.email)
        .put("kind", agentKindName(row.kind))
        .add("availability", row.availability)
        .add("availabilitySince", row.availabilitySince)
        .add("reason", row.availabilityReason)
        .add("capacity", row.capacity)
        .put("enabled", row.enabled)
        .add("goneAt", row.goneAt)
        .add("avatarUrl", row.avatarUrl)
        .object();
}

QJsonObject toJson(const AgentPresence &row)
{
    return Fields()
        .add("agent", row.agentRemoteId)
        .add("availability", row.availability)
        .add("reason", row.reason)
        .add("capacity", row.capacity)
        .object();
}

QJsonObject toJson(const Grouping &row)
{
    return Fields()
        .put("kind", kindName(row.kind))
        .add("id", row.remoteId)
        .add("name", row.name)
        .add("parent", row.parentRemoteId)
        .add("extra", row.extra)
        .add("goneAt", row.goneAt)
        .object();
}

QJsonObject toJson(const Membership &row)
{
    return Fields()
        .add("agent", row.agentRemoteId)
        .put("kind", kindName(row.kind))
        .add("grouping", row.groupingRemoteId)
        .object();
}

QJsonObject toJson(const Conversation &row)
{
    return Fields()
        .add("id", row.remoteId)
        .add("internalId", row.internalId)
        .add("status", row.status)
        .put("created", row.created)
        .add("queued", row.queued)
        .add("assigned", row.assigned)
        .add("firstResponse", row.firstResponse)
        .add("waitingSince", row.waitingSince)
        .add("closed", row.closed)
        .add("closedBy", row.closedBy)
        .add("agent", row.agentRemoteId)
        .add("group", row.groupRemoteId)
        .add("skill", row.skillRemoteId)
        .add("inbox", row.inboxRemoteId)
        .add("channel", row.channel)
        .add("contact", row.contact)
        .add("labels", row.labels)
        .add("unread", row.unread)
        .add("priority", row.priority)
        .add("dueAt", row.dueAt)
        .add("csat", row.csat)
        .add("outcome", row.outcome)
        .add("isLive", row.isLive)
        .add("recorded", row.recorded)
        .add("interacted", row.interacted)
        .add("talkDuration", row.talkDuration)
        .add("cost", row.cost)
        .add("topic", row.topic)
        .add("subtopic", row.subtopic)
        .add("updatedAt", row.updatedAt)
        .add("goneAt", row.goneAt)
        .add("extra", row.extra)
        .object();
}

QJsonObject toJson(const ConversationPatch &row)
{
    return Fields()
        .add("id", row.remoteId)
        .add("csat", row.csat)
        .add("dueAt", row.dueAt)
        .add("slaStatus", row.slaStatus)
        .object();
}

QJsonObject toJson(const ConversationLink &row)
{
    return Fields()
        .add("id", row.remoteId)
        .add("internalId", row.internalId)
        .put("inferred", row.inferred)
        .object();
}

QJsonObject toJson(const EventsComplete &row)
{
    return Fields()
        .add("id", row.conversationRemoteId)
        .put("asOfUpdatedAt", row.asOfUpdatedAt)
        .object();
}

QJsonObject toJson(const MetricValue &row)
{
    static const char *const scopes[] = {"account", "agent", "group", "skill", "conversation"};
    Fields fields;
    fields.add("metric", row.metric)
        .put("scope", QLatin1String(scopes[static_cast<int>(row.scope)]))
        .add("key", row.scopeKey)
        .add("value", row.value)
        .add("n", row.n)
        .put("takenAt", row.takenAt);
    if (row.window)
        fields.put("from", row.window->from).put("to", row.window->to);
    if (row.partial)
        fields.put("partial", true);
    if (row.inferredZero)
        fields.put("inferredZero", true);
    return fields.object();
}

QJsonObject toJson(const AgentState &row)
{
    return Fields()
        .add("agent", row.agentRemoteId)
        .add("state", row.state)
        .add("reason", row.reason)
        .put("from", row.from)
        .add("to", row.to)
        .put("observed", row.observed)
        .object();
}

QJsonObject toJson(const CompleteSet &row)
{
    static const char *const whats[] = {"agents", "groupings", "memberships"};
    const QString agents = row.agentKind ? agentKindName(*row.agentKind) : QString();
    return Fields()
        .put("what", QLatin1String(whats[static_cast<int>(row.what)]))
        .put("kind", kindName(row.kind))
        .add("agentKind", agents)
        .put("ids", QJsonArray::fromStringList(row.remoteIds))
        .object();
}

QJsonObject toJson(const Error &error)
{
    return Fields().put("kind", error.kindName()).put("sentence", error.sentence()).object();
}

QJsonObject toJson(const ReportingEvent &event)
{
    return eventToJson(event);
}

template<typename T>
void addRows(Fields &fields, const char *key, const std::vector<T> &rows)
{
    QJsonArray array;
    for (const T &row : rows)
        array.append(toJson(row));
    if (!array.isEmpty())
        fields.put(key, array);
}

} // namespace

QJsonObject eventToJson(const ReportingEvent &row)
{
    static const char *const origins[] = {"server", "derived", "estimated"};
    return Fields()
        .add("id", row.remoteId)
        .add("conversation", row.conversationRemoteId)
        .add("internalConversation", row.conversationInternalId)
        .add("name", row.name)
        .put("value", row.value)
        .add("businessValue", row.valueInBusinessHours)
        .add("start", row.start)
        .add("end", row.end)
        .put("created", row.created)
        .put("updated", row.updated)
        .put("origin", QLatin1String(origins[static_cast<int>(row.origin)]))
        .add("agent", row.agentRemoteId)
        .add("group", row.groupRemoteId)
        .add("skill", row.skillRemoteId)
        .add("inbox", row.inboxRemoteId)
        .add("channel", row.channel)
        .add("byBot", row.byBot)
        .object();
}

QJsonObject batchToJson(const SyncBatch &batch)
{
    Fields fields;
    addRows(fields, "agents", batch.agents);
    addRows(fields, "presences", batch.presences);
    addRows(fields, "groupings", batch.groupings);
    addRows(fields, "memberships", batch.memberships);
    addRows(fields, "conversations", batch.conversations);
    addRows(fields, "patches", batch.patches);
    addRows(fields, "links", batch.links);
    addRows(fields, "events", batch.events);
    addRows(fields, "eventsComplete", batch.eventsComplete);
    addRows(fields, "metricValues", batch.metricValues);
    addRows(fields, "agentStates", batch.agentStates);
    addRows(fields, "complete", batch.complete);
    addRows(fields, "problems", batch.problems);
    fields.add("goneConversations", batch.goneConversations)
        .put("wireRows", batch.wireRows)
        .add("nextCursor", batch.nextCursor)
        .add("watermark", batch.watermark);
    if (batch.covered)
        fields.put("coveredFrom", batch.covered->from).put("coveredTo", batch.covered->to);
    if (batch.backfilled)
        fields.put("backfilled", true);
    return fields.object();
}

QByteArray differenceToGolden(const QString &file, const QJsonObject &actual)
{
    const QByteArray text = QJsonDocument(actual).toJson(QJsonDocument::Indented);
    QFile golden(file);
    const QByteArray expected = golden.open(QIODevice::ReadOnly) ? golden.readAll() : QByteArray();
    const QString failed = file + QStringLiteral(".fail");
    if (text == expected) {
        QFile::remove(failed);
        return {};
    }
    QFile fail(failed);
    if (fail.open(QIODevice::WriteOnly))
        fail.write(text);
    const QList<QByteArray> is = text.split('\n');
    const QList<QByteArray> should = expected.split('\n');
    QByteArray difference = "differs from " + file.toUtf8() + ":\n";
    int shown = 0;
    for (qsizetype i = 0; i < qMax(is.size(), should.size()) && shown < 12; ++i) {
        const QByteArray left = i < should.size() ? should[i] : QByteArray();
        const QByteArray right = i < is.size() ? is[i] : QByteArray();
        if (left == right)
            continue;
        difference += "line " + QByteArray::number(i + 1) + "\n- " + left + "\n+ " + right + "\n";
        ++shown;
    }
    return difference;
}

} // namespace watchfloor::test
