// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/agenttablemodel.h"

#include <QIdentityProxyModel>
#include <QListView>

namespace watchfloor {

class AgentCardPainter;
class SortedRows;
class TableView;

/// The rows of the agents' table, each said in one breath: for cards.
class AgentCardRows : public QIdentityProxyModel {
    Q_OBJECT
public:
    AgentCardRows(AgentTableModel &agents, SortedRows *rows, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// The figure's column for a card, by its place there.
    std::vector<int> figureColumns() const;

private:
    AgentTableModel &m_agents;
};

/// Agents as cards: name, state and time in it, load, what they carry, how fast they are, what
/// customers say. Order, search, filters and the current agent are the table's; only cards in sight
/// are painted. Return opens the agent's conversations, a double click on a figure those behind it;
/// Ctrl+I and the menu offer all figures.
class AgentCards : public QListView {
    Q_OBJECT
public:
    AgentCards(AgentTableModel &agents, SortedRows *rows, TableView *table,
               QWidget *parent = nullptr);

    AgentCardRows *cardRows() const { return m_rows; }
    /// The card of the table's current row, in sight.
    void followTable();
    void open(const QModelIndex &card);
    void openFigure(const QModelIndex &card, int column);
    void askForFigures(const QModelIndex &card, const QPoint &at);

Q_SIGNALS:
    /// A row of the agents' model.
    void opened(int row);
    /// A figure, please: its cell of the agents' model.
    void figureOpened(const QModelIndex &cell);
    /// Which figures of this row there are to open and to explain; at a point of the screen.
    void figuresWanted(int row, const QPoint &global);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool event(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void fitGrid();
    QModelIndex sourceOf(const QModelIndex &card, int column) const;

    AgentCardRows *m_rows;
    AgentCardPainter *m_painter = nullptr;
    SortedRows *m_sorted;
    TableView *m_table;
    bool m_following = false;
};

} // namespace watchfloor
