// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRectF>
#include <QString>

class QPainter;

namespace watchfloor {

struct Palette;

/// The mark of an availability or a conversation status. Shape and colour both tell the state:
/// online full disc, busy disc with a bar, back soon three quarters, away half, offline ring;
/// open full square, pending half, queued hollow, on hold bars, snoozed z, closed a tick.
void paintStateMark(QPainter &painter, const QRectF &rect, const QString &state, bool old = false);
QColor stateColour(const QString &state);
QColor stateColour(const QString &state, const Palette &palette);

} // namespace watchfloor
