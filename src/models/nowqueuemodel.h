// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/queuereport.h"
#include "models/rowtablemodel.h"

#include <QHash>

namespace watchfloor {

/// What needs attention, most urgent first: open conversations that are overdue, due, waiting or
/// nobody's. Whoever is served and has no due time is not among them.
class NowQueueModel : public RowTableModel<QueueRow> {
    Q_OBJECT
public:
    enum Column { Left, Number, Group, Channel, Waiting, AgentName, AccountName, ColumnCount };

    explicit NowQueueModel(QObject *parent = nullptr);

    /// `sameQuestion`: refresh by difference.
    void setReport(const QueueReport &report, bool sameQuestion);
    void setSoon(DurationMs soon) { m_soon = soon; }
    /// By account, what stands behind its numbers; empty where a column tells the account, or all
    /// rows are of one.
    void setAccountMarks(const QHash<RowId, QString> &marks);
    /// What is so now was read a while ago.
    void setStale(bool stale);

    /// The urgency at now(): a due time passes between two polls too.
    Urgency urgencyOf(const QueueRow &row) const;
    /// Rows are overdue, soon due, ... in the order they are to be sorted.
    static qint64 rankOf(const QueueRow &row);

protected:
    QVariant cell(int column, int role, const QueueRow &row) const override;
    QString rowKey(const QueueRow &row) const override;
    bool sameRow(const QueueRow &a, const QueueRow &b) const override;

private:
    QVariant display(int column, const QueueRow &row) const;
    QVariant exported(int column, const QueueRow &row) const;
    QString toolTip(int column, const QueueRow &row) const;

    DurationMs m_soon = soonByDefault;
    bool m_stale = false;
    QHash<RowId, QString> m_accountMarks;
};

/// "Overdue", "Due soon", "Waiting", "Nobody's"; empty for Calm.
QString urgencyTitle(Urgency urgency);

} // namespace watchfloor
