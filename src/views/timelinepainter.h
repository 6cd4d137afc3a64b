// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRectF>
#include <Qt>

class QPainter;

namespace watchfloor {

class TimelineLayout;
class TimelineView;

/// px; the colour of somebody's bars, before their name. On paper with their number in it.
constexpr int swatchWidth(bool onPaper)
{
    return onPaper ? 16 : 10;
}

/// All that is seen in a TimelineView. However many events there are, a lane costs one look at the
/// candidates and at most a few hundred drawn shapes.
void paintTimeline(QPainter &painter, const TimelineView &view);

/// Ground, axis, names and bars: what screen and paper share. How many events are not drawn by
/// themselves, because they are closer together than can be told apart.
int paintTimelineRows(QPainter &painter, const TimelineLayout &layout);

// Their parts, one file each.
int paintTimelineBars(QPainter &painter, const TimelineLayout &layout, int lane);
void paintTimelineWait(QPainter &painter, const TimelineLayout &layout);
void paintTimelineAgents(QPainter &painter, const TimelineLayout &layout);
void paintTimelineOverview(QPainter &painter, const TimelineLayout &layout);

QColor timelineBarColour(const TimelineLayout &layout, int event);
/// Behind what happened outside business hours.
QColor timelineClosedGround(const TimelineLayout &layout);
/// Diagonal lines where nobody knows what happened.
void paintTimelineGap(QPainter &painter, const TimelineLayout &layout, const QRectF &rect);
/// One line of text in its own direction on the leading side, elided where there is no room.
void paintTimelineName(QPainter &painter, const TimelineLayout &layout, const QRect &rect,
                       const QString &text);

} // namespace watchfloor
