// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/celldelegate.h"

#include "models/metricformatter.h"
#include "models/plaintext.h"
#include "models/roles.h"
#include "models/thresholds.h"
#include "views/changefade.h"
#include "views/figurepainter.h"
#include "views/icons.h"
#include "views/palette.h"
#include "views/sparkline.h"
#include "views/statemark.h"
#include "views/typography.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace watchfloor {
namespace {

constexpr int markSize = 10;
constexpr int textMargin = gridStep;
constexpr int figureSpace = 32;  // kept free of a bar, for "100"
constexpr int figuresSpace = 68; // for "13 / 16" and the clock of an old one
constexpr int branchStep = 16;
constexpr int attentionSpace = 20;

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

/// Points onwards while closed, down while open.
void paintBranch(QPainter &painter, const QRect &place, bool open, Qt::LayoutDirection direction)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens().muted, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF c = QRectF(place).center();
    const double on = direction == Qt::RightToLeft ? -1 : 1;
    const QPointF closed[] = {c + QPointF(-2 * on, -4), c + QPointF(2 * on, 0),
                              c + QPointF(-2 * on, 4)};
    const QPointF opened[] = {c + QPointF(-4, -2), c + QPointF(0, 2), c + QPointF(4, -2)};
    painter.drawPolyline(open ? opened : closed, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

SparkSeries sparkOf(const QVariant &values)
{
    SparkSeries series;
    for (const double value : values.value<QList<double>>())
        series.values.push_back(std::isnan(value) ? std::nullopt : std::optional(value));
    return series;
}

} // namespace

QRect CellDelegate::branchRect(const QRect &cell, int depth, Qt::LayoutDirection direction)
{
    QRect rect = cell.adjusted(textMargin, 0, -textMargin, 0);
    takeLeading(rect, depth * branchStep, direction);
    return takeLeading(rect, branchStep, direction);
}

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

    if (const double lit = m_fade ? m_fade->strength(index) : 0; lit > 0) {
        QColor glow = p.accent;
        glow.setAlphaF(static_cast<float>(0.22 * lit));
        painter.fillRect(option.rect.adjusted(0, 0, 0, -1), glow);
    }
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (!view || !view->hasFocus() || view->currentIndex().row() != index.row())
        return;
    painter.setPen(QPen(p.accent, 0));
    painter.drawLine(option.rect.topLeft(), option.rect.topRight());
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (view->currentIndex().column() == index.column()) {
        // The cell one stands on: a number is opened and explained from here.
        painter.setPen(QPen(p.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(option.rect.adjusted(1, 1, -1, -1));
    }
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    painter->save();
    painter->setClipRect(option.rect, Qt::IntersectClip);
    paintGround(*painter, option, index);
    QRect rect = option.rect.adjusted(textMargin, 0, -textMargin, -1);
    if (const QVariant spark = index.data(SparkRole); spark.isValid()) {
        const int inset = qMax(4, (rect.height() - 18) / 2);
        paintSparkline(*painter, QRectF(rect).adjusted(0, inset, 0, -inset), sparkOf(spark),
                       tokens());
    } else {
        paintContent(*painter, rect, option, index);
    }
    painter->restore();
}

int CellDelegate::sparkStepAt(const QRect &cell, const QVariant &line, int x)
{
    return sparkIndexAt(QRectF(cell.adjusted(textMargin, 0, -textMargin, 0)),
                        static_cast<int>(line.value<QList<double>>().size()), x);
}

void CellDelegate::paintContent(QPainter &painter, QRect rect, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    const Palette &p = tokens();
    if (index.column() == 0) {
        takeLeading(rect, index.data(DepthRole).toInt() * branchStep, option.direction);
        if (const QVariant branch = index.data(BranchRole); branch.isValid()) {
            const QRect place = takeLeading(rect, branchStep, option.direction);
            if (branch.toInt() > 0)
                paintBranch(painter, place, branch.toInt() == 2, option.direction);
        }
    }
    const QVariant share = index.data(ShareRole);
    if (share.isValid() && share.toDouble() > 0) {
        const int inset = (rect.height() - 11) / 2;
        QRect bar = rect.adjusted(0, inset, 0, -inset);
        const bool two = index.data(Qt::DisplayRole).toString().contains(u'/');
        const QRect full = takeLeading(
            bar, qMax(16, bar.width() - (two ? figuresSpace : figureSpace)), option.direction);
        bar = full;
        bar = takeLeading(bar, qMax(3, qRound(full.width() * share.toDouble())), option.direction);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(blended(p.surface, p.accent, p.dark ? 0.42 : 0.30));
        painter.drawRoundedRect(bar, 3, 3);
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    const QString state = index.data(StateRole).toString();
    if (index.data(StateRole).isValid()) {
        const QRect mark = takeLeading(rect, markSize, option.direction);
        paintStateMark(
            painter,
            QRectF(mark.left(), mark.top() + (mark.height() - markSize) / 2.0, markSize, markSize),
            state, index.data(StaleRole).toBool());
        takeLeading(rect, gridStep, option.direction);
    }
    const bool attention = index.data(AttentionRole).toBool();
    const bool strong = attention || index.data(StrongRole).toBool();
    const QString text = index.data(Qt::DisplayRole).toString();
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    const QFont font = strong ? strongFont() : option.font;
    const int textWidth = QFontMetrics(font).horizontalAdvance(text);
    // In a narrow column a level's sign comes before n, and before the number's last digits.
    const int signRoom = levelSignSpace(index);
    if (signRoom == 0 || textWidth + signRoom + besideWidth(index) <= rect.width())
        paintBeside(painter, rect, index, option);
    if (alignment.testFlag(Qt::AlignRight)) {
        const int shown =
            signRoom > 0 ? qMin(textWidth, qMax(0, rect.width() - signRoom)) : textWidth;
        // The sign of attention stands between a number and its marks.
        paintMarksBefore(painter, rect, attention ? shown + attentionSpace : shown, index, option);
        if (shown < textWidth)
            takeLeading(rect, rect.width() - shown, option.direction);
    }
    if (attention) {
        // The sign stands right before its number, whichever side that is on.
        const int width = QFontMetrics(strongFont()).horizontalAdvance(text);
        if (alignment.testFlag(Qt::AlignRight))
            takeLeading(rect, qMax(0, rect.width() - width - 22), option.direction);
        const QRect sign = takeLeading(rect, 16, option.direction);
        paintIcon(painter, sign, QStringLiteral("alert"), p.bad);
        takeLeading(rect, 4, option.direction);
    }
    painter.setPen(figureInk(index));
    painter.setFont(font);
    drawFigures(painter, rect, text, QStyle::visualAlignment(option.direction, alignment));
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics metrics(option.font);
    int width = metrics.horizontalAdvance(index.data(Qt::DisplayRole).toString()) + 2 * textMargin;
    if (index.data(StateRole).isValid())
        width += markSize + gridStep;
    if (index.data(AttentionRole).toBool())
        width += attentionSpace;
    width +=
        besideWidth(index) + levelSignSpace(index) + index.data(DepthRole).toInt() * branchStep;
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
