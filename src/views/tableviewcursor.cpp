// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The table's current row and what of it is in view.
#include "views/tableview.h"

#include "models/roles.h"
#include "models/sortedrows.h"

#include <QAccessible>
#include <QCoreApplication>
#include <QFocusEvent>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace watchfloor {

bool TableView::selectKey(const QString &key)
{
    const int row = m_rows ? m_rows->rowWithKey(key) : -1;
    if (row < 0)
        return false;
    const QModelIndex index = m_rows->index(row, 0);
    reveal(index); // before the base class does, which stops at the edge
    // Not selectRow(): it selects nothing in right-to-left layouts (Qt 6.4).
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect |
                                                 QItemSelectionModel::Rows);
    m_wanted = m_rows->mapToSource(index);
    return true;
}

void TableView::selectNothing()
{
    m_wanted = QPersistentModelIndex();
    if (selectionModel())
        selectionModel()->clear();
}

void TableView::focusCell(const QModelIndex &index)
{
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect |
                                                 QItemSelectionModel::Rows);
    setFocus();
}

void TableView::pressCell(const QModelIndex &index)
{
    focusCell(index);
    QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
    QCoreApplication::sendEvent(this, &enter);
}

void TableView::setCovered(bool covered)
{
    if (std::exchange(m_covered, covered) == covered || !QAccessible::isActive())
        return;
    QAccessibleTableModelChangeEvent rows(this, QAccessibleTableModelChangeEvent::ModelReset);
    QAccessible::updateAccessibility(&rows);
    QAccessible::State busy;
    busy.busy = true;
    QAccessibleStateChangeEvent waits(this, busy);
    QAccessible::updateAccessibility(&waits);
}

void TableView::settleCurrent()
{
    // What was chosen stays chosen or comes back; while it is hidden, the first row stands in.
    const QModelIndex wanted = m_wanted.isValid() ? m_rows->mapFromSource(m_wanted) : QModelIndex();
    if (currentIndex().isValid() && currentIndex().row() != wanted.row())
        selectionModel()->clear();
    if (!currentIndex().isValid() && m_wanted.isValid() && m_rows->rowCount() > 0) {
        const QModelIndex next = wanted.isValid() ? wanted : m_rows->index(0, 0);
        reveal(next);
        selectionModel()->setCurrentIndex(next, QItemSelectionModel::ClearAndSelect |
                                                    QItemSelectionModel::Rows);
    }
    m_choosing = false;
    if (currentIndex().isValid())
        reveal(currentIndex());
    else
        scrollToTop();
    const QString key = currentIndex().data(KeyRole).toString();
    if (key != m_keyBefore)
        Q_EMIT currentKeyChanged(key);
}

void TableView::dropAnchor()
{
    const std::vector<RowSort> order = m_rows->sortKeys();
    const bool sorting = std::exchange(m_order, order) != order;
    m_anchor = QPersistentModelIndex();
    if (sorting || m_choosing || verticalScrollBar()->value() == 0)
        return; // at the top one wants to see what is new
    m_anchor = indexAt(QPoint(0, 0));
    m_anchorTop = visualRect(m_anchor).top();
}

void TableView::weighAnchor()
{
    if (!m_anchor.isValid())
        return;
    executeDelayedItemsLayout();
    updateGeometries();
    QScrollBar *bar = verticalScrollBar();
    bar->setValue(bar->value() + visualRect(m_anchor).top() - m_anchorTop);
    m_anchor = QPersistentModelIndex();
}

void TableView::reveal(const QModelIndex &index)
{
    executeDelayedItemsLayout();
    updateGeometries(); // the scroll bar may still be of the rows there were
    // Far away, its neighbours on both sides come along.
    const QRect at = visualRect(index);
    const bool near = at.top() >= 0 && at.bottom() <= viewport()->height();
    scrollTo(index, near ? EnsureVisible : PositionAtCenter);
}

QModelIndex TableView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    // Rows are what is selected here: Home and End mean the first and the last row.
    if (m_rows && m_rows->rowCount() > 0 && action == MoveHome)
        return m_rows->index(0, std::max(0, currentIndex().column()));
    if (m_rows && m_rows->rowCount() > 0 && action == MoveEnd)
        return m_rows->index(m_rows->rowCount() - 1, std::max(0, currentIndex().column()));
    return QTableView::moveCursor(action, modifiers);
}

void TableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    viewport()->update();
    if (m_choosing)
        return;
    if (current.isValid())
        m_wanted = m_rows->mapToSource(current);
    const QString key = current.data(KeyRole).toString();
    if (key != previous.data(KeyRole).toString() || !previous.isValid())
        Q_EMIT currentKeyChanged(key);
}

void TableView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    // Clicking a half visible column must not push the table sideways.
    const int x = horizontalScrollBar()->value();
    QTableView::scrollTo(index, hint);
    horizontalScrollBar()->setValue(x);
}

void TableView::focusInEvent(QFocusEvent *event)
{
    const Qt::FocusReason reason = event->reason();
    if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason)
        m_byKey = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason ||
                  reason == Qt::ShortcutFocusReason;
    // The base class makes the first row current; nobody chose it yet.
    const bool hadCurrent = currentIndex().isValid();
    const bool choosing = std::exchange(m_choosing, m_choosing || !hadCurrent);
    QTableView::focusInEvent(event);
    if (hadCurrent && reason != Qt::ActiveWindowFocusReason)
        m_wanted = m_rows->mapToSource(currentIndex()); // whoever comes to it takes it
    if (!hadCurrent && currentIndex().isValid())
        selectionModel()->setCurrentIndex({}, QItemSelectionModel::NoUpdate);
    m_choosing = choosing;
    // Readers hear of the table by itself, which comes after this: then of the cell one is back on.
    if (QAccessible::isActive() && currentIndex().isValid())
        QMetaObject::invokeMethod(this, &TableView::tellCurrentCell, Qt::QueuedConnection);
}

void TableView::tellCurrentCell()
{
    QAccessibleInterface *whole = QAccessible::queryAccessibleInterface(this);
    QAccessibleInterface *cell = hasFocus() && whole ? whole->focusChild() : nullptr;
    if (!cell)
        return;
    QAccessibleEvent focus(cell, QAccessible::Focus);
    QAccessible::updateAccessibility(&focus);
}

} // namespace watchfloor
