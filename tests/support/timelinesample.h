// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/timelinereport.h"

#include <QDateTime>

#include <algorithm>

namespace watchfloor::test {

/// A conversation's report as the engine would make it: bot, handoff, first answer, replies, a
/// transfer, resolved, reopened, resolved. With `many` > 0 it carries that many replies instead.
inline TimelineReport timelineSample(int many = 0)
{
    TimelineReport report;
    Conversation &conversation = report.conversation.conversation;
    conversation.account = 1;
    conversation.remoteId = QStringLiteral("33081");
    conversation.status = QStringLiteral("closed");
    report.conversation.accountName = QStringLiteral("Acme");
    report.conversation.agentName = QStringLiteral("Łukasz Nowak");
    const TimeMs start = QDateTime(QDate(2026, 6, 1), QTime(7, 58), Qt::UTC).toMSecsSinceEpoch();
    conversation.created = start;

    const auto add = [&](const char *name, DurationMs from, DurationMs to, const char *agent,
                         EventOrigin origin = EventOrigin::Server) {
        TimelineEvent event;
        event.event.account = 1;
        event.event.remoteId = 90 + qint64(report.events.size());
        event.event.name = QLatin1String(name);
        event.event.start = start + from;
        event.event.end = start + to;
        event.event.created = start + to + 1'200;
        event.event.value = to - from;
        event.event.valueInBusinessHours =
            std::max<DurationMs>(0, to - std::max<DurationMs>(from, 120'000));
        event.event.origin = origin;
        event.event.agentRemoteId = QString::fromUtf8(agent);
        event.agentName = QString::fromUtf8(agent);
        event.span = {start + from, start + to};
        const auto lane = std::find(report.lanes.begin(), report.lanes.end(), event.event.name);
        event.lane = int(lane - report.lanes.begin());
        if (lane == report.lanes.end())
            report.lanes.push_back(event.event.name);
        report.events.push_back(event);
    };
    constexpr DurationMs minute = 60'000;
    if (many > 0) {
        for (int i = 0; i < many; ++i)
            add("reply_time", i * 5 * minute, i * 5 * minute + minute * (1 + i % 7),
                i % 3 ? "Jane Kim" : "Łukasz Nowak");
    } else {
        add("conversation_bot_handoff", 0, 30'000, "");
        add("first_response", 30'000, 6 * minute, "Łukasz Nowak");
        add("reply_time", 9 * minute, 13 * minute, "Łukasz Nowak");
        add("transferred", 15 * minute, 15 * minute, "Łukasz Nowak", EventOrigin::Derived);
        add("reply_time", 16 * minute, 31 * minute, "Jane Kim");
        add("conversation_resolved", 0, 42 * minute, "Jane Kim");
        add("conversation_opened", 42 * minute, 70 * minute, "Jane Kim");
        add("reply_time", 70 * minute, 78 * minute, "Jane Kim", EventOrigin::Estimated);
        add("conversation_resolved", 0, 95 * minute, "Jane Kim");
    }
    for (size_t i = 0; i < report.events.size(); ++i) {
        const TimelineEvent &event = report.events[i];
        if (event.event.name == QLatin1String("transferred"))
            report.transfers.push_back({event.span.from, int(i), event.agentName,
                                        QStringLiteral("Jane Kim"), event.span.from + 30'000,
                                        false});
    }
    report.agents = {{2, QString::fromUtf8("Łukasz Nowak"), QString::fromUtf8("Łukasz Nowak"), {}},
                     {10, QStringLiteral("Jane Kim"), QStringLiteral("Jane Kim"), {}}};
    report.agents[1].states = {
        {QStringLiteral("Jane Kim"), QStringLiteral("online"), {}, start, start + 50 * minute},
        {QStringLiteral("Jane Kim"), QStringLiteral("away"), QStringLiteral("Lunch"),
         start + 50 * minute, std::nullopt, false}};
    report.ended = true;
    report.extent = {start, report.events.back().span.to};
    report.businessHours = {{start + 2 * minute, start + 80 * minute}};
    report.businessHoursKnown = true;
    return report;
}

/// The same while it lasts, with what a lead must not overlook: a wait since the 70th minute, ten
/// minutes that nobody has fetched.
inline TimelineReport openTimelineSample()
{
    TimelineReport report = timelineSample();
    const TimeMs start = report.extent.from;
    report.conversation.conversation.status = QStringLiteral("open");
    report.ended = false;
    report.waitingSince = start + 100 * 60'000;
    report.extent.to = start + 120 * 60'000;
    report.gaps = {{start + 50 * 60'000, start + 60 * 60'000}};
    return report;
}

/// `many` events of four names over three weeks, nested, equal and apart, as a long mail thread or
/// a faulty bot leaves them.
inline TimelineReport crowdedTimelineSample(int many)
{
    TimelineReport report = timelineSample(1);
    const TimelineEvent one = report.events.front();
    const TimeMs start = report.extent.from;
    constexpr DurationMs hour = 3'600'000;
    const char *names[] = {"reply_time", "assigned", "conversation_resolved", "wait_time"};
    report.lanes.clear();
    for (const char *name : names)
        report.lanes.push_back(QLatin1String(name));
    report.events.clear();
    const DurationMs step = 21 * 24 * hour / many;
    for (int i = 0; i < many; ++i) {
        TimelineEvent event = one;
        const int lane = i % 4;
        const TimeMs at = start + i * step;
        // Replies last minutes, assignments are instants, resolutions all begin at the start, and
        // waits overlap each other for days.
        const DurationMs length = lane == 0   ? (1 + i % 9) * 60'000
                                  : lane == 3 ? (i % 50) * hour
                                              : 0;
        event.span = {lane == 2 ? start : at, at + length};
        event.lane = lane;
        event.event.remoteId = i;
        event.event.name = report.lanes[size_t(lane)];
        event.event.start = event.span.from;
        event.event.end = event.span.to;
        event.event.created = event.span.to;
        event.event.value = event.span.to - event.span.from;
        event.event.agentRemoteId = QString::number(i % 3);
        event.agentName = QStringLiteral("Agent %1").arg(i % 3);
        report.events.push_back(event);
    }
    report.agents = {{1, QStringLiteral("0"), QStringLiteral("Agent 0"), {}},
                     {2, QStringLiteral("1"), QStringLiteral("Agent 1"), {}},
                     {3, QStringLiteral("2"), QStringLiteral("Agent 2"), {}}};
    report.extent = {start, start + 23 * 24 * hour};
    report.businessHours.clear();
    for (int day = 0; day < 23; ++day)
        report.businessHours.push_back(
            {start + day * 24 * hour, start + day * 24 * hour + 9 * hour});
    return report;
}

} // namespace watchfloor::test
