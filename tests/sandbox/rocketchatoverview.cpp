// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rocketchatstats.h"

#include <QDateTime>
#include <QJsonDocument>

#include <algorithm>

namespace watchfloor::sandbox::rocketchat {

namespace {

/// One figure of a room, when it has it.
using Figure = std::function<std::optional<double>(const Room &)>;

std::optional<Figure> figureOf(const QString &name)
{
    const auto answered = [](double (*figure)(const RoomMetrics &)) -> Figure {
        return [figure](const Room &room) -> std::optional<double> {
            if (room.metrics.responses == 0)
                return std::nullopt;
            return figure(room.metrics);
        };
    };
    if (name == QLatin1String("Avg_chat_duration"))
        return [](const Room &room) -> std::optional<double> {
            if (room.metrics.chatDuration == 0)
                return std::nullopt;
            return seconds(room.metrics.chatDuration);
        };
    if (name == QLatin1String("Avg_first_response_time") ||
        name == QLatin1String("Best_first_response_time"))
        return answered([](const RoomMetrics &m) { return seconds(m.firstResponse); });
    if (name == QLatin1String("Avg_response_time"))
        return answered(
            [](const RoomMetrics &m) { return seconds(m.responseTotal) / m.responses; });
    if (name == QLatin1String("Avg_reaction_time"))
        return answered([](const RoomMetrics &m) { return seconds(m.firstReaction); });
    return std::nullopt;
}

/// First responses are put down to who answers the latest burst, the rest to who serves.
QString agentName(const Books &books, const Room &room, bool byResponse)
{
    if (byResponse)
        return room.metrics.responder == Nobody
                   ? QString()
                   : books.username(room.metrics.responder, room.metrics.responderLast);
    return room.served.agent == Nobody ? QString()
                                       : books.username(room.served.agent, room.served.at);
}

struct OverviewValue {
    QString name;
    double order = 0; ///< what parseFloat reads of it
    QJsonValue shown;
};

std::vector<OverviewValue> overviewValues(const Stats &stats, const QString &name,
                                          const std::vector<Room> &rooms)
{
    struct Sum {
        Mean mean;
        double best = 0;
        qsizetype rooms = 0;
        qsizetype messages = 0;
    };
    std::map<QString, Sum> agents;
    qsizetype served = 0;
    const auto figure = figureOf(name);
    for (const Room &room : rooms) {
        const QString agent =
            agentName(stats.books(), room, name.contains(QLatin1String("first_response")));
        if (agent.isEmpty() || (figure && !(*figure)(room)))
            continue;
        ++served;
        Sum &sum = agents[agent];
        ++sum.rooms;
        sum.messages += Books::messageCount(*room.c);
        if (figure) {
            const double value = *(*figure)(room);
            sum.best = sum.mean.count == 0 ? value : std::min(sum.best, value);
            sum.mean.add(value);
        }
    }
    std::vector<OverviewValue> values;
    for (const auto &[agent, sum] : agents) {
        if (name == QLatin1String("Total_messages")) {
            values.push_back({agent, double(sum.messages), sum.messages});
        } else if (figure) {
            const double told =
                name.startsWith(QLatin1String("Best")) ? sum.best : sum.mean.value();
            values.push_back({agent, double(qint64(told) / 3600), clockText(told)});
        } else {
            const double percent = double(sum.rooms) * 100 / double(served);
            values.push_back({agent, percent, QString::number(percent, 'f', 2) + QLatin1Char('%')});
        }
    }
    std::stable_sort(
        values.begin(), values.end(),
        [](const OverviewValue &a, const OverviewValue &b) { return a.order > b.order; });
    return values;
}

QJsonObject titled(const char *title, const QJsonValue &value)
{
    return {{QStringLiteral("title"), QLatin1String(title)}, {QStringLiteral("value"), value}};
}

/// Rooms of each hour of one day, or of each day.
std::vector<std::pair<QString, Question>> steps(const Stats &stats, QDate from, QDate to,
                                                const QString &department)
{
    std::vector<std::pair<QString, Question>> found;
    const QTimeZone &zone = stats.dates().zone();
    if (from == to) {
        for (int hour = 0; hour < 24; ++hour) {
            const Ms start = QDateTime(from, QTime(hour, 0), zone).toMSecsSinceEpoch();
            found.emplace_back(QTime(hour, 0).toString(QStringLiteral("hAP")),
                               Question{start, start + Hour - 1, department});
        }
        return found;
    }
    for (QDate day = from; day <= to && found.size() < 1000; day = day.addDays(1))
        found.emplace_back(day.toString(QStringLiteral("M/d")),
                           Question{day.startOfDay(zone).toMSecsSinceEpoch(),
                                    day.addDays(1).startOfDay(zone).toMSecsSinceEpoch() - 1,
                                    department});
    return found;
}

} // namespace

Response chartData(const Stats &stats, const Call &call)
{
    const QString name = call.param("chartName");
    const QDate from = QDate::fromString(call.param("start"), Qt::ISODate);
    const QDate to = QDate::fromString(call.param("end"), Qt::ISODate);
    if (!from.isValid())
        return failure(wrongDate("start"));
    if (!to.isValid())
        return failure(wrongDate("end"));
    const auto figure = figureOf(name);
    const bool counts =
        name == QLatin1String("Total_conversations") || name == QLatin1String("Total_messages");
    if (!counts && (!figure || name.startsWith(QLatin1String("Best")) ||
                    name == QLatin1String("Avg_response_time")))
        return refused(QStringLiteral("'%1' is no chart the documents are sure of").arg(name));
    QJsonArray labels;
    QJsonArray points;
    for (const auto &[label, question] : steps(stats, from, to, call.param("departmentId"))) {
        const std::vector<Room> rooms = stats.rooms(question);
        Mean mean;
        qsizetype messages = 0;
        for (const Room &room : rooms) {
            messages += Books::messageCount(*room.c);
            if (const auto value = figure ? (*figure)(room) : std::nullopt)
                mean.add(*value);
        }
        labels.append(label);
        points.append(figure                                    ? mean.value()
                      : name == QLatin1String("Total_messages") ? double(messages)
                                                                : double(rooms.size()));
    }
    return success({{QStringLiteral("chartLabel"), name},
                    {QStringLiteral("dataLabels"), labels},
                    {QStringLiteral("dataPoints"), points}});
}

Response agentOverview(const Stats &stats, const Call &call)
{
    static const QStringList names{
        QStringLiteral("Total_conversations"),      QStringLiteral("Avg_chat_duration"),
        QStringLiteral("Total_messages"),           QStringLiteral("Avg_first_response_time"),
        QStringLiteral("Best_first_response_time"), QStringLiteral("Avg_response_time"),
        QStringLiteral("Avg_reaction_time"),
    };
    const QString name = call.param("name");
    const auto days = stats.wholeDays(call);
    if (!days || !names.contains(name))
        return success({});
    QJsonArray rows;
    for (const OverviewValue &value : overviewValues(stats, name, stats.rooms(*days)))
        rows.append(QJsonObject{{QStringLiteral("name"), value.name},
                                {QStringLiteral("value"), value.shown}});
    return success({{QStringLiteral("head"),
                     QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("Agent")}},
                                QJsonObject{{QStringLiteral("name"), name}}}},
                    {QStringLiteral("data"), rows}});
}

