// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchatformat.h"

#include "backend/sync/providers/shared/durations.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

namespace watchfloor::rocketchat {
namespace {

using Query = Question::Query;

// The reports walk over all rooms of their range before the first byte.
constexpr DurationMs slowAnswerMs = 120'000;

Query paged(int offset)
{
    return {{QStringLiteral("offset"), QString::number(offset)},
            {QStringLiteral("count"), QString::number(rowsPerPage)}};
}

Query between(TimeRange window)
{
    return {{QStringLiteral("start"), isoUtc(window.from)},
            {QStringLiteral("end"), isoUtc(window.to)}};
}

QString livechat(const char *path)
{
    return QStringLiteral("livechat/") + QLatin1String(path);
}

Question plain(const QString &what, const QString &route, Query query = {})
{
    return Question(what, route, QStringLiteral("/api/v1/") + route, std::move(query));
}

/// {"start":…,"end":…}, both ends included.
QString interval(TimeRange window)
{
    const QJsonObject bounds{{QStringLiteral("start"), isoUtc(window.from)},
                             {QStringLiteral("end"), isoUtc(window.to - 1)}};
    return QString::fromUtf8(QJsonDocument(bounds).toJson(QJsonDocument::Compact));
}

void sortBy(Query &query, const char *key)
{
    query.append({QStringLiteral("sort"), QStringLiteral("{\"%1\":1}").arg(QLatin1String(key))});
}

} // namespace

QString isoUtc(TimeMs time)
{
    return QDateTime::fromMSecsSinceEpoch(time, Qt::UTC).toString(Qt::ISODateWithMs);
}

std::vector<TimeRange> reportWindows(TimeRange range)
{
    std::vector<TimeRange> windows;
    if (range.isEmpty())
        return windows;
    const TimeMs end = (range.to + minuteMs - 1) / minuteMs * minuteMs;
    for (TimeMs from = range.from; from < end; from += longestReport)
        windows.push_back({from, std::min(from + longestReport, end)});
    return windows;
}

HttpRequest requestFor(const Target &target, const Question &question)
{
    HttpRequest request(question.what(),
                        urlBelow(target.base(), question.path(), question.query()));
    request.setHeader("Accept", "application/json");
    if (!target.token().isEmpty()) {
        request.setHeader("X-User-Id", target.userId());
        request.setHeader("X-Auth-Token", target.token());
    }
    request.connectTimeoutMs = slowAnswerMs;
    request.totalTimeoutMs = slowAnswerMs;
    return request;
}

HttpRequest loginRequest(const QUrl &base, const QString &user, const QString &password,
                         const QString &code)
{
    HttpRequest request(QStringLiteral("the login"),
                        urlBelow(base, QStringLiteral("/api/v1/login")), QByteArrayLiteral("POST"));
    QJsonObject body{{QStringLiteral("user"), user}, {QStringLiteral("password"), password}};
    if (!code.isEmpty())
        body.insert(QStringLiteral("code"), code);
    request.setHeader("Accept", "application/json");
    request.setBody(QJsonDocument(body).toJson(QJsonDocument::Compact), "application/json");
    return request;
}

Question infoQuestion()
{
    return Question(QStringLiteral("the server's version"), QStringLiteral("info"),
                    QStringLiteral("/api/info"));
}

Question meQuestion()
{
    return plain(QStringLiteral("the user's profile"), QStringLiteral("me"));
}

Question agentsQuestion(int offset)
{
    return plain(QStringLiteral("the list of agents"), livechat("users/agent"), paged(offset));
}

Question departmentsQuestion(int offset, bool enabled)
{
    Query query = paged(offset);
    query.append(
        {QStringLiteral("enabled"), enabled ? QStringLiteral("true") : QStringLiteral("false")});
    return plain(QStringLiteral("the list of departments"), livechat("department"), query);
}

Question departmentAgentsQuestion(const QString &departmentId, int offset)
{
    return Question(
        QStringLiteral("the agents of department %1").arg(departmentId),
        livechat("department/:id/agents"),
        QStringLiteral("/api/v1/livechat/department/%1/agents").arg(pathSegment(departmentId)),
        paged(offset));
}

Question reportQuestion(const QString &name, TimeRange window)
{
    return plain(QStringLiteral("the report of conversations by %1").arg(name),
                 livechat("analytics/dashboards/conversations-by-") + name, between(window));
}

Question agentChatsQuestion(TimeRange window)
{
    return plain(QStringLiteral("the chart of chats by agent"),
                 livechat("analytics/dashboards/charts/chats-per-agent"),
                 between({window.from, window.to - 1}));
}

Question roomsQuestion(RoomList list, TimeRange window, int offset)
{
    Query query = paged(offset);
    QString what = QStringLiteral("the list of conversations");
    switch (list) {
    case RoomList::Created:
        query.append({QStringLiteral("createdAt"), interval(window)});
        break;
    case RoomList::Closed:
        query.append({QStringLiteral("closedAt"), interval(window)});
        what = QStringLiteral("the list of closed conversations");
        break;
    case RoomList::Open:
        query.append({QStringLiteral("open"), QStringLiteral("true")});
        what = QStringLiteral("the list of open conversations");
        break;
    case RoomList::OnHold:
        query.append({QStringLiteral("onhold"), QStringLiteral("true")});
        what = QStringLiteral("the list of conversations on hold");
        break;
    case RoomList::Queued:
        query.append({QStringLiteral("queued"), QStringLiteral("true")});
        what = QStringLiteral("the list of queued conversations");
        break;
    }
    sortBy(query, list == RoomList::Closed ? "closedAt" : "ts");
    return plain(what, livechat("rooms"), query);
}

Question roomsCreatedAtQuestion(TimeMs created, int offset)
{
    return roomsQuestion(RoomList::Created, {created, created + 1}, offset);
}

Question agentsStatusQuestion()
{
    return plain(QStringLiteral("the chart of agents by state"),
                 livechat("analytics/dashboards/charts/agents-status"));
}

Question chatsQuestion(TimeRange window)
{
    return plain(QStringLiteral("the chart of chats by state"),
                 livechat("analytics/dashboards/charts/chats"),
                 between({window.from, window.to - 1}));
}

Question queueQuestion(int offset)
{
    Query query = paged(offset);
    query.append({QStringLiteral("includeOfflineAgents"), QStringLiteral("true")});
    return plain(QStringLiteral("the load of the agents"), livechat("queue"), query);
}

Question serviceHistoryQuestion(TimeRange day, int offset)
{
    Query query = paged(offset);
    query += between({day.from, day.to - 1});
    query.append({QStringLiteral("fullReport"), QStringLiteral("true")});
    return plain(QStringLiteral("the agents' service history"),
                 livechat("analytics/agents/available-for-service-history"), query);
}

Question messagesQuestion(const QString &roomId, int offset, bool otherSpelling)
{
    Query query = paged(offset);
    sortBy(query, "ts");
    const QString route = otherSpelling ? livechat(":rid/messages") : livechat("messages/:rid");
    QString path = QStringLiteral("/api/v1/") + route;
    path.replace(QStringLiteral(":rid"), pathSegment(roomId));
    return Question(QStringLiteral("the messages of conversation %1").arg(roomId), route, path,
                    query);
}

Question transfersQuestion(const QString &roomId, int offset)
{
    return Question(QStringLiteral("the transfers of conversation %1").arg(roomId),
                    livechat("transfer.history/:rid"),
                    QStringLiteral("/api/v1/livechat/transfer.history/%1").arg(pathSegment(roomId)),
                    paged(offset));
}

} // namespace watchfloor::rocketchat
