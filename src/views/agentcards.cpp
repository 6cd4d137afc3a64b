// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/agentcards.h"

#include "models/roles.h"
#include "models/sortedrows.h"
#include "views/agentcardpainter.h"
#include "views/agentcardsaccessible.h"
#include "views/tableview.h"
#include "views/typography.h"

#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int narrowestCard = 248;

} // namespace

AgentCardRows::AgentCardRows(AgentTableModel &agents, SortedRows *rows, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_agents(agents)
{
    setSourceModel(rows);
}

std::vector<int> AgentCardRows::figureColumns() const
{
    return {AgentTableModel::Load, AgentTableModel::Open, AgentTableModel::Unattended,
            m_agents.columnOf(QStringLiteral("first_response_time")),
            m_agents.columnOf(QStringLiteral("csat"))};
}

QVariant AgentCardRows::data(const QModelIndex &index, int role) const
{
    if (index.column() != AgentTableModel::Name ||
        (role != Qt::AccessibleTextRole && role != Qt::ToolTipRole))
        return QIdentityProxyModel::data(index, role);
    // What stands on the card, for who does not see it; a tooltip tells each number's own story.
    const bool spoken = role == Qt::AccessibleTextRole;
    std::vector<int> columns{AgentTableModel::State, AgentTableModel::Since};
    const std::vector<int> figures = figureColumns();
    columns.insert(columns.end(), figures.begin(), figures.end());
    QStringList parts{index.data(Qt::DisplayRole).toString()};
    for (const int column : columns) {
        const QModelIndex cell = index.siblingAtColumn(column);
        QString said = cell.data(Qt::AccessibleTextRole).toString();
        if (said.isEmpty())
            said = cell.data(Qt::DisplayRole).toString();
        if (!said.isEmpty())
            parts << headerData(column, Qt::Horizontal).toString() + QStringLiteral(": ") + said;
    }
    return spoken ? QVariant(parts.join(QStringLiteral("; ")))
                  : QIdentityProxyModel::data(index, role);
}

AgentCards::AgentCards(AgentTableModel &agents, SortedRows *rows, TableView *table, QWidget *parent)
    : QListView(parent)
    , m_rows(new AgentCardRows(agents, rows, this))
    , m_sorted(rows)
    , m_table(table)
{
    installCardAccessibility();
    setModel(m_rows);
    const auto tell = [this] { cardsChanged(this); };
    connect(m_rows, &QAbstractItemModel::modelReset, this, tell);
    connect(m_rows, &QAbstractItemModel::layoutChanged, this, tell);
    connect(m_rows, &QAbstractItemModel::rowsInserted, this, tell);
    connect(m_rows, &QAbstractItemModel::rowsRemoved, this, tell);
    m_painter = new AgentCardPainter(m_rows, this);
    setItemDelegate(m_painter);
    setFlow(LeftToRight);
    setWrapping(true);
    setResizeMode(Adjust);
    setUniformItemSizes(true);
    setLayoutMode(SinglePass);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    verticalScrollBar()->setSingleStep(AgentCardPainter::cardHeight() / 3);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // a bar that comes would move every card
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setAccessibleName(tr("Agents as cards"));
    fitGrid();
}

void AgentCards::fitGrid()
{
    const int room = std::max(narrowestCard, viewport()->width());
    const QSize grid(room / std::max(1, room / narrowestCard), AgentCardPainter::cardHeight());
    if (grid != gridSize())
        setGridSize(grid);
}

void AgentCards::resizeEvent(QResizeEvent *event)
{
    fitGrid();
    QListView::resizeEvent(event);
}

void AgentCards::followTable()
{
    const QModelIndex current = m_table->currentIndex();
    const QModelIndex card =
        current.isValid() ? m_rows->index(current.row(), AgentTableModel::Name) : QModelIndex();
    m_following = true;
    setCurrentIndex(card);
    m_following = false;
    if (card.isValid())
        scrollTo(card);
}

void AgentCards::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (!m_following && current.isValid())
        m_table->selectKey(current.data(KeyRole).toString());
}

void AgentCards::focusInEvent(QFocusEvent *event)
{
    QListView::focusInEvent(event);
    if (!currentIndex().isValid() && m_rows->rowCount() > 0)
        setCurrentIndex(m_rows->index(0, AgentTableModel::Name));
}

void AgentCards::open(const QModelIndex &card)
{
    if (card.isValid())
        Q_EMIT opened(sourceOf(card, AgentTableModel::Name).row());
}

void AgentCards::openFigure(const QModelIndex &card, int column)
{
    if (card.isValid())
        Q_EMIT figureOpened(sourceOf(card, column));
}

void AgentCards::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return open(currentIndex());
    if (event->key() == Qt::Key_I && event->modifiers() == Qt::ControlModifier)
        return askForFigures(currentIndex(), visualRect(currentIndex()).center());
    QListView::keyPressEvent(event);
}

/// Ctrl+I is for numbers everywhere, not another page's.
bool AgentCards::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_I && key->modifiers() == Qt::ControlModifier) {
            event->accept();
            return true;
        }
    }
    return QListView::event(event);
}

void AgentCards::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex card = byKey ? currentIndex() : indexAt(event->pos());
    askForFigures(card, byKey ? visualRect(card).center() : event->pos());
}

void AgentCards::askForFigures(const QModelIndex &card, const QPoint &at)
{
    if (card.isValid())
        Q_EMIT figuresWanted(sourceOf(card, AgentTableModel::Name).row(),
                             viewport()->mapToGlobal(at));
}

QModelIndex AgentCards::sourceOf(const QModelIndex &card, int column) const
{
    return m_sorted->mapToSource(m_rows->mapToSource(card.siblingAtColumn(column)));
}

/// As in tables: what was pressed twice opens, a figure those behind it.
void AgentCards::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    const QModelIndex card = indexAt(at);
    const int column =
        card.isValid() ? m_painter->figureAt(visualRect(card), at, layoutDirection()) : -1;
    if (column >= 0)
        openFigure(card, column);
    else
        open(card);
}

} // namespace watchfloor
