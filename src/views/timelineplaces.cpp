// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where things stand in TimelineView.
#include "views/timelineview.h"

#include <QScrollBar>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int fewestRows = 3;
constexpr int scrollBarWidth = 10;

} // namespace

TimelineLayout TimelineView::layoutNow() const
{
    TimelineLayout layout(*m_scene, m_formatter);
    layout.geometry = m_geometry;
    layout.size = size();
    layout.names = m_names;
    layout.scrolled = m_scroll->value();
    layout.rightToLeft = isRightToLeft();
    layout.now = m_now;
    layout.current = m_current;
    layout.hovered = m_hovered;
    layout.palette = &tokens();
    return layout;
}

int TimelineView::eventAt(QPoint position) const
{
    const QRect track = trackRect();
    if (m_scene->lanes().empty() || !track.adjusted(-6, 0, 6, 0).contains(position))
        return -1;
    const int lane =
        (position.y() - track.top() + m_scroll->value()) / TimelineLayout::laneHeight();
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
    return {720, TimelineLayout::aboveTrack(false) +
                     std::max(4 * TimelineLayout::laneHeight(), layoutNow().contentHeight()) +
                     TimelineLayout::belowTrack(false)};
}

QSize TimelineView::minimumSizeHint() const
{
    const int lane = TimelineLayout::laneHeight();
    return {320, TimelineLayout::aboveTrack(false) +
                     std::min(fewestRows * lane, std::max(lane, layoutNow().contentHeight())) +
                     TimelineLayout::belowTrack(false)};
}

void TimelineView::relayout()
{
    m_names = layoutNow().suitableNames(width());
    const TimelineLayout layout = layoutNow();
    const QRect track = layout.trackRect();
    const int hidden = layout.contentHeight() - track.height();
    m_scroll->setRange(0, std::max(0, hidden));
    m_scroll->setPageStep(track.height());
    m_scroll->setSingleStep(TimelineLayout::laneHeight());
    m_scroll->setVisible(hidden > 0);
    const int across = isRightToLeft() ? 0 : width() - scrollBarWidth;
    m_scroll->setGeometry(across, track.top(), scrollBarWidth, track.height());
    m_geometry.setWidth(track.width());
    updateGeometry();
    update();
}

} // namespace watchfloor
