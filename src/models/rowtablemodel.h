// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columnspec.h"
#include "models/metricformatter.h"
#include "models/roles.h"
#include "models/rowdiff.h"

#include <QAbstractTableModel>
#include <QMap>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace watchfloor {

/// Base of all tables: rows are a value, columns are data. A leaf answers cell(), rowKey() and
/// sameRow(); bad indexes, headers, alignment, locale, the passing of time and refreshing by
/// difference are settled here.
template<typename Row>
class RowTableModel : public QAbstractTableModel {
public:
    explicit RowTableModel(std::vector<ColumnSpec> columns, QObject *parent = nullptr)
        : QAbstractTableModel(parent)
        , m_columns(std::move(columns))
    {
    }

    int rowCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

    int columnCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
    }

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
            return {};
        const Row &at = row(index.row());
        if (role == KeyRole)
            return rowKey(at);
        if (role == Qt::TextAlignmentRole)
            return alignment(index.column());
        QVariant value = cell(index.column(), role, at);
        if (role == CopyRole && !value.isValid())
            value = cell(index.column(), Qt::DisplayRole, at);
        return value;
    }

    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const final
    {
        if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
            return {};
        const ColumnSpec &spec = column(section);
        switch (role) {
        case Qt::DisplayRole:
            return spec.title;
        case Qt::ToolTipRole:
            return spec.toolTip;
        case Qt::TextAlignmentRole:
            return alignment(section);
        case Qt::InitialSortOrderRole:
            return QVariant::fromValue(spec.startsDescending() ? Qt::DescendingOrder
                                                               : Qt::AscendingOrder);
        case KeyRole:
            return spec.key;
        case WidthRole:
            return spec.width;
        case GrowRole:
            return spec.grow;
        case HiddenRole:
            return spec.hidden;
        case KindRole:
            return static_cast<int>(spec.kind);
        default:
            return headerExtra(section, role);
        }
    }

    void setFormatter(const MetricFormatter &formatter)
    {
        if (formatter == m_format)
            return;
        m_format = formatter;
        touchColumns(0, columnCount() - 1);
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1); // totals are numbers too
    }

    const MetricFormatter &format() const { return m_format; }
    TimeMs now() const { return m_now; }
    /// Relative times count from here.
    void setNow(TimeMs now)
    {
        m_now = now;
        const auto ages = [](const ColumnSpec &spec) { return spec.ages; };
        const auto first = std::find_if(m_columns.begin(), m_columns.end(), ages);
        if (first == m_columns.end())
            return;
        const auto last = std::find_if(m_columns.rbegin(), m_columns.rend(), ages).base() - 1;
        touchColumns(static_cast<int>(first - m_columns.begin()),
                     static_cast<int>(last - m_columns.begin()));
    }

    /// Rows by state word, "" = not known.
    QMap<QString, int> countsByState() const
    {
        QMap<QString, int> counts;
        for (const Row &row : m_rows)
            ++counts[stateOf(row)];
        return counts;
    }

    const std::vector<Row> &rows() const { return m_rows; }
    const Row &row(int at) const { return m_rows[static_cast<size_t>(at)]; }
    const ColumnSpec &column(int at) const { return m_columns[static_cast<size_t>(at)]; }
    /// -1 when there is no such column.
    int columnOf(const QString &key) const
    {
        for (int i = 0; i < columnCount(); ++i) {
            if (column(i).key == key)
                return i;
        }
        return -1;
    }
    int rowOf(const QString &key) const
    {
        for (int i = 0; i < rowCount(); ++i) {
            if (rowKey(row(i)) == key)
                return i;
        }
        return -1;
    }

protected:
    virtual QVariant cell(int column, int role, const Row &row) const = 0;
    virtual QString rowKey(const Row &row) const = 0;
    virtual bool sameRow(const Row &a, const Row &b) const = 0;
    /// The word its filter buttons count.
    virtual QString stateOf(const Row &) const { return {}; }
    /// TotalRole, RestRole and the like.
    virtual QVariant headerExtra(int, int) const { return {}; }

    /// Another question: nothing of the old answer stays.
    void resetRows(std::vector<Row> rows)
    {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }

    /// The same question, a newer answer: selection, scroll and expansion survive.
    void updateRows(std::vector<Row> next)
    {
        const RowDiff diff = diffRows(
            m_rows, next, [this](const Row &r) { return rowKey(r); },
            [this](const Row &a, const Row &b) { return sameRow(a, b); });
        for (const RowRange &range : diff.removed) {
            beginRemoveRows({}, range.first, range.last);
            m_rows.erase(m_rows.begin() + range.first, m_rows.begin() + range.last + 1);
            endRemoveRows();
        }
        for (size_t i = 0; i < diff.kept.size(); ++i)
            m_rows[i] = std::move(next[static_cast<size_t>(diff.kept[i])]);
        emitChanged(diff.changed);
        if (!diff.added.empty()) {
            const int first = rowCount();
            beginInsertRows({}, first, first + static_cast<int>(diff.added.size()) - 1);
            for (const int at : diff.added)
                m_rows.push_back(std::move(next[static_cast<size_t>(at)]));
            endInsertRows();
        }
    }

    /// Time went on or the formatter changed: one signal, no row moved by it.
    void touchColumns(int first, int last)
    {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, first), index(rowCount() - 1, last),
                               {Qt::DisplayRole, Qt::ToolTipRole});
    }

private:
    /// Each signal may cost a sort: many scattered ranges become one.
    void emitChanged(std::vector<RowRange> ranges)
    {
        constexpr size_t many = 8;
        if (ranges.size() > many)
            ranges = {{ranges.front().first, ranges.back().last}};
        for (const RowRange &range : ranges)
            Q_EMIT dataChanged(index(range.first, 0), index(range.last, columnCount() - 1));
    }

    QVariant alignment(int at) const
    {
        const auto side = column(at).isNumeric() ? Qt::AlignRight : Qt::AlignLeft;
        return QVariant::fromValue(Qt::Alignment(side | Qt::AlignVCenter));
    }

    std::vector<ColumnSpec> m_columns;
    std::vector<Row> m_rows;
    MetricFormatter m_format;
    TimeMs m_now = 0;
};

} // namespace watchfloor
