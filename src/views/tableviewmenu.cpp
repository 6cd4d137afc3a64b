// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the table is sorted by, and its menus.
#include "views/tableview.h"

#include "models/roles.h"
#include "models/sortedrows.h"
#include "views/tableheader.h"

#include <QContextMenuEvent>
#include <QMenu>

#include <algorithm>

namespace watchfloor {

static Qt::SortOrder other(Qt::SortOrder order)
{
    return order == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
}

void TableView::addSort(const QString &key)
{
    const int column = columnOf(key);
    if (column >= 0)
        addSortOf(column);
}

void TableView::addSortOf(int column)
{
    std::vector<RowSort> sorts = m_rows->sortKeys();
    const auto known = std::find_if(sorts.begin(), sorts.end(), [column](const RowSort &sort) {
        return sort.column == column;
    });
    if (known != sorts.end())
        known->order = other(known->order);
    else
        sorts.push_back(
            {column, m_rows->headerData(column, Qt::Horizontal, Qt::InitialSortOrderRole)
                         .value<Qt::SortOrder>()});
    m_rows->setSortKeys(std::move(sorts));
}

void TableView::onSortsChanged()
{
    m_header->setSorts(m_rows->sortKeys());
    Q_EMIT layoutEdited();
}

void TableView::fillSortMenus(QMenu *menu)
{
    const std::vector<RowSort> sorts = m_rows->sortKeys();
    const auto isSorted = [&sorts](int column) {
        return std::any_of(sorts.begin(), sorts.end(),
                           [column](const RowSort &sort) { return sort.column == column; });
    };
    QMenu *by = menu->addMenu(tr("Sort by"));
    QMenu *then = menu->addMenu(tr("Then sort by"));
    then->setEnabled(!sorts.empty());
    for (const int column : visibleColumns()) {
        const QString key = columnKey(column);
        const QString title = m_rows->headerData(column, Qt::Horizontal).toString();
        QAction *action = by->addAction(title);
        action->setCheckable(true);
        action->setChecked(m_rows->sortColumn() == column);
        connect(action, &QAction::triggered, this, [this, key, column] {
            const auto first = m_rows->headerData(column, Qt::Horizontal, Qt::InitialSortOrderRole)
                                   .value<Qt::SortOrder>();
            const bool again = m_rows->sortColumn() == column && m_rows->sortOrder() == first;
            sortBy(key, again ? other(first) : first);
        });
        if (m_rows->sortColumn() == column)
            continue;
        action = then->addAction(title);
        action->setCheckable(true);
        action->setChecked(isSorted(column));
        connect(action, &QAction::triggered, this, [this, key] { addSort(key); });
    }
}

void TableView::fillColumnMenu(QMenu *menu)
{
    if (m_columnChooser)
        connect(menu->addAction(tr("Choose columns…")), &QAction::triggered, this,
                [this] { m_columnChooser(); });
    for (int visual = 0; !m_columnChooser && visual < m_header->count(); ++visual) {
        const int column = m_header->logicalIndex(visual);
        QAction *action = menu->addAction(m_rows->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(isColumnHidden(column) || visibleColumns().size() > 1);
        const QString key = columnKey(column);
        connect(action, &QAction::toggled, this,
                [this, key](bool shown) { setColumnShown(key, shown); });
    }
    menu->addSeparator();
    fillPinMenu(menu->addMenu(tr("Pin")));
    connect(menu->addAction(tr("Reset columns")), &QAction::triggered, this,
            &TableView::resetColumns);
}

void TableView::showHeaderMenu(const QPoint &at)
{
    QMenu menu(this);
    const int column = m_header->shownAt(at.x());
    if (column >= 0) {
        const QString key = columnKey(column);
        const bool pinned = m_header->isPinned(column);
        connect(menu.addAction(tr("Sort by this as well")), &QAction::triggered, this,
                [this, key] { addSort(key); });
        connect(menu.addAction(pinned ? tr("Let this column scroll") : tr("Pin this column")),
                &QAction::triggered, this, [this, key, pinned] { setColumnPinned(key, !pinned); });
        menu.addSeparator();
        fillPlaceMenu(&menu, column);
        Q_EMIT headerMenuOpening(&menu, column);
    }
    fillColumnMenu(&menu);
    menu.exec(m_header->mapToGlobal(at));
}

void TableView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    Q_EMIT menuOpening(&menu, indexAt(event->pos()));
    if (!menu.isEmpty())
        menu.addSeparator();
    QAction *copy = menu.addAction(tr("Copy rows"), this, &TableView::copySelection);
    copy->setShortcut(QKeySequence::Copy);
    copy->setEnabled(selectionModel()->hasSelection());
    menu.addSeparator();
    fillSortMenus(&menu);
    QMenu *columns = menu.addMenu(tr("Columns"));
    fillPlaceMenu(columns, indexAt(event->pos()).column());
    fillColumnMenu(columns);
    menu.exec(event->globalPos());
}

} // namespace watchfloor
