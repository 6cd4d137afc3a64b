// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>

class QPainter;

namespace watchfloor {

/// Line icons of 16 px from resources/icons, drawn in any colour. Unknown names give nothing.
QPixmap iconPixmap(const QString &name, const QColor &colour, int size, qreal ratio);
/// For stock widgets: muted, faint when disabled; sharp up to 3x.
QIcon lineIcon(const QString &name, const QColor &colour);
QIcon lineIcon(const QString &name);
/// The program's own, in its own colours, for windows and task bars.
QIcon applicationIcon();
/// Centred in `rect`, sharp at the painter's scale.
void paintIcon(QPainter &painter, const QRect &rect, const QString &name, const QColor &colour,
               int size = 16);

} // namespace watchfloor