Response overview(const Stats &stats, const Call &call)
{
    const QString name = call.param("name");
    const auto days = stats.wholeDays(call);
    const bool conversations = name == QLatin1String("Conversations");
    if (!days || (!conversations && name != QLatin1String("Productivity")))
        return success({});
    const std::vector<Room> rooms = stats.rooms(*days);
    QJsonArray rows;
    if (conversations) {
        qsizetype open = 0;
        qsizetype held = 0;
        qsizetype messages = 0;
        for (const Room &room : rooms) {
            open += !room.c->closed() && !Books::onHold(*room.c) ? 1 : 0;
            held += Books::onHold(*room.c) ? 1 : 0;
            messages += Books::messageCount(*room.c);
        }
        const double lasting = double(days->end + 1 - days->start) / double(Day);
        rows = {titled("Total_conversations", qint64(rooms.size())),
                titled("Open_conversations", open),
                titled("On_Hold_conversations", held),
                titled("Total_messages", messages),
                titled("Conversations_per_day",
                       QString::number(double(rooms.size()) / lasting, 'f', 2)),
                titled("Busiest_time", stats.busiestTime(rooms))};
    } else {
        for (const char *title :
             {"Avg_response_time", "Avg_first_response_time", "Avg_reaction_time"}) {
            Mean mean;
            const Figure figure = *figureOf(QLatin1String(title));
            for (const Room &room : rooms) {
                if (const auto value = figure(room))
                    mean.add(*value);
            }
            rows.append(titled(title, clockText(mean.value())));
        }
    }
    return rawJson(QJsonDocument(rows).toJson(QJsonDocument::Compact));
}

} // namespace watchfloor::sandbox::rocketchat
