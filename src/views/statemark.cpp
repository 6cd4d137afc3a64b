// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/statemark.h"

#include "views/palette.h"

#include <QPainter>

namespace watchfloor {
namespace {

void pie(QPainter &painter, const QRectF &rect, const QColor &colour, int sixteenths)
{
    painter.setPen(QPen(colour, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(rect.adjusted(0.75, 0.75, -0.75, -0.75));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPie(rect.adjusted(0.75, 0.75, -0.75, -0.75), 90 * 16, -sixteenths);
}

void disc(QPainter &painter, const QRectF &rect, const QColor &colour)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(rect);
}

void ring(QPainter &painter, const QRectF &rect, const QColor &colour, Qt::PenStyle style)
{
    painter.setPen(QPen(colour, 1.5, style));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(rect.adjusted(0.75, 0.75, -0.75, -0.75));
}

void box(QPainter &painter, const QRectF &rect, const QColor &colour, double filled)
{
    const QRectF frame = rect.adjusted(0.75, 0.75, -0.75, -0.75);
    painter.setPen(QPen(colour, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(frame, 2, 2);
    if (filled > 0) {
        painter.setBrush(colour);
        painter.setPen(Qt::NoPen);
        QRectF part = frame;
        part.setTop(frame.bottom() - frame.height() * filled);
        painter.drawRoundedRect(part, filled < 1 ? 0 : 2, filled < 1 ? 0 : 2);
    }
}

} // namespace

QColor stateColour(const QString &state)
{
    return stateColour(state, tokens());
}

QColor stateColour(const QString &state, const Palette &p)
{
    if (state == QLatin1String("online"))
        return p.good;
    if (state == QLatin1String("busy"))
        return p.warn;
    if (state == QLatin1String("away") || state == QLatin1String("back_soon"))
        return p.away;
    if (state == QLatin1String("open"))
        return p.accent;
    if (state == QLatin1String("pending") || state == QLatin1String("queued"))
        return p.warn;
    if (state == QLatin1String("on_hold"))
        return p.away;
    return p.faint;
}

void paintStateMark(QPainter &painter, const QRectF &rect, const QString &state, bool old)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour = old ? tokens().faint : stateColour(state);
    const QRectF inner = rect.adjusted(0.5, 0.5, -0.5, -0.5);
    if (state == QLatin1String("online")) {
        disc(painter, inner, colour);
    } else if (state == QLatin1String("busy")) {
        disc(painter, inner, colour);
        painter.setPen(QPen(tokens().surface, 1.8));
        painter.drawLine(QPointF(inner.left() + 2.2, inner.center().y()),
                         QPointF(inner.right() - 2.2, inner.center().y()));
    } else if (state == QLatin1String("back_soon")) {
        pie(painter, inner, colour, 270 * 16);
    } else if (state == QLatin1String("away")) {
        pie(painter, inner, colour, 180 * 16);
    } else if (state == QLatin1String("offline")) {
        ring(painter, inner, colour, Qt::SolidLine);
    } else if (state == QLatin1String("open")) {
        box(painter, inner, colour, 1);
    } else if (state == QLatin1String("pending")) {
        box(painter, inner, colour, 0.5);
    } else if (state == QLatin1String("queued")) {
        box(painter, inner, colour, 0);
    } else if (state == QLatin1String("on_hold")) {
        painter.setPen(QPen(colour, 2));
        const double third = inner.width() / 3.2;
        for (const double x : {inner.left() + third, inner.right() - third})
            painter.drawLine(QPointF(x, inner.top() + 1), QPointF(x, inner.bottom() - 1));
    } else if (state == QLatin1String("snoozed")) {
        painter.setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const QRectF z = inner.adjusted(1.5, 1.5, -1.5, -1.5);
        const QPointF points[] = {z.topLeft(), z.topRight(), z.bottomLeft(), z.bottomRight()};
        painter.drawPolyline(points, 4);
    } else if (state == QLatin1String("closed")) {
        painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const QPointF points[] = {{inner.left() + 0.5, inner.center().y() + 0.5},
                                  {inner.left() + inner.width() * 0.38, inner.bottom() - 1},
                                  {inner.right() - 0.5, inner.top() + 1.5}};
        painter.drawPolyline(points, 3);
    } else {
        ring(painter, inner, colour, Qt::DotLine);
    }
    painter.restore();
}

} // namespace watchfloor
