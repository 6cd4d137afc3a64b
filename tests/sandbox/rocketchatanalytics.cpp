// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rocketchatlists.h"
#include "sandbox/rocketchatstats.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace watchfloor::sandbox::rocketchat {

namespace {

struct AnalyticsSum {
    int rooms = 0;
    Mean mean;
};

qint64 ceiled(double value)
{
    return static_cast<qint64>(std::ceil(value));
}

/// By server days: the time of all of them, the intervals of the first one only.
QJsonArray serviceHistory(const Stats &stats, const Question &question, bool full)
{
    const Books &books = stats.books();
    const World &world = books.world();
    const Ms first = stats.dates().dayStart(question.start);
    const Ms firstEnd = stats.dates().dayEnd(question.start);
    const Ms last = std::min(stats.dates().dayEnd(question.end), world.now());
    QJsonArray rows;
    for (size_t i = 0; i < world.agents().size(); ++i) {
        const Agent &agent = world.agents()[i];
        const Ms available = stats.availableTime(agent, first, last);
        if (Books::isBot(agent) || available == 0 || !books.hasAccount(static_cast<int>(i)))
            continue;
        QJsonObject row{{QStringLiteral("username"), books.username(static_cast<int>(i))},
                        {QStringLiteral("availableTimeInSeconds"), available / Second}};
        QJsonArray spans;
        for (const PresenceSpan &span : agent.presence) {
            const Ms from = std::max(span.from, first);
            const Ms to = std::min(span.to == 0 ? world.now() : span.to, firstEnd);
            if (span.presence != Presence::Offline && from < to)
                spans.append(QJsonObject{{QStringLiteral("startedAt"), isoText(from)},
                                         {QStringLiteral("stoppedAt"), isoText(to)}});
        }
        if (full)
            row.insert(QStringLiteral("serviceHistory"), spans);
        rows.append(row);
    }
    return rows;
}

QJsonArray serviceTimes(const Stats &stats, const Question &question, bool average)
{
    const Books &books = stats.books();
    std::map<int, AnalyticsSum> agents;
    for (const Room &room : stats.rooms(question)) {
        if (room.metrics.serviceTime == 0)
            continue;
        AnalyticsSum &sum = agents[room.served.agent];
        ++sum.rooms;
        sum.mean.add(seconds(room.metrics.serviceTime));
    }
    QJsonArray rows;
    for (const auto &[agent, sum] : agents) {
        QJsonObject row{{QStringLiteral("_id"), books.world().agents()[size_t(agent)].id},
                        {QStringLiteral("username"), books.username(agent)}};
        if (average) {
            row.insert(QStringLiteral("averageServiceTimeInSeconds"), ceiled(sum.mean.value()));
        } else {
            row.insert(QStringLiteral("chats"), sum.rooms);
            row.insert(QStringLiteral("serviceTimeDuration"), ceiled(sum.mean.sum));
        }
        rows.append(row);
    }
    return rows;
}

/// What each of the department reports counts of a room; nullopt: nothing.
std::optional<double> departmentFigure(const Stats &stats, const QString &name, const Room &room,
                                       bool answered)
{
    const RoomMetrics &m = room.metrics;
    if (name == QLatin1String("amount-of-chats"))
        return answered && m.waiting ? std::nullopt : std::optional<double>(1);
    if (name == QLatin1String("average-service-time")) {
        if (room.served.agent == Nobody || m.responder == Nobody)
            return std::nullopt;
        return seconds(m.responderLast - room.served.at);
    }
    if (name == QLatin1String("average-chat-duration-time"))
        return seconds(m.chatDuration);
    if (name == QLatin1String("total-service-time"))
        return m.serviceTime == 0 ? std::nullopt : std::optional<double>(seconds(m.serviceTime));
    if (name == QLatin1String("average-waiting-time"))
        return m.responses == 0 ? std::nullopt : std::optional<double>(seconds(m.firstResponse));
    if (name == QLatin1String("total-transferred-chats"))
        return double(room.c->transfers.size());
    return stats.abandoned(room) ? 1 : 0; // the two of abandoned chats
}

QJsonObject analyticsRow(const QString &name, const AnalyticsSum &sum)
{
    if (name == QLatin1String("amount-of-chats"))
        return {{QStringLiteral("rooms"), sum.rooms}};
    if (name == QLatin1String("average-service-time"))
        return {{QStringLiteral("averageServiceTimeInSeconds"), ceiled(sum.mean.value())}};
    if (name == QLatin1String("average-chat-duration-time"))
        return {{QStringLiteral("averageChatDurationTimeInSeconds"), ceiled(sum.mean.value())}};
    if (name == QLatin1String("total-service-time"))
        return {{QStringLiteral("chats"), sum.rooms},
                {QStringLiteral("serviceTimeDuration"), ceiled(sum.mean.sum)}};
    if (name == QLatin1String("average-waiting-time"))
        return {{QStringLiteral("averageWaitingTimeInSeconds"), ceiled(sum.mean.value())}};
    const auto whole = static_cast<qint64>(sum.mean.sum);
    if (name == QLatin1String("total-transferred-chats"))
        return {{QStringLiteral("numberOfTransferredRooms"), whole}};
    if (name == QLatin1String("total-abandoned-chats"))
        return {{QStringLiteral("abandonedRooms"), whole}};
    return {{QStringLiteral("percentageOfAbandonedChats"), whole * 100 / sum.rooms}};
}

bool countsClosed(const QString &name)
{
    return name == QLatin1String("average-chat-duration-time") ||
           name == QLatin1String("average-service-time") ||
           name == QLatin1String("total-service-time") || name.contains(QLatin1String("abandoned"));
}

} // namespace

Response agentAnalytics(const Stats &stats, const Call &call, const QString &name)
{
    Response wrong;
    const auto question = stats.questionOf(call, &wrong);
    if (!question)
        return wrong;
    const QJsonArray rows =
        name == QLatin1String("available-for-service-history")
            ? serviceHistory(stats, *question, call.param("fullReport") == QLatin1String("true"))
            : serviceTimes(stats, *question, name == QLatin1String("average-service-time"));
    return paged("agents", rows, call, stats.books().options());
}

Response departmentAnalytics(const Stats &stats, const Call &call, const QString &name)
{
    Response wrong;
    const auto question = stats.questionOf(call, &wrong);
    if (!question)
        return wrong;
    const bool answered = call.param("answered") == QLatin1String("true");
    std::map<int, AnalyticsSum> departments;
    for (const Room &room :
         countsClosed(name) ? stats.closedRooms(*question) : stats.rooms(*question)) {
        const auto value = departmentFigure(stats, name, room, answered);
        if (!value)
            continue;
        AnalyticsSum &sum = departments[room.c->group];
        ++sum.rooms;
        sum.mean.add(*value);
    }
    QJsonArray rows;
    for (const auto &[group, sum] : departments) {
        QJsonObject row = analyticsRow(name, sum);
        row.insert(QStringLiteral("_id"),
                   group == Nobody ? QJsonValue()
                                   : QJsonValue(stats.books().world().groups()[size_t(group)].id));
        rows.append(row);
    }
    return paged("departments", rows, call, stats.books().options());
}

} // namespace watchfloor::sandbox::rocketchat
