// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace watchfloor {

class AgentCardRows;

/// Paints one card. Reads the cells of the table's model, so that both say the same.
class AgentCardPainter : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit AgentCardPainter(AgentCardRows *rows, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
    /// Column of the figure under a point of a card's item; -1 = none.
    int figureAt(const QRect &item, const QPoint &at, Qt::LayoutDirection direction) const;
    /// With the space to the next one.
    static int cardHeight();

private:
    AgentCardRows *m_rows;
};

} // namespace watchfloor
