// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/agentreport.h"
#include "backend/engine/reports/conversationlistbuilder.h"
#include "backend/engine/reports/conversationreport.h"
#include "backend/engine/reports/timelinereport.h"

#include <QRandomGenerator>

#include <array>

namespace watchfloor::test {

/// 2023-11-14 14:03:20 UTC: "now" of all made-up reports.
constexpr TimeMs fakeNow = 1'699'970'600'000;
constexpr TimeMs fakeMinute = 60'000;
constexpr TimeMs fakeHour = 60 * fakeMinute;
constexpr TimeMs fakeMidnight = fakeNow - fakeNow % (24 * fakeHour);

inline QString fakeName(int i)
{
    static const std::array first{"Jane",        "Łukasz", "Amina", "Chen",
                                  "Maximiliane", "José",   "Priya", "Tom"};
    static const std::array last{"Kim",    "Wójcik", "Diallo",  "Wei",      "Hohenstein-Brandt",
                                 "García", "Patel",  "O'Neill", "Sørensen", "Yılmaz"};
    const auto at = static_cast<size_t>(i);
    return QString::fromUtf8(first[at % first.size()]) + QLatin1Char(' ') +
           QString::fromUtf8(last[(at / first.size() + at) % last.size()]);
}

inline AgentReport fakeAgents(int count)
{
    static const std::array states{"online", "online",  "online",  "busy",      "away",
                                   "online", "offline", "offline", "back_soon", "online"};
    static const std::array teams{"Billing", "Technical support", "Onboarding", "VIP"};
    QRandomGenerator random(7);
    AgentReport report;
    for (int i = 0; i < count; ++i) {
        AgentReportRow row;
        row.account = 1;
        row.accountName = QStringLiteral("Acme support");
        row.provider = QStringLiteral("chatwoot");
        row.agent.id = i + 1;
        row.agent.account = 1;
        row.agent.remoteId = QString::number(i + 1);
        row.agent.name = fakeName(i);
        row.agent.email = QStringLiteral("agent%1@example.org").arg(i + 1);
        row.agent.availability = QLatin1String(states[static_cast<size_t>(i) % states.size()]);
        row.agent.availabilitySince = fakeNow - random.bounded(1, 400) * fakeMinute;
        const bool offline = row.agent.availability == QLatin1String("offline");
        row.open = offline ? random.bounded(0, 3) : random.bounded(0, 14);
        row.unattended =
            random.bounded(0, 4) == 0 ? random.bounded(0, static_cast<int>(*row.open) + 1) : 0;
        row.conversations = random.bounded(0, 40);
        for (size_t t = 0; t < teams.size(); ++t) {
            if (random.bounded(3) == 0)
                row.groups << QLatin1String(teams[t]);
        }
        report.open += *row.open;
        report.unattended += *row.unattended;
        report.conversations += *row.conversations;
        report.rows.push_back(row);
    }
    report.unassigned = 9;
    report.unspecified = 12;
    report.open += report.unassigned;
    report.conversations += report.unspecified;
    report.range = {fakeMidnight, fakeMidnight + 24 * fakeHour};
    report.asOf = fakeNow - 20'000;
    report.lateAt = fakeNow + 100'000;
    return report;
}

inline std::vector<ConversationReportRow> fakeRows(int count)
{
    static const std::array inboxes{"Website", "support@acme.example", "WhatsApp +49 30",
                                    "In-app chat"};
    static const std::array channels{"web", "email", "whatsapp", "api"};
    static const std::array statuses{"open",    "closed", "closed",  "open",
                                     "pending", "closed", "snoozed", "closed"};
    static const std::array priorities{"", "", "urgent", "", "low", "high", ""};
    QRandomGenerator random(11);
    std::vector<ConversationReportRow> rows;
    for (int i = 0; i < count; ++i) {
        ConversationReportRow row;
        Conversation &c = row.conversation;
        c.id = i + 1;
        c.account = 1;
        c.remoteId = QString::number(48'300 - i);
        c.status = QLatin1String(statuses[static_cast<size_t>(random.bounded(8))]);
        c.created = fakeNow - i * 3 * fakeMinute - random.bounded(60'000);
        const bool closed = c.status == QLatin1String("closed");
        if (random.bounded(5) > 0)
            c.firstResponse = c.created + random.bounded(20'000, 1'500'000);
        if (closed)
            c.closed = c.created + random.bounded(1, 200) * fakeMinute;
        else if (random.bounded(2) == 0)
            c.waitingSince = fakeNow - random.bounded(1, 90) * fakeMinute;
        if (c.waitingSince && i % 3 == 1)
            c.dueAt = *c.waitingSince + 45 * fakeMinute;
        if (closed && random.bounded(3) == 0)
            c.csat = random.bounded(1, 6);
        const auto inbox = static_cast<size_t>(random.bounded(4));
        c.channel = QLatin1String(channels[inbox]);
        c.priority = QLatin1String(priorities[static_cast<size_t>(random.bounded(7))]);
        if (random.bounded(3) == 0)
            c.labels << QStringLiteral("refund");
        row.accountName = QStringLiteral("Acme support");
        row.provider = QStringLiteral("chatwoot");
        row.inboxName = QString::fromUtf8(inboxes[inbox]);
        row.groupName = QStringLiteral("Billing");
        if (random.bounded(6) > 0)
            row.agentName = fakeName(random.bounded(40));
        rows.push_back(row);
    }
    return rows;
}

/// The list of these rows; equal names are equal cells, in every list.
inline ConversationListReport listOf(const std::vector<ConversationReportRow> &rows)
{
    static QHash<QString, RowId> cellIds;
    ConversationListBuilder builder;
    QHash<RowId, int> accounts;
    QHash<RowId, quint32> cells;
    for (const ConversationReportRow &row : rows) {
        const Conversation &c = row.conversation;
        if (!accounts.contains(c.account))
            accounts[c.account] = builder.addAccount({c.account, row.accountName, row.provider});
        const QStringList names{row.accountName, row.agentName, row.groupName, row.inboxName,
                                c.channel};
        const QString key = names.join(QLatin1Char('\n'));
        if (!cellIds.contains(key))
            cellIds.insert(key, cellIds.size() + 1);
        const RowId id = cellIds.value(key);
        if (!cells.contains(id)) {
            ConversationCell cell;
            cell.id = id;
            cell.account = accounts.value(c.account);
            cell.agentName = row.agentName;
            cell.groupName = row.groupName;
            cell.inboxName = row.inboxName;
            cell.channel = c.channel;
            cells.insert(id, builder.addCell(cell));
        }
        builder.add(c, cells.value(id));
    }
    ConversationListReport report;
    report.list = builder.take();
    report.range = {fakeMidnight, fakeMidnight + 24 * fakeHour};
    report.asOf = fakeNow - 20'000;
    return report;
}

inline ConversationListReport fakeConversations(int count)
{
    return listOf(fakeRows(count));
}

inline TimelineReport fakeTimeline(const ConversationReportRow &row)
{
    TimelineReport report;
    report.conversation = row;
    const TimeMs start = row.conversation.created;
    report.lanes = {QStringLiteral("first_response"), QStringLiteral("reply_time"),
                    QStringLiteral("conversation_resolved")};
    const auto add = [&](int lane, TimeMs from, TimeMs to, qint64 id) {
        TimelineEvent e;
        e.event.remoteId = id;
        e.event.conversationRemoteId = row.conversation.remoteId;
        e.event.name = report.lanes[static_cast<size_t>(lane)];
        e.event.start = from;
        e.event.end = to;
        e.event.created = to;
        e.event.value = to - from;
        e.event.valueInBusinessHours = (to - from) * 3 / 4;
        e.agentName = row.agentName;
        e.event.agentRemoteId = row.agentName; // any text that tells people apart
        e.inboxName = row.inboxName;
        e.span = {from, to};
        e.lane = lane;
        report.events.push_back(e);
    };
    add(0, start, start + 4 * fakeMinute, 1);
    for (int i = 1; i < 6; ++i)
        add(1, start + i * 12 * fakeMinute, start + i * 12 * fakeMinute + i * 90'000, i + 1);
    add(2, start, start + 75 * fakeMinute, 9);
    report.extent = {start - 2 * fakeMinute, start + 80 * fakeMinute};
    report.businessHours = {{start - 2 * fakeMinute, start + 45 * fakeMinute}};
    report.businessHoursKnown = true;
    report.asOf = fakeNow - 20'000;
    return report;
}

} // namespace watchfloor::test
