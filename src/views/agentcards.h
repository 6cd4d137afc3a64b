// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/agenttablemodel.h"

#include <QIdentityProxyModel>
#include <QListView>

namespace watchfloor {

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
/// are painted. Return opens the agent's conversations.
class AgentCards : public QListView {
    Q_OBJECT
public:
    AgentCards(AgentTableModel &agents, SortedRows *rows, TableView *table,
               QWidget *parent = nullptr);

    AgentCardRows *cardRows() const { return m_rows; }
    /// The card of the table's current row, in sight.
    void followTable();

Q_SIGNALS:
    /// A row of the agents' model.
    void opened(int row);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void fitGrid();
    void open(const QModelIndex &card);

    AgentCardRows *m_rows;
    SortedRows *m_sorted;
    TableView *m_table;
    bool m_following = false;
};

} // namespace watchfloor
