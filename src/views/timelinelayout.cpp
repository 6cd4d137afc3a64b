// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timelinelayout.h"

#include "models/plaintext.h"
#include "views/timelinepainter.h"
#include "views/typography.h"

#include <QFontMetrics>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

constexpr int timeAxisHeight = 32;
constexpr int dateLine = 18; // on paper above the axis: which days, which zone
constexpr int eventLaneHeight = 26;
constexpr int agentHeight = 22;
constexpr int eventBarInset = 5;
constexpr int overviewHeight = 24;
constexpr int belowLastRow = overviewHeight + 17;
constexpr int farEdge = 12; // air at the far end, so that the last label fits; also the scroll bar
constexpr int instantWidth = 12;
constexpr int narrowestNames = 112;
constexpr int widestNames = 208;
constexpr int widestOnPaper = 300;

} // namespace

int TimelineLayout::aboveTrack(bool onPaper)
{
    return onPaper ? dateLine + timeAxisHeight : timeAxisHeight;
}

int TimelineLayout::belowTrack(bool onPaper)
{
    return onPaper ? 0 : belowLastRow;
}

int TimelineLayout::laneHeight()
{
    return eventLaneHeight;
}

int TimelineLayout::contentHeight() const
{
    if (m_scene.isEmpty())
        return 0;
    const int lanes = int(m_scene.lanes().size()) + (m_scene.report().waitingSince ? 1 : 0);
    return lanes * eventLaneHeight + agentRows() * agentHeight;
}

QRect TimelineLayout::trackRect() const
{
    const int top = aboveTrack(onPaper);
    const int room = std::max(eventLaneHeight, size.height() - top - belowTrack(onPaper));
    const QRect area(names, top, std::max(1, size.width() - names - farEdge),
                     std::min(contentHeight(), room));
    return rightToLeft ? area.translated(farEdge - names, 0) : area;
}

QRect TimelineLayout::axisRect() const
{
    const QRect track = trackRect();
    return {track.left(), track.top() - timeAxisHeight, track.width(), timeAxisHeight};
}

QRect TimelineLayout::laneRect(int lane) const
{
    const QRect track = trackRect();
    return {track.left(), track.top() + lane * eventLaneHeight - scrolled, track.width(),
            eventLaneHeight};
}

QRect TimelineLayout::waitingRect() const
{
    return m_scene.report().waitingSince ? laneRect(int(m_scene.lanes().size())) : QRect();
}

QRect TimelineLayout::agentRect(int agent) const
{
    const bool waits = m_scene.report().waitingSince.has_value();
    const QRect first = laneRect(int(m_scene.lanes().size()) + (waits ? 1 : 0));
    return {first.left(), first.top() + agent * agentHeight, first.width(), agentHeight};
}

QRect TimelineLayout::nameRect(const QRect &row) const
{
    return rightToLeft
               ? QRect(row.right() + 1, row.top(), size.width() - row.right() - 1, row.height())
               : QRect(0, row.top(), row.left(), row.height());
}

int TimelineLayout::inset() const
{
    return onPaper ? 0 : gridStep; // a page has its margin
}

QRect TimelineLayout::nameText(const QRect &name, int taken) const
{
    return rightToLeft ? name.adjusted(gridStep, 0, -inset() - taken, 0)
                       : name.adjusted(inset() + taken, 0, -gridStep, 0);
}

QRect TimelineLayout::overviewRect() const
{
    const QRect track = trackRect();
    return {track.left(), track.bottom() + 9, track.width(), overviewHeight};
}

QRect TimelineLayout::overviewWindow() const
{
    const QRect strip = overviewRect();
    const TimeRange visible = geometry.visible();
    const int left = int(std::lround(geometry.overviewX(visible.from)));
    const int right = int(std::lround(geometry.overviewX(visible.to)));
    return {strip.left() + left, strip.top(), std::max(4, right - left), strip.height()};
}

QRect TimelineLayout::eventRect(int event) const
{
    const TimelineEvent &at = m_scene.event(event);
    const QRect lane = laneRect(at.lane);
    const auto bounded = [&](TimeMs time) {
        return int(std::lround(std::clamp(geometry.mapTimeToX(time), -100'000.0, 100'000.0)));
    };
    const int left = lane.left() + bounded(at.span.from);
    if (at.span.isEmpty())
        return {left - instantWidth / 2, lane.top() + (eventLaneHeight - instantWidth) / 2,
                instantWidth, instantWidth};
    const int right = lane.left() + bounded(at.span.to);
    return {left, lane.top() + eventBarInset, std::max(3, right - left),
            eventLaneHeight - 2 * eventBarInset};
}

TimeMs TimelineLayout::waitingUntil() const
{
    const TimeMs known = m_scene.report().extent.to;
    return now > known ? std::min(now, geometry.full().to) : known;
}

Qt::Alignment TimelineLayout::leading() const
{
    return QStyle::visualAlignment(rightToLeft ? Qt::RightToLeft : Qt::LeftToRight,
                                   Qt::AlignLeft | Qt::AlignVCenter);
}

int TimelineLayout::suitableNames(int width) const
{
    const QFontMetrics body(bodyFont());
    double words = 0;
    for (const TimelineScene::Lane &lane : m_scene.lanes())
        words = std::max(words, double(body.horizontalAdvance(lane.title)));
    for (int i = 0; i < agentRows(); ++i)
        words = std::max(words,
                         double(body.horizontalAdvance(oneLine(m_scene.agents()[size_t(i)].name))) +
                             swatchWidth(onPaper) + 6);
    // Letters of a printer are not hinted and somewhat wider.
    const int room = int(std::ceil(onPaper ? words * 1.05 + 2 : words));
    const int widest = std::max(narrowestNames, room + inset() + gridStep);
    return std::min({widest, onPaper ? widestOnPaper : widestNames, width / 3});
}

} // namespace watchfloor
