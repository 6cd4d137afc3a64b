// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/linetext.h"

#include "models/readingdirection.h"

#include <QPainter>

namespace watchfloor {

void drawLine(QPainter &painter, const QRectF &rect, Qt::Alignment side, const QString &text,
              bool rightToLeft)
{
    const Qt::LayoutDirection before = painter.layoutDirection();
    painter.setLayoutDirection(lineDirection(text, rightToLeft));
    painter.drawText(
        rect, static_cast<int>(side | Qt::AlignAbsolute | Qt::AlignVCenter) | Qt::TextSingleLine,
        text);
    painter.setLayoutDirection(before);
}

void drawLine(QPainter &painter, const QRectF &rect, Qt::Alignment side, const QString &text)
{
    drawLine(painter, rect, side, text, painter.layoutDirection() == Qt::RightToLeft);
}

} // namespace watchfloor
