// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/truthkeyquery.h"

#include "sandbox/truthfacts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace watchfloor::sandbox {

namespace {

/// Collects the first thing that is wrong; everything after it is read but not used.
class Reader {
public:
    Reader(const World &world, KeyQuery *query)
        : m_world(world)
        , m_query(query)
    {
    }

    void complain(const QString &cause)
    {
        if (m_cause.isEmpty())
            m_cause = cause;
    }
    const QString &cause() const { return m_cause; }

    void readParams(const TruthParams &params);
    void readBody(const QByteArray &body);

private:
    void onlyKeys(const QJsonObject &object, const QString &where, const QStringList &known);
    QStringList strings(const QJsonValue &value, const QString &name);
    void readFilters(const QJsonObject &filters);
    void readTime(const QJsonValue &value);
    void readMetrics(const QJsonValue &value, bool byTime);
    void readSort(const QString &text);
    void chooseRows(const QStringList &groupIds, const QStringList &skillIds);

    const World &m_world;
    KeyQuery *m_query;
    QString m_cause;
    QStringList m_groupIds;
    QStringList m_skillIds;
};

void Reader::onlyKeys(const QJsonObject &object, const QString &where, const QStringList &known)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!known.contains(it.key()))
            complain(QStringLiteral("%1: unknown field in %2").arg(it.key(), where));
    }
}

QStringList Reader::strings(const QJsonValue &value, const QString &name)
{
    QStringList found;
    if (value.isUndefined())
        return found;
    const QJsonArray items = value.isString() ? QJsonArray{value} : value.toArray();
    if (!value.isArray() && !value.isString())
        complain(QStringLiteral("%1: must be an array of strings").arg(name));
    for (const QJsonValue &item : items) {
        if (item.isString())
            found.append(item.toString());
        else if (item.isDouble())
            found.append(QString::number(item.toInteger()));
        else
            complain(QStringLiteral("%1: must be an array of strings").arg(name));
    }
    return found;
}

/// The documents show numbers as strings too, so both are read.
std::optional<Ms> epoch(const QJsonValue &value)
{
    bool isNumber = value.isDouble();
    const double number =
        value.isString() ? value.toString().toDouble(&isNumber) : value.toDouble();
    if (!isNumber || !(number >= 0 && number <= 1e15))
        return std::nullopt;
    return static_cast<Ms>(number);
}

void Reader::readTime(const QJsonValue &value)
{
    const QJsonObject time = value.toObject();
    const std::optional<Ms> from = epoch(time.value(QLatin1String("from")));
    const std::optional<Ms> to = epoch(time.value(QLatin1String("to")));
    if (!from || !to) {
        complain(QStringLiteral("filters.time: from and to must be epoch milliseconds"));
        return;
    }
    m_query->from = *from / Minute * Minute;
    m_query->to = (*to + Minute - 1) / Minute * Minute;
    if (*from > *to)
        complain(QStringLiteral("filters.time: from must not be after to"));
}

void Reader::readFilters(const QJsonObject &filters)
{
    onlyKeys(filters, QStringLiteral("filters"),
             {QStringLiteral("time"), QStringLiteral("agentIds"), QStringLiteral("agentGroupIds"),
              QStringLiteral("skillIds"), QStringLiteral("userTypes"),
              QStringLiteral("includeSubGroups")});
    readTime(filters.value(QLatin1String("time")));
    const QStringList agentIds =
        strings(filters.value(QLatin1String("agentIds")), QStringLiteral("agentIds"));
    m_groupIds =
        strings(filters.value(QLatin1String("agentGroupIds")), QStringLiteral("agentGroupIds"));
    m_skillIds = strings(filters.value(QLatin1String("skillIds")), QStringLiteral("skillIds"));
    const QStringList kinds =
        strings(filters.value(QLatin1String("userTypes")), QStringLiteral("userTypes"));
    const QJsonValue subGroups = filters.value(QLatin1String("includeSubGroups"));
    const QString word = subGroups.toString();
    m_query->includeSubGroups = subGroups.toBool() || word == QLatin1String("true");
    if (!subGroups.isUndefined() && !subGroups.isBool() && word != QLatin1String("true") &&
        word != QLatin1String("false"))
        complain(QStringLiteral("includeSubGroups: must be a boolean"));

    m_query->filterAgents = !agentIds.isEmpty();
    for (const QString &id : agentIds)
        m_query->agents.insert(m_world.agentById(id));
    m_query->filterGroups = !m_groupIds.isEmpty();
    for (const QString &id : std::as_const(m_groupIds)) {
        const int group = m_world.groupById(id);
        if (group == Nobody)
            continue;
        if (m_query->includeSubGroups) {
            const std::vector<int> below = m_world.subGroups(group);
            m_query->groups.insert(below.begin(), below.end());
        } else {
            m_query->groups.insert(group);
        }
    }
    m_query->filterSkills = !m_skillIds.isEmpty();
    for (const QString &id : std::as_const(m_skillIds))
        m_query->skills.insert(m_world.skillById(id));
    // An unknown id matches nothing, above all not the rows without an agent or skill.
    m_query->agents.erase(Nobody);
    m_query->skills.erase(Nobody);
    if (m_world.vendor() != Vendor::LivePerson)
        m_query->skills.clear(); // nobody else has skills
    for (const QString &kind : kinds) {
        if (kind != QLatin1String("HUMAN") && kind != QLatin1String("BOT"))
            complain(QStringLiteral("userTypes: must be HUMAN or BOT"));
    }
    const bool humans = kinds.contains(QLatin1String("HUMAN"));
    const bool bots = kinds.contains(QLatin1String("BOT"));
    if (humans != bots)
        m_query->kind = humans ? AgentKind::Human : AgentKind::Bot;
}

