// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/charttable.h"

#include "models/columnheader.h"

#include <algorithm>

namespace watchfloor {
namespace {

bool sameShape(const ChartTable &a, const ChartTable &b)
{
    const auto columns =
        std::equal(a.columns.begin(), a.columns.end(), b.columns.begin(), b.columns.end(),
                   [](const ColumnSpec &x, const ColumnSpec &y) {
                       return x.key == y.key && x.title == y.title && x.toolTip == y.toolTip;
                   });
    return columns && std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(),
                                 [](const auto &x, const auto &y) { return x.key == y.key; });
}

} // namespace

void ChartTableModel::setTable(ChartTable table)
{
    if (!sameShape(m_table, table)) {
        beginResetModel();
        m_table = std::move(table);
        endResetModel();
        return;
    }
    std::swap(m_table, table);
    int first = -1;
    int last = -1;
    for (int i = 0; i < rowCount(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        if (m_table.rows[at] == table.rows[at])
            continue;
        first = first < 0 ? i : first;
        last = i;
    }
    if (first >= 0)
        Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
}

int ChartTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size());
}

int ChartTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.columns.size());
}

QVariant ChartTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ChartTable::Row &row = m_table.rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<std::size_t>(index.column());
    if (role == KeyRole)
        return row.key;
    if (role == Qt::TextAlignmentRole)
        return sideOf(m_table.columns[column]);
    if (role == FilterRole)
        return row.cells.empty() ? QString() : row.cells.front().text;
    if (column >= row.cells.size())
        return {};
    const ChartTable::Cell &cell = row.cells[column];
    switch (role) {
    case Qt::DisplayRole:
    case CopyRole:
        return cell.text;
    case SortRole:
        return cell.raw;
    case MutedRole:
        return cell.muted;
    case ExportRole:
        return cell.exported;
    case ExportSecondRole:
        return cell.second;
    case MetricRole:
        return m_table.metrics.value(index.column());
    default:
        return {};
    }
}

QVariant ChartTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    return headerOf(m_table.columns[static_cast<std::size_t>(section)], role);
}

} // namespace watchfloor
