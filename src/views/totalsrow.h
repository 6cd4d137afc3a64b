// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

class QPainter;
class QTableView;

namespace watchfloor {

/// Rows pinned under a table, in step with its columns: what belongs to nobody, and the true
/// totals. Texts come from the model's header (RestRole, TotalRole).
class TotalsRow : public QWidget {
    Q_OBJECT
public:
    explicit TotalsRow(QTableView *table, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// The totals as one sentence, for screen readers and tests.
    QString summary() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    void refresh();
    void paintLine(QPainter &painter, int top, int role) const;
    void paintCell(QPainter &painter, int section, int top, int role) const;

    QPointer<QTableView> m_table;
};

} // namespace watchfloor
