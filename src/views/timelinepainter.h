// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRectF>
#include <Qt>

class QPainter;

namespace watchfloor {

class TimelineScene;
class TimelineView;

constexpr int agentSwatch = 10; ///< px; the colour of somebody's bars, before their name

/// Paints what is visible of a TimelineView. However many events there are, a lane costs one look
/// at the candidates and at most a few hundred drawn shapes.
void paintTimeline(QPainter &painter, const TimelineView &view);

// Its parts, one file each.
void paintTimelineBars(QPainter &painter, const TimelineView &view, int lane);
void paintTimelineWait(QPainter &painter, const TimelineView &view);
void paintTimelineAgents(QPainter &painter, const TimelineView &view);
void paintTimelineOverview(QPainter &painter, const TimelineView &view);

QColor timelineBarColour(const TimelineScene &scene, int event);
Qt::Alignment timelineLeading(const TimelineView &view);
/// Diagonal lines where nobody knows what happened.
void paintTimelineGap(QPainter &painter, const QRectF &rect);

} // namespace watchfloor
