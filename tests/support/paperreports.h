// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/metriccatalog.h"
#include "support/fakenow.h"
#include "views/reportanswers.h"

namespace watchfloor::test {

inline std::vector<ReportColumn> paperColumns(const QStringList &keys)
{
    std::vector<ReportColumn> columns;
    for (const QString &key : keys) {
        ReportColumn column;
        column.metric = metricSpec(key);
        columns.push_back(column);
    }
    return columns;
}

/// Plausible figures, the same for the same seed.
inline std::vector<ReportFigure> paperFigures(const std::vector<ReportColumn> &columns,
                                              QRandomGenerator &random)
{
    std::vector<ReportFigure> figures;
    for (const ReportColumn &column : columns) {
        ReportFigure figure;
        figure.why = WhyAbsent::Present;
        figure.n = random.bounded(3, 900);
        switch (column.metric->unit) {
        case MetricUnit::Milliseconds:
            figure.mean = random.bounded(20'000, 9'000'000);
            figure.median = *figure.mean * 0.8;
            figure.p90 = *figure.mean * 2.1;
            figure.value = figure.mean;
            break;
        case MetricUnit::Ratio:
            figure.value = random.bounded(700, 1000) / 1000.0;
            break;
        default:
            figure.value = random.bounded(0, 2500);
            break;
        }
        figures.push_back(figure);
    }
    return figures;
}

/// A month of `agents` agents in two accounts.
inline ReportAnswers paperAnswers(int agents)
{
    constexpr TimeMs day = 24 * fakeHour;
    const QStringList keys{QStringLiteral("conversations"), QStringLiteral("closed_conversations"),
                           QStringLiteral("first_response_time"), QStringLiteral("resolution_time"),
                           QStringLiteral("csat")};
    QRandomGenerator random(23);
    ReportAnswers answers;
    answers.now = fakeNow;
    answers.range = {fakeMidnight - 29 * day, fakeMidnight + day};
    for (const char *name : {"Acme support", "Northwind"}) {
        Account account;
        account.id = static_cast<RowId>(answers.accounts.size()) + 1;
        account.name = QLatin1String(name);
        account.provider = QStringLiteral("chatwoot");
        account.baseUrl = QUrl(QStringLiteral("https://desk.example"));
        account.remoteAccountId = QString::number(answers.accounts.size() + 7);
        answers.accounts.push_back(account);
    }
    ReportBasis basis;
    basis.range = answers.range;
    basis.asOf = fakeNow - 20'000;

    AgentReport report = fakeAgents(agents);
    report.columns = paperColumns(keys.mid(1));
    report.range = answers.range;
    report.unassignedUnattended = 0;
    VolumeReport volume;
    volume.total = 0;
    for (AgentReportRow &row : report.rows) {
        if (row.agent.id % 3 == 0) {
            row.account = row.agent.account = 2;
            row.accountName = QStringLiteral("Northwind");
        }
        row.figures = paperFigures(report.columns, random);
        VolumeRow bar;
        bar.key = row.agent.id;
        bar.account = row.account;
        bar.accountName = row.accountName;
        bar.remoteId = row.agent.remoteId;
        bar.name = row.agent.name;
        bar.label = row.agent.name + QStringLiteral(" #") + row.agent.remoteId;
        bar.conversations = *row.conversations;
        *volume.total += bar.conversations;
        volume.rows.push_back(bar);
    }
    report.total = paperFigures(report.columns, random);
    volume.unspecified = 12;
    volume.basis = basis;
    std::stable_sort(volume.rows.begin(), volume.rows.end(), [](const auto &a, const auto &b) {
        return a.conversations > b.conversations;
    });
    answers.agents = report;
    answers.volume = volume;

    BreakdownReport summary;
    summary.groupBy = MetricDimension::Account;
    summary.columns = paperColumns(keys);
    summary.basis = basis;
    for (const Account &account : answers.accounts) {
        BreakdownRow row;
        row.key = row.account = account.id;
        row.accountName = row.name = account.name;
        row.figures = paperFigures(summary.columns, random);
        summary.rows.push_back(row);
    }
    summary.total = paperFigures(summary.columns, random);
    answers.summary = summary;

    BreakdownReport groups = summary;
    groups.groupBy = MetricDimension::Group;
    groups.rows.clear();
    for (const char *name : {"Billing", "Technical support", "Hardware", "Onboarding", "VIP"}) {
        BreakdownRow row;
        row.key = static_cast<qint64>(groups.rows.size()) + 10;
        row.account = 1;
        row.accountName = QStringLiteral("Acme support");
        row.name = QLatin1String(name);
        row.depth = row.name == QLatin1String("Hardware") ? 1 : 0;
        row.figures = paperFigures(groups.columns, random);
        if (row.name == QLatin1String("Technical support"))
            row.withSubGroups = paperFigures(groups.columns, random);
        groups.rows.push_back(row);
    }
    groups.rows.push_back({});
    groups.rows.back().figures = paperFigures(groups.columns, random);
    groups.basis.gaps = {{fakeMidnight - 3 * day, fakeMidnight - 2 * day}};
    answers.groups = groups;

    TrendReport trend;
    trend.columns = paperColumns(keys.mid(0, 3));
    trend.basis = basis;
    for (TimeMs at = answers.range.from; at < answers.range.to; at += day) {
        TrendPoint point;
        point.bucket = point.range = {at, at + day};
        point.partial = at + day > fakeNow;
        point.figures = paperFigures(trend.columns, random);
        trend.points.push_back(point);
    }
    trend.total = paperFigures(trend.columns, random);
    answers.trend = trend;
    return answers;
}

inline void addHeatAndSpread(ReportAnswers &answers)
{
    QRandomGenerator random(5);
    HeatMapReport heat;
    heat.column = paperColumns({QStringLiteral("conversations")}).front();
    for (std::size_t i = 0; i < heat.cells.size(); ++i) {
        HeatCell &cell = heat.cells[i];
        cell.n = random.bounded(0, 300);
        cell.duration = 4 * fakeHour;
        cell.known = static_cast<DurationMs>(i % 4 + 1) * fakeHour;
        if (i % 24 == 3) { // to come, or never fetched
            cell.n = 0;
            cell.known = 0;
        }
    }
    heat.basis = answers.trend->basis;
    answers.heat = heat;
    DistributionReport spread;
    spread.column = paperColumns({QStringLiteral("first_response_time")}).front();
    for (int i = 0; i < 12; ++i)
        spread.bins.push_back({i * fakeMinute, std::nullopt, random.bounded(0, 400)});
    for (std::size_t i = 0; i + 1 < spread.bins.size(); ++i)
        spread.bins[i].to = spread.bins[i + 1].from;
    spread.total = paperFigures({spread.column}, random).front();
    spread.basis = answers.trend->basis;
    answers.distribution = spread;
    answers.timelines = {fakeTimeline(fakeRows(1).front())};
}

/// With people: what else may tell who they are.
inline void addQueueAndFeeds(ReportAnswers &answers, int open)
{
    QRandomGenerator random(3);
    QueueReport queue;
    for (int i = 0; i < open; ++i) {
        QueueRow row = fakeQueueRow(i, random);
        if (i % 3 == 0) {
            row.account = row.conversation.account = 2;
            row.accountName = QStringLiteral("Northwind");
        }
        row.conversation.agentRemoteId = row.agentName; // any text that tells people apart
        queue.rows.push_back(row);
    }
    queue.basis = answers.trend->basis;
    answers.queue = queue;
    for (const Account &account : answers.accounts) {
        ReportFeed feed;
        feed.account = account.name;
        feed.title = QStringLiteral("Conversations");
        feed.lastSuccess = fakeNow - 20'000;
        feed.coverage = {answers.range};
        feed.state = FeedLine::State::Fresh;
        answers.feeds.push_back(feed);
        feed.title = QStringLiteral("Reporting events");
        feed.state = FeedLine::State::Failed;
        feed.problem = QStringLiteral("The server answered 503 <html>, three times.");
        answers.feeds.push_back(feed);
        feed.title = QStringLiteral("SLA");
        feed.state = FeedLine::State::Off;
        feed.problem = QStringLiteral("this token may not read it");
        answers.feeds.push_back(feed);
    }
    for (TimelineReport &timeline : answers.timelines)
        timeline.conversation.conversation.contact = QStringLiteral("Gwendolyn Contact");
}

/// All of them printed.
inline void addList(ReportAnswers &answers, const std::vector<ConversationReportRow> &rows)
{
    const ConversationListReport told = listOf(rows);
    ReportList list;
    list.list = told.list;
    list.rows = told.list->newestFirst();
    list.whole = list.list;
    list.order = list.rows;
    list.all = static_cast<qint64>(rows.size());
    list.asOf = told.asOf;
    answers.list = std::move(list);
}

/// Something for every section.
inline ReportAnswers everyAnswer(int agents, int open = 12)
{
    ReportAnswers answers = paperAnswers(agents);
    addHeatAndSpread(answers);
    addQueueAndFeeds(answers, open);
    addList(answers, fakeRows(20));
    return answers;
}

} // namespace watchfloor::test
