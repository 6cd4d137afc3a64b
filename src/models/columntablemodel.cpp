// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/columntablemodel.h"

#include "models/columnheader.h"
#include "models/roles.h"

#include <algorithm>

namespace watchfloor {

ColumnTableModel::ColumnTableModel(std::vector<ColumnSpec> columns, QObject *parent)
    : QAbstractTableModel(parent)
    , m_columns(std::move(columns))
{
}

int ColumnTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant ColumnTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const QVariant own = headerOf(column(section), role);
    return own.isValid() ? own : headerExtra(section, role);
}

void ColumnTableModel::setFormatter(const MetricFormatter &formatter)
{
    if (formatter == m_format)
        return;
    m_format = formatter;
    lookChanged();
    touchColumns(0, columnCount() - 1);
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1); // totals are numbers too
}

void ColumnTableModel::setNow(TimeMs now)
{
    m_now = now;
    lookChanged();
    const auto ages = [](const ColumnSpec &spec) { return spec.ages; };
    const auto first = std::find_if(m_columns.begin(), m_columns.end(), ages);
    if (first == m_columns.end())
        return;
    const auto last = std::find_if(m_columns.rbegin(), m_columns.rend(), ages).base() - 1;
    touchColumns(static_cast<int>(first - m_columns.begin()),
                 static_cast<int>(last - m_columns.begin()));
}

void ColumnTableModel::renameColumn(int at, const QString &title, const QString &toolTip, int width)
{
    ColumnSpec &spec = m_columns[static_cast<std::size_t>(at)];
    spec.title = title;
    spec.toolTip = toolTip;
    spec.width = width;
}

int ColumnTableModel::columnOf(const QString &key) const
{
    for (int i = 0; i < columnCount(); ++i) {
        if (column(i).key == key)
            return i;
    }
    return -1;
}

void ColumnTableModel::touchColumns(int first, int last)
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, first), index(rowCount() - 1, last),
                           {Qt::DisplayRole, Qt::ToolTipRole});
}

QVariant ColumnTableModel::alignment(int at) const
{
    return sideOf(column(at));
}

} // namespace watchfloor
