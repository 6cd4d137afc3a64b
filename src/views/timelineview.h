// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/timelinelayout.h"

#include <QWidget>

#include <memory>
#include <optional>

class QScrollBar;

namespace watchfloor {

/// The life of one conversation on a time axis: a lane per event name, a bar per event, then the
/// wait that still lasts, then whoever took part with their availability over the same time.
/// Zoom by wheel, Shift+drag or + - 0, pan by dragging, Shift+arrows or the overview, walk the
/// events by arrows, Home and End, Return fills the track with the current one.
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
    /// The event with some air on both sides.
    void zoomToEvent(int event);

    const TimelineScene &scene() const { return *m_scene; }
    const TimelineGeometry &geometry() const { return m_geometry; }
    TimeMs now() const { return m_now; }
    /// What stands where there is nothing to draw.
    QString emptyText() const;
    void setEmptyText(const QString &text);
    const MetricFormatter &formatter() const { return m_formatter; }

    /// Everything that is painted but the pointer's own.
    TimelineLayout layoutNow() const;
    // In widget coordinates. Rows that scrolled away lie outside trackRect().
    QRect trackRect() const { return layoutNow().trackRect(); }
    QRect axisRect() const { return layoutNow().axisRect(); }
    QRect laneRect(int lane) const { return layoutNow().laneRect(lane); }
    QRect waitingRect() const { return layoutNow().waitingRect(); }
    QRect agentRect(int agent) const { return layoutNow().agentRect(agent); }
    QRect nameRect(const QRect &row) const { return layoutNow().nameRect(row); }
    QRect nameRect(int lane) const { return layoutNow().nameRect(lane); }
    QRect overviewRect() const { return layoutNow().overviewRect(); }
    QRect overviewWindow() const { return layoutNow().overviewWindow(); }
    QRect eventRect(int event) const { return layoutNow().eventRect(event); }

    /// Event under the pointer, with a fingertip of slack; -1 = none.
    int eventAt(QPoint position) const;
    QString eventText(int event) const;
    /// What the pointer rests on, in lines of plain text.
    QString textAt(QPoint position) const;
    static QString transferText(const TimelineTransfer &transfer);
    TimeMs waitingUntil() const { return layoutNow().waitingUntil(); }
    /// x of the time line under the pointer, -1 = none.
    int cursorX() const { return m_cursor; }
    /// The stretch that Shift+drag draws.
    std::optional<QRect> band() const;

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
    enum class Drag { None, Track, Band, Window, WindowFrom, WindowTo };

    double trackX(int x) const;
    QString emptyGroundText(TimeMs time) const;
    QString agentText(int agent, TimeMs time) const;
    QString summary() const;
    Drag overviewPart(int x) const;
    void dragOverview(int x);
    void hover(QPoint position);
    void moved(); ///< another part is visible
    void revealLane(int lane);
    void relayout();

    std::shared_ptr<const TimelineScene> m_scene;
    TimelineGeometry m_geometry;
    MetricFormatter m_formatter;
    QScrollBar *m_scroll; ///< of the lanes, where they do not fit
    QString m_emptyText;
    TimeMs m_now = 0;
    int m_names = 0; ///< width of their column
    int m_current = -1;
    int m_hovered = -1;
    int m_cursor = -1;
    Drag m_drag = Drag::None;
    QPoint m_pressed;
    int m_lastX = 0;
    double m_grab = 0; ///< from the pointer to the middle of the overview's window
    bool m_moved = false;
};

} // namespace watchfloor
