// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/livepersonapis.h"
#include "sandbox/truthfacts.h"
#include "sandbox/truthkeyfacts.h"

#include <QMap>

#include <algorithm>
#include <array>

namespace watchfloor::sandbox {

namespace {

constexpr size_t ViewTallies = static_cast<size_t>(KeyTally::Count);

/// What one agent's conversations add up to.
struct ViewSums {
    std::array<qint64, ViewTallies> count{};
    std::array<qint64, ViewTallies> sum{};
    qint64 backToQueue = 0;
    qint64 responsesOfAssignments = 0;
    qint64 msOfAssignments = 0;
    qint64 pending = 0;

    qint64 of(KeyTally tally) const { return count[size_t(tally)]; }
};

QJsonValue thousandths(qint64 numerator, qint64 denominator)
{
    if (denominator == 0)
        return QJsonValue::Undefined;
    const qint64 parts = (2000 * numerator + denominator) / (2 * denominator);
    return static_cast<double>(parts) / 1000.0;
}

/// Keys of the records by what is asked for; irregular on purpose (vendor document, 2.1).
const QMap<QString, QString> &viewMetricKeys(bool byTime)
{
    const auto table = [](std::initializer_list<std::pair<const char *, const char *>> pairs) {
        QMap<QString, QString> made;
        for (const auto &[asked, answered] : pairs)
            made.insert(QLatin1String(asked), QLatin1String(answered));
        return made;
    };
    static const QMap<QString, QString> timed = table({
        {"closed_conversations", "closedConversations"},
        {"avg_wait_time", "avgWaitTime"},
        {"avg_wait_time_first_response", "avgWaitTimeFirstResponse"},
        {"avg_time_to_response", "avgTimeToResponse"},
        {"avg_time_to_first_response_first_assignment", "avgTimeToFirstResponseFirstAssignment"},
        {"avg_time_to_first_response_all_assignments", "avgTimeToFirstResponseAllAssignments"},
        {"transfer_rate", "transferRate"},
        {"close_rate", "closeRate"},
        {"concluded_conversations", "concludedConversations"},
        {"transfers", "transfers"},
        {"back_to_queue", "backToQueue"},
        {"agent_status_duration", "agentStatusDurationList"},
        {"agent_status_with_reason_duration", "agentStatusWithReasonDurationList"},
        {"agent_login_duration", "loginDuration"},
        {"agent_online_duration", "onlineDuration"},
        {"closed_by_agent", "closedByAgent"},
        {"closed_by_consumer", "closedByConsumer"},
        {"auto_closed", "autoClosed"},
        {"intent_matched_rate", "intentMatchedRate"},
        {"fcr", "fcr"},
        {"nps", "nps"},
        {"csat", "csat"},
        {"avg_conversations_duration", "avgConversationsDuration"},
    });
    static const QMap<QString, QString> current = table({
        {"active_conversations", "activeConversations"},
        {"assigned_conversations", "assignedConversations"},
        {"agent_load", "agentLoad"},
        {"agent_current_status", "agentCurrentStatus"},
        {"agent_current_status_start_time", "agentCurrentStatusStartTime"},
        {"agent_current_status_reason", "agentCurrentStatusReasonId"},
        {"agent_current_status_reason_start_time", "agentCurrentStatusReasonStartTime"},
        {"pending_agent_response", "pendingAgentResponse"},
        {"pending_agent_response_rate", "pendingAgentResponseRate"},
        {"available_slots", "availableSlots"},
        {"max_slots", "maxSlots"},
    });
    return byTime ? timed : current;
}

/// Key of a record by the name it is sorted by.
QString sortKey(const QString &field)
{
    static const QStringList same{QStringLiteral("agentId"),
                                  QStringLiteral("agentLoad"),
                                  QStringLiteral("closedConversations"),
                                  QStringLiteral("avgTimeToResponse"),
                                  QStringLiteral("avgTimeToFirstResponseFirstAssignment"),
                                  QStringLiteral("avgTimeToFirstResponseAllAssignments"),
                                  QStringLiteral("avgWaitTime"),
                                  QStringLiteral("avgWaitTimeFirstResponse"),
                                  QStringLiteral("assignedConversations"),
                                  QStringLiteral("activeConversations"),
                                  QStringLiteral("concludedConversations"),
                                  QStringLiteral("transferRate"),
                                  QStringLiteral("intentMatchedRate"),
                                  QStringLiteral("pendingAgentResponseRate"),
                                  QStringLiteral("agentName"),
                                  QStringLiteral("csat"),
                                  QStringLiteral("fcr"),
                                  QStringLiteral("nps"),
                                  QStringLiteral("maxSlots")};
    if (field == QLatin1String("closedRate"))
        return QStringLiteral("closeRate");
    if (field == QLatin1String("agentStatus"))
        return QStringLiteral("agentCurrentStatus");
    return same.contains(field) ? field : QString();
}

std::vector<ViewSums> viewSums(const World &world, const LpWindow &window)
{
    std::vector<ViewSums> sums(world.agents().size());
    forEachKeyFact(world, window.from, window.to, [&](const KeyFact &fact) {
        if (fact.agent == Nobody)
            return;
        sums[size_t(fact.agent)].count[size_t(fact.tally)] += 1;
        sums[size_t(fact.agent)].sum[size_t(fact.tally)] += fact.value;
    });
    for (const Conversation &c : world.conversations()) {
        if (c.deleted())
            continue;
        for (const Transfer &transfer : c.transfers) {
            if (transfer.kind == TransferKind::BackToQueue && transfer.sourceAgent != Nobody &&
                transfer.at >= window.from && transfer.at <= window.to)
                ++sums[size_t(transfer.sourceAgent)].backToQueue;
        }
        for (const Assignment &assignment : c.assignments) {
            if (world.agents()[size_t(assignment.agent)].kind == AgentKind::Bot)
                continue;
            const auto answer =
                std::find_if(c.messages.begin(), c.messages.end(), [&](const Message &m) {
                    return m.isHumanAnswer() && m.agent == assignment.agent &&
                           m.at >= assignment.from && (!assignment.to || m.at <= assignment.to);
                });
            if (answer != c.messages.end() && answer->at >= window.from &&
                answer->at <= window.to) {
                ++sums[size_t(assignment.agent)].responsesOfAssignments;
                sums[size_t(assignment.agent)].msOfAssignments += answer->at - assignment.from;
            }
        }
        if (isUnattended(world, c))
            ++sums[size_t(agentOf(world, c))].pending;
    }
    return sums;
}

/// Logged-in times within the window, by status and reason.
struct LoginTimes {
    QMap<QPair<QString, QString>, Ms> parts;
    Ms login = 0;
    Ms online = 0;
};

LoginTimes loginTimes(const Agent &agent, const LpWindow &window, Ms now)
{
    LoginTimes times;
    for (const PresenceSpan &span : agent.presence) {
        const Ms from = qMax(span.from, window.from);
        const Ms to = qMin(span.to == 0 ? now : span.to, qMin(window.to, now));
        if (span.presence == Presence::Offline || to <= from)
            continue;
        times.parts[{presenceWord(Vendor::LivePerson, span.presence), lpReasonId(span.reason)}] +=
            to - from;
        times.login += to - from;
        times.online += span.presence == Presence::Online ? to - from : 0;
    }
    return times;
}

QJsonArray durations(const LoginTimes &times, bool withReason)
{
    QMap<QPair<QString, QString>, Ms> merged;
    for (auto it = times.parts.begin(); it != times.parts.end(); ++it)
        merged[{it.key().first, withReason ? it.key().second : QString()}] += it.value();
    QJsonArray list;
    for (auto it = merged.begin(); it != merged.end(); ++it) {
        QJsonObject row =
            lpObject({{"agentStatus", it.key().first}, {"agentStatusDuration", it.value()}});
        if (withReason)
            row.insert(QStringLiteral("agentStatusReasonId"), it.key().second);
        list.append(row);
    }
    return list;
}

QJsonObject viewMetrics(const Agent &agent, const ViewSums &sums, qint64 used,
                        const LoginTimes &times)
{
    const auto mean = [&](KeyTally tally) {
        return thousandths(sums.sum[size_t(tally)], sums.of(tally));
    };
    const qint64 closed = sums.of(KeyTally::Closed);
    const qint64 transfers = sums.of(KeyTally::Transferred);
    const PresenceSpan &span = agent.presence.back();
    const qint64 free = qint64(agent.capacity) * 100 - used;
    QJsonObject all = lpObject({
        {"avgWaitTime", mean(KeyTally::Wait)},
        {"avgWaitTimeFirstResponse", mean(KeyTally::FirstWait)},
        {"avgTimeToResponse", mean(KeyTally::Reply)},
        {"avgTimeToFirstResponseFirstAssignment", mean(KeyTally::FirstAssignment)},
        {"avgTimeToFirstResponseAllAssignments",
         thousandths(sums.msOfAssignments, sums.responsesOfAssignments)},
        {"transferRate", thousandths(transfers, closed + transfers)},
        {"closeRate", thousandths(closed, closed + transfers)},
        {"csat", mean(KeyTally::CsatAnswer)},
        {"avgConversationsDuration", mean(KeyTally::Duration)},
        {"activeConversations", sums.of(KeyTally::Active)},
        {"assignedConversations", sums.of(KeyTally::Assigned)},
        {"agentLoad", thousandths(used, qint64(agent.capacity) * 100)},
        {"agentCurrentStatus", presenceWord(Vendor::LivePerson, agent.now())},
        {"agentCurrentStatusStartTime", span.from},
        {"agentCurrentStatusReasonId", lpReasonId(span.reason)},
        {"agentCurrentStatusReasonStartTime", span.from},
        {"pendingAgentResponse", sums.pending},
        {"pendingAgentResponseRate", thousandths(sums.pending, sums.of(KeyTally::Assigned))},
        {"availableSlots", agent.now() == Presence::Online && free > 0 ? free / 100 : 0},
        {"maxSlots", agent.capacity},
    });
    // What did not happen is left out.
    for (const auto &[key, count] :
         {std::pair("closedConversations", closed), std::pair("transfers", transfers),
          std::pair("concludedConversations", closed + transfers),
          std::pair("backToQueue", sums.backToQueue),
          std::pair("closedByAgent", sums.of(KeyTally::ClosedByAgent)),
          std::pair("closedByConsumer", sums.of(KeyTally::ClosedByConsumer)),
          std::pair("autoClosed", sums.of(KeyTally::AutoClosed))}) {
        if (count != 0)
            all.insert(QLatin1String(key), count);
    }
    if (agent.kind == AgentKind::Human) {
        all.insert(QStringLiteral("agentStatusDurationList"), durations(times, false));
        all.insert(QStringLiteral("agentStatusWithReasonDurationList"), durations(times, true));
        all.insert(QStringLiteral("loginDuration"), times.login);
        all.insert(QStringLiteral("onlineDuration"), times.online);
    }
    return all;
}

QJsonObject viewMetadata(const World &world, int index)
{
    const Agent &agent = world.agents()[size_t(index)];
    QJsonArray skills;
    for (const int skill : agent.skills)
        skills.append(lpObject({{"skillId", lpNumber(world.skills()[size_t(skill)].id)},
                                {"skillName", world.skills()[size_t(skill)].name}}));
    QJsonObject row = lpObject(
        {{"agentName", agent.name},
         {"agentNickname", agent.name},
         {"agentLoginName", agent.email},
         {"agentGroupName", agent.group == Nobody ? QStringLiteral("Main Group")
                                                  : world.groups()[size_t(agent.group)].name},
         {"configuredMaxSlots", agent.capacity},
         {"agentSkills", skills}});
    if (index % 4 == 0)
        row.insert(QStringLiteral("agentPictureUrl"),
                   QStringLiteral("https://pictures.invalid/%1.png").arg(agent.id));
    return row;
}

struct ViewRequest {
    LpWindow window;
    QStringList statuses;
    QStringList keys; ///< of the metrics asked for
    bool metadata = true;
    qint64 offset = 0;
    qint64 limit = 50;
    QString sort = QStringLiteral("agentId:asc");
    QString sortBy;
    bool descending = false;
};

void readView(const LivePersonCall &call, ViewRequest *view, LivePersonFaults *faults)
{
    const QJsonObject filters = call.body.value(QLatin1String("filters")).toObject();
    faults->onlyKeys(call.body, QStringLiteral("the body"),
                     {QStringLiteral("filters"), QStringLiteral("includeAgentMetadata"),
                      QStringLiteral("metricsToRetrieveByTime"),
                      QStringLiteral("metricsToRetrieveCurrentValue")});
    faults->onlyKeys(filters, QStringLiteral("filters"),
                     {QStringLiteral("time"), QStringLiteral("agentIds"),
                      QStringLiteral("agentGroupIds"), QStringLiteral("agentSkillIds"),
                      QStringLiteral("userTypes"), QStringLiteral("effectiveAgentStatus")});
    view->window = lpWindow(call, faults);
    view->statuses = faults->texts(filters.value(QLatin1String("effectiveAgentStatus")),
                                   QStringLiteral("effectiveAgentStatus"));
    for (const QString &status : std::as_const(view->statuses)) {
        if (status != QLatin1String("ONLINE") && status != QLatin1String("OFFLINE") &&
            status != QLatin1String("AWAY") && status != QLatin1String("BACK_SOON"))
            faults->add(QStringLiteral("effectiveAgentStatus: there is no status ") + status);
    }
    if (view->statuses.isEmpty())
        view->statuses = {QStringLiteral("ONLINE"), QStringLiteral("BACK_SOON"),
                          QStringLiteral("AWAY")};
    const QJsonValue metadata = call.body.value(QLatin1String("includeAgentMetadata"));
    view->metadata = metadata.toString() != QLatin1String("false") && metadata.toBool(true);
    for (const bool byTime : {true, false}) {
        const QString list = byTime ? QStringLiteral("metricsToRetrieveByTime")
                                    : QStringLiteral("metricsToRetrieveCurrentValue");
        const QMap<QString, QString> &known = viewMetricKeys(byTime);
        for (const QString &name : faults->texts(call.body.value(list), list)) {
            if (!known.contains(name))
                faults->add(QStringLiteral("%1: there is no metric %2").arg(list, name));
            view->keys.append(known.value(name));
        }
    }
    view->offset = faults->number(call, "offset", 0, 0, 1000);
    view->limit = faults->number(call, "limit", 50, 1, 1000);
    if (view->offset + view->limit > 1000)
        faults->add(QStringLiteral("offset: offset and limit must not exceed 1000"));
    if (call.has("sort"))
        view->sort = call.param("sort");
    view->sortBy = sortKey(view->sort.section(QLatin1Char(':'), 0, 0));
    const QString order = view->sort.section(QLatin1Char(':'), 1);
    view->descending = order == QLatin1String("desc");
    if (view->sortBy.isEmpty() || (!view->descending && order != QLatin1String("asc")))
        faults->add(QStringLiteral("sort: must be a sortable field:asc or :desc"));
}

QJsonObject viewPaging(const LivePersonCall &call, const ViewRequest &view, qint64 count)
{
    QJsonObject metadata = lpObject({{"count", count}});
    const auto link = [&](const char *rel, qint64 offset) {
        metadata.insert(
            QLatin1String(rel),
            lpObject({{"rel", QLatin1String(rel)},
                      {"href", QStringLiteral("https://lp-agentmngworkspace-qa.dev.lprnd.net"
                                              "/manager_workspace/api/account/%1/agent_view"
                                              "?offset=%2&limit=%3&sort=%4")
                                   .arg(call.account, QString::number(offset),
                                        QString::number(view.limit), view.sort)}}));
    };
    link("self", view.offset);
    if (view.offset > 0) {
        link("first", 0);
        link("prev", qMax<qint64>(0, view.offset - view.limit));
    }
    if (view.offset + view.limit < count) {
        link("next", view.offset + view.limit);
        link("last", (count - 1) / view.limit * view.limit);
    }
    return metadata;
}

} // namespace

QString lpReasonId(const QString &reason)
{
    static const QStringList known{QStringLiteral("Lunch"), QStringLiteral("Coffee"),
                                   QStringLiteral("Training"), QStringLiteral("Meeting")};
    return reason.isEmpty() ? QStringLiteral("NA")
                            : QString::number(3'012'447'000 + known.indexOf(reason));
}

std::vector<qint64> lpUsedPercent(const World &world)
{
    std::vector<qint64> used(world.agents().size());
    for (const Conversation &c : world.conversations()) {
        if (isOpenWithAgent(world, c) && c.inbox != Nobody)
            used[size_t(agentOf(world, c))] +=
                channelWeight(world.inboxes()[size_t(c.inbox)].channel);
    }
    return used;
}

Response lpAgentView(const LivePersonCall &call)
{
    const World &world = call.world;
    LivePersonFaults faults;
    ViewRequest view;
    readView(call, &view, &faults);
    const LpPeople people(call, QStringLiteral("agentSkillIds"), true, &faults);
    if (faults.any())
        return lpBadRequest(faults.cause());
    const std::vector<ViewSums> sums = viewSums(world, view.window);
    const std::vector<qint64> used = lpUsedPercent(world);
    struct ViewRow {
        int agent;
        QJsonObject metrics;
        QJsonValue by;
    };
    std::vector<ViewRow> rows;
    for (int i = 0; i < static_cast<int>(world.agents().size()); ++i) {
        const Agent &agent = world.agents()[size_t(i)];
        const LoginTimes times = loginTimes(agent, view.window, call.request.nowMs);
        const bool out = agent.now() == Presence::Offline;
        if (!people.takesAgent(i) || (out && times.login == 0) ||
            !view.statuses.contains(presenceWord(Vendor::LivePerson, agent.now())))
            continue;
        ViewRow row{i, viewMetrics(agent, sums[size_t(i)], used[size_t(i)], times), {}};
        row.by = view.sortBy == QLatin1String("agentName") ? QJsonValue(agent.name)
                                                           : row.metrics.value(view.sortBy);
        rows.push_back(std::move(row));
    }
    std::sort(rows.begin(), rows.end(), [&](const ViewRow &a, const ViewRow &b) {
        if (a.by != b.by && !(a.by.isUndefined() && b.by.isUndefined())) {
            const bool less = a.by.isString() ? a.by.toString() < b.by.toString()
                                              : a.by.toDouble() < b.by.toDouble();
            return less != view.descending;
        }
        const bool byId = view.descending && view.sortBy == QLatin1String("agentId");
        return (world.agents()[size_t(a.agent)].id < world.agents()[size_t(b.agent)].id) != byId;
    });
    QJsonArray records;
    for (qint64 i = view.offset; i < qMin<qint64>(view.offset + view.limit, qint64(rows.size()));
         ++i) {
        const ViewRow &row = rows[size_t(i)];
        const Agent &agent = world.agents()[size_t(row.agent)];
        QJsonObject record =
            lpObject({{"agentId", agent.id},
                      {"agentGroupId", agent.group == Nobody
                                           ? QJsonValue(-1)
                                           : lpNumber(world.groups()[size_t(agent.group)].id)}});
        for (const QString &key : view.keys) {
            if (row.metrics.contains(key))
                record.insert(key, row.metrics.value(key));
        }
        if (view.metadata)
            record.insert(QStringLiteral("agentMetadata"), viewMetadata(world, row.agent));
        records.append(record);
    }
    return lpJson(lpObject({{"metadata", viewPaging(call, view, qint64(rows.size()))},
                            {"agentViewRecords", records}}));
}

} // namespace watchfloor::sandbox
