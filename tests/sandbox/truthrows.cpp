// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/truthfacts.h"

#include <algorithm>

namespace watchfloor::sandbox {

namespace {

/// Writes fields of one row, leaving out what is not there.
class Row {
public:
    explicit Row(TruthJson *json)
        : m_json(json)
    {
        m_json->beginObject();
    }
    ~Row() { m_json->endObject(); }
    Q_DISABLE_COPY_MOVE(Row)

    void text(const char *key, const QString &value)
    {
        if (!value.isEmpty())
            m_json->key(key).text(value);
    }
    void flag(const char *key, bool value) { m_json->key(key).boolean(value); }
    void number(const char *key, const std::optional<double> &value)
    {
        if (value)
            m_json->key(key).number(*value);
    }
    void time(const char *key, Ms value)
    {
        if (value != 0)
            m_json->key(key).time(value);
    }
    TruthJson *json() { return m_json; }

private:
    TruthJson *m_json;
};

QString nameOf(const World &world, int agent)
{
    return agent == Nobody ? QString() : world.agents()[size_t(agent)].name;
}

ChannelKind channelOf(const World &world, const Conversation &c)
{
    return c.inbox == Nobody ? ChannelKind::Api : world.inboxes()[size_t(c.inbox)].channel;
}

/// All 39 fields in the documents' order, personal ones only when the account opted in.
void writeChatDash(TruthJson *json, const World &world, const Conversation &c)
{
    const bool pii = world.config().pii;
    const ChannelKind channel = channelOf(world, c);
    const bool voice = channel == ChannelKind::Voice;
    const Contact contact = c.contact == Nobody ? Contact{} : world.contacts()[size_t(c.contact)];
    const AiOutcome &ai = c.ai;
    Row row(json);
    row.text("_id", c.id);
    row.text("agentId", c.bot == Nobody ? QString() : world.agents()[size_t(c.bot)].id);
    row.text("platformId", ai.platformId);
    row.text("leadId", ai.leadId);
    row.text("campaignId", ai.campaignId);
    if (pii)
        row.text("name", contact.name);
    row.flag("read", ai.read);
    row.time("endedAt", c.closedAt);
    if (pii) {
        row.text("browser", contact.browser);
        row.text("device", contact.device);
        row.text("os", contact.os);
    }
    row.text("countryCode", contact.country);
    if (pii)
        row.text("ipAddress", contact.ip);
    row.flag("record", ai.record);
    row.flag("interacted", ai.interacted);
    row.text("channel", channelWord(channel));
    if (pii) {
        row.text("phone", contact.phone);
        row.text("phoneSecondary", ai.phoneSecondary);
        if (channel == ChannelKind::Instagram) {
            row.text("instagramId", contact.id);
            row.text("instagramUsername", contact.instagram);
        }
    }
    if (voice) {
        row.number("cost", ai.cost);
        row.number("duration", ai.durationMinutes);
        if (pii && ai.record && !ai.platformId.isEmpty())
            row.text("url", QStringLiteral("https://recordings.invalid/%1.wav").arg(ai.platformId));
        row.text("endedReason", ai.endedReason);
        row.flag("noAnswer", ai.noAnswer);
    }
    row.text("status", vendorStatusWord(Vendor::ChatDash, lastOpenPhase(c)));
    const int live = agentOf(world, c);
    row.text("liveAgentName", nameOf(world, live));
    row.text("liveAgentId", live == Nobody ? QString() : world.agents()[size_t(live)].id);
    row.flag("isLive", !c.closed());
    if (pii)
        row.text("note", ai.note);
    row.text("topic", ai.topic);
    row.text("subtopic", ai.subtopic);
    if (pii)
        row.text("summary", ai.summary);
    if (ai.success) {
        json->key("evaluation").beginObject().key("isSuccess").boolean(*ai.success);
        if (!ai.evaluationReason.isEmpty())
            json->key("reason").text(ai.evaluationReason);
        json->endObject();
    }
    if (pii) {
        json->key("mistunderstoodQueries").beginArray();
        for (const QString &question : ai.misunderstood)
            json->beginObject().key("question").text(question).endObject();
        json->endArray();
        if (!ai.customAnalysis.isEmpty())
            json->key("customAnalysis").json(ai.customAnalysis);
        if (!ai.metadata.isEmpty())
            json->key("metadata").json(ai.metadata);
    }
    row.time("createdAt", c.createdAt);
    row.time("updatedAt", c.updatedAt);
}

/// The same shape from a vendor that is no ChatDash: what it can know.
void writeOther(TruthJson *json, const World &world, const Conversation &c, int agent)
{
    const Vendor vendor = world.vendor();
    const bool person = world.agents()[size_t(agent)].kind == AgentKind::Human;
    Row row(json);
    json->key("_id");
    writeId(json, vendor, c.id);
    json->key("agentId");
    writeId(json, vendor, world.agents()[size_t(agent)].id);
    if (world.config().pii && c.contact != Nobody)
        row.text("name", world.contacts()[size_t(c.contact)].name);
    row.time("endedAt", c.closedAt);
    row.flag("record", true);
    row.flag("interacted", true);
    if (c.inbox != Nobody)
        row.text("channel", channelWord(channelOf(world, c)));
    if (person) {
        row.text("liveAgentName", nameOf(world, agent));
        json->key("liveAgentId");
        writeId(json, vendor, world.agents()[size_t(agent)].id);
    }
    row.flag("isLive", !c.closed());
    row.time("createdAt", createdOf(world, c));
    row.time("updatedAt", c.updatedAt);
}

TruthAnswer refuse(const QString &message)
{
    TruthJson json;
    json.beginObject().key("message").text(message);
    return {400, json.endObject().bytes()};
}

/// false: the value is no boolean.
bool readFlag(const TruthParams &params, const char *name, bool *flag)
{
    const std::optional<QString> value = paramOf(params, name);
    if (value && *value != QLatin1String("true") && *value != QLatin1String("false"))
        return false;
    *flag = !value || *value == QLatin1String("true");
    return true;
}

} // namespace

TruthAnswer Truth::agentConversations(const TruthParams &params) const
{
    const std::optional<QString> agentId = paramOf(params, "agentId");
    if (!agentId ||
        strangeParam(params, {"agentId", "startDate", "endDate", "record", "interacted"}))
        return refuse(QStringLiteral("agentId is required; startDate, endDate, record and "
                                     "interacted are the other parameters"));
    std::optional<Ms> start;
    std::optional<Ms> end;
    if (const auto text = paramOf(params, "startDate")) {
        start = parseIsoTime(*text);
        if (!start)
            return refuse(QStringLiteral("startDate must be an ISO 8601 date"));
    }
    if (const auto text = paramOf(params, "endDate")) {
        end = parseIsoTime(*text);
        if (!end)
            return refuse(QStringLiteral("endDate must be an ISO 8601 date"));
    }
    bool record = true;
    bool interacted = true;
    if (!readFlag(params, "record", &record) || !readFlag(params, "interacted", &interacted))
        return refuse(QStringLiteral("record and interacted must be true or false"));

    const bool chatDash = m_world.vendor() == Vendor::ChatDash;
    const int agent = m_world.agentById(*agentId);
    std::vector<const Conversation *> rows;
    for (const Conversation &c : m_world.conversations()) {
        const bool itsOwn = agent != Nobody && (chatDash ? c.bot : agentOf(m_world, c)) == agent;
        const bool flags = chatDash ? c.ai.record == record && c.ai.interacted == interacted
                                    : record && interacted;
        const Ms created = createdOf(m_world, c);
        if (itsOwn && flags && !c.deleted() && (!start || created >= *start) &&
            (!end || created < *end))
            rows.push_back(&c);
    }
    std::sort(rows.begin(), rows.end(), [this](const Conversation *a, const Conversation *b) {
        const Ms left = createdOf(m_world, *a);
        const Ms right = createdOf(m_world, *b);
        return left != right ? left < right : idLess(a->id, b->id);
    });
    TruthJson json;
    json.beginArray();
    for (const Conversation *c : rows) {
        if (chatDash)
            writeChatDash(&json, m_world, *c);
        else
            writeOther(&json, m_world, *c, agent);
    }
    return {200, json.endArray().bytes()};
}

} // namespace watchfloor::sandbox
