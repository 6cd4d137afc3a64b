// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/buildfigures.h"

#include "backend/engine/figures/breakdownrows.h"
#include "backend/engine/figures/conversationmeasures.h"
#include "backend/engine/metriccatalog.h"

#include <algorithm>

namespace watchfloor {
namespace {

/// Whoever has nothing in the whole range would only be a row of nothing in every step.
std::vector<BreakdownRow> rowsWithFigures(const Figures &figures, Dimension groupBy,
                                          const std::vector<FigureSet> &wholes)
{
    std::vector<BreakdownRow> rows;
    const RowFigures rowFigures(figures, groupBy);
    for (BreakdownRow &row : breakdownRows(figures, groupBy, wholes)) {
        if (std::none_of(wholes.begin(), wholes.end(), [&row](const FigureSet &set) {
                return set.byKey.find(row.key) != set.byKey.end();
            }))
            continue;
        for (const FigureSet &whole : wholes)
            row.figures.push_back(rowFigures.of(whole, row));
        row.parent = -1; // a list in steps, no tree
        row.depth = 0;
        rows.push_back(std::move(row));
    }
    return rows;
}

/// How much of each hour of the week is over and nobody has missed.
std::array<DurationMs, weekHourCells>
knownDurations(const FigureQuery &query, const std::vector<TimeRange> &gaps, const QTimeZone &zone)
{
    const TimeRange past{query.range.from, std::min(query.range.to, query.now)};
    std::array<DurationMs, weekHourCells> known{};
    if (past.isEmpty())
        return known;
    known = weekHourDurations(past, zone);
    for (const TimeRange &gap : gaps) {
        const TimeRange cut{std::max(gap.from, past.from), std::min(gap.to, past.to)};
        if (cut.isEmpty())
            continue;
        const auto missing = weekHourDurations(cut, zone);
        for (std::size_t i = 0; i < known.size(); ++i)
            known[i] -= missing[i];
    }
    return known;
}

} // namespace

TrendReport buildTrend(const ReportInput &input, const FigureQuery &query,
                       const MetricList &metrics, BucketUnit unit, const QTimeZone &zone,
                       Qt::DayOfWeek weekStart, Dimension groupBy)
{
    Figures figures(input, query);
    TrendReport report;
    MetricList past;
    for (const MetricSpec *metric : metrics) {
        if (metric->metricClass == MetricClass::Current)
            report.basis.notes.append(
                QStringLiteral("%1 is told for the present only and has no trend")
                    .arg(QLatin1String(metric->title)));
        else
            past.push_back(metric);
    }
    ReportBasis basis = basisOf(figures, past, groupBy);
    basis.notes = report.basis.notes + basis.notes;
    report.basis = std::move(basis);
    for (const TimeBucket &bucket : timeBuckets(query.range, unit, zone, weekStart)) {
        TrendPoint point;
        point.bucket = bucket.whole;
        point.range = bucket.range;
        point.partial = bucket.isPartial() || bucket.range.to > query.now;
        point.hasGap = overlapsAny(bucket.range, report.basis.gaps);
        report.points.push_back(std::move(point));
    }
    std::vector<FigureSet> wholes;
    for (const MetricSpec *metric : past) {
        wholes.push_back(figures.of(*metric, groupBy));
        ReportColumn column = columnOf(figures, *metric, wholes.back(), groupBy);
        if (!metric->addsOverTime())
            column.notAdditive = QT_TRANSLATE_NOOP(
                "Report", "Figures of single steps do not add up to that of the range");
        report.columns.push_back(std::move(column));
        report.total.push_back(wholes.back().total);
    }
    report.groupBy = scopeOf(groupBy);
    if (report.groupBy)
        report.rows = rowsWithFigures(figures, groupBy, wholes);
    const RowFigures rowFigures(figures, groupBy);
    for (TrendPoint &point : report.points) {
        point.byRow.resize(report.rows.size());
        for (const MetricSpec *metric : past) {
            const FigureSet step = figures.of(*metric, groupBy, point.range);
            point.figures.push_back(step.total);
            report.basis.complete = report.basis.complete && !step.total.partial;
            for (std::size_t i = 0; i < report.rows.size(); ++i)
                point.byRow[i].push_back(rowFigures.of(step, report.rows[i]));
        }
    }
    return report;
}

HeatMapReport buildHeatMap(const ReportInput &input, const FigureQuery &query,
                           const MetricSpec &metric, const QTimeZone &zone)
{
    Figures figures(input, query);
    HeatMapReport report;
    report.basis = basisOf(figures, {&metric});
    const FigureSet whole = figures.of(metric, Dimension::None);
    report.column = columnOf(figures, metric, whole, Dimension::None);
    report.total = whole.total;
    const auto ask = figures.askFor(metric, query.range);
    const bool countable = ask && metric.metricClass == MetricClass::TimeBound && !ask->distinct &&
                           ask->exceptEvent.isEmpty();
    if (!countable) {
        report.why = report.total.value ? WhyAbsent::NoSuchRows : report.total.why;
        return report;
    }
    switch (report.total.why) {
    case WhyAbsent::NotCached:
    case WhyAbsent::NotMatched:
    case WhyAbsent::UnlikeThings:
    case WhyAbsent::NoHours:
    case WhyAbsent::Updating:
        report.why = report.total.why;
        break;
    default:
        break;
    }
    const HeatMap map = input.facts.heatMap(*ask, zone);
    const auto durations = weekHourDurations(query.range, zone);
    const auto known = knownDurations(query, report.basis.gaps, zone);
    const bool business = figures.isBusiness(metric);
    const auto unit = static_cast<double>(Figures::unitOf(metric));
    const bool means = metric.reducer == Reducer::Mean || metric.offers.has(Aggregate::Mean);
    for (std::size_t i = 0; i < map.size(); ++i) {
        HeatCell &cell = report.cells[i];
        cell.duration = durations[i];
        cell.known = known[i];
        cell.n = business ? map[i].businessN : map[i].n;
        const qint64 sum = business ? map[i].businessSum : map[i].sum;
        if (means && cell.n > 0)
            cell.mean = static_cast<double>(sum) / unit / static_cast<double>(cell.n);
        if (metric.targetOf && metric.reducer == Reducer::Ratio && cell.n > 0)
            cell.mean = static_cast<double>(map[i].hits) / static_cast<double>(cell.n);
        else if (metric.targetOf)
            cell.n = map[i].hits;
        else if (metric.unit == MetricUnit::Count && conversationMeasure(metric.key))
            cell.n = sum; // a conversation may count several times
    }
    return report;
}

} // namespace watchfloor
