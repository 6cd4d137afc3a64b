// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <QString>

class QPainter;

namespace watchfloor {

/// One line in its own reading direction (see lineDirection()), vertically centred on that side of
/// the rectangle: left is left, whatever the direction of page, window or program, which
/// QPainter::drawText() would turn round. `rightToLeft`: the page.
void drawLine(QPainter &painter, const QRectF &rect, Qt::Alignment side, const QString &text,
              bool rightToLeft);
/// The page's direction is the painter's.
void drawLine(QPainter &painter, const QRectF &rect, Qt::Alignment side, const QString &text);

} // namespace watchfloor