void Reader::readMetrics(const QJsonValue &value, bool byTime)
{
    const QString list = byTime ? QStringLiteral("metricsToRetrieveByTime")
                                : QStringLiteral("metricsToRetrieveCurrentValue");
    const QStringList names = strings(value, list);
    for (const QString &name : names) {
        const auto &all = keyMetricNames();
        const auto found = std::find_if(all.begin(), all.end(), [&](const KeyMetricName &entry) {
            return entry.byTime == byTime && name == QLatin1String(entry.asked);
        });
        if (found == all.end())
            complain(QStringLiteral("%1: there is no metric %2").arg(list, name));
        else
            m_query->metrics.set(static_cast<size_t>(found - all.begin()));
    }
}

void Reader::chooseRows(const QStringList &groupIds, const QStringList &skillIds)
{
    const Vendor vendor = m_world.vendor();
    if (m_query->grouping == KeyGrouping::Skill && vendor == Vendor::LivePerson) {
        for (size_t i = 0; i < m_world.skills().size(); ++i) {
            if (skillIds.isEmpty() || skillIds.contains(m_world.skills()[i].id))
                m_query->listed.push_back(static_cast<int>(i));
        }
    } else if (m_query->grouping == KeyGrouping::Group && vendor != Vendor::ChatDash) {
        for (size_t i = 0; i < m_world.groups().size(); ++i) {
            if (groupIds.isEmpty() || groupIds.contains(m_world.groups()[i].id))
                m_query->listed.push_back(static_cast<int>(i));
        }
    }
}

void Reader::readBody(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject()) {
        complain(QStringLiteral("body: must be a JSON object"));
        return;
    }
    const QJsonObject object = document.object();
    onlyKeys(object, QStringLiteral("the body"),
             {QStringLiteral("filters"), QStringLiteral("metricsToRetrieveByTime"),
              QStringLiteral("metricsToRetrieveCurrentValue"), QStringLiteral("responseSections"),
              QStringLiteral("groupBy")});
    readFilters(object.value(QLatin1String("filters")).toObject());
    readMetrics(object.value(QLatin1String("metricsToRetrieveByTime")), true);
    readMetrics(object.value(QLatin1String("metricsToRetrieveCurrentValue")), false);
    if (m_query->metrics.none())
        complain(QStringLiteral("body: no metric is asked for"));
    const QStringList sections = strings(object.value(QLatin1String("responseSections")),
                                         QStringLiteral("responseSections"));
    for (const QString &section : sections) {
        if (section != QLatin1String("all") && section != QLatin1String("groupBy"))
            complain(QStringLiteral("responseSections: must be all or groupBy"));
    }
    m_query->wantsAll = sections.isEmpty() || sections.contains(QLatin1String("all"));
    m_query->wantsGroups = sections.isEmpty() || sections.contains(QLatin1String("groupBy"));
    const QJsonValue groupBy = object.value(QLatin1String("groupBy"));
    if (groupBy.toString() == QLatin1String("skillId"))
        m_query->grouping = KeyGrouping::Skill;
    else if (groupBy.toString() == QLatin1String("agentGroupId"))
        m_query->grouping = KeyGrouping::Group;
    else if (!groupBy.isUndefined())
        complain(QStringLiteral("groupBy: must be skillId or agentGroupId"));
    if (!m_query->wantsGroups)
        m_query->grouping = KeyGrouping::None;
    chooseRows(m_groupIds, m_skillIds);
}

