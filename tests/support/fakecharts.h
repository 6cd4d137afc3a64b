// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/metriccatalog.h"
#include "backend/engine/reports/distributionreport.h"
#include "backend/engine/reports/heatmapreport.h"
#include "backend/engine/reports/trendreport.h"
#include "backend/engine/reports/volumereport.h"
#include "support/fakereports.h"

#include <algorithm>
#include <cmath>

namespace watchfloor::test {

inline ReportBasis fakeBasis(TimeRange range = {fakeMidnight, fakeMidnight + 24 * fakeHour})
{
    ReportBasis basis;
    basis.range = range;
    basis.asOf = fakeNow - 20'000;
    return basis;
}

/// Agents with 300, 298, ... conversations; the keys are 1, 2, ...
inline VolumeReport fakeVolume(int agents, qint64 unspecified = 23)
{
    VolumeReport report;
    report.basis = fakeBasis();
    qint64 total = 0;
    for (int i = 0; i < agents; ++i) {
        VolumeRow row;
        row.key = i + 1;
        row.account = 1;
        row.accountName = QStringLiteral("Acme support");
        row.provider = QStringLiteral("chatwoot");
        row.remoteId = QString::number(i + 1);
        row.name = fakeName(i);
        row.label = i < 80 ? row.name : row.name + QStringLiteral(" (Acme support #%1)").arg(i + 1);
        row.conversations = std::max(0, static_cast<int>(300 * std::pow(0.97, i)) - i / 7);
        total += row.conversations;
        report.rows.push_back(row);
    }
    report.total = total;
    report.unspecified = unspecified;
    return report;
}

inline VolumeReport fakeSplitVolume(int agents)
{
    VolumeReport report = fakeVolume(agents);
    report.split = VolumeSplit::Status;
    report.parts = {QStringLiteral("open"), QStringLiteral("pending"), QStringLiteral("closed")};
    const auto split = [](qint64 n) {
        return std::vector<qint64>{n / 5, n / 11, n - n / 5 - n / 11};
    };
    for (VolumeRow &row : report.rows)
        row.parts = split(row.conversations);
    report.unspecifiedParts = split(*report.unspecified);
    return report;
}

inline ReportFigure fakeFigure(double value, qint64 n)
{
    ReportFigure figure;
    figure.value = value;
    figure.n = n;
    figure.why = WhyAbsent::Present;
    return figure;
}

inline ReportFigure fakeAbsence(WhyAbsent why)
{
    ReportFigure figure;
    figure.why = why;
    figure.n = 0;
    return figure;
}

/// Steps of `length` up to and with the one `fakeNow` is in; none is a gap.
inline TrendReport fakeTrend(const std::vector<const char *> &metrics, int steps, DurationMs length)
{
    TrendReport report;
    const TimeMs to = fakeNow - fakeNow % length + length;
    report.basis = fakeBasis({to - steps * length, to});
    for (const char *key : metrics) {
        ReportColumn column;
        column.metric = metricSpec(key);
        report.columns.push_back(column);
        report.total.push_back(fakeFigure(column.metric->isTime() ? 252'000 : 1'184, 1'184));
    }
    for (int i = 0; i < steps; ++i) {
        TrendPoint point;
        point.bucket = {report.basis.range.from + i * length,
                        report.basis.range.from + (i + 1) * length};
        point.range = point.bucket;
        point.partial = point.range.to > fakeNow;
        for (std::size_t m = 0; m < metrics.size(); ++m) {
            const double wave = 1.2 + std::sin(i * 0.5 + static_cast<double>(m)) + 0.3 * (i % 3);
            const double size = report.columns[m].metric->isTime() ? 95'000 : 40;
            point.figures.push_back(fakeFigure(std::round(size * wave), 10 + i));
        }
        report.points.push_back(std::move(point));
    }
    return report;
}

/// The same by group, the first the largest.
inline TrendReport fakeGroupedTrend(int groups, int steps, DurationMs length)
{
    TrendReport report = fakeTrend({"conversations"}, steps, length);
    report.groupBy = MetricDimension::Group;
    static const QStringList names{
        QStringLiteral("Billing"),    QStringLiteral("Technical support"),
        QStringLiteral("Onboarding"), QStringLiteral("VIP"),
        QStringLiteral("Returns"),    QStringLiteral("Partners")};
    for (int g = 0; g < groups; ++g) {
        BreakdownRow row;
        row.key = g + 10;
        row.account = 1;
        row.accountName = QStringLiteral("Acme support");
        row.name = names.at(g % names.size());
        row.remoteId = QString::number(g + 10);
        row.figures = {fakeFigure(900 - 100 * g, 900 - 100 * g)};
        report.rows.push_back(row);
        for (std::size_t i = 0; i < report.points.size(); ++i) {
            const double value = std::round((40 - 6 * g) * (1.3 + std::sin(0.4 * double(i) + g)));
            report.points[i].byRow.push_back({fakeFigure(value, qint64(value))});
        }
    }
    return report;
}

/// Busy on weekdays from 8 to 18; nothing is known of Sunday.
inline HeatMapReport fakeHeat(const char *metric = "conversations")
{
    HeatMapReport report;
    report.column.metric = metricSpec(metric);
    report.basis = fakeBasis({fakeMidnight - 27 * 24 * fakeHour, fakeMidnight + 24 * fakeHour});
    qint64 all = 0;
    for (int i = 0; i < 168; ++i) {
        HeatCell &cell = report.cells[static_cast<std::size_t>(i)];
        const int day = i / 24;
        const int hour = i % 24;
        cell.duration = 4 * fakeHour;
        cell.known = day == 6 ? 0 : 4 * fakeHour;
        const double office = std::max(0.0, 1 - std::abs(hour - 13) / 6.0);
        cell.n = day == 6 ? 0 : qint64(office * (day < 5 ? 180 : 60));
        if (report.column.metric->isTime() && cell.n > 0)
            cell.mean = 60'000 + 4'000.0 * hour;
        all += cell.n;
    }
    report.total = fakeFigure(report.column.metric->isTime() ? 130'000 : double(all), all);
    return report;
}

inline DistributionReport fakeDistribution()
{
    DistributionReport report;
    report.column.metric = metricSpec("first_response_time");
    report.basis = fakeBasis();
    qint64 all = 0;
    for (int i = 0; i < 18; ++i) {
        DistributionBin bin;
        bin.from = i * 30'000;
        if (i < 17)
            bin.to = (i + 1) * 30'000;
        bin.n = i < 17 ? qint64(400 * std::exp(-0.5 * std::pow((i - 3) / 3.0, 2))) + 3 : 31;
        all += bin.n;
        report.bins.push_back(bin);
    }
    report.total = fakeFigure(128'000, all);
    report.total.median = 112'000;
    report.total.p90 = 262'000;
    report.total.min = 4'000;
    report.total.max = 1'900'000;
    return report;
}

} // namespace watchfloor::test
