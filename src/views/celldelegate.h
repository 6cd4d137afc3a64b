// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace watchfloor {

class ChangeFade;

/// Paints every table cell from roles: state mark, share bar, attention sign, muted or strong
/// text, hairline, selection. Text is plain text, in the tooltip too.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit CellDelegate(QObject *parent = nullptr);

    /// Lights up what changed; null = nothing ever.
    void setFade(const ChangeFade *fade) { m_fade = fade; }
    /// Where the arrow of a branch stands in its cell.
    static QRect branchRect(const QRect &cell, int depth, Qt::LayoutDirection direction);

    /// The step of a cell's line (SparkRole) at x within the cell; -1 = it has none.
    static int sparkStepAt(const QRect &cell, const QVariant &line, int x);

    void setHoveredRow(int row) { m_hoveredRow = row; }
    int hoveredRow() const { return m_hoveredRow; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    void paintGround(QPainter &painter, const QStyleOptionViewItem &option,
                     const QModelIndex &index) const;

    void paintContent(QPainter &painter, QRect rect, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const;

    const ChangeFade *m_fade = nullptr;
    int m_hoveredRow = -1;
};

} // namespace watchfloor
