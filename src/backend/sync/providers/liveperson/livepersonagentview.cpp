// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonagentview.h"

#include "backend/net/jsonreader.h"
#include "backend/sync/providers/liveperson/livepersonmapping.h"
#include "backend/sync/providers/liveperson/livepersonvalues.h"

#include <QJsonArray>

namespace watchfloor::liveperson {
namespace {

constexpr const char *viewCall = "agent_view";

/// One figure for each state, and for each reason of a state.
void readDurations(const QJsonObject &row, const char *field, const char *metric,
                   const FigureScope &scope, const QString &path, SyncBatch &batch)
{
    const QJsonArray list = row.value(QLatin1String(field)).toArray();
    for (qsizetype i = 0; i < list.size(); ++i) {
        Values part(list.at(i), QStringLiteral("%1.%2[%3]").arg(path, QLatin1String(field)).arg(i));
        const QString state = availabilityFromWire(part.word("agentStatus"));
        const auto duration = part.number("agentStatusDuration");
        const QString reason = part.word("agentStatusReasonId");
        if (!part.ok() || state.isEmpty() || !duration) {
            batch.problems.push_back(part.ok() ? Error(Error::Kind::WrongShape,
                                                       QStringLiteral("a state's duration lacks "
                                                                      "one of the two"),
                                                       part.path())
                                               : part.error());
            continue;
        }
        MetricValue value;
        value.metric = QString::fromLatin1(metric) + u'/' + state;
        if (!reason.isEmpty())
            value.metric += u'/' + reason;
        value.scope = scope.scope;
        value.scopeKey = scope.key;
        value.window = scope.window;
        value.value = *duration;
        value.takenAt = scope.takenAt;
        value.partial = scope.partial;
        batch.metricValues.push_back(value);
    }
}

void readPresence(Values &row, const QString &agent, SyncBatch &batch)
{
    AgentPresence presence;
    presence.agentRemoteId = agent;
    presence.availability = availabilityFromWire(row.word("agentCurrentStatus"));
    presence.reason = row.word("agentCurrentStatusReasonId");
    if (presence.reason.isEmpty())
        presence.reason = row.word("agentCurrentStatusReason");
    Values metadata = row.object("agentMetadata");
    auto slots = metadata.whole("configuredMaxSlots");
    if (!slots)
        slots = row.whole("maxSlots");
    row.absorb(metadata);
    if (slots && *slots >= 0 && *slots <= 1'000'000)
        presence.capacity = static_cast<int>(*slots);
    if (row.ok() && !presence.availability.isEmpty())
        batch.presences.push_back(presence);
}

void readName(Values &row, const QString &id, SyncBatch &batch)
{
    Values metadata = row.object("agentMetadata");
    Agent agent;
    agent.remoteId = id;
    for (const char *key : {"agentName", "agentNickname", "agentLoginName"}) {
        if (agent.name.isEmpty())
            agent.name = metadata.word(key);
    }
    if (agent.name.isEmpty())
        return;
    batch.agents.push_back(agent);
    if (const QString group = row.word("agentGroupId"); !group.isEmpty())
        batch.memberships.push_back({id, GroupingKind::Group, group});
}

void readAgent(const QJsonValue &value, const QString &path, const AgentViewQuestion &question,
               const Metrics &asked, AgentViewPage &page)
{
    Values row(value, path);
    const QString id = row.requiredId("agentId");
    if (!row.ok()) {
        page.batch.problems.push_back(row.error());
        return;
    }
    page.agents.append(id);
    FigureScope scope(MetricScope::Agent, id, question.takenAt);
    scope.window = question.window;
    scope.partial = question.partial;
    // A window's zeros by agent would be most of the cache.
    scope.keepsMissing = !question.ofWindow;
    readFigures(value.toObject(), asked, viewCall, scope, path, page.batch);
    if (question.ofWindow) {
        const QJsonObject object = value.toObject();
        readDurations(object, "agentStatusDurationList", "agent_status_duration", scope, path,
                      page.batch);
        readDurations(object, "agentStatusWithReasonDurationList",
                      "agent_status_with_reason_duration", scope, path, page.batch);
        return;
    }
    readPresence(row, id, page.batch);
    if (question.namesAgents)
        readName(row, id, page.batch);
    if (!row.ok())
        page.batch.problems.push_back(row.error());
}

} // namespace

Call agentViewCall(const AgentViewQuestion &question)
{
    QJsonObject time;
    time.insert(QStringLiteral("from"), question.window.from);
    time.insert(QStringLiteral("to"), question.window.to);
    QJsonObject filters;
    filters.insert(QStringLiteral("time"), time);
    // Logged out is told too, of those who were in within the window.
    filters.insert(QStringLiteral("effectiveAgentStatus"),
                   QJsonArray{QStringLiteral("ONLINE"), QStringLiteral("OFFLINE"),
                              QStringLiteral("AWAY"), QStringLiteral("BACK_SOON")});
    if (!question.group.isEmpty())
        filters.insert(QStringLiteral("agentGroupIds"), QJsonArray{question.group});
    QJsonObject body;
    body.insert(QStringLiteral("filters"), filters);
    body.insert(QStringLiteral("includeAgentMetadata"), !question.ofWindow);
    const auto names = [](MetricClass kind) {
        return QJsonArray::fromStringList(namesOf(metricsOf(viewCall, kind), viewCall));
    };
    if (question.ofWindow)
        body.insert(QStringLiteral("metricsToRetrieveByTime"), names(MetricClass::TimeBound));
    else
        body.insert(QStringLiteral("metricsToRetrieveCurrentValue"), names(MetricClass::Current));
    return Call(QStringLiteral("the figures by agent"), Service::KeyMetrics,
                QStringLiteral("/manager_workspace/api/account/{id}/agent_view"))
        .with("offset", question.offset)
        .with("limit", agentsPerPage)
        .post(body);
}

Result<AgentViewPage> parseAgentView(const HttpResponse &response,
                                     const AgentViewQuestion &question)
{
    QJsonObject root;
    if (response.status != 204) {
        const auto json = parseJson(response.body);
        if (!json)
            return json.error();
        root = json->toObject();
    }
    AgentViewPage page;
    const QJsonObject metadata = root.value(QLatin1String("metadata")).toObject();
    page.count = std::max<qint64>(0, metadata.value(QLatin1String("count")).toInteger());
    page.next = metadata.value(QLatin1String("next")).isObject();
    const QJsonValue records = root.value(QLatin1String("agentViewRecords"));
    if (!records.isArray() && page.count > 0) {
        return Error(Error::Kind::WrongShape, QStringLiteral("The answer has another shape"),
                     QStringLiteral("$.agentViewRecords: array expected"));
    }
    const Metrics asked =
        metricsOf(viewCall, question.ofWindow ? MetricClass::TimeBound : MetricClass::Current);
    const QJsonArray rows = records.toArray();
    for (qsizetype i = 0; i < rows.size(); ++i)
        readAgent(rows.at(i), QStringLiteral("$.agentViewRecords[%1]").arg(i), question, asked,
                  page);
    page.batch.wireRows = rows.size();
    return page;
}

void addIdleAgent(SyncBatch &batch, const QString &agent, TimeMs takenAt)
{
    for (const char *metric : {"assigned_conversations", "active_conversations",
                               "pending_agent_response", "agent_load", "available_slots"}) {
        MetricValue row;
        row.metric = QString::fromLatin1(metric);
        row.scope = MetricScope::Agent;
        row.scopeKey = agent;
        row.value = 0;
        row.takenAt = takenAt;
        row.inferredZero = true;
        batch.metricValues.push_back(row);
    }
}

} // namespace watchfloor::liveperson
