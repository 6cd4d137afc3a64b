// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/painteditems.h"

#include <QPointer>
#include <QWidget>

#include <vector>

class QPainter;

namespace watchfloor {

class TableView;

/// Rows pinned under a table, in step with its columns: what belongs to nobody, and the true
/// totals. Texts and tooltips come from the model's header (RestRole, TotalRole). One tab stop:
/// arrows move over its cells, Enter opens what is behind a number, Ctrl+I explains it.
class TotalsRow : public QWidget, public PaintedItems {
    Q_OBJECT
public:
    struct Cell {
        int column = -1; ///< of the model
        bool rest = false;

        bool operator==(const Cell &) const = default;
    };

    explicit TotalsRow(TableView *table, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// The totals as one sentence, for screen readers and tests.
    QString summary() const;

    /// Cells with a text, the rest row's first, each row in the order on screen.
    std::vector<Cell> cells() const;
    QString cellText(const Cell &cell) const;
    QString cellToolTip(const Cell &cell) const;
    /// "Total, Open: 137", "Total, CSAT: 91 %, n 34".
    QString cellName(const Cell &cell) const;
    QRect cellRect(const Cell &cell) const;
    Cell current() const { return m_current; }

    int paintedCount() const override { return static_cast<int>(cells().size()); }
    QString paintedName(int item) const override { return cellName(cellOf(item)); }
    QString paintedValue(int item) const override { return cellText(cellOf(item)); }
    QString paintedAbout(int item) const override { return cellToolTip(cellOf(item)); }
    QRect paintedRect(int item) const override { return cellRect(cellOf(item)); }
    int paintedCurrent() const override;
    QAccessible::Role paintedRole() const override { return QAccessible::Cell; }
    bool paintedOpens(int item) const override { return isNumber(cellOf(item)); }
    void paintedPress(int item) override { Q_EMIT opened(cellOf(item)); }

Q_SIGNALS:
    void opened(const watchfloor::TotalsRow::Cell &cell);
    /// The same of the period it is compared with: Shift and Enter.
    void beforeOpened(const watchfloor::TotalsRow::Cell &cell);
    void explainRequested(const watchfloor::TotalsRow::Cell &cell, const QRect &global);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    Cell cellOf(int item) const { return cells()[static_cast<std::size_t>(item)]; }
    void refresh();
    void paintLine(QPainter &painter, bool rest) const;
    void paintCell(QPainter &painter, const Cell &cell) const;
    Cell cellAt(const QPoint &at) const;
    bool isNumber(const Cell &cell) const;
    bool isCompared(const Cell &cell) const;
    QVariant ask(const Cell &cell, int restRole, int totalRole) const;
    void setCurrent(const Cell &cell);
    void explain(const Cell &cell);
    void openBy(Qt::KeyboardModifiers modifiers);

    QPointer<TableView> m_table;
    Cell m_current;
};

} // namespace watchfloor
