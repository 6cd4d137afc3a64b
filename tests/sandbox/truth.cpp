// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/truth.h"

#include "sandbox/truthfacts.h"

namespace watchfloor::sandbox {

namespace {

void writeOptionalId(TruthJson *json, Vendor vendor, const QString &id)
{
    if (id.isEmpty())
        json->null();
    else
        writeId(json, vendor, id);
}

template<typename Row>
QString idAt(const std::vector<Row> &rows, int index)
{
    return index == Nobody ? QString() : rows[size_t(index)].id;
}

} // namespace

bool Truth::isPost(const QString &operation)
{
    return operation == QLatin1String("key-metrics");
}

TruthAnswer Truth::answer(const QString &operation, const TruthParams &params,
                          const QByteArray &body) const
{
    if (operation == QLatin1String("agent-conversation-metrics"))
        return agentConversationMetrics(params);
    if (operation == QLatin1String("reporting-events"))
        return reportingEvents(params);
    if (operation == QLatin1String("conversations-by-agent"))
        return conversationsByAgent(params);
    if (operation == QLatin1String("key-metrics"))
        return keyMetrics(params, body);
    if (operation == QLatin1String("agent-conversations"))
        return agentConversations(params);
    if (operation == QLatin1String("conversations"))
        return conversations();
    TruthJson json;
    json.beginObject().key("error").text(
        QStringLiteral("sandbox: no operation '%1'").arg(operation));
    return {404, json.endObject().bytes()};
}

TruthAnswer Truth::conversations() const
{
    const Vendor vendor = m_world.vendor();
    TruthJson json;
    json.beginArray();
    for (const Conversation &c : m_world.conversations()) {
        if (c.deleted())
            continue;
        json.beginObject().key("id");
        writeId(&json, vendor, c.id);
        json.key("created").time(createdOf(m_world, c)).key("closed");
        if (c.closed())
            json.time(c.closedAt);
        else
            json.null();
        json.key("status").text(statusWord(vendor, c.phase)).key("agent");
        writeOptionalId(&json, vendor, idAt(m_world.agents(), agentOf(m_world, c)));
        json.key("group");
        writeOptionalId(&json, vendor, idAt(m_world.groups(), groupOf(m_world, c)));
        json.key("skill");
        writeOptionalId(&json, vendor, idAt(m_world.skills(), skillOf(m_world, c)));
        json.key("inbox");
        writeOptionalId(&json, vendor,
                        hasInboxes(vendor) ? idAt(m_world.inboxes(), c.inbox) : QString());
        json.key("channel");
        if (c.inbox == Nobody)
            json.null();
        else
            json.text(channelWord(m_world.inboxes()[size_t(c.inbox)].channel));
        json.endObject();
    }
    return {200, json.endArray().bytes()};
}

} // namespace watchfloor::sandbox
