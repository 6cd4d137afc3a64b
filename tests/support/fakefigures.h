// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/metriccatalog.h"
#include "backend/engine/reports/agenttimelinereport.h"
#include "backend/engine/reports/breakdownreport.h"
#include "support/fakereports.h"

#include <algorithm>

namespace watchfloor::test {

/// A figure with everything the metric offers; every ninth is reported, some have few values.
inline ReportFigure fakeFigure(const MetricSpec &metric, int seed)
{
    ReportFigure figure;
    figure.why = WhyAbsent::Present;
    const double x = 1 + (seed * 37) % 53;
    switch (metric.unit) {
    case MetricUnit::Milliseconds:
        figure.value = x * 11'000;
        figure.mean = figure.value;
        figure.median = x * 8'200;
        figure.p90 = x * 29'000;
        figure.min = x * 900;
        figure.max = x * 61'000;
        break;
    case MetricUnit::Ratio:
        figure.value = 0.60 + 0.4 * (x / 54);
        break;
    case MetricUnit::Instant:
        figure.value = static_cast<double>(fakeNow) - x * 60'000;
        break;
    default:
        figure.value = x;
    }
    figure.n = seed % 7 == 3 ? 4 : 20 + seed % 90;
    if (seed % 9 == 4)
        figure.origin = FigureOrigin::Reported;
    if (seed % 23 == 5) {
        ReportFigure none;
        none.why = WhyAbsent::NoValues;
        return none;
    }
    return figure;
}

inline std::vector<ReportColumn> fakeColumns(const QStringList &keys, MetricDimension dimension)
{
    std::vector<ReportColumn> columns;
    for (const QString &key : keys) {
        if (const MetricSpec *metric = metricSpec(key); metric && metric->existsFor(dimension)) {
            ReportColumn column;
            column.metric = metric;
            column.notAdditive = whyNotAdditive(*metric, dimension);
            columns.push_back(column);
        }
    }
    return columns;
}

inline QStringList fakeAgentMetrics()
{
    return {QStringLiteral("closed_conversations"), QStringLiteral("first_response_time"),
            QStringLiteral("reply_time"), QStringLiteral("resolution_time"),
            QStringLiteral("csat")};
}

/// fakeAgents() with figures, teams by the groups' names, slots and a bot.
inline AgentReport fakeAgentFigures(int count, const QStringList &keys = fakeAgentMetrics())
{
    AgentReport report = fakeAgents(count);
    report.columns = fakeColumns(keys, MetricDimension::Agent);
    int seed = 1;
    const auto figures = [&] {
        std::vector<ReportFigure> row;
        for (const ReportColumn &column : report.columns)
            row.push_back(fakeFigure(*column.metric, seed++));
        return row;
    };
    const QStringList names{QStringLiteral("Billing"), QStringLiteral("Onboarding"),
                            QStringLiteral("Technical support"), QStringLiteral("VIP"), QString()};
    for (qsizetype i = 0; i < names.size(); ++i) {
        AgentTeam team;
        team.account = 1;
        team.key = names[i].isEmpty() ? 0 : 100 + i;
        team.name = names[i];
        team.open = team.unattended = team.conversations = 0;
        report.teams.push_back(team);
    }
    for (AgentReportRow &row : report.rows) {
        row.figures = figures();
        if (row.agent.id % 3 == 0)
            row.agent.capacity = 16;
        if (row.agent.id % 17 == 0)
            row.agent.kind = AgentKind::Bot;
        for (AgentTeam &team : report.teams) {
            if (!(team.key == 0 ? row.groups.isEmpty() : row.groups.contains(team.name)))
                continue;
            team.members.push_back(row.agent.id);
            *team.open += row.open.value_or(0);
            *team.unattended += row.unattended.value_or(0);
            *team.conversations += row.conversations.value_or(0);
        }
    }
    for (AgentTeam &team : report.teams)
        team.figures = figures();
    std::erase_if(report.teams, [](const AgentTeam &team) { return team.members.empty(); });
    report.total = figures();
    report.nobody = figures();
    return report;
}

inline QHash<RowId, QList<double>> fakeSparks(int count)
{
    QHash<RowId, QList<double>> sparks;
    for (int i = 1; i <= count; ++i) {
        QList<double> values;
        for (int hour = 0; hour < 24; ++hour)
            values << (hour < 7 ? 0 : (i * 13 + hour * hour * 7) % 9);
        sparks.insert(i, values);
    }
    return sparks;
}

/// Groups two deep under every third, with a row of what has none.
inline BreakdownReport fakeBreakdown(int count, MetricDimension dimension, const QStringList &keys)
{
    BreakdownReport report;
    report.groupBy = dimension;
    report.columns = fakeColumns(keys, dimension);
    int seed = 3;
    const auto figures = [&] {
        std::vector<ReportFigure> row;
        for (const ReportColumn &column : report.columns)
            row.push_back(fakeFigure(*column.metric, seed++));
        return row;
    };
    static const std::array names{
        "Billing",           "Onboarding",
        "Technical support", "VIP",
        "Returns",           "Fraud",
        "Enterprise",        "Kundenrückgewinnung und Bestandskundenpflege"};
    int parent = -1;
    for (int i = 0; i < count; ++i) {
        BreakdownRow row;
        row.key = i + 1;
        row.account = 1;
        row.accountName = QStringLiteral("Acme support");
        row.provider = QStringLiteral("chatwoot");
        row.remoteId = QString::number(i + 1);
        const auto at = static_cast<size_t>(i);
        row.name = dimension == MetricDimension::Channel
                       ? QString::fromLatin1(std::array{"web", "email", "whatsapp"}[at % 3])
                       : QString::fromUtf8(names[at % names.size()]) +
                             (i < 8 ? QString() : QStringLiteral(" %1").arg(i / 8 + 1));
        if (dimension == MetricDimension::Group && i % 3 != 0) {
            row.parent = parent;
            row.depth = 1;
        } else {
            parent = i;
        }
        row.figures = figures();
        report.rows.push_back(row);
    }
    for (BreakdownRow &row : report.rows) {
        if (row.parent >= 0)
            report.rows[static_cast<size_t>(row.parent)].withSubGroups = figures();
    }
    BreakdownRow none;
    none.figures = figures();
    report.rows.push_back(none);
    report.total = figures();
    report.basis.range = {fakeMidnight, fakeMidnight + 24 * fakeHour};
    report.basis.asOf = fakeNow - 20'000;
    report.basis.lateAt = fakeNow + 100'000;
    return report;
}

inline AgentTimelineReport fakeAgentTimeline(const Agent &agent)
{
    AgentTimelineReport report;
    report.agent = agent;
    report.accountName = QStringLiteral("Acme support");
    report.range = {fakeMidnight, fakeMidnight + 24 * fakeHour};
    report.until = fakeNow;
    report.asOf = fakeNow;
    const auto at = [](double hour) {
        return fakeMidnight + static_cast<TimeMs>(hour * static_cast<double>(fakeHour));
    };
    report.states = {
        {QStringLiteral("offline"), {}, {at(2), at(8)}, false, false},
        {QStringLiteral("online"), {}, {at(8), at(10.2)}, true, false},
        {QStringLiteral("away"), QStringLiteral("Break"), {at(10.2), at(10.6)}, true, false},
        {QStringLiteral("online"), {}, {at(10.6), at(12)}, true, false},
        {QStringLiteral("busy"), {}, {at(12.5), at(13.2)}, false, false},
        {QStringLiteral("online"), {}, {at(13.2), fakeNow}, false, true}};
    report.gaps = {{fakeMidnight, at(2)}, {at(12), at(12.5)}};
    for (const ConversationReportRow &row : fakeRows(30))
        report.conversations.push_back(row.conversation);
    report.more = true;
    return report;
}

} // namespace watchfloor::test
