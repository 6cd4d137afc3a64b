// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/agentconversations.h"

#include "backend/engine/daterange.h"
#include "backend/engine/operations/chatdashfields.h"
#include "backend/engine/operations/jsonwriter.h"
#include "backend/engine/vendors.h"
#include "backend/engine/operations/remoteids.h"

#include <algorithm>
#include <limits>

namespace watchfloor {
namespace {

Error wrong(const QString &message)
{
    return Error(Error::Kind::BadInput, message);
}

/// False when the text is no boolean.
bool readFlag(const std::optional<QString> &text, bool *flag)
{
    *flag = !text || *text == QLatin1String("true");
    return *flag || *text == QLatin1String("false");
}

/// The same shape from a vendor that is no ChatDash. `status` is not among it: its three words are
/// ChatDash's.
void writeOther(JsonWriter &json, const ProviderRules &rules, const Conversation &c,
                const Agent *agent)
{
    json.beginObject().key("_id").id(c.remoteId, rules.numericIds);
    json.key("agentId").id(c.agentRemoteId, rules.numericIds);
    if (!c.contact.isEmpty())
        json.key("name").value(c.contact);
    if (c.closed)
        json.key("endedAt").time(*c.closed);
    json.key("record").value(true).key("interacted").value(true);
    if (!c.channel.isEmpty())
        json.key("channel").value(c.channel);
    if (agent && agent->kind == AgentKind::Human) {
        if (!agent->name.isEmpty())
            json.key("liveAgentName").value(agent->name);
        json.key("liveAgentId").id(agent->remoteId, rules.numericIds);
    }
    json.key("isLive").value(c.status != QLatin1String("closed"));
    json.key("createdAt").time(c.created);
    if (c.updatedAt)
        json.key("updatedAt").time(*c.updatedAt);
    json.endObject();
}

} // namespace

TimeRange AgentConversationsRequest::created() const
{
    using Limits = std::numeric_limits<TimeMs>;
    return {start.value_or(Limits::min()), end.value_or(Limits::max())};
}

Result<AgentConversationsRequest>
agentConversationsRequest(const QString &agentId, const std::optional<QString> &startDate,
                          const std::optional<QString> &endDate,
                          const std::optional<QString> &record,
                          const std::optional<QString> &interacted, const QTimeZone &zone)
{
    AgentConversationsRequest request;
    request.agentId = agentId;
    if (startDate) {
        const auto start = parseInstant(*startDate, zone);
        if (!start)
            return wrong(QStringLiteral("startDate must be an ISO 8601 date"));
        request.start = *start;
    }
    if (endDate) {
        const auto end = parseInstant(*endDate, zone);
        if (!end)
            return wrong(QStringLiteral("endDate must be an ISO 8601 date"));
        request.end = *end;
    }
    if (!readFlag(record, &request.record) || !readFlag(interacted, &request.interacted))
        return wrong(QStringLiteral("record and interacted must be true or false"));
    return request;
}

QByteArray agentConversationsError(const Error &error)
{
    JsonWriter json;
    return json.beginObject().key("message").value(error.message()).endObject().bytes();
}

QByteArray agentConversations(const AccountRows &rows, const AgentConversationsRequest &request)
{
    const ProviderRules &rules = rulesFor(rows.account.provider);
    const bool chatDash = rows.account.provider == QLatin1String("chatdash");
    QHash<QString, const Agent *> agents;
    for (const Agent &agent : rows.agents)
        agents.insert(agent.remoteId, &agent);
    const Agent *wanted = agents.value(request.agentId);
    const bool left = rules.removalUnassigns && wanted && wanted->goneAt;
    std::vector<const Conversation *> found;
    for (const Conversation &c : rows.conversations) {
        const bool flags = chatDash ? c.recorded.value_or(false) == request.record &&
                                          c.interacted.value_or(false) == request.interacted
                                    : request.record && request.interacted;
        const QString owner = chatDash ? chatDashAgentId(c) : c.agentRemoteId;
        if (flags && !left && !c.goneAt && !request.agentId.isEmpty() && owner == request.agentId &&
            request.created().contains(c.created))
            found.push_back(&c);
    }
    std::sort(found.begin(), found.end(), [](const Conversation *a, const Conversation *b) {
        return a->created != b->created ? a->created < b->created
                                        : remoteIdLess(a->remoteId, b->remoteId);
    });
    JsonWriter json;
    json.beginArray();
    for (const Conversation *c : found) {
        if (chatDash)
            writeChatDashFields(json, *c, agents.value(c->agentRemoteId));
        else
            writeOther(json, rules, *c, wanted);
    }
    return json.endArray().bytes();
}

} // namespace watchfloor
