// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/metriccatalog.h"
#include "models/chartaxis.h"
#include "models/trendchart.h"

#include <algorithm>

namespace watchfloor {
namespace {

ColumnKind kindOf(const MetricSpec &metric)
{
    return metric.isTime() ? ColumnKind::Duration : ColumnKind::Number;
}

} // namespace

ChartTable::Cell TrendChart::figureCell(const Line &line, std::size_t point) const
{
    const auto value = valueAt(line, point);
    return {figureText(metricOf(line), value, format()), value ? QVariant(*value) : QVariant(),
            !value};
}

ChartTable TrendChart::table() const
{
    if (report().groupBy)
        return groupedTable();
    ChartTable table;
    table.columns.push_back({QStringLiteral("time"), tr("Time"), {}, ColumnKind::Time, 200, 1});
    for (const ReportColumn &column : report().columns) {
        const QString key = QString::fromLatin1(column.metric->key);
        table.columns.push_back({key, metricTitle(*column.metric, column.business),
                                 metricDefinition(*column.metric), kindOf(*column.metric), 140});
        table.columns.back().unit = QString::fromLatin1(wordOf(column.metric->unit));
        if (column.metric->unit != MetricUnit::Count)
            table.columns.push_back({key + QStringLiteral(".n"), tr("n"),
                                     tr("How many values it rests on"), ColumnKind::Number, 72});
        if (m_report.before) {
            table.columns.push_back({key + QStringLiteral(".before"), tr("Before"),
                                     tr("The period before"), kindOf(*column.metric), 110});
            table.columns.back().unit = QString::fromLatin1(wordOf(column.metric->unit));
        }
    }
    table.columns.push_back({QStringLiteral("remark"), tr("Remark"), {}, ColumnKind::Text, 160, 1});
    for (std::size_t i = 0; i < report().points.size(); ++i) {
        const TrendPoint &point = report().points[i];
        ChartTable::Row row;
        row.key = QString::number(point.bucket.from);
        row.cells.push_back({stepTitle(point), point.bucket.from, false});
        for (std::size_t c = 0; c < report().columns.size(); ++c) {
            const Line line{c, std::nullopt, false};
            row.cells.push_back(figureCell(line, i));
            if (metricOf(line).unit != MetricUnit::Count) {
                const auto n = m_states[i].known ? figureAt(line, i)->n : std::nullopt;
                row.cells.push_back({format().count(n), n ? QVariant(*n) : QVariant(), true});
            }
            if (m_report.before)
                row.cells.push_back(figureCell({c, std::nullopt, true}, i));
        }
        const QString note = remark(point);
        row.cells.push_back({note, note.isEmpty() ? QVariant() : QVariant(note), true});
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// One row for each step and group that has a figure there: hundreds of groups are no columns.
ChartTable TrendChart::groupedTable() const
{
    ChartTable table;
    table.columns = {{QStringLiteral("time"), tr("Time"), {}, ColumnKind::Time, 200, 1},
                     {QStringLiteral("group"), tr("Of"), {}, ColumnKind::Text, 180, 1}};
    for (const ReportColumn &column : report().columns) {
        const QString key = QString::fromLatin1(column.metric->key);
        table.columns.push_back({key, metricTitle(*column.metric, column.business),
                                 metricDefinition(*column.metric), kindOf(*column.metric), 140});
        table.columns.back().unit = QString::fromLatin1(wordOf(column.metric->unit));
        if (column.metric->unit != MetricUnit::Count)
            table.columns.push_back({key + QStringLiteral(".n"), tr("n"),
                                     tr("How many values it rests on"), ColumnKind::Number, 72});
    }
    std::vector<QString> names;
    for (const BreakdownRow &row : report().rows)
        names.push_back(rowName(row));
    for (const auto &[i, r] : groupedCells()) {
        const TrendPoint &point = report().points[i];
        ChartTable::Row row;
        row.key = QStringLiteral("%1/%2").arg(point.bucket.from).arg(report().rows[r].key);
        row.cells.push_back({stepTitle(point), point.bucket.from, false});
        row.cells.push_back({names[r], names[r], report().rows[r].key == 0});
        for (std::size_t c = 0; c < report().columns.size(); ++c) {
            const Line line{c, r, false};
            row.cells.push_back(figureCell(line, i));
            if (metricOf(line).unit != MetricUnit::Count) {
                const auto n = figureAt(line, i)->n;
                row.cells.push_back({format().count(n), n ? QVariant(*n) : QVariant(), true});
            }
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::vector<std::pair<std::size_t, std::size_t>> TrendChart::groupedCells() const
{
    std::vector<std::pair<std::size_t, std::size_t>> cells;
    for (std::size_t i = 0; i < report().points.size(); ++i) {
        for (std::size_t r = 0; r < report().rows.size() && m_states[i].known; ++r) {
            const auto &figures = report().points[i].byRow[r];
            if (std::any_of(figures.begin(), figures.end(), [](const ReportFigure &figure) {
                    return figure.value && figure.n.value_or(1) != 0;
                }))
                cells.emplace_back(i, r);
        }
    }
    return cells;
}

} // namespace watchfloor
