// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metricformatter.h"
#include "views/timelinegeometry.h"
#include "views/timelinescene.h"

#include <QWidget>

#include <memory>

namespace watchfloor {

/// The life of one conversation on a time axis: a lane per event name, a bar per event. Zoom by
/// wheel or + - 0, pan by dragging or Shift+arrows, walk the events by arrows, Home and End.
/// Names stand on the leading side; time runs left to right in every language, as clocks and
/// charts do, so that it never contradicts the digits on the axis.
class TimelineView : public QWidget {
    Q_OBJECT
public:
    explicit TimelineView(QWidget *parent = nullptr);

    /// Keeps zoom and current event while the conversation stays the same.
    void setReport(const TimelineReport &report);
    void clear();
    void setFormatter(const MetricFormatter &formatter);
    void setNow(TimeMs now);

    /// Index into TimelineReport::events, -1 = none. In step with the table beneath.
    int currentEvent() const { return m_current; }
    void setCurrentEvent(int event);
    int hoveredEvent() const { return m_hovered; }
    void setHoveredEvent(int event);

    const TimelineScene &scene() const { return *m_scene; }
    const TimelineGeometry &geometry() const { return m_geometry; }
    TimeMs now() const { return m_now; }
    /// What stands where there is nothing to draw.
    QString emptyText() const;
    void setEmptyText(const QString &text);
    const MetricFormatter &formatter() const { return m_formatter; }

    // Layout in widget coordinates.
    QRect trackRect() const;
    QRect axisRect() const;
    QRect laneRect(int lane) const; ///< the track part of a lane
    QRect nameRect(int lane) const;
    QRect overviewRect() const;
    QRect eventRect(int event) const; ///< what is painted of it; may lie outside the track
    QString eventText(int event) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void currentEventChanged(int event);
    void hoveredEventChanged(int event);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    int eventUnder(QPoint position) const;
    double trackX(int x) const;
    void zoomBy(double factor, double x);
    void panOverviewTo(int x);
    void relayout();

    enum class Drag { None, Track, Overview };

    std::shared_ptr<const TimelineScene> m_scene;
    TimelineGeometry m_geometry;
    MetricFormatter m_formatter;
    QString m_emptyText;
    TimeMs m_now = 0;
    int m_current = -1;
    int m_hovered = -1;
    Drag m_drag = Drag::None;
    QPoint m_pressed;
    int m_lastX = 0;
    bool m_moved = false;
};

} // namespace watchfloor
