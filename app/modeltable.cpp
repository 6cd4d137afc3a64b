// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/modeltable.h"

#include "models/columnspec.h"
#include "models/metricformatter.h"
#include "models/roles.h"

#include <QAbstractItemModel>

namespace watchfloor {
namespace {

struct ExportedColumn {
    int at = 0;
    ColumnKind kind = ColumnKind::Text;
    bool isInstant = false;
    bool hasSample = false;
};

QString unitOf(const QAbstractItemModel &model, const ExportedColumn &column)
{
    const QString unit = model.headerData(column.at, Qt::Horizontal, UnitRole).toString();
    if (!unit.isEmpty())
        return unit;
    switch (column.kind) {
    case ColumnKind::Number:
        return QStringLiteral("count");
    case ColumnKind::Duration:
        return QStringLiteral("ms");
    case ColumnKind::Time:
        return QStringLiteral("time");
    case ColumnKind::Text:
    case ColumnKind::State:
        break;
    }
    return QStringLiteral("text");
}

RawCell numberCell(const QVariant &value)
{
    if (value.isNull()) // also one that says that there is none
        return {};
    if (value.metaType().id() == QMetaType::Double)
        return RawCell::real(value.toDouble());
    bool whole = false;
    const qint64 number = value.toLongLong(&whole);
    return whole ? RawCell::count(number) : RawCell::text(value.toString());
}

RawCell textCell(const QModelIndex &index)
{
    QVariant value = index.data(ExportRole);
    if (!value.isValid())
        value = index.data(CopyRole);
    if (!value.isValid())
        value = index.data(Qt::DisplayRole);
    const QString text = value.toString();
    return text == MetricFormatter::none() ? RawCell() : RawCell::text(text);
}

RawCell cellOf(const QModelIndex &index, const ExportedColumn &column)
{
    if (column.kind == ColumnKind::Text || column.kind == ColumnKind::State)
        return textCell(index);
    QVariant value = index.data(ExportRole);
    if (!value.isValid())
        value =
            column.isInstant && column.kind != ColumnKind::Time ? QVariant() : index.data(SortRole);
    if (!column.isInstant)
        return numberCell(value);
    return !value.isNull() ? RawCell::time(value.toLongLong()) : RawCell();
}

} // namespace

RawTable tableOf(const QAbstractItemModel &rows, const std::vector<int> &columns)
{
    RawTable table;
    std::vector<ExportedColumn> exported;
    const auto header = [&rows](int column, int role) {
        return rows.headerData(column, Qt::Horizontal, role);
    };
    for (const int at : columns) {
        ExportedColumn column;
        column.at = at;
        column.kind = static_cast<ColumnKind>(header(at, KindRole).toInt());
        column.hasSample = header(at, SampleRole).toBool();
        QString key = header(at, ExportKeyRole).toString();
        if (key.isEmpty())
            key = header(at, KeyRole).toString().replace(QLatin1Char('.'), QLatin1Char('_'));
        const QString unit = unitOf(rows, column);
        column.isInstant = unit == QLatin1String("time");
        table.columns.push_back({key, unit});
        if (column.hasSample)
            table.columns.push_back({key + QStringLiteral("_n"), QStringLiteral("count")});
        exported.push_back(column);
    }
    for (int row = 0; row < rows.rowCount(); ++row) {
        if (rows.index(row, 0).data(StrongRole).toBool())
            continue;
        std::vector<RawCell> cells;
        cells.reserve(table.columns.size());
        for (const ExportedColumn &column : exported) {
            const QModelIndex index = rows.index(row, column.at);
            cells.push_back(cellOf(index, column));
            if (column.hasSample)
                cells.push_back(numberCell(index.data(SampleRole)));
        }
        table.rows.push_back(std::move(cells));
    }
    return table;
}

} // namespace watchfloor
