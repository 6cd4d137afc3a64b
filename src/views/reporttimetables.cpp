// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/heatchart.h"
#include "views/reporttables.h"

namespace watchfloor {
namespace {

constexpr DurationMs anHour = 3'600'000;

QString timeText(const char *text)
{
    return QCoreApplication::translate("ReportTables", text);
}

QString stepText(const TimeRange &bucket, const MetricFormatter &format)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(bucket.from, format.zone());
    const DurationMs length = bucket.to - bucket.from;
    if (length <= 2 * anHour)
        return format.locale().toString(at, QStringLiteral("ddd d MMM yyyy HH:mm"));
    if (length <= 26 * anHour)
        return format.locale().toString(at, QStringLiteral("ddd d MMM yyyy"));
    return format.days(bucket);
}

} // namespace

PaperTable trendTable(const TrendReport &report, const ReportWords &words)
{
    PaperTable table;
    table.empty = timeText(QT_TRANSLATE_NOOP("ReportTables", "Nothing in this range."));
    table.columns = {{timeText(QT_TRANSLATE_NOOP("ReportTables", "Time")), false}};
    words.addColumns(table, report.columns);
    for (const TrendPoint &point : report.points) {
        QString name = stepText(point.bucket, words.format());
        if (point.hasGap)
            name = timeText(QT_TRANSLATE_NOOP("ReportTables", "%1, with a gap")).arg(name);
        else if (point.partial)
            name = timeText(QT_TRANSLATE_NOOP("ReportTables", "%1, in part")).arg(name);
        QStringList cells{name};
        words.addCells(cells, report.columns, point.figures);
        table.rows.push_back({cells, 0, point.hasGap, false});
    }
    if (table.rows.empty())
        return table;
    QStringList cells{timeText(QT_TRANSLATE_NOOP("ReportTables", "Whole range"))};
    words.addCells(cells, report.columns, report.total);
    table.rows.push_back({cells, 0, false, true});
    return table;
}

PaperTable heatTable(const HeatMapReport &report, const ReportWords &words)
{
    // The chart's own numbers, days and unit: two ways to count would make two truths of one page.
    ChartContext context;
    context.scope.zone = words.format().zone();
    context.scope.business = report.column.business;
    context.format = words.format();
    context.now = words.now();
    const HeatChart chart(context, report);
    const ChartScene scene = chart.scenes().front();
    PaperTable table;
    const QString hour = timeText(QT_TRANSLATE_NOOP("ReportTables", "Hour"));
    table.columns = {{hour + QStringLiteral(" · ") + chart.valueTitle(), false}};
    for (const ChartScene::Tick &day : scene.lines)
        table.columns.push_back({day.text, true});
    if (report.why != WhyAbsent::Present)
        return table;
    for (int at = 0; at < 24; ++at) {
        QStringList cells{words.format().locale().toString(QTime(at, 0), QStringLiteral("HH:mm"))};
        for (int day = 0; day < 7; ++day)
            cells << scene.category(day * 24 + at).valueText;
        table.rows.push_back({cells, 0, false, false});
    }
    return table;
}

PaperTable distributionTable(const DistributionReport &report, const ReportWords &words)
{
    PaperTable table;
    table.empty = timeText(QT_TRANSLATE_NOOP("ReportTables", "No values in this range."));
    table.columns = {{metricTitle(*report.column.metric), false},
                     {timeText(QT_TRANSLATE_NOOP("ReportTables", "Values")), true},
                     {timeText(QT_TRANSLATE_NOOP("ReportTables", "Share")), true},
                     {timeText(QT_TRANSLATE_NOOP("ReportTables", "Up to here")), true}};
    qint64 all = 0;
    for (const DistributionBin &bin : report.bins)
        all += bin.n;
    qint64 soFar = 0;
    for (const DistributionBin &bin : report.bins) {
        soFar += bin.n;
        const QString from = words.format().duration(bin.from);
        const QString name =
            bin.to ? timeText(QT_TRANSLATE_NOOP("ReportTables", "%1 to %2"))
                         .arg(from, words.format().duration(*bin.to))
                   : timeText(QT_TRANSLATE_NOOP("ReportTables", "%1 and more")).arg(from);
        table.rows.push_back({{name, words.format().count(bin.n),
                               words.share(static_cast<double>(bin.n), static_cast<double>(all)),
                               words.share(static_cast<double>(soFar), static_cast<double>(all))},
                              0,
                              bin.n == 0,
                              false});
    }
    return table;
}

} // namespace watchfloor
