// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Columns that stay in view: painted last, over the others, and found first by the mouse.
#include "views/tableview.h"

#include "models/roles.h"
#include "models/sortedrows.h"
#include "views/palette.h"
#include "views/tableheader.h"

#include <QMenu>
#include <QPainter>
#include <QPaintEvent>
#include <QScrollBar>

#include <utility>

namespace watchfloor {

void TableView::pinColumns(const QStringList &keys)
{
    m_ownPins = keys;
    if (!m_pinsAreUsers && m_rows)
        setPins(keys);
}

void TableView::setPins(const QStringList &keys)
{
    std::vector<int> columns;
    for (const QString &key : keys) {
        const int column = columnOf(key); // columns of another version are passed over
        if (column >= 0)
            columns.push_back(column);
    }
    m_header->setPinned(std::move(columns));
    viewport()->update();
}

void TableView::setColumnPinned(const QString &key, bool pinned)
{
    QStringList keys = pinnedColumns();
    if (keys.contains(key) == pinned || columnOf(key) < 0)
        return;
    if (pinned)
        keys.append(key);
    else
        keys.removeAll(key);
    m_pinsAreUsers = true;
    setPins(keys);
    Q_EMIT layoutEdited();
}

QStringList TableView::pinnedColumns() const
{
    QStringList keys;
    for (const int column : m_header->pinned())
        keys.append(columnKey(column));
    return keys;
}

void TableView::fillPinMenu(QMenu *menu)
{
    for (const int column : visibleColumns()) {
        QAction *action = menu->addAction(m_rows->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(m_header->isPinned(column));
        const QString key = columnKey(column);
        connect(action, &QAction::toggled, this,
                [this, key](bool pinned) { setColumnPinned(key, pinned); });
    }
}

QRect TableView::visualRect(const QModelIndex &index) const
{
    QRect rect = QTableView::visualRect(index);
    if (index.isValid() && m_header->isPinned(index.column()) && !isColumnHidden(index.column()))
        rect = QRect(m_header->shownPosition(index.column()), rowViewportPosition(index.row()),
                     columnWidth(index.column()), rowHeight(index.row()));
    return rect;
}

QModelIndex TableView::indexAt(const QPoint &at) const
{
    const QModelIndex under = QTableView::indexAt(at);
    const int column = m_header->shownAt(at.x());
    const int row = rowAt(at.y());
    return column >= 0 && m_header->isPinned(column) && row >= 0 ? m_rows->index(row, column)
                                                                 : under;
}

void TableView::scrollContentsBy(int dx, int dy)
{
    const bool framed = isFramed();
    QTableView::scrollContentsBy(dx, dy);
    if (framed || isFramed()) { // the frame does not move with rows
        const QRegion frame =
            QRegion(viewport()->rect()) - viewport()->rect().adjusted(1, 1, -1, -1);
        viewport()->update(frame | frame.translated(dx, dy));
    }
    if (dx != 0 && !m_header->pinned().empty()) { // moved pixels are not where they belong
        viewport()->update();
        m_header->viewport()->update();
    }
}

void TableView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    paintPins();
    if (isFramed()) {
        QPainter painter(viewport());
        painter.setPen(tokens().accent);
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

/// Who came by the keyboard sees where it is, though no cell tells it.
bool TableView::isFramed() const
{
    return m_byKey && hasFocus() && !viewport()->rect().intersects(visualRect(currentIndex()));
}

void TableView::paintPins()
{
    if (!m_rows || m_header->pinned().empty() || m_header->offset() == 0 || m_rows->rowCount() == 0)
        return;
    QPainter painter(viewport());
    const int first = std::max(0, rowAt(0));
    const int bottom = rowAt(viewport()->height() - 1);
    const int last = bottom < 0 ? m_rows->rowCount() - 1 : bottom;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QStyle::State state = option.state;
    for (const int column : m_header->pinned()) {
        if (isColumnHidden(column))
            continue;
        const int left = m_header->shownPosition(column);
        painter.fillRect(left, 0, columnWidth(column), viewport()->height(), tokens().surface);
        for (int row = first; row <= last; ++row) {
            const QModelIndex index = m_rows->index(row, column);
            option.rect =
                QRect(left, rowViewportPosition(row), columnWidth(column), rowHeight(row));
            option.state = state;
            if (selectionModel()->isSelected(index))
                option.state |= QStyle::State_Selected;
            itemDelegateForIndex(index)->paint(&painter, option, index);
        }
    }
    // What scrolls goes under the edge.
    const int width = m_header->pinnedWidth();
    const int edge = isRightToLeft() ? viewport()->width() - width : width - 1;
    painter.setPen(QPen(tokens().faint, 0));
    painter.drawLine(edge, 0, edge, viewport()->height());
}

} // namespace watchfloor
