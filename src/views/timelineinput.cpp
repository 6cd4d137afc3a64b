// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse and keyboard of TimelineView.
#include "views/timelineview.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace watchfloor {

int TimelineView::eventUnder(QPoint position) const
{
    const QRect track = trackRect();
    if (m_scene->lanes().empty() || !track.adjusted(-6, 0, 6, 0).contains(position))
        return -1;
    const int lane = (position.y() - track.top()) / laneRect(0).height();
    // A fingertip of slack, so that an instant or a 3 px bar can be hit.
    constexpr double slack = 5;
    const double x = trackX(position.x());
    return m_scene->eventAt(lane, m_geometry.mapXToTime(x - slack),
                            m_geometry.mapXToTime(x + slack));
}

double TimelineView::trackX(int x) const
{
    return double(x - trackRect().left());
}

void TimelineView::zoomBy(double factor, double x)
{
    m_geometry.zoomAt(x, factor);
    update();
}

void TimelineView::panOverviewTo(int x)
{
    const TimeRange visible = m_geometry.visible();
    const DurationMs span = visible.to - visible.from;
    const TimeMs middle = m_geometry.overviewTime(trackX(x));
    m_geometry.setVisible({middle - span / 2, middle - span / 2 + span});
    update();
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    const QPoint turned = event->angleDelta();
    if (event->modifiers() & Qt::ShiftModifier || std::abs(turned.x()) > std::abs(turned.y()))
        m_geometry.panBy(std::abs(turned.x()) > std::abs(turned.y()) ? turned.x() : turned.y());
    else
        m_geometry.zoomAt(trackX(int(event->position().x())), std::pow(1.0015, turned.y()));
    update();
    event->accept();
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = event->pos();
    m_lastX = event->pos().x();
    m_moved = false;
    if (m_geometry.isZoomed() && overviewRect().contains(event->pos())) {
        m_drag = Drag::Overview;
        panOverviewTo(event->pos().x());
    } else {
        m_drag = Drag::Track;
    }
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    const int x = event->pos().x();
    if (m_drag == Drag::Overview) {
        panOverviewTo(x);
    } else if (m_drag == Drag::Track) {
        if (!m_moved &&
            (event->pos() - m_pressed).manhattanLength() < QApplication::startDragDistance())
            return;
        m_moved = true;
        setCursor(Qt::ClosedHandCursor);
        m_geometry.panBy(x - m_lastX);
        m_lastX = x;
        update();
    } else {
        setHoveredEvent(eventUnder(event->pos()));
    }
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_drag == Drag::Track && !m_moved)
        setCurrentEvent(eventUnder(event->pos()));
    m_drag = Drag::None;
    unsetCursor();
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int under = eventUnder(event->pos());
    if (under >= 0) {
        const TimeRange span = m_scene->event(under).span;
        const DurationMs air = std::max<DurationMs>((span.to - span.from) / 4, 30'000);
        m_geometry.setVisible({span.from - air, span.to + air});
    } else {
        m_geometry.showAll();
    }
    update();
}

void TimelineView::leaveEvent(QEvent *)
{
    setHoveredEvent(-1);
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    constexpr double step = 1.5;
    const double middle = m_current >= 0
                              ? m_geometry.mapTimeToX(m_scene->event(m_current).span.from)
                              : m_geometry.width() / 2.0;
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomBy(step, middle);
        return;
    case Qt::Key_Minus:
        zoomBy(1 / step, middle);
        return;
    case Qt::Key_0:
        m_geometry.showAll();
        update();
        return;
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int direction = event->key() == Qt::Key_Right ? 1 : -1;
        if (shift) {
            m_geometry.panBy(-direction * m_geometry.width() / 8.0);
            update();
        } else {
            setCurrentEvent(m_scene->neighbour(m_current, direction));
        }
        return;
    }
    case Qt::Key_Up:
        setCurrentEvent(m_scene->inNextLane(m_current, -1));
        return;
    case Qt::Key_Down:
        setCurrentEvent(m_scene->inNextLane(m_current, 1));
        return;
    case Qt::Key_Home:
        setCurrentEvent(m_scene->firstEvent());
        return;
    case Qt::Key_End:
        setCurrentEvent(m_scene->lastEvent());
        return;
    case Qt::Key_Escape:
        if (m_current >= 0 || m_geometry.isZoomed()) {
            setCurrentEvent(-1);
            m_geometry.showAll();
            update();
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

} // namespace watchfloor
