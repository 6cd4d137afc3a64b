// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/breakdownreport.h"
#include "models/metricsheet.h"
#include "models/rowtablemodel.h"

#include <QSet>

namespace watchfloor {

struct GroupTableRow : BreakdownRow {
    qint64 above = 0;                 ///< key of the row above in the tree; `parent` is not kept
    std::vector<ReportFigure> before; ///< by column, of the period before
    std::vector<ReportFigure> beforeWithSubGroups;

    bool isBranch() const { return !withSubGroups.empty(); }
};

/// Groups as a tree, or skills, inboxes, channels or accounts: one dimension a model, as not every
/// metric exists for each. A closed branch shows what is below it too, an open one its own alone,
/// and both say so.
class GroupTableModel : public RowTableModel<GroupTableRow> {
    Q_OBJECT
public:
    enum Column { Name, Account, FirstMetric };

    explicit GroupTableModel(MetricDimension dimension, QObject *parent = nullptr);

    MetricDimension dimension() const { return m_dimension; }
    /// Shown unless somebody chooses otherwise; the second where there is room besides.
    static QStringList usualColumns(MetricDimension dimension);
    static QStringList columnsOfWideScreens();

    void setReport(BreakdownReport report, bool sameQuestion,
                   const BreakdownReport *before = nullptr);
    MetricLook look() const { return m_sheet.look(); }
    void setLook(MetricLook look);
    const BreakdownReport &report() const { return m_report; } ///< without its rows

    /// The row above each in the tree, -1 = none.
    std::vector<int> parents() const;
    bool isOpen(int row) const;
    void setOpen(int row, bool open);
    QStringList openKeys() const;
    void setOpenKeys(const QStringList &keys);

    const MetricSpec *metricOf(int column) const;

protected:
    QVariant cell(int column, int role, const GroupTableRow &row) const override;
    QString rowKey(const GroupTableRow &row) const override;
    bool sameRow(const GroupTableRow &a, const GroupTableRow &b) const override;
    QVariant headerExtra(int column, int role) const override;
    void lookChanged() override;

private:
    bool includesBelow(const GroupTableRow &row) const
    {
        return row.isBranch() && !m_open.contains(rowKey(row));
    }
    QString nameOf(const GroupTableRow &row) const;
    QVariant nameCell(int role, const GroupTableRow &row) const;
    static QString noneTitle(MetricDimension dimension);
    static QString dimensionTitle(MetricDimension dimension);

    MetricDimension m_dimension;
    MetricSheet m_sheet;
    BreakdownReport m_report;
    QSet<QString> m_open;
    bool m_hasTree = false;
};

} // namespace watchfloor
