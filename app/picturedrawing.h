// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/chartfile.h"

#include <QObject>
#include <QTimer>

namespace watchfloor {

/// A picture on its way out of a page: one chart each turn of the event loop. Of one moment: its
/// scenes are values.
class PictureDrawing : public QObject {
    Q_OBJECT
public:
    PictureDrawing(ChartFile file, ChartDrawing::Into into, QObject *parent = nullptr);

    void start() { m_turn.start(); }
    /// finished(false) is emitted at once.
    void cancel() { end(false); }
    /// After finished(true).
    ChartDrawing &drawing() { return m_drawing; }

Q_SIGNALS:
    void progressed(int parts, int all);
    void finished(bool drawn);

private:
    void step();
    void end(bool drawn);

    ChartDrawing m_drawing;
    QTimer m_turn;
    bool m_ended = false;
};

} // namespace watchfloor
