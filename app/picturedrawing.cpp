// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picturedrawing.h"

#include <utility>

namespace watchfloor {

PictureDrawing::PictureDrawing(ChartFile file, ChartDrawing::Into into, QObject *parent)
    : QObject(parent)
    , m_drawing(std::move(file), into)
{
    connect(&m_turn, &QTimer::timeout, this, &PictureDrawing::step);
}

void PictureDrawing::step()
{
    m_drawing.drawNext();
    if (m_drawing.drawn() < m_drawing.parts())
        Q_EMIT progressed(m_drawing.drawn(), m_drawing.parts());
    else
        end(true);
}

void PictureDrawing::end(bool drawn)
{
    if (std::exchange(m_ended, true))
        return;
    m_turn.stop();
    Q_EMIT finished(drawn);
}

} // namespace watchfloor
