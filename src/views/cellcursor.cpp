// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/cellcursor.h"

#include "models/roles.h"
#include "models/sortedrows.h"
#include "views/celldelegate.h"
#include "views/tableheader.h"
#include "views/tableview.h"

#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>

namespace watchfloor {
namespace {

bool isNumber(const QModelIndex &index)
{
    return !index.data(MetricRole).toString().isEmpty();
}

/// It is compared with the period before, and that one had something.
bool hasChange(const QModelIndex &index)
{
    return isNumber(index) && !index.data(DeltaRole).toString().isEmpty();
}

} // namespace

bool CellCursor::hasLevels(const QModelIndex &index) const
{
    return m_setsLevels && (isNumber(index) || !index.data(LevelsRole).toString().isEmpty());
}

CellCursor::CellCursor(TableView *table)
    : QObject(table)
    , m_table(table)
{
    table->installEventFilter(this);
    table->viewport()->installEventFilter(this);
    connect(table, &QAbstractItemView::activated, this, &CellCursor::open);
    connect(table, &TableView::menuOpening, this, &CellCursor::fillMenu);
}

int CellCursor::pressedStep(const QModelIndex &index) const
{
    return m_pressedAt ? CellDelegate::sparkStepAt(m_table->visualRect(index),
                                                   index.data(SparkRole), m_pressedAt->x())
                       : -1;
}

void CellCursor::open(const QModelIndex &index)
{
    if (isNumber(index))
        Q_EMIT numberOpened(index);
    else if (index.data(SparkRole).isValid())
        Q_EMIT stepOpened(index, pressedStep(index));
    else
        Q_EMIT rowOpened(index);
}

QRect CellCursor::globalRect(const QModelIndex &index) const
{
    const QRect rect = m_table->visualRect(index);
    return {m_table->viewport()->mapToGlobal(rect.topLeft()), rect.size()};
}

void CellCursor::fillMenu(QMenu *menu, const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const QPersistentModelIndex at(index);
    if (isNumber(index)) {
        connect(menu->addAction(tr("Show its conversations")), &QAction::triggered, this,
                [this, at] { Q_EMIT numberOpened(at); });
        if (hasChange(index)) {
            QAction *before = menu->addAction(tr("Show those of the period before"));
            before->setShortcut(QKeySequence(Qt::SHIFT | Qt::Key_Return));
            connect(before, &QAction::triggered, this, [this, at] { Q_EMIT beforeOpened(at); });
        }
        QAction *explain = menu->addAction(tr("Explain this number"));
        explain->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_I));
        connect(explain, &QAction::triggered, this,
                [this, at] { Q_EMIT explainRequested(at, globalRect(at)); });
    } else {
        connect(menu->addAction(tr("Show its conversations")), &QAction::triggered, this,
                [this, at] { open(at); });
    }
    if (hasLevels(index)) {
        QAction *levels = menu->addAction(tr("Levels…"));
        levels->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_L));
        connect(levels, &QAction::triggered, this,
                [this, at] { Q_EMIT levelsRequested(at, globalRect(at)); });
    }
    const int branch = index.siblingAtColumn(0).data(BranchRole).toInt();
    if (branch > 0)
        connect(menu->addAction(branch == 1 ? tr("Open the group") : tr("Close the group")),
                &QAction::triggered, this, [this, at, branch] { toggleBranch(at, branch == 1); });
}

bool CellCursor::toggleBranch(const QModelIndex &index, bool open)
{
    const QModelIndex name = index.siblingAtColumn(0);
    const int branch = name.data(BranchRole).toInt();
    if (branch == 0 || (branch == 2) == open)
        return false;
    Q_EMIT branchToggled(name, open);
    return true;
}

void CellCursor::showColumn(int column)
{
    const TableHeader *header = m_table->header();
    if (header->isPinned(column))
        return;
    QScrollBar *bar = m_table->horizontalScrollBar();
    const bool rtl = m_table->layoutDirection() == Qt::RightToLeft;
    const int left = header->shownPosition(column) - (rtl ? 0 : header->pinnedWidth());
    const int width = m_table->viewport()->width() - header->pinnedWidth();
    const int over = left + header->sectionSize(column) - width;
    const int step = rtl ? -1 : 1;
    if (left < 0)
        bar->setValue(bar->value() + step * left);
    else if (over > 0)
        bar->setValue(bar->value() + step * over);
}

bool CellCursor::keyPressed(int key, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex at = m_table->currentIndex();
    if (!at.isValid())
        return false;
    m_pressedAt.reset();
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (enter && (modifiers & ~Qt::KeypadModifier) == Qt::ShiftModifier) {
        if (hasChange(at))
            Q_EMIT beforeOpened(at);
        return true;
    }
    if (key == Qt::Key_I && modifiers == Qt::ControlModifier) {
        if (isNumber(at))
            Q_EMIT explainRequested(at, globalRect(at));
        return true;
    }
    if (key == Qt::Key_L && modifiers == Qt::ControlModifier && m_setsLevels) {
        if (hasLevels(at))
            Q_EMIT levelsRequested(at, globalRect(at));
        return true;
    }
    const bool sideways = key == Qt::Key_Left || key == Qt::Key_Right;
    if (!sideways || (modifiers & ~Qt::KeypadModifier) != Qt::NoModifier)
        return false;
    const bool rtl = m_table->layoutDirection() == Qt::RightToLeft;
    const bool onwards = (key == Qt::Key_Right) != rtl;
    const std::vector<int> columns = m_table->visibleColumns();
    const auto here = std::find(columns.begin(), columns.end(), at.column());
    const bool first = here == columns.begin() || here == columns.end();
    if (first && toggleBranch(at, onwards))
        return true;
    if (here == columns.end() || (!onwards && first) || (onwards && here + 1 == columns.end()))
        return true;
    const int next = onwards ? *(here + 1) : *(here - 1);
    m_table->selectionModel()->setCurrentIndex(at.siblingAtColumn(next),
                                               QItemSelectionModel::NoUpdate);
    showColumn(next);
    return true;
}

bool CellCursor::pressedOnBranch(const QPoint &at)
{
    const QModelIndex index = m_table->indexAt(at);
    if (index.column() != 0 || index.data(BranchRole).toInt() == 0)
        return false;
    const QRect arrow = CellDelegate::branchRect(
        m_table->visualRect(index), index.data(DepthRole).toInt(), m_table->layoutDirection());
    return arrow.contains(at) && toggleBranch(index, index.data(BranchRole).toInt() == 1);
}

bool CellCursor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && watched == m_table) {
        const auto *press = static_cast<QKeyEvent *>(event);
        return keyPressed(press->key(), press->modifiers());
    }
    if (event->type() == QEvent::ShortcutOverride && watched == m_table) {
        const auto *press = static_cast<QKeyEvent *>(event);
        if ((press->key() == Qt::Key_I || (press->key() == Qt::Key_L && m_setsLevels)) &&
            press->modifiers() == Qt::ControlModifier)
            event->accept(); // ours while the table has the keyboard
    }
    if ((event->type() == QEvent::MouseButtonPress ||
         event->type() == QEvent::MouseButtonDblClick) &&
        watched == m_table->viewport()) {
        const auto *press = static_cast<QMouseEvent *>(event);
        m_pressedAt = press->position().toPoint();
        return press->button() == Qt::LeftButton && pressedOnBranch(press->position().toPoint());
    }
    return QObject::eventFilter(watched, event);
}

} // namespace watchfloor
