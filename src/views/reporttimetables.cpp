// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/heatchart.h"
#include "models/plaintext.h"
#include "models/words.h"
#include "views/reporttables.h"

#include <algorithm>
#include <map>
#include <numeric>

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

/// With more columns nobody finds a line again; a table for its own program has room for all.
constexpr std::size_t mostTrendColumns = 12;

/// The rows by how much there is of them, as the chart draws them.
std::vector<std::size_t> largestFirst(const TrendReport &report, std::size_t column)
{
    std::vector<std::size_t> order(report.rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const bool counts = report.columns[column].metric->unit == MetricUnit::Count;
    const auto weight = [&](std::size_t row) {
        const ReportFigure &figure = report.rows[row].figures[column];
        return counts ? figure.value.value_or(-1) : static_cast<double>(figure.n.value_or(-1));
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return weight(a) > weight(b); });
    order.resize(std::min(order.size(), mostTrendColumns));
    return order;
}

/// Those with one name are told apart by their account, and within it by their id.
QStringList trendNames(const TrendReport &report, const ReportWords &words)
{
    QStringList names;
    std::map<QString, int> times;
    std::map<std::pair<RowId, QString>, int> timesInAccount;
    for (const BreakdownRow &row : report.rows) {
        if (row.key == 0)
            names << timeText(QT_TRANSLATE_NOOP("ReportTables", "None"));
        else if (report.groupBy == MetricDimension::Channel)
            names << channelTitle(row.name);
        else if (report.groupBy == MetricDimension::Agent || row.name.isEmpty())
            names << words.person(row.account, row.remoteId, row.name);
        else
            names << oneLine(row.name);
        ++times[names.back()];
        ++timesInAccount[{row.account, names.back()}];
    }
    for (std::size_t i = 0; i < report.rows.size(); ++i) {
        const BreakdownRow &row = report.rows[i];
        QString &name = names[static_cast<qsizetype>(i)];
        if (row.key == 0 || report.groupBy == MetricDimension::Channel || times[name] < 2)
            continue;
        QString of = oneLine(row.accountName);
        if (timesInAccount[{row.account, name}] > 1)
            of += QStringLiteral(" #") + oneLine(row.remoteId);
        name = timeText(QT_TRANSLATE_NOOP("ReportTables", "%1 (%2)"))
                   .arg(words.inLine(name), words.inLine(of));
    }
    return names;
}

QString pointName(const TrendPoint &point, const ReportWords &words)
{
    const QString name = stepText(point.bucket, words.format());
    if (point.hasGap)
        return timeText(QT_TRANSLATE_NOOP("ReportTables", "%1, with a gap")).arg(name);
    return point.partial ? timeText(QT_TRANSLATE_NOOP("ReportTables", "%1, in part")).arg(name)
                         : name;
}

} // namespace

TrendReport shownTrend(TrendReport report, const ReportWords &words)
{
    if (!report.groupBy || report.groupBy == MetricDimension::Channel)
        return report;
    const QStringList names = trendNames(report, words);
    if (!words.names().isOn() || report.groupBy != MetricDimension::Agent) {
        for (std::size_t i = 0; i < report.rows.size(); ++i) {
            if (report.rows[i].key != 0)
                report.rows[i].name = names[static_cast<qsizetype>(i)];
        }
        return report;
    }
    std::vector<std::size_t> order(report.rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&names](std::size_t a, std::size_t b) {
        return names[static_cast<qsizetype>(a)] < names[static_cast<qsizetype>(b)];
    });
    const TrendReport real = report;
    for (std::size_t i = 0; i < order.size(); ++i) {
        BreakdownRow &row = report.rows[i] = real.rows[order[i]];
        if (row.key != 0)
            row.name = names[static_cast<qsizetype>(order[i])];
        for (std::size_t p = 0; p < report.points.size(); ++p) {
            if (order[i] < real.points[p].byRow.size())
                report.points[p].byRow[i] = real.points[p].byRow[order[i]];
        }
    }
    return report;
}

std::vector<PaperTable> groupedTrendTables(const TrendReport &report, const ReportWords &words)
{
    std::vector<PaperTable> tables;
    const QStringList names = trendNames(report, words);
    const QString time = timeText(QT_TRANSLATE_NOOP("ReportTables", "Time"));
    for (std::size_t c = 0; c < report.columns.size(); ++c) {
        PaperTable table;
        table.empty = timeText(QT_TRANSLATE_NOOP("ReportTables", "Nothing in this range."));
        // The columns are the rows' names, so the metric stands with the times.
        table.columns = {{words.title(report.columns[c]) + QStringLiteral(" · ") + time, false}};
        const std::vector<std::size_t> order = largestFirst(report, c);
        for (const std::size_t row : order)
            table.columns.push_back({names[static_cast<qsizetype>(row)], true});
        table.columns.push_back({timeText(QT_TRANSLATE_NOOP("ReportTables", "Together")), true});
        const auto text = [&](const std::vector<ReportFigure> &figures) {
            return words.figure(*report.columns[c].metric,
                                c < figures.size() ? figures[c] : ReportFigure());
        };
        for (const TrendPoint &point : report.points) {
            QStringList cells{pointName(point, words)};
            for (const std::size_t row : order)
                cells << (row < point.byRow.size() ? text(point.byRow[row])
                                                   : MetricFormatter::none());
            table.rows.push_back({cells << text(point.figures), 0, point.hasGap, false});
        }
        if (!table.rows.empty()) {
            QStringList cells{timeText(QT_TRANSLATE_NOOP("ReportTables", "Whole range"))};
            for (const std::size_t row : order)
                cells << text(report.rows[row].figures);
            table.rows.push_back({cells << text(report.total), 0, false, true});
        }
        tables.push_back(std::move(table));
    }
    return tables;
}

QString restOfTrend(const TrendReport &report, const ReportWords &words)
{
    if (!report.groupBy || report.rows.size() <= mostTrendColumns)
        return {};
    return timeText(QT_TRANSLATE_NOOP("ReportTables",
                                      "The %1 largest of %2 have a column of their own; the last "
                                      "column is of all of them."))
        .arg(words.format().count(static_cast<qint64>(mostTrendColumns)),
             words.format().count(static_cast<qint64>(report.rows.size())));
}

PaperTable trendTable(const TrendReport &report, const ReportWords &words)
{
    PaperTable table;
    table.empty = timeText(QT_TRANSLATE_NOOP("ReportTables", "Nothing in this range."));
    table.columns = {{timeText(QT_TRANSLATE_NOOP("ReportTables", "Time")), false}};
    words.addColumns(table, report.columns);
    for (const TrendPoint &point : report.points) {
        QStringList cells{pointName(point, words)};
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
    table.columns = {{metricTitle(*report.column.metric, report.column.business), false},
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
