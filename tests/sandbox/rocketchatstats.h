// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/rocketchatbooks.h"
#include "sandbox/rocketchatdates.h"
#include "sandbox/rocketchatmetrics.h"
#include "sandbox/rocketchatreplies.h"

#include <map>

/// Charts, totalizers and analytics (rocketchat.md 3): averages as the server makes them.
namespace watchfloor::sandbox::rocketchat {

/// A room with what the server counted on it.
struct Room {
    const Conversation *c = nullptr;
    Served served;
    RoomMetrics metrics;
};

/// Sum and count; the mean of nothing is 0, as the server prints it.
struct Mean {
    double sum = 0;
    int count = 0;
    void add(double value)
    {
        sum += value;
        ++count;
    }
    double value() const { return count == 0 ? 0 : sum / count; }
};

/// What one question asks for: a closed range of creation times, perhaps one department.
struct Question {
    Ms start = 0;
    Ms end = 0;
    QString department;
};

class Stats {
public:
    Stats(const Books &books, const Dates &dates)
        : m_books(books)
        , m_dates(dates)
    {
    }
    const Books &books() const { return m_books; }
    const Dates &dates() const { return m_dates; }

    /// `start` and `end` by Date.parse; nullopt and the refusal when one is no date.
    std::optional<Question> questionOf(const Call &call, Response *wrong) const;
    /// `from` and `to` as whole days of the reporting zone; nullopt when one is no date.
    std::optional<Question> wholeDays(const Call &call) const;
    /// The same widened to whole days of the reporting zone.
    Question widened(const Question &question) const;

    /// Created in [start, end].
    std::vector<Room> rooms(const Question &question) const;
    /// Created from start on and closed by end.
    std::vector<Room> closedRooms(const Question &question) const;
    bool abandoned(const Room &room) const
    {
        return room.metrics.inactivity >= m_books.options().inactivity * Second;
    }
    /// Mean of the departments' means: each department counts alike, however few rooms it has.
    double meanOfDepartments(const std::vector<Room> &rooms,
                             const std::function<std::optional<double>(const Room &)> &value) const;

    /// The busiest hour of the day, "9AM - 10AM"; "-" without rooms.
    QString busiestTime(const std::vector<Room> &rooms) const;
    /// ms in [from, to] while a person was there to serve.
    Ms availableTime(const Agent &agent, Ms from, Ms to) const;

private:
    bool matches(const Conversation &c, const Question &question) const;

    const Books &m_books;
    const Dates &m_dates;
};

/// "00:01:05" of seconds; hours may pass 99, and 59.5 seconds become 60.
QString clockText(double seconds);

// rocketchatcharts.cpp
Response conversationTotalizers(const Stats &stats, const Question &question);
Response agentsProductivity(const Stats &stats, const Question &question);
Response chatsTotalizers(const Stats &stats, const Question &question);
Response productivity(const Stats &stats, const Question &question);
Response chatsChart(const Stats &stats, const Question &question);
Response chatsPerAgent(const Stats &stats, const Question &question);
Response chatsPerDepartment(const Stats &stats, const Question &question);
Response timings(const Stats &stats, const Question &question);
Response agentsStatus(const Stats &stats, const QString &department);
// rocketchatoverview.cpp
Response chartData(const Stats &stats, const Call &call);
Response agentOverview(const Stats &stats, const Call &call);
Response overview(const Stats &stats, const Call &call);
// rocketchatanalytics.cpp
Response agentAnalytics(const Stats &stats, const Call &call, const QString &name);
Response departmentAnalytics(const Stats &stats, const Call &call, const QString &name);

} // namespace watchfloor::sandbox::rocketchat
