// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/livepersonapis.h"
#include "sandbox/truth.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include <array>
#include <map>

namespace watchfloor::sandbox {

namespace {

/// Counters the samples leave out when they are 0.
constexpr const char *LeftOutZeros[] = {
    "onlineAgents",
    "backSoonAgents",
    "awayAgents",
    "autoClosed",
    "closedByConsumer",
    "overdueConversationsInQueue",
    "overdueConversationsAssigned",
    "overdueConversationsTotal",
};

/// Counters of 0 go, and a percentile of nobody's wait is -1, as the sibling services print it.
void dressMetrics(const LivePersonCall &call, QJsonObject *metrics)
{
    const QJsonArray current =
        call.body.value(QLatin1String("metricsToRetrieveCurrentValue")).toArray();
    for (const auto &[asked, answered] :
         {std::pair("queue_wait_time_50th_percentile", "queueWaitTime50thPercentile"),
          std::pair("queue_wait_time_90th_percentile", "queueWaitTime90thPercentile")}) {
        if (current.contains(QLatin1String(asked)) && !metrics->contains(QLatin1String(answered)))
            metrics->insert(QLatin1String(answered), -1);
    }
    for (const char *name : LeftOutZeros) {
        const QLatin1String key(name);
        if (metrics->value(key).toDouble(1) == 0)
            metrics->remove(key);
    }
}

/// The documented types of the request, where the truth reads more than the vendor promises.
void strictBody(const LivePersonCall &call, LivePersonFaults *faults)
{
    const QJsonObject filters = call.body.value(QLatin1String("filters")).toObject();
    for (const char *list : {"agentIds", "agentGroupIds", "skillIds", "userTypes"})
        faults->texts(filters.value(QLatin1String(list)), QLatin1String(list));
    for (const char *list :
         {"metricsToRetrieveByTime", "metricsToRetrieveCurrentValue", "responseSections"})
        faults->texts(call.body.value(QLatin1String(list)), QLatin1String(list));
    const QJsonValue subGroups = filters.value(QLatin1String("includeSubGroups"));
    if (!subGroups.isUndefined() && !subGroups.isBool())
        faults->add(QStringLiteral("includeSubGroups: must be a boolean"));
}

Response withDoubles(Response response)
{
    // The vendor prints some counts as doubles: "transfers": 3986.0
    static const QRegularExpression counts(
        QStringLiteral("\"(transfers|concludedConversations)\":(-?[0-9]+)([,}])"));
    QString body = QString::fromUtf8(response.body);
    response.body = body.replace(counts, QStringLiteral("\"\\1\":\\2.0\\3")).toUtf8();
    return response;
}

} // namespace

LpWindow lpWindow(const LivePersonCall &call, LivePersonFaults *faults)
{
    const QJsonValue time = call.body.value(QLatin1String("filters"))[u"time"];
    const std::optional<Ms> from = faults->instant(time[u"from"]);
    const std::optional<Ms> to = faults->instant(time[u"to"]);
    if (!from || !to || *from < 0 || *to < *from) {
        faults->add(QStringLiteral("filters.time: from and to must be epoch milliseconds"));
        return {};
    }
    const LpWindow window{*from / Minute * Minute, (*to + Minute - 1) / Minute * Minute};
    if (window.from < call.request.nowMs - Day || window.to - window.from > Day)
        faults->add(QStringLiteral("filters.time: only the last 24 hours can be asked for"));
    return window;
}

Response lpMetrics(const LivePersonCall &call)
{
    LivePersonFaults faults;
    lpWindow(call, &faults);
    strictBody(call, &faults);
    if (faults.any())
        return lpBadRequest(faults.cause());
    // The links of the real service point to a machine of its own.
    const Truth truth(call.world, {call.account, QStringLiteral("https://localhost:8082")});
    const TruthAnswer answer =
        truth.keyMetrics(call.request.query, QJsonDocument(call.body).toJson());
    QJsonObject object = QJsonDocument::fromJson(answer.json).object();
    if (answer.status != 200)
        return lpJson(object, answer.status);
    QJsonObject groupBy = object.value(QLatin1String("groupBy")).toObject();
    const bool bySkill = groupBy.value(QLatin1String("groupByField")) == QLatin1String("skillId");
    QJsonArray groups = groupBy.value(QLatin1String("groups")).toArray();
    for (qsizetype i = 0; i < groups.size(); ++i) {
        QJsonObject group = groups[i].toObject();
        QJsonObject metrics = group.value(QLatin1String("metrics")).toObject();
        dressMetrics(call, &metrics);
        group.insert(QLatin1String("metrics"), metrics);
        // A skill nobody belongs to has lost its name here; the configuration still knows it.
        const int skill =
            bySkill ? call.world.skillById(group.value(QLatin1String("key")).toString()) : Nobody;
        if (skill != Nobody && call.world.skills()[size_t(skill)].group == Nobody)
            group.insert(QLatin1String("keyDescription"), lpWord("NA"));
        groups[i] = group;
    }
    if (!groupBy.isEmpty()) {
        groupBy.insert(QLatin1String("groups"), groups);
        object.insert(QLatin1String("groupBy"), groupBy);
    }
    if (object.contains(QLatin1String("all"))) {
        QJsonObject all = object.value(QLatin1String("all")).toObject();
        dressMetrics(call, &all);
        object.insert(QLatin1String("all"), all);
    }
    return withDoubles(lpJson(object));
}

LpPeople::LpPeople(const LivePersonCall &call, const QString &skillKey, bool systemToo,
                   LivePersonFaults *faults)
    : m_world(call.world)
{
    const QJsonObject filters = call.body.value(QLatin1String("filters")).toObject();
    const auto read = [&](const QString &name, auto find) {
        std::set<int> found;
        for (const QString &id : faults->texts(filters.value(name), name))
            found.insert(find(id));
        found.erase(Nobody);
        return std::pair(filters.contains(name) && !filters.value(name).toArray().isEmpty(), found);
    };
    std::tie(m_byAgents, m_agents) = read(
        QStringLiteral("agentIds"), [this](const QString &id) { return m_world.agentById(id); });
    std::tie(m_bySkills, m_skills) =
        read(skillKey, [this](const QString &id) { return m_world.skillById(id); });
    std::tie(m_byGroups, m_groups) =
        read(QStringLiteral("agentGroupIds"),
             [this](const QString &id) { return m_world.groupById(id); });
    const QStringList kinds =
        faults->texts(filters.value(QLatin1String("userTypes")), QStringLiteral("userTypes"));
    for (const QString &kind : kinds) {
        if (kind == QLatin1String("HUMAN") || kind == QLatin1String("BOT"))
            m_kinds.insert(kind == QLatin1String("HUMAN") ? AgentKind::Human : AgentKind::Bot);
        else if (!systemToo || kind != QLatin1String("SYSTEM"))
            faults->add(QStringLiteral("userTypes: %1 is no user type").arg(kind));
    }
    m_byKinds = !kinds.isEmpty();
}

bool LpPeople::takesFact(int agent, int group, int skill) const
{
    return (!m_byAgents || m_agents.contains(agent)) && (!m_byGroups || m_groups.contains(group)) &&
           (!m_bySkills || m_skills.contains(skill)) &&
           (!m_byKinds || (agent != Nobody && m_kinds.contains(kindOf(agent))));
}

bool LpPeople::takesAgent(int index) const
{
    const Agent &agent = m_world.agents()[size_t(index)];
    const auto wanted = [this](int skill) { return m_skills.contains(skill); };
    return !agent.removed() && (!m_byAgents || m_agents.contains(index)) &&
           (!m_byGroups || m_groups.contains(agent.group)) &&
           (!m_bySkills || std::any_of(agent.skills.begin(), agent.skills.end(), wanted)) &&
           (!m_byKinds || m_kinds.contains(agent.kind));
}

AgentKind LpPeople::kindOf(int agent) const
{
    return m_world.agents()[size_t(agent)].kind;
}

Response lpHistorical(const LivePersonCall &call)
{
    LivePersonFaults faults;
    const LpWindow window = lpWindow(call, &faults);
    const LpPeople people(call, QStringLiteral("skillIds"), false, &faults);
    faults.onlyKeys(call.body, QStringLiteral("the body"),
                    {QStringLiteral("filters"), QStringLiteral("metricsToRetrieveByTime")});
    faults.onlyKeys(call.body.value(QLatin1String("filters")).toObject(), QStringLiteral("filters"),
                    {QStringLiteral("time"), QStringLiteral("agentIds"), QStringLiteral("skillIds"),
                     QStringLiteral("agentGroupIds"), QStringLiteral("userTypes")});
    const QStringList metrics =
        faults.texts(call.body.value(QLatin1String("metricsToRetrieveByTime")),
                     QStringLiteral("metricsToRetrieveByTime"));
    static const QStringList known{QStringLiteral("transfers"),
                                   QStringLiteral("closed_conversations"),
                                   QStringLiteral("concluded_conversations")};
    for (const QString &metric : metrics) {
        if (!known.contains(metric))
            faults.add(QStringLiteral("metricsToRetrieveByTime: there is no trend of ") + metric);
    }
    if (metrics.isEmpty())
        faults.add(QStringLiteral("metricsToRetrieveByTime: no metric is asked for"));
    const Ms length = window.to - window.from;
    Ms step = faults.number(call, "interval", 0, 0, 1440) * Minute;
    if (step == 0) {
        for (const Ms own : {5 * Minute, Hour, Day, length / 12}) {
            step = own;
            if (length / own < 100)
                break;
        }
    }
    const qint64 points = step == 0 ? 0 : (length + step - 1) / step;
    if (points > 100)
        faults.add(QStringLiteral("interval: more than 100 points"));
    if (faults.any())
        return lpBadRequest(faults.cause());

    std::vector<std::array<qint64, 2>> counts(static_cast<size_t>(points)); // transfers, closed
    // Both bounds belong to the window; an instant on an inner bound belongs to what it ends.
    const auto note = [&](Ms at, int agent, int group, int skill, size_t kind) {
        if (at >= window.from && at <= window.to && people.takesFact(agent, group, skill))
            ++counts[size_t(at == window.from ? 0 : (at - window.from - 1) / step)][kind];
    };
    for (const Conversation &c : call.world.conversations()) {
        if (c.deleted())
            continue;
        if (c.closed())
            note(c.closedAt, c.closures.back().agent, c.closures.back().group,
                 c.closures.back().skill, 1);
        for (const Transfer &t : c.transfers) {
            if (t.kind != TransferKind::BackToQueue)
                note(t.at, t.sourceAgent,
                     t.sourceAgent == Nobody ? Nobody
                                             : call.world.agents()[size_t(t.sourceAgent)].group,
                     t.sourceSkill, 0);
        }
    }
    QJsonArray intervals;
    for (qint64 i = 0; i < points; ++i) {
        const auto [transfers, closed] = counts[size_t(i)];
        QJsonObject values;
        if (metrics.contains(known[0]))
            values.insert(QStringLiteral("transfers"), transfers);
        if (metrics.contains(known[1]))
            values.insert(QStringLiteral("closedConversations"), closed);
        if (metrics.contains(known[2]))
            values.insert(QStringLiteral("concludedConversations"), transfers + closed);
        intervals.append(
            lpObject({{"timestamp", window.from + (i + 1) * step}, {"values", values}}));
    }
    return withDoubles(lpJson(lpObject({{"historicalMetricsIntervals", intervals}})));
}

Response lpSkillAvailability(const LivePersonCall &call)
{
    LivePersonFaults faults;
    faults.onlyKeys(call.body, QStringLiteral("the body"), {QStringLiteral("filters")});
    faults.onlyKeys(call.body.value(QLatin1String("filters")).toObject(), QStringLiteral("filters"),
                    {QStringLiteral("userTypes")});
    const LpPeople people(call, QStringLiteral("skillIds"), false, &faults);
    if (faults.any())
        return lpBadRequest(faults.cause());
    std::map<int, std::map<Presence, int>> counts;
    for (int i = 0; i < static_cast<int>(call.world.agents().size()); ++i) {
        const Agent &agent = call.world.agents()[size_t(i)];
        if (!people.takesAgent(i))
            continue;
        for (const int skill : agent.skills)
            ++counts[skill][agent.now()];
    }
    QJsonArray rows;
    for (auto &[skill, states] : counts) {
        QJsonObject row = lpObject({{"skillId", lpNumber(call.world.skills()[size_t(skill)].id)}});
        for (const auto &[presence, key] : {std::pair(Presence::Online, "onlineAgents"),
                                            std::pair(Presence::BackSoon, "backSoonAgents"),
                                            std::pair(Presence::Away, "awayAgents")}) {
            if (states[presence] != 0)
                row.insert(QLatin1String(key), states[presence]);
        }
        rows.append(row);
    }
    return lpJson(lpObject(
        {{"metadata", lpObject({{"count", rows.size()}})}, {"skillAvailabilities", rows}}));
}

} // namespace watchfloor::sandbox
