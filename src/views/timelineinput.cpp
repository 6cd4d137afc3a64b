// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse and keyboard of TimelineView.
#include "views/timelineview.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace watchfloor {

std::optional<QRect> TimelineView::band() const
{
    if (m_drag != Drag::Band || !m_moved)
        return std::nullopt;
    const QRect track = trackRect();
    const int from = std::clamp(m_pressed.x(), track.left(), track.right());
    const int to = std::clamp(m_lastX, track.left(), track.right());
    return QRect(QPoint(std::min(from, to), track.top()),
                 QPoint(std::max(from, to), track.bottom()));
}

TimelineView::Drag TimelineView::overviewPart(int x) const
{
    constexpr int handle = 5;
    const QRect window = overviewWindow();
    // A window too small for handles is only ever moved.
    if (window.width() >= 4 * handle) {
        if (std::abs(x - window.left()) <= handle)
            return Drag::WindowFrom;
        if (std::abs(x - window.right()) <= handle)
            return Drag::WindowTo;
    }
    return Drag::Window;
}

void TimelineView::dragOverview(int x)
{
    const TimeRange visible = m_geometry.visible();
    const TimeMs time = m_geometry.overviewTime(trackX(x) - m_grab);
    const DurationMs shortest = TimelineGeometry::minimumSpan;
    if (m_drag == Drag::WindowFrom) {
        m_geometry.setVisible({std::min(time, visible.to - shortest), visible.to});
    } else if (m_drag == Drag::WindowTo) {
        m_geometry.setVisible({visible.from, std::max(time, visible.from + shortest)});
    } else {
        const DurationMs span = visible.to - visible.from;
        m_geometry.setVisible({time - span / 2, time - span / 2 + span});
    }
    moved();
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    event->accept();
    const QPoint turned = event->angleDelta();
    const QPoint at = event->position().toPoint();
    const QRect track = trackRect();
    if (m_scroll->isVisible() && (at.x() < track.left() || at.x() > track.right())) {
        m_scroll->setValue(m_scroll->value() - turned.y() / 4); // over the names: the lanes
        return;
    }
    if (event->modifiers() & Qt::ShiftModifier || std::abs(turned.x()) > std::abs(turned.y()))
        m_geometry.panBy(std::abs(turned.x()) > std::abs(turned.y()) ? turned.x() : turned.y());
    else
        m_geometry.zoomAt(trackX(at.x()), std::pow(1.0015, turned.y()));
    moved();
    hover(at);
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = event->pos();
    m_lastX = event->pos().x();
    m_moved = false;
    m_grab = 0;
    if (m_geometry.isZoomed() && overviewRect().adjusted(-6, 0, 6, 0).contains(event->pos())) {
        m_drag = overviewPart(event->pos().x());
        const QRect window = overviewWindow();
        if (m_drag == Drag::WindowFrom)
            m_grab = event->pos().x() - window.left();
        else if (m_drag == Drag::WindowTo)
            m_grab = event->pos().x() - window.right() - 1;
        else if (window.contains(event->pos()))
            m_grab = event->pos().x() - (window.left() + window.width() / 2.0);
        else
            dragOverview(event->pos().x()); // beside the window: it comes here
    } else {
        m_drag = event->modifiers() & Qt::ShiftModifier ? Drag::Band : Drag::Track;
    }
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    const int x = event->pos().x();
    if (m_drag == Drag::None) {
        hover(event->pos());
        return;
    }
    if (!m_moved &&
        (event->pos() - m_pressed).manhattanLength() < QApplication::startDragDistance())
        return;
    m_moved = true;
    m_cursor = -1;
    if (m_drag == Drag::Track) {
        setCursor(Qt::ClosedHandCursor);
        m_geometry.panBy(x - m_lastX);
        moved();
    } else if (m_drag != Drag::Band) {
        dragOverview(x);
    }
    m_lastX = x;
    update();
}

void TimelineView::hover(QPoint position)
{
    const QRect track = trackRect();
    const bool inTrack = track.contains(position) && !m_scene->isEmpty();
    const int cursor = inTrack ? position.x() : -1;
    if (cursor != m_cursor) {
        m_cursor = cursor;
        update();
    }
    if (!m_geometry.isZoomed() || !overviewRect().adjusted(-6, 0, 6, 0).contains(position)) {
        unsetCursor();
    } else {
        const Drag part = overviewPart(position.x());
        setCursor(part == Drag::Window ? Qt::OpenHandCursor : Qt::SizeHorCursor);
    }
    setHoveredEvent(eventAt(position));
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const auto drawn = band();
    const bool click = !m_moved && (m_drag == Drag::Track || m_drag == Drag::Band);
    m_drag = Drag::None;
    unsetCursor();
    if (drawn && drawn->width() > QApplication::startDragDistance()) {
        m_geometry.setVisible({m_geometry.mapXToTime(trackX(drawn->left())),
                               m_geometry.mapXToTime(trackX(drawn->right()))});
        moved();
    } else if (click) {
        setCurrentEvent(eventAt(event->pos()));
    }
    update();
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (overviewRect().contains(event->pos()) && m_geometry.isZoomed()) {
        m_geometry.showAll();
        moved();
        return;
    }
    const int under = eventAt(event->pos());
    if (under >= 0) {
        zoomToEvent(under);
    } else {
        m_geometry.showAll();
        moved();
    }
}

void TimelineView::leaveEvent(QEvent *)
{
    m_cursor = -1;
    update();
    setHoveredEvent(-1);
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    constexpr double step = 1.5;
    const double at =
        m_current >= 0 ? m_geometry.mapTimeToX(m_scene->event(m_current).span.from) : -1;
    // Around the current event while it is in sight.
    const double middle = at >= 0 && at <= m_geometry.width() ? at : m_geometry.width() / 2.0;
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        m_geometry.zoomAt(middle, step);
        moved();
        return;
    case Qt::Key_Minus:
        m_geometry.zoomAt(middle, 1 / step);
        moved();
        return;
    case Qt::Key_0:
        m_geometry.showAll();
        moved();
        return;
    case Qt::Key_PageUp:
        m_geometry.panBy(m_geometry.width() * 0.9);
        moved();
        return;
    case Qt::Key_PageDown:
        m_geometry.panBy(-m_geometry.width() * 0.9);
        moved();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current < 0)
            break;
        zoomToEvent(m_current);
        return;
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int direction = event->key() == Qt::Key_Right ? 1 : -1;
        if (shift) {
            m_geometry.panBy(-direction * m_geometry.width() / 8.0);
            moved();
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
            moved();
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

} // namespace watchfloor