void Reader::readSort(const QString &text)
{
    const qsizetype colon = text.indexOf(QLatin1Char(':'));
    const QString field = text.left(colon);
    const QString order = colon < 0 ? QString() : text.mid(colon + 1);
    if (order != QLatin1String("asc") && order != QLatin1String("desc"))
        complain(QStringLiteral("sort: must be field:asc or field:desc"));
    m_query->sortText = text;
    m_query->descending = order == QLatin1String("desc");
    if (field == QLatin1String("key"))
        return;
    const auto &all = keyMetricNames();
    const auto found = std::find_if(all.begin(), all.end(), [&](const KeyMetricName &entry) {
        return entry.sortable && field == QLatin1String(entry.answered);
    });
    if (found == all.end())
        complain(QStringLiteral("sort: %1 cannot be sorted by").arg(field));
    else
        m_query->sortMetric = static_cast<KeyMetric>(found - all.begin());
}

void Reader::readParams(const TruthParams &params)
{
    if (const auto strange = strangeParam(params, {"sort", "offset", "limit"}))
        complain(QStringLiteral("%1: unknown parameter").arg(*strange));
    bool ok = true;
    if (const auto offset = paramOf(params, "offset"))
        m_query->offset = offset->toLongLong(&ok);
    if (!ok || m_query->offset < 0 || m_query->offset > 1'000'000'000)
        complain(QStringLiteral("offset: must be 0 or more"));
    if (const auto limit = paramOf(params, "limit"))
        m_query->limit = limit->toLongLong(&ok);
    if (!ok || m_query->limit < 1 || m_query->limit > 50)
        complain(QStringLiteral("limit: must be from 1 to 50"));
    if (const auto sort = paramOf(params, "sort"))
        readSort(*sort);
}

} // namespace

const std::array<KeyMetricName, KeyMetricCount> &keyMetricNames()
{
    static constexpr std::array<KeyMetricName, KeyMetricCount> names{{
        {"assigned_conversations", "assignedConversations", false, true},
        {"active_conversations", "activeConversations", false, true},
        {"agent_load", "agentLoad", false, true},
        {"human_agent_load", "humanAgentLoad", false, true},
        {"human_online_load", "humanOnlineLoad", false, false},
        {"human_away_load", "humanAwayLoad", false, false},
        {"available_slots", "availableSlots", false, false},
        {"online_agents", "onlineAgents", false, true},
        {"back_soon_agents", "backSoonAgents", false, true},
        {"away_agents", "awayAgents", false, true},
        {"avg_wait_time", "avgWaitTime", true, true},
        {"avg_wait_time_first_response", "avgWaitTimeFirstResponse", true, true},
        {"avg_time_to_response", "avgTimeToResponse", true, true},
        {"avg_time_to_first_response_first_assignment", "avgTimeToFirstResponseFirstAssignment",
         true, true},
        {"closed_conversations", "closedConversations", true, true},
        {"closed_by_agent", "closedByAgent", true, false},
        {"closed_by_consumer", "closedByConsumer", true, false},
        {"auto_closed", "autoClosed", true, false},
        {"concluded_conversations", "concludedConversations", true, false},
        {"csat", "csat", true, false},
        {"avg_conversations_duration", "avgConversationsDuration", true, false},
        {"unassigned_conversations", "unassignedConversations", false, false},
        {"open_conversations", "openConversations", false, false},
        {"overdue_conversations_in_queue", "overdueConversationsInQueue", false, false},
        {"overdue_conversations_assigned", "overdueConversationsAssigned", false, false},
        {"overdue_conversations_total", "overdueConversationsTotal", false, false},
        {"queue_wait_time_50th_percentile", "queueWaitTime50thPercentile", false, false},
        {"queue_wait_time_90th_percentile", "queueWaitTime90thPercentile", false, false},
    }};
    return names;
}

std::optional<KeyQuery> parseKeyQuery(const World &world, const TruthParams &params,
                                      const QByteArray &body, TruthAnswer *refusal)
{
    KeyQuery query;
    Reader reader(world, &query);
    reader.readParams(params);
    reader.readBody(body);
    if (reader.cause().isEmpty())
        return query;
    TruthJson json;
    json.beginObject().key("causes").beginArray().text(reader.cause()).endArray();
    json.key("message").text(QStringLiteral("Bad Request"));
    *refusal = {400, json.endObject().bytes()};
    return std::nullopt;
}

} // namespace watchfloor::sandbox
