// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rocketchatlists.h"
#include "sandbox/rocketchatstats.h"

#include <QDateTime>
#include <QSet>

#include <algorithm>

namespace watchfloor::sandbox::rocketchat {

namespace {

QJsonObject totalizer(const char *title, const QJsonValue &value)
{
    return {{QStringLiteral("title"), QLatin1String(title)}, {QStringLiteral("value"), value}};
}

Response totalizers(const QJsonArray &rows)
{
    return success({{QStringLiteral("totalizers"), rows}});
}

/// A figure of the rooms that have it.
template<typename Figure>
Mean meanOf(const std::vector<Room> &rooms, Figure figure)
{
    Mean mean;
    for (const Room &room : rooms) {
        if (room.metrics.responses != 0)
            mean.add(figure(room.metrics));
    }
    return mean;
}

double averageResponse(const RoomMetrics &m)
{
    return seconds(m.responseTotal) / m.responses;
}
double firstResponse(const RoomMetrics &m)
{
    return seconds(m.firstResponse);
}
double firstReaction(const RoomMetrics &m)
{
    return seconds(m.firstReaction);
}

/// Served, not on hold.
bool isOpenChat(const Room &room)
{
    return !room.c->closed() && !Books::onHold(*room.c) && room.served.agent != Nobody;
}

} // namespace

Response conversationTotalizers(const Stats &stats, const Question &question)
{
    const std::vector<Room> rooms = stats.rooms(stats.widened(question));
    qsizetype open = 0;
    qsizetype held = 0;
    qsizetype messages = 0;
    for (const Room &room : rooms) {
        open += !room.c->closed() && !Books::onHold(*room.c) ? 1 : 0;
        held += Books::onHold(*room.c) ? 1 : 0;
        messages += Books::messageCount(*room.c);
    }
    QSet<int> visitors;
    for (const Room &room : stats.rooms(question))
        visitors.insert(room.c->contact);
    return totalizers(
        {totalizer("Total_conversations", qint64(rooms.size())),
         totalizer("Open_conversations", open), totalizer("On_Hold_conversations", held),
         totalizer("Total_messages", messages), totalizer("Total_visitors", visitors.size())});
}

Response agentsProductivity(const Stats &stats, const Question &question)
{
    Mean available;
    for (const Agent &agent : stats.books().world().agents()) {
        if (!Books::isBot(agent) && isAgent(agent))
            available.add(seconds(stats.availableTime(agent, question.start, question.end)));
    }
    const double service = stats.meanOfDepartments(stats.closedRooms(question),
                                                   [](const Room &room) -> std::optional<double> {
                                                       if (room.metrics.serviceTime == 0)
                                                           return std::nullopt;
                                                       return seconds(room.metrics.serviceTime);
                                                   });
    return totalizers(
        {totalizer("Busiest_time", stats.busiestTime(stats.rooms(stats.widened(question)))),
         totalizer("Avg_of_available_service_time", clockText(available.value())),
         totalizer("Avg_of_service_time", clockText(service))});
}

Response chatsTotalizers(const Stats &stats, const Question &question)
{
    const std::vector<Room> rooms = stats.closedRooms(question);
    std::map<int, std::pair<int, int>> departments; // abandoned, all
    int abandoned = 0;
    for (const Room &room : rooms) {
        auto &[gone, all] = departments[room.c->group];
        ++all;
        gone += stats.abandoned(room) ? 1 : 0;
        abandoned += stats.abandoned(room) ? 1 : 0;
    }
    Mean percent;
    for (const auto &[group, counts] : departments)
        percent.add(counts.first * 100 / counts.second); // floored one by one
    const double duration = stats.meanOfDepartments(
        rooms, [](const Room &room) { return seconds(room.metrics.chatDuration); });
    return totalizers({totalizer("Total_abandoned_chats", abandoned),
                       totalizer("Avg_of_abandoned_chats",
                                 QString::number(percent.value(), 'g', 9) + QLatin1Char('%')),
                       totalizer("Avg_of_chat_duration_time", clockText(duration))});
}

Response productivity(const Stats &stats, const Question &question)
{
    const std::vector<Room> days = stats.rooms(stats.widened(question));
    const double waiting = stats.meanOfDepartments(stats.rooms(question),
                                                   [](const Room &room) -> std::optional<double> {
                                                       if (room.metrics.responses == 0)
                                                           return std::nullopt;
                                                       return firstResponse(room.metrics);
                                                   });
    return totalizers(
        {totalizer("Avg_response_time", clockText(meanOf(days, averageResponse).value())),
         totalizer("Avg_first_response_time", clockText(meanOf(days, firstResponse).value())),
         totalizer("Avg_reaction_time", clockText(meanOf(days, firstReaction).value())),
         totalizer("Avg_of_waiting_time", clockText(waiting))});
}

Response chatsChart(const Stats &stats, const Question &question)
{
    int open = 0;
    int closed = 0;
    int queued = 0;
    int held = 0;
    for (const Room &room : stats.rooms(question)) {
        open += isOpenChat(room) ? 1 : 0;
        closed += room.c->closed() ? 1 : 0;
        queued += Books::queued(*room.c) ? 1 : 0;
        held += Books::onHold(*room.c) ? 1 : 0;
    }
    return success({{QStringLiteral("open"), open},
                    {QStringLiteral("closed"), closed},
                    {QStringLiteral("queued"), queued},
                    {QStringLiteral("onhold"), held}});
}

Response chatsPerAgent(const Stats &stats, const Question &question)
{
    const Books &books = stats.books();
    std::map<QString, int> open;
    std::map<QString, int> closed;
    std::map<QString, int> held;
    const auto name = [&](const Room &room) {
        return books.username(room.served.agent, room.served.at);
    };
    for (const Room &room : stats.rooms(question)) {
        if (isOpenChat(room))
            ++open[name(room)];
        else if (Books::onHold(*room.c) && room.served.agent != Nobody)
            ++held[name(room)];
    }
    for (const Room &room : stats.closedRooms(question)) {
        if (room.served.agent != Nobody)
            ++closed[name(room)];
    }
    // Built up in three steps, of which the second forgets the rest of the row.
    QJsonObject chart;
    const QString openKey = QStringLiteral("open");
    const QString closedKey = QStringLiteral("closed");
    const QString heldKey = QStringLiteral("onhold");
    for (const auto &[agent, count] : open)
        chart.insert(agent, QJsonObject{{openKey, count}, {closedKey, 0}, {heldKey, 0}});
    for (const auto &[agent, count] : closed)
        chart.insert(
            agent, QJsonObject{{openKey, chart.value(agent)[openKey].toInt()}, {closedKey, count}});
    for (const auto &[agent, count] : held) {
        QJsonObject own = chart.value(agent).toObject();
        own.insert(heldKey, count);
        chart.insert(agent, own);
    }
    return success(chart);
}

Response chatsPerDepartment(const Stats &stats, const Question &question)
{
    QJsonObject chart;
    const auto count = [&](int group, const char *key) {
        const QString name = stats.books().departmentName(group);
        QJsonObject own = chart.value(name).toObject();
        own.insert(QLatin1String(key), own.value(QLatin1String(key)).toInt() + 1);
        chart.insert(name, own);
    };
    for (const Room &room : stats.rooms(question)) {
        if (room.c->group != Nobody && isOpenChat(room))
            count(room.c->group, "open");
    }
    for (const Room &room : stats.closedRooms(question)) {
        if (room.c->group != Nobody)
            count(room.c->group, "closed");
    }
    return success(chart);
}

Response timings(const Stats &stats, const Question &question)
{
    const std::vector<Room> rooms = stats.rooms(question);
    const auto entry = [&](auto figure) {
        Mean mean;
        std::optional<double> longest;
        for (const Room &room : rooms) {
            if (const std::optional<double> value = figure(room.metrics)) {
                mean.add(*value);
                longest = std::max(longest.value_or(0), *value);
            }
        }
        return QJsonObject{
            {QStringLiteral("avg"), mean.value()},
            {QStringLiteral("longest"), longest ? QJsonValue(*longest) : QJsonValue()}};
    };
    const auto answered = [](auto figure) {
        return [figure](const RoomMetrics &m) -> std::optional<double> {
            if (m.responses == 0)
                return std::nullopt;
            return figure(m);
        };
    };
    return success(
        {{QStringLiteral("response"), entry(answered(averageResponse))},
         {QStringLiteral("reaction"), entry(answered(firstReaction))},
         {QStringLiteral("chatDuration"), entry([](const RoomMetrics &m) -> std::optional<double> {
              if (m.chatDuration == 0)
                  return std::nullopt;
              return seconds(m.chatDuration);
          })}});
}

Response agentsStatus(const Stats &stats, const QString &department)
{
    const World &world = stats.books().world();
    std::map<QString, int> counts{{QStringLiteral("offline"), 0},
                                  {QStringLiteral("away"), 0},
                                  {QStringLiteral("busy"), 0},
                                  {QStringLiteral("available"), 0}};
    for (const Agent &agent : world.agents()) {
        const QString own =
            agent.group == Nobody ? QString() : world.groups()[size_t(agent.group)].id;
        if (!isAgent(agent) || (!department.isEmpty() && own != department))
            continue;
        const QString status = statusOf(agent);
        ++counts[status == QLatin1String("online") ? QStringLiteral("available") : status];
    }
    QJsonObject body{{QStringLiteral("_id"), QJsonValue::Null}};
    for (const auto &[status, count] : counts)
        body.insert(status, count);
    return success(body);
}

} // namespace watchfloor::sandbox::rocketchat
