// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/celldelegate.h"

#include "models/metricformatter.h"
#include "models/plaintext.h"
#include "models/roles.h"
#include "views/icons.h"
#include "views/palette.h"
#include "views/statemark.h"
#include "views/typography.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace watchfloor {
namespace {

constexpr int markSize = 10;
constexpr int textMargin = gridStep;
constexpr int figureSpace = 56; // kept free of a bar, for "12 / 16"

/// Takes `width` px off the leading edge and returns them.
QRect takeLeading(QRect &rect, int width, Qt::LayoutDirection direction)
{
    QRect part = rect;
    if (direction == Qt::RightToLeft) {
        part.setLeft(rect.right() + 1 - width);
        rect.setRight(rect.right() - width);
    } else {
        part.setWidth(width);
        rect.setLeft(rect.left() + width);
    }
    return part;
}

} // namespace

CellDelegate::CellDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{
}

void CellDelegate::paintGround(QPainter &painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const Palette &p = tokens();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected)
        painter.fillRect(option.rect, p.selection());
    else if (index.row() == m_hoveredRow)
        painter.fillRect(option.rect, p.hover());
    painter.setPen(QPen(p.line, 0));
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());

    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (view && view->hasFocus() && view->currentIndex().row() == index.row()) {
        painter.setPen(QPen(p.accent, 0));
        painter.drawLine(option.rect.topLeft(), option.rect.topRight());
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    }
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const Palette &p = tokens();
    painter->save();
    painter->setClipRect(option.rect);
    paintGround(*painter, option, index);

    QRect rect = option.rect.adjusted(textMargin, 0, -textMargin, -1);
    const QVariant share = index.data(ShareRole);
    if (share.isValid() && share.toDouble() > 0) {
        QRect bar = rect.adjusted(0, 9, 0, -8);
        const QRect full = takeLeading(bar, qMax(16, bar.width() - figureSpace), option.direction);
        bar = full;
        bar = takeLeading(bar, qMax(3, qRound(full.width() * share.toDouble())), option.direction);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(blended(p.surface, p.accent, p.dark ? 0.42 : 0.30));
        painter->drawRoundedRect(bar, 3, 3);
        painter->setRenderHint(QPainter::Antialiasing, false);
    }
    const QString state = index.data(StateRole).toString();
    if (index.data(StateRole).isValid()) {
        const QRect mark = takeLeading(rect, markSize, option.direction);
        paintStateMark(
            *painter,
            QRectF(mark.left(), mark.top() + (mark.height() - markSize) / 2.0, markSize, markSize),
            state);
        takeLeading(rect, gridStep, option.direction);
    }
    const bool attention = index.data(AttentionRole).toBool();
    const QString text = index.data(Qt::DisplayRole).toString();
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    if (attention) {
        // The sign stands right before its number, whichever side that is on.
        const int width = QFontMetrics(strongFont()).horizontalAdvance(text);
        if (alignment.testFlag(Qt::AlignRight))
            takeLeading(rect, qMax(0, rect.width() - width - 22), option.direction);
        const QRect sign = takeLeading(rect, 16, option.direction);
        paintIcon(*painter, sign, QStringLiteral("alert"), p.bad);
        takeLeading(rect, 4, option.direction);
    }
    QColor colour = p.text;
    if (text == MetricFormatter::none())
        colour = p.faint;
    else if (attention)
        colour = p.bad;
    else if (index.data(MutedRole).toBool())
        colour = p.muted;
    painter->setPen(colour);
    painter->setFont(attention ? strongFont() : option.font);
    drawFigures(*painter, rect, text, QStyle::visualAlignment(option.direction, alignment));
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics metrics(option.font);
    int width = metrics.horizontalAdvance(index.data(Qt::DisplayRole).toString()) + 2 * textMargin;
    if (index.data(StateRole).isValid())
        width += markSize + gridStep;
    if (index.data(AttentionRole).toBool())
        width += 20;
    return {width, tableRowHeight};
}

bool CellDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                             const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QString text = index.data(Qt::ToolTipRole).toString();
    if (text.isEmpty() && sizeHint(option, index).width() > option.rect.width())
        text = index.data(Qt::DisplayRole).toString();
    // QToolTip guesses rich text: escaped, a name like "<img src=...>" stays a name.
    QToolTip::showText(event->globalPos(), text.isEmpty() ? QString() : asHtml(text), view,
                       option.rect);
    return true;
}

} // namespace watchfloor
