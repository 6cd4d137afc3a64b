// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figurepainter.h"

#include "backend/engine/reports/figurereport.h"
#include "backend/engine/reports/withbefore.h"
#include "models/columnspec.h"
#include "models/metricformatter.h"
#include "models/metricsheet.h"
#include "models/roles.h"
#include "models/thresholds.h"
#include "views/icons.h"
#include "views/palette.h"
#include "views/typography.h"

#include <QModelIndex>
#include <QPainter>
#include <QStyleOptionViewItem>

namespace watchfloor {
namespace {

constexpr int countSpace = 38;          // "1,234" in the small size, and a gap before it
constexpr int deltaSpace = changeWidth; // "+120 %"
constexpr int markSpace = 12;
constexpr int signSpace = 16;
constexpr int insideMargin = 6; // a sign may stand in the cell's margin

QRect takeTrailing(QRect &rect, int width, Qt::LayoutDirection direction)
{
    QRect part = rect;
    if (direction == Qt::RightToLeft) {
        part.setWidth(width);
        rect.setLeft(rect.left() + width);
    } else {
        part.setLeft(rect.right() + 1 - width);
        rect.setRight(rect.right() - width);
    }
    return part;
}

void drawTrailing(QPainter &painter, const QRect &place, const QString &text,
                  Qt::LayoutDirection direction)
{
    // Of the screen: a painter would mirror the side once more.
    const Qt::Alignment side =
        (direction == Qt::RightToLeft ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignAbsolute;
    painter.drawText(place, static_cast<int>(side | Qt::AlignVCenter) | Qt::TextSingleLine, text);
}

bool isText(const QModelIndex &index)
{
    const auto kind = static_cast<ColumnKind>(
        index.model()->headerData(index.column(), Qt::Horizontal, KindRole).toInt());
    return kind == ColumnKind::Text;
}

QColor verdictColour(const QVariant &verdict)
{
    if (!verdict.isValid())
        return tokens().muted;
    switch (static_cast<FigureDelta::Verdict>(verdict.toInt())) {
    case FigureDelta::Verdict::Better:
        return tokens().good;
    case FigureDelta::Verdict::Worse:
        return tokens().bad;
    case FigureDelta::Verdict::Neutral:
        break;
    }
    return tokens().muted;
}

/// A clock: this figure is old or not complete.
void paintClock(QPainter &painter, const QRectF &place)
{
    const QRectF face = QRectF(place.center() - QPointF(4, 4), QSizeF(8, 8));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens().faint, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(face);
    painter.drawLine(face.center(), face.center() + QPointF(0, -2.6));
    painter.drawLine(face.center(), face.center() + QPointF(2, 0));
    painter.setRenderHint(QPainter::Antialiasing, false);
}

/// A hollow diamond: the vendor's own figure; a wave: partly guessed.
void paintOrigin(QPainter &painter, const QRectF &place, FigureOrigin origin)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens().info, 1.2));
    painter.setBrush(Qt::NoBrush);
    const QPointF c = place.center();
    if (origin == FigureOrigin::Reported) {
        const QPointF corners[] = {c + QPointF(0, -3.5), c + QPointF(3.5, 0), c + QPointF(0, 3.5),
                                   c + QPointF(-3.5, 0)};
        painter.drawPolygon(corners, 4);
    } else {
        painter.setFont(smallFont());
        painter.drawText(place, Qt::AlignCenter, QStringLiteral("≈"));
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace

void paintBeside(QPainter &painter, QRect &rect, const QModelIndex &index,
                 const QStyleOptionViewItem &option)
{
    const auto figure = [&index](int role) { return index.data(role); };
    if (!isText(index))
        return paintBeside(painter, rect, figure, option.direction);
    const QString note = index.data(CountRole).toString();
    const int width = QFontMetrics(smallFont()).horizontalAdvance(note) + gridStep;
    if (note.isEmpty() || width >= rect.width() / 2)
        return;
    painter.setFont(smallFont());
    painter.setPen(tokens().faint);
    drawTrailing(painter, takeTrailing(rect, width, option.direction), note, option.direction);
}

void paintBeside(QPainter &painter, QRect &rect, const std::function<QVariant(int role)> &figure,
                 Qt::LayoutDirection direction)
{
    painter.setFont(smallFont());
    if (const QVariant delta = figure(DeltaRole); delta.isValid()) {
        // Outermost: n stays beside its number.
        painter.setPen(verdictColour(figure(VerdictRole)));
        drawTrailing(painter, takeTrailing(rect, deltaSpace, direction), delta.toString(),
                     direction);
    }
    if (const QVariant count = figure(CountRole); count.isValid()) {
        painter.setPen(tokens().faint);
        drawTrailing(painter, takeTrailing(rect, countSpace, direction), count.toString(),
                     direction);
    }
}

void paintMarksBefore(QPainter &painter, const QRect &rect, int textWidth, const QModelIndex &index,
                      const QStyleOptionViewItem &option)
{
    QRect left = option.direction == Qt::RightToLeft ? rect.adjusted(0, 0, insideMargin, 0)
                                                     : rect.adjusted(-insideMargin, 0, 0, 0);
    takeTrailing(left, qMin(left.width(), textWidth + 4), option.direction);
    const auto next = [&] { return takeTrailing(left, markSpace, option.direction); };
    if (const QColor level = levelInk(index); level.isValid())
        paintIcon(painter, takeTrailing(left, signSpace, option.direction), QStringLiteral("alert"),
                  level, 14);
    if (index.data(StaleRole).toBool() && left.width() >= markSpace)
        paintClock(painter, next());
    const QVariant origin = index.data(OriginRole);
    if (origin.isValid() && left.width() >= markSpace)
        paintOrigin(painter, next(), static_cast<FigureOrigin>(origin.toInt()));
}

QColor figureInk(const QModelIndex &index)
{
    const Palette &p = tokens();
    if (index.data(StaleRole).toBool() || index.data().toString() == MetricFormatter::none())
        return p.faint;
    if (const QColor level = levelInk(index); level.isValid())
        return level;
    if (index.data(AttentionRole).toBool())
        return p.bad;
    return index.data(MutedRole).toBool() ? p.muted : p.text;
}

QColor levelInk(const QModelIndex &index)
{
    switch (static_cast<ThresholdState>(index.data(ThresholdRole).toInt())) {
    case ThresholdState::Bad:
        return tokens().bad;
    case ThresholdState::Warn:
        return tokens().warn;
    case ThresholdState::None:
        break;
    }
    return {};
}

int levelSignSpace(const QModelIndex &index)
{
    return levelInk(index).isValid() ? signSpace - insideMargin + 4 : 0;
}

int besideSpace(int kind)
{
    return (kind & 2 ? deltaSpace : 0) + (kind & 1 ? countSpace : 0);
}

int besideWidth(const QModelIndex &index)
{
    int width = 0;
    if (index.data(DeltaRole).isValid())
        width += deltaSpace;
    if (index.data(CountRole).isValid() && !isText(index))
        width += countSpace;
    return width;
}

} // namespace watchfloor
