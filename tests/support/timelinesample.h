// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/timelinereport.h"

#include <QDateTime>

namespace watchfloor::test {

/// A conversation's report as the engine would make it: bot, handoff, first answer, replies,
/// resolved, reopened, resolved. With `many` > 0 it carries that many replies instead.
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
        add("transferred", 15 * minute, 15 * minute, "Jane Kim", EventOrigin::Derived);
        add("reply_time", 16 * minute, 31 * minute, "Jane Kim");
        add("conversation_resolved", 0, 42 * minute, "Jane Kim");
        add("conversation_opened", 42 * minute, 70 * minute, "Jane Kim");
        add("reply_time", 70 * minute, 78 * minute, "Jane Kim", EventOrigin::Estimated);
        add("conversation_resolved", 0, 95 * minute, "Jane Kim");
    }
    report.extent = {start, report.events.back().span.to};
    report.businessHours = {{start + 2 * minute, start + 80 * minute}};
    report.businessHoursKnown = true;
    return report;
}

} // namespace watchfloor::test
