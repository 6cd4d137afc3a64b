// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rocketchatstats.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace watchfloor::sandbox::rocketchat {

namespace {

QString hourName(int hour)
{
    const int twelve = hour % 12 == 0 ? 12 : hour % 12;
    return QString::number(twelve) + (hour % 24 < 12 ? QStringLiteral("AM") : QStringLiteral("PM"));
}

Room roomOf(const Books &books, const Conversation &c)
{
    const Served served = books.servedBy(c);
    return {&c, served,
            roomMetrics(books.world(), c, books.options().ignoreBots,
                        served.agent == Nobody ? 0 : served.at)};
}

} // namespace

std::optional<Question> Stats::questionOf(const Call &call, Response *wrong) const
{
    Question question{0, 0, call.param("departmentId")};
    for (const auto &[name, target] :
         {std::pair("start", &question.start), std::pair("end", &question.end)}) {
        const auto at = m_dates.parse(call.param(name));
        if (!at) {
            *wrong = failure(wrongDate(name));
            return std::nullopt;
        }
        *target = *at;
    }
    return question;
}

std::optional<Question> Stats::wholeDays(const Call &call) const
{
    const QDate from = QDate::fromString(call.param("from").left(10), Qt::ISODate);
    const QDate to = QDate::fromString(call.param("to").left(10), Qt::ISODate);
    if (!from.isValid() || !to.isValid())
        return std::nullopt;
    return Question{from.startOfDay(m_dates.zone()).toMSecsSinceEpoch(),
                    to.addDays(1).startOfDay(m_dates.zone()).toMSecsSinceEpoch() - 1,
                    call.param("departmentId")};
}

Question Stats::widened(const Question &question) const
{
    return {m_dates.dayStart(question.start), m_dates.dayEnd(question.end) - 1,
            question.department};
}

bool Stats::matches(const Conversation &c, const Question &question) const
{
    return question.department.isEmpty() || m_books.departmentId(c) == question.department;
}

std::vector<Room> Stats::rooms(const Question &question) const
{
    std::vector<Room> found;
    for (const Conversation *c : m_books.createdIn(question.start, question.end + 1)) {
        if (matches(*c, question))
            found.push_back(roomOf(m_books, *c));
    }
    return found;
}

std::vector<Room> Stats::closedRooms(const Question &question) const
{
    std::vector<Room> found;
    for (const Conversation *c : m_books.createdIn(question.start, question.end + 1)) {
        if (matches(*c, question) && c->closed() && c->closedAt <= question.end)
            found.push_back(roomOf(m_books, *c));
    }
    return found;
}

double
Stats::meanOfDepartments(const std::vector<Room> &rooms,
                         const std::function<std::optional<double>(const Room &)> &value) const
{
    std::map<int, Mean> departments;
    for (const Room &room : rooms) {
        if (const auto own = value(room))
            departments[room.c->group].add(*own);
    }
    Mean all;
    for (const auto &[group, mean] : departments)
        all.add(mean.value());
    return all.value();
}

QString Stats::busiestTime(const std::vector<Room> &rooms) const
{
    std::array<qsizetype, 24> hours{};
    for (const Room &room : rooms) {
        const QTime time = QDateTime::fromMSecsSinceEpoch(room.c->createdAt, m_dates.zone()).time();
        hours[size_t(time.hour())] += Books::messageCount(*room.c);
    }
    const auto most = std::max_element(hours.begin(), hours.end());
    if (*most == 0)
        return QStringLiteral("-");
    const int hour = static_cast<int>(most - hours.begin());
    return QStringLiteral("%1 - %2").arg(hourName(hour), hourName(hour + 1));
}

Ms Stats::availableTime(const Agent &agent, Ms from, Ms to) const
{
    Ms sum = 0;
    for (const PresenceSpan &span : agent.presence) {
        const Ms end = std::min(span.to == 0 ? m_books.world().now() : span.to, to);
        if (span.presence != Presence::Offline)
            sum += std::max<Ms>(0, end - std::max(span.from, from));
    }
    return sum;
}

QString clockText(double seconds)
{
    const auto whole = static_cast<qint64>(seconds);
    const double rest = seconds - static_cast<double>(whole / 60 * 60);
    return QStringLiteral("%1:%2:%3")
        .arg(whole / 3600, 2, 10, QLatin1Char('0'))
        .arg(whole / 60 % 60, 2, 10, QLatin1Char('0'))
        .arg(qRound(rest), 2, 10, QLatin1Char('0'));
}

} // namespace watchfloor::sandbox::rocketchat
