// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/chatdashfields.h"

#include "backend/engine/operations/jsonwriter.h"

namespace watchfloor {
namespace {

/// Writes fields of one conversation, leaving out what is not there.
class Fields {
public:
    Fields(JsonWriter &json, const Conversation &conversation)
        : m_json(json)
        , m_extra(conversation.extra)
    {
    }

    void text(const char *key, const QString &value)
    {
        if (!value.isEmpty())
            m_json.key(key).value(value);
    }
    template<typename T>
    void number(const char *key, const std::optional<T> &value)
    {
        if (value)
            m_json.key(key).value(*value);
    }
    void time(const char *key, const std::optional<TimeMs> &value)
    {
        if (value)
            m_json.key(key).time(*value);
    }
    /// From `extra`, whatever its type.
    void extra(std::initializer_list<const char *> keys)
    {
        for (const char *key : keys) {
            const QJsonValue value = m_extra.value(QLatin1String(key));
            const bool none = value.isNull() || value.isUndefined() ||
                              (value.isString() && value.toString().isEmpty());
            if (!none)
                m_json.key(key).value(value);
        }
    }
    void evaluation()
    {
        const QJsonObject stored = m_extra.value(QLatin1String("evaluation")).toObject();
        const QJsonValue success = stored.value(QLatin1String("isSuccess"));
        const QString reason = stored.value(QLatin1String("reason")).toString();
        if (!success.isBool() && reason.isEmpty())
            return;
        m_json.key("evaluation").beginObject();
        if (success.isBool())
            m_json.key("isSuccess").value(success.toBool());
        text("reason", reason);
        m_json.endObject();
    }

private:
    JsonWriter &m_json;
    const QJsonObject &m_extra;
};

} // namespace

QString chatDashAgentId(const Conversation &conversation)
{
    return conversation.extra.value(QLatin1String("agentId")).toString();
}

void writeChatDashFields(JsonWriter &json, const Conversation &c, const Agent *liveAgent)
{
    constexpr double minute = 60'000.0;
    json.beginObject();
    Fields row(json, c);
    row.text("_id", c.remoteId);
    row.extra({"agentId", "platformId", "leadId", "campaignId"});
    row.text("name", c.contact);
    row.extra({"read"});
    row.time("endedAt", c.closed);
    row.extra({"browser", "device", "os", "countryCode", "ipAddress"});
    row.number("record", c.recorded);
    row.number("interacted", c.interacted);
    const QString ownWord = c.extra.value(QLatin1String("channel")).toString();
    row.text("channel", ownWord.isEmpty() ? c.channel : ownWord);
    row.extra({"phone", "phoneSecondary", "instagramId", "instagramUsername"});
    row.number("cost", c.cost);
    if (c.talkDuration)
        row.number("duration", std::optional(double(*c.talkDuration) / minute));
    row.extra({"url", "endedReason", "noAnswer", "status"});
    row.text("liveAgentName", liveAgent ? liveAgent->name : QString());
    row.text("liveAgentId", c.agentRemoteId);
    row.number("isLive", c.isLive);
    row.extra({"note"});
    row.text("topic", c.topic);
    row.text("subtopic", c.subtopic);
    row.extra({"summary"});
    row.evaluation();
    row.extra({"mistunderstoodQueries", "customAnalysis", "metadata"});
    row.time("createdAt", c.created);
    row.time("updatedAt", c.updatedAt);
    json.endObject();
}

} // namespace watchfloor
