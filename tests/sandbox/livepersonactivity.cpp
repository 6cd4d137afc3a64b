// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/livepersonapis.h"

#include <QDateTime>

#include <algorithm>

namespace watchfloor::sandbox {

namespace {

struct StatusChange {
    Ms at = 0;
    Ms previous = 0; ///< 0: not told
    int agent = Nobody;
    qint64 session = -1;
    int sequence = -1;
    int type = 1;    ///< 1 change, 3 login, 4 logout
    int subType = 0; ///< 1 offline, 2 online, 3 occupied, 4 away
    QString reason;
};

int subTypeOf(Presence presence)
{
    switch (presence) {
    case Presence::Offline:
        return 1;
    case Presence::Online:
        return 2;
    case Presence::BackSoon:
        return 3;
    case Presence::Away:
        break;
    }
    return 4;
}

/// Session, sequence and the previous change are missing where the vendor says so.
void addChanges(const Agent &agent, int index, std::vector<StatusChange> *changes)
{
    int sequence = 0;
    qint64 session = 0;
    Ms previous = 0;
    for (const PresenceSpan &span : agent.presence) {
        StatusChange change{span.from,  previous, index, session, 0, 1, subTypeOf(span.presence),
                            span.reason};
        if (span.presence == Presence::Offline) {
            if (sequence != 0) {
                change.type = 4;
                change.previous = 0;
                change.sequence = ++sequence;
                changes->push_back(change);
            }
            sequence = 0;
        } else if (sequence == 0) {
            session = 30'000'000 + span.from / Minute % 10'000'000 + index;
            changes->push_back({span.from, 0, index, -1, -1, 3, 0, {}});
            sequence = 1;
            changes->push_back(
                {span.from, 0, index, -1, 1, 1, subTypeOf(span.presence), span.reason});
        } else {
            change.sequence = ++sequence;
            changes->push_back(change);
        }
        previous = span.from;
    }
}

QString rfc3339(Ms at)
{
    return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODateWithMs);
}

std::optional<Ms> readRfc3339(const QString &text)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        return std::nullopt;
    return time.toMSecsSinceEpoch();
}

Ms monthsLater(Ms at, int months)
{
    return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).addMonths(months).toMSecsSinceEpoch();
}

QJsonValue reasonNumber(const QString &reason)
{
    return reason.isEmpty() ? QJsonValue(-1) : lpNumber(lpReasonId(reason));
}

} // namespace

Response lpStatusChanges(const LivePersonCall &call)
{
    if (call.options.activityStatus == 401)
        return lpUnauthorized(QStringLiteral(
            "oauth_problem=token_rejected&oauth_problem_advice=not%20in%20the%20early%20adoption"));
    if (call.options.activityStatus == 403)
        return lpJson(lpObject({{"message", lpWord("The account takes no part in this API")}}),
                      403);
    const World &world = call.world;
    const Ms now = call.request.nowMs;
    LivePersonFaults faults;
    if (call.param("source").isEmpty())
        faults.add(QStringLiteral("source: is required"));
    if (call.param("v") != QLatin1String("2"))
        return lpRefused(QStringLiteral("only v=2, the flat answer, is in the contract"));
    Ms from = now - Day;
    Ms to = now;
    if (call.has("from") != call.has("to"))
        faults.add(QStringLiteral("from: from and to come together"));
    if (call.has("from") && call.has("to")) {
        const std::optional<Ms> first = readRfc3339(call.param("from"));
        const std::optional<Ms> last = readRfc3339(call.param("to"));
        if (!first || !last || *last < *first)
            faults.add(QStringLiteral("from: from and to must be RFC 3339 times"));
        from = first.value_or(from);
        to = last.value_or(to);
    }
    if (from < monthsLater(now, -6))
        faults.add(QStringLiteral("from: must be within the last 6 months"));
    if (to > monthsLater(from, 1))
        faults.add(QStringLiteral("to: the timeframe must not exceed 1 month"));
    const qint64 offset = faults.number(call, "offset", 0, 0, 1'000'000'000);
    const qint64 limit = faults.number(call, "limit", 50, 1, 5000);
    if (faults.any())
        return lpBadRequest(faults.cause());

    std::vector<StatusChange> changes;
    for (int i = 0; i < static_cast<int>(world.agents().size()); ++i) {
        const Agent &agent = world.agents()[size_t(i)];
        if (agent.kind == AgentKind::Human &&
            (!call.has("agentId") || call.param("agentId") == agent.id))
            addChanges(agent, i, &changes);
    }
    std::erase_if(changes,
                  [&](const StatusChange &change) { return change.at < from || change.at > to; });
    std::stable_sort(changes.begin(), changes.end(),
                     [](const StatusChange &a, const StatusChange &b) { return a.at < b.at; });
    const auto count = static_cast<qint64>(changes.size());
    QJsonArray rows;
    for (qint64 i = offset; i < qMin(count, offset + limit); ++i) {
        const StatusChange &change = changes[size_t(i)];
        const Agent &agent = world.agents()[size_t(change.agent)];
        rows.append(lpObject(
            {{"agentId", lpNumber(agent.id)},
             {"employeeId", QStringLiteral("E%1").arg(change.agent)},
             {"agentLoginName", agent.email},
             {"agentUserName", agent.name},
             {"agentGroupId", agent.group == Nobody
                                  ? QJsonValue(-1)
                                  : lpNumber(world.groups()[size_t(agent.group)].id)},
             {"time", rfc3339(change.at)},
             {"sessionId", change.session},
             {"sequenceNumber", change.sequence},
             {"statusType", change.type},
             {"statusSubType", change.subType},
             {"statusReasonId", reasonNumber(change.reason)},
             {"statusReasonText",
              change.reason.isEmpty() ? QJsonValue() : QJsonValue(change.reason)},
             {"prevStatusChangeTime",
              change.previous == 0 ? QJsonValue() : QJsonValue(rfc3339(change.previous))}}));
    }
    QJsonArray links;
    const auto link = [&](const char *rel, qint64 start) {
        links.append(lpObject(
            {{"rel", QLatin1String(rel)},
             {"href", QStringLiteral("http://va.agent-activity.invalid/api/v2/account/%1/"
                                     "status-changes?offset=%2&limit=%3")
                          .arg(call.account, QString::number(start), QString::number(limit))}}));
    };
    link("self", offset);
    link("first", 0);
    if (offset > 0)
        link("previous", qMax<qint64>(0, offset - limit));
    if (offset + limit < count)
        link("next", offset + limit);
    if (count > limit)
        link("last", (count - 1) / limit * limit);
    return lpJson(lpObject({{"_metadata", lpObject({{"references", links}})},
                            {"timeframe", lpObject({{"startTime", rfc3339(from)},
                                                    {"endTime", rfc3339(to)},
                                                    {"startTimeL", QString::number(from)},
                                                    {"endTimeL", QString::number(to)}})},
                            {"stateChanges", rows}}));
}

} // namespace watchfloor::sandbox
