// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/metriccatalog.h"
#include "backend/engine/reports/nowreport.h"
#include "support/fakereports.h"

#include <algorithm>
#include <cmath>

namespace watchfloor::test {

inline QueueRow fakeQueueRow(int i, QRandomGenerator &random)
{
    static const std::array groups{"Billing", "Technical support", "Onboarding", "VIP"};
    static const std::array channels{"web", "email", "whatsapp", "api"};
    QueueRow row;
    row.account = 1;
    row.accountName = QStringLiteral("Acme support");
    row.provider = QStringLiteral("chatwoot");
    row.conversation.id = i + 1;
    row.conversation.account = 1;
    row.conversation.remoteId = QString::number(48'200 + i);
    row.conversation.status = QStringLiteral("open");
    row.conversation.created = fakeNow - random.bounded(20, 300) * fakeMinute;
    row.conversation.channel = QLatin1String(channels[static_cast<size_t>(random.bounded(4))]);
    row.groupName = QLatin1String(groups[static_cast<size_t>(random.bounded(4))]);
    row.unassigned = random.bounded(6) == 0;
    row.unattended = row.unassigned || random.bounded(5) == 0;
    if (!row.unassigned)
        row.agentName = fakeName(random.bounded(40));
    if (*row.unattended) {
        row.waitingSince = fakeNow - random.bounded(20, 1'100) * 1'000;
        row.waiting = fakeNow - *row.waitingSince;
    }
    if (i == 0 || (*row.unattended && random.bounded(2) == 0)) {
        row.timeLeft = i == 0 ? -185'000 : random.bounded(-240, 1'500) * 1'000;
        row.conversation.dueAt = fakeNow + *row.timeLeft;
    }
    row.urgency = row.timeLeft && *row.timeLeft < 0               ? Urgency::Overdue
                  : row.timeLeft && *row.timeLeft < soonByDefault ? Urgency::SoonDue
                  : *row.unattended                               ? Urgency::Unattended
                  : row.unassigned                                ? Urgency::Unassigned
                                                                  : Urgency::Calm;
    return row;
}

inline DayCourse fakeCourse(const char *metric, int height, QRandomGenerator &random)
{
    DayCourse course;
    course.metric = metricSpec(QLatin1String(metric));
    course.why = WhyAbsent::Present;
    const int running = static_cast<int>((fakeNow - fakeMidnight) / courseStep);
    qint64 today = 0;
    qint64 before = 0;
    for (int i = 0; i < 96; ++i) {
        const double rhythm = std::max(0.0, std::sin((i - 24) * 3.14159 / 56));
        const auto value = [&] {
            return qint64(rhythm * height * (70 + random.bounded(60)) / 100);
        };
        const qint64 own = value();
        const qint64 past = value();
        const bool gap = i >= 36 && i < 39;
        course.today.push_back(i > running || gap ? std::nullopt : std::optional(own));
        course.yesterday.push_back(past);
        if (i <= running) {
            today += gap ? 0 : own;
            before += past;
        }
    }
    course.todayTotal = today;
    course.yesterdayTotal = before;
    return course;
}

/// Of all feeds the page rests on.
inline void fakeAge(NowReport &report, TimeMs asOf, TimeMs lateAt)
{
    report.asOf = report.queue.basis.asOf = asOf;
    report.lateAt = report.queue.basis.lateAt = lateAt;
    for (DayCourse &course : report.courses) {
        course.asOf = asOf;
        course.lateAt = lateAt;
    }
}

/// An afternoon with so many agents and open conversations; a gap at noon.
inline NowReport fakeNowReport(int agents, int open)
{
    using Kind = NowCounterKind;
    QRandomGenerator random(5);
    NowReport report;
    report.now = fakeNow;
    report.day = {fakeMidnight, fakeMidnight + 24 * fakeHour};
    for (int i = 0; i < open; ++i)
        report.queue.rows.push_back(fakeQueueRow(i, random));
    std::stable_sort(report.queue.rows.begin(), report.queue.rows.end(), [](auto &a, auto &b) {
        const auto rank = [](const QueueRow &row) {
            return std::tuple(row.urgency, row.timeLeft.value_or(1LL << 60),
                              row.waitingSince.value_or(row.conversation.created));
        };
        return rank(a) < rank(b);
    });
    report.agents = fakeAgents(agents).rows;
    for (AgentReportRow &row : report.agents)
        row.agent.capacity = 16;
    double counts[NowCounterCount] = {};
    std::optional<TimeMs> since;
    for (const QueueRow &row : report.queue.rows) {
        counts[0] += 1;
        counts[1] += *row.unattended;
        counts[2] += row.unassigned;
        counts[3] += row.urgency == Urgency::Overdue;
        counts[4] += row.urgency == Urgency::SoonDue;
        if (row.unassigned)
            since = std::min(since.value_or(*row.waitingSince), *row.waitingSince);
    }
    double carried = 0;
    for (const AgentReportRow &row : report.agents) {
        const bool online = row.agent.availability == QLatin1String("online");
        counts[6] += online;
        carried += online ? double(row.open.value_or(0)) : 0.0;
    }
    counts[7] = counts[6] > 0 ? carried / (counts[6] * 16) : 0;
    const auto steps = static_cast<int>((fakeNow - fakeMidnight) / historyStep);
    for (std::size_t i = 0; i < NowCounterCount; ++i) {
        NowCounter &counter = report.counters[i];
        counter.kind = static_cast<Kind>(i);
        counter.why = WhyAbsent::Present;
        counter.value = counts[i];
        if (counter.kind == Kind::LongestWait) {
            counter.since = since;
            counter.value = since ? std::optional(double(fakeNow - *since)) : std::nullopt;
            counter.why = since ? WhyAbsent::Present : WhyAbsent::NoValues;
        }
        if (counter.kind == Kind::Online)
            counter.of = agents;
        if (counter.kind == Kind::Load)
            counter.of = counts[6] * 16;
        for (int step = 0; step <= steps; ++step) {
            const bool gap = step > 100 && step < 112;
            const double top = counter.value.value_or(600'000.0);
            const double at = top * (0.5 + 0.4 * std::sin(step / 20.0 + double(i)));
            report.history[i].values.push_back(gap || step < 72 ? std::nullopt : std::optional(at));
        }
        report.history[i].values.back() = counter.value;
    }
    constexpr DurationMs day = 24 * 60 * fakeMinute;
    for (int i = 0; i < 96; ++i) {
        const TimeMs from = fakeMidnight + i * courseStep;
        report.steps.push_back({from, from + courseStep});
        report.stepsBefore.push_back({from - day, from - day + courseStep});
    }
    report.sameTime = fakeNow - day;
    report.courses = {fakeCourse("conversations", 14, random),
                      fakeCourse("first_response_time", 12, random),
                      fakeCourse("resolutions_count", 10, random)};
    fakeAge(report, fakeNow - 20'000, fakeNow + 100'000);
    return report;
}

} // namespace watchfloor::test
