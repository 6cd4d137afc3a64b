// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columntablemodel.h"
#include "models/roles.h"
#include "models/rowdiff.h"

#include <QMap>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace watchfloor {

/// Base of tables whose rows are a value each. A leaf answers cell(), rowKey() and sameRow(); bad
/// indexes and refreshing by difference are settled here.
template<typename Row>
class RowTableModel : public ColumnTableModel {
public:
    explicit RowTableModel(std::vector<ColumnSpec> columns, QObject *parent = nullptr)
        : ColumnTableModel(std::move(columns), parent)
    {
    }

    int rowCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
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

    std::vector<Row> m_rows;
};

} // namespace watchfloor
