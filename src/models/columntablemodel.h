// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columnspec.h"
#include "models/metricformatter.h"

#include <QAbstractTableModel>

#include <vector>

namespace watchfloor {

/// What all tables share, whatever their rows are: columns are data. Headers, alignment, locale and
/// the passing of time are settled here.
class ColumnTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit ColumnTableModel(std::vector<ColumnSpec> columns, QObject *parent = nullptr);

    int columnCount(const QModelIndex &parent = {}) const final;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const final;

    void setFormatter(const MetricFormatter &formatter);
    const MetricFormatter &format() const { return m_format; }
    TimeMs now() const { return m_now; }
    /// Relative times count from here.
    void setNow(TimeMs now);

    const ColumnSpec &column(int at) const { return m_columns[static_cast<std::size_t>(at)]; }
    /// -1 when there is no such column.
    int columnOf(const QString &key) const;

protected:
    /// The formatter or "now" is another one.
    virtual void lookChanged() {}
    /// For leaves whose columns follow from a member of theirs: in the constructor.
    void setColumns(std::vector<ColumnSpec> columns) { m_columns = std::move(columns); }
    /// Titles, tooltips and widths may change; keys and kinds stay.
    void renameColumn(int at, const QString &title, const QString &toolTip, int width);
    /// TotalRole, RestRole and the like.
    virtual QVariant headerExtra(int, int) const { return {}; }

    /// Time went on or the formatter changed: one signal, no row moved by it.
    void touchColumns(int first, int last);
    QVariant alignment(int at) const;

private:
    std::vector<ColumnSpec> m_columns;
    MetricFormatter m_format;
    TimeMs m_now = 0;
};

} // namespace watchfloor
