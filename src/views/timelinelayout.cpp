// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where things stand in TimelineView.
#include "models/plaintext.h"
#include "models/timelinetablemodel.h"
#include "views/timelinepainter.h"
#include "views/timelineview.h"
#include "views/typography.h"

#include <QFontMetrics>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

constexpr int timeAxisHeight = 32;
constexpr int eventLaneHeight = 26;
constexpr int agentHeight = 22;
constexpr int eventBarInset = 5;
constexpr int overviewHeight = 24;
constexpr int belowTrack = overviewHeight + 17;
constexpr int farEdge = 12; // air at the far end, so that the last label fits; also the scroll bar
constexpr int instantWidth = 12;
constexpr int fewestRows = 3;
constexpr int narrowestNames = 112;
constexpr int widestNames = 208;

} // namespace

int TimelineView::contentHeight() const
{
    if (m_scene->isEmpty())
        return 0;
    const int lanes = int(m_scene->lanes().size()) + (m_scene->report().waitingSince ? 1 : 0);
    return lanes * eventLaneHeight + int(m_scene->agents().size()) * agentHeight;
}

QRect TimelineView::trackRect() const
{
    const int room = std::max(eventLaneHeight, height() - timeAxisHeight - belowTrack);
    const QRect area(m_names, timeAxisHeight, std::max(1, width() - m_names - farEdge),
                     std::min(contentHeight(), room));
    return isRightToLeft() ? area.translated(farEdge - m_names, 0) : area;
}

QRect TimelineView::axisRect() const
{
    const QRect track = trackRect();
    return {track.left(), 0, track.width(), timeAxisHeight};
}

QRect TimelineView::laneRect(int lane) const
{
    const QRect track = trackRect();
    return {track.left(), track.top() + lane * eventLaneHeight - m_scroll->value(), track.width(),
            eventLaneHeight};
}

QRect TimelineView::waitingRect() const
{
    return m_scene->report().waitingSince ? laneRect(int(m_scene->lanes().size())) : QRect();
}

QRect TimelineView::agentRect(int agent) const
{
    const bool waits = m_scene->report().waitingSince.has_value();
    const QRect first = laneRect(int(m_scene->lanes().size()) + (waits ? 1 : 0));
    return {first.left(), first.top() + agent * agentHeight, first.width(), agentHeight};
}

QRect TimelineView::nameRect(const QRect &row) const
{
    return isRightToLeft()
               ? QRect(row.right() + 1, row.top(), width() - row.right() - 1, row.height())
               : QRect(0, row.top(), row.left(), row.height());
}

QRect TimelineView::overviewRect() const
{
    const QRect track = trackRect();
    return {track.left(), track.bottom() + 9, track.width(), overviewHeight};
}

QRect TimelineView::overviewWindow() const
{
    const QRect strip = overviewRect();
    const TimeRange visible = m_geometry.visible();
    const int left = int(std::lround(m_geometry.overviewX(visible.from)));
    const int right = int(std::lround(m_geometry.overviewX(visible.to)));
    return {strip.left() + left, strip.top(), std::max(4, right - left), strip.height()};
}

QRect TimelineView::eventRect(int event) const
{
    const TimelineEvent &at = m_scene->event(event);
    const QRect lane = laneRect(at.lane);
    const auto bounded = [&](TimeMs time) {
        return int(std::lround(std::clamp(m_geometry.mapTimeToX(time), -100'000.0, 100'000.0)));
    };
    const int left = lane.left() + bounded(at.span.from);
    if (at.span.isEmpty())
        return {left - instantWidth / 2, lane.top() + (eventLaneHeight - instantWidth) / 2,
                instantWidth, instantWidth};
    const int right = lane.left() + bounded(at.span.to);
    return {left, lane.top() + eventBarInset, std::max(3, right - left),
            eventLaneHeight - 2 * eventBarInset};
}

int TimelineView::eventAt(QPoint position) const
{
    const QRect track = trackRect();
    if (m_scene->lanes().empty() || !track.adjusted(-6, 0, 6, 0).contains(position))
        return -1;
    const int lane = (position.y() - track.top() + m_scroll->value()) / eventLaneHeight;
    if (lane >= int(m_scene->lanes().size()))
        return -1;
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

void TimelineView::revealLane(int lane)
{
    const QRect track = trackRect();
    const QRect row = laneRect(lane);
    if (row.top() < track.top())
        m_scroll->setValue(m_scroll->value() - (track.top() - row.top()));
    else if (row.bottom() > track.bottom())
        m_scroll->setValue(m_scroll->value() + row.bottom() - track.bottom());
}

QSize TimelineView::sizeHint() const
{
    return {720, timeAxisHeight + std::max(4 * eventLaneHeight, contentHeight()) + belowTrack};
}

QSize TimelineView::minimumSizeHint() const
{
    return {320,
            timeAxisHeight +
                std::min(fewestRows * eventLaneHeight, std::max(eventLaneHeight, contentHeight())) +
                belowTrack};
}

void TimelineView::relayout()
{
    const QFontMetrics body(bodyFont());
    int widest = narrowestNames;
    for (const TimelineScene::Lane &lane : m_scene->lanes())
        widest = std::max(widest, body.horizontalAdvance(lane.title) + 2 * gridStep);
    for (const TimelineAgent &agent : m_scene->agents())
        widest = std::max(widest, body.horizontalAdvance(oneLine(agent.name)) + 2 * gridStep +
                                      agentSwatch + 6);
    m_names = std::min({widest, widestNames, width() / 3});
    const QRect track = trackRect();
    const int hidden = contentHeight() - track.height();
    m_scroll->setRange(0, std::max(0, hidden));
    m_scroll->setPageStep(track.height());
    m_scroll->setSingleStep(eventLaneHeight);
    m_scroll->setVisible(hidden > 0);
    const int across = isRightToLeft() ? 0 : width() - farEdge + 2;
    m_scroll->setGeometry(across, track.top(), farEdge - 2, track.height());
    m_geometry.setWidth(track.width());
    updateGeometry();
    update();
}

} // namespace watchfloor
