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

std::vector<TrendChart::TableColumn> TrendChart::tableColumns() const
{
    using Of = TableColumn::Of;
    std::vector<TableColumn> columns{{Of::Time, 0}};
    if (report().groupBy)
        columns.push_back({Of::Group, 0});
    for (std::size_t c = 0; c < report().columns.size(); ++c) {
        columns.push_back({Of::Value, c});
        if (report().columns[c].metric->unit != MetricUnit::Count)
            columns.push_back({Of::Count, c});
        if (m_report.before && !report().groupBy)
            columns.push_back({Of::Before, c});
    }
    if (!report().groupBy)
        columns.push_back({Of::Remark, 0});
    return columns;
}

ColumnSpec TrendChart::specOf(const TableColumn &column) const
{
    using Of = TableColumn::Of;
    switch (column.of) {
    case Of::Time:
        return {QStringLiteral("time"), tr("Time"), {}, ColumnKind::Time, 200, 1};
    case Of::Group:
        return {QStringLiteral("group"), tr("Of"), {}, ColumnKind::Text, 180, 1};
    case Of::Remark:
        return {QStringLiteral("remark"), tr("Remark"), {}, ColumnKind::Text, 160, 1};
    default:
        break;
    }
    const ReportColumn &of = report().columns[column.column];
    const QString key = QString::fromLatin1(of.metric->key);
    const QString inFiles = exportKey(*of.metric, context().aggregate, of.business);
    ColumnSpec spec;
    if (column.of == Of::Count) {
        spec = {key + QStringLiteral(".n"), tr("n"), tr("How many values it rests on"),
                ColumnKind::Number, 72};
        spec.exportKey = inFiles + QStringLiteral("_n");
        return spec;
    }
    const QString title = averageTitle(of, context().aggregate);
    spec = {key, title, metricDefinition(*of.metric), kindOf(*of.metric),
            std::max(140, titleWidth(title))};
    spec.exportKey = inFiles;
    if (column.of == Of::Before) {
        spec = {key + QStringLiteral(".before"), tr("Before"), tr("The period before"),
                kindOf(*of.metric), 110};
        spec.exportKey = inFiles + QStringLiteral("_before");
    }
    spec.unit = QString::fromLatin1(wordOf(of.metric->unit));
    return spec;
}

ChartTable::Cell TrendChart::cellOf(const TableColumn &column, const TableRow &row) const
{
    using Of = TableColumn::Of;
    const TrendPoint &point = report().points[row.point];
    switch (column.of) {
    case Of::Time:
        return {stepTitle(point), point.bucket.from, false};
    case Of::Group: {
        const QString &name = m_names[*row.row];
        return {name, name, report().rows[*row.row].key == 0};
    }
    case Of::Remark: {
        const QString note = remark({}, row.point);
        return {note, note.isEmpty() ? QVariant() : QVariant(note), true};
    }
    case Of::Count: {
        const Line line{column.column, row.row, false};
        const auto n = stateAt(line, row.point).known ? figureAt(line, row.point)->n : std::nullopt;
        return {format().count(n), n ? QVariant(*n) : QVariant(), true};
    }
    case Of::Value:
    case Of::Before:
        break;
    }
    const Line line{column.column, row.row, column.of == Of::Before};
    const auto value = valueAt(line, row.point);
    return {figureText(metricOf(line), value, format()), value ? QVariant(*value) : QVariant(),
            !value};
}

ChartTable TrendChart::table() const
{
    ChartTable table;
    const std::vector<TableColumn> columns = tableColumns();
    for (const TableColumn &column : columns) {
        using Of = TableColumn::Of;
        const bool number =
            column.of == Of::Value || column.of == Of::Count || column.of == Of::Before;
        table.columns.push_back(specOf(column));
        table.metrics << (number ? QString::fromLatin1(report().columns[column.column].metric->key)
                                 : QString());
    }
    for (const TableRow &at : tableRows()) {
        ChartTable::Row row;
        row.key = QString::number(report().points[at.point].bucket.from);
        if (at.row)
            row.key += QLatin1Char('/') + QString::number(report().rows[*at.row].key);
        for (const TableColumn &column : columns)
            row.cells.push_back(cellOf(column, at));
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::vector<TrendChart::TableRow> TrendChart::tableRows() const
{
    std::vector<TableRow> rows;
    for (std::size_t i = 0; i < report().points.size(); ++i) {
        if (!report().groupBy) {
            rows.push_back({i, std::nullopt});
            continue;
        }
        for (std::size_t r = 0; r < report().rows.size(); ++r) {
            if (!stateAt({0, r, false}, i).known)
                continue;
            const auto &figures = report().points[i].byRow[r];
            if (std::any_of(figures.begin(), figures.end(), [](const ReportFigure &figure) {
                    return figure.value && figure.n.value_or(1) != 0;
                }))
                rows.push_back({i, r});
        }
    }
    return rows;
}

std::optional<std::pair<TrendChart::Line, std::size_t>> TrendChart::lineOfCell(int row,
                                                                               int column) const
{
    const std::vector<TableColumn> columns = tableColumns();
    const std::vector<TableRow> rows = tableRows();
    const auto c = static_cast<std::size_t>(column);
    const auto r = static_cast<std::size_t>(row);
    if (row < 0 || column < 0 || r >= rows.size() || c >= columns.size() ||
        report().columns.empty())
        return std::nullopt;
    return std::pair{Line{columns[c].column, rows[r].row, columns[c].of == TableColumn::Of::Before},
                     rows[r].point};
}

std::optional<Drill> TrendChart::drillCell(int row, int column) const
{
    const auto at = lineOfCell(row, column);
    return at ? drillOf(at->first, at->second) : std::nullopt;
}

std::optional<ExplainTarget> TrendChart::explainCell(int row, int column) const
{
    const auto at = lineOfCell(row, column);
    return at ? explainOf(at->first, at->second) : std::nullopt;
}

} // namespace watchfloor
