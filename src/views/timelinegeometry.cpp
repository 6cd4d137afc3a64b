// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timelinegeometry.h"

#include <algorithm>
#include <cmath>

namespace watchfloor {

void TimelineGeometry::setExtent(TimeRange extent)
{
    const DurationMs span = std::max(extent.to - extent.from, minimumSpan);
    const DurationMs air = std::max<DurationMs>(span / 50, minimumSpan / 2);
    m_full = {extent.from - air, extent.from + span + air};
    m_visible = m_full;
}

void TimelineGeometry::setWidth(int pixels)
{
    m_width = std::max(pixels, 1);
}

double TimelineGeometry::mapTimeToX(TimeMs time) const
{
    return double(time - m_visible.from) * m_width / double(m_visible.to - m_visible.from);
}

TimeMs TimelineGeometry::mapXToTime(double x) const
{
    return m_visible.from + std::llround(x * double(m_visible.to - m_visible.from) / m_width);
}

void TimelineGeometry::zoomAt(double x, double factor)
{
    const double share = std::clamp(x / m_width, 0.0, 1.0);
    const double anchor = double(m_visible.from) + share * double(m_visible.to - m_visible.from);
    const double span = std::clamp(double(m_visible.to - m_visible.from) / factor,
                                   double(minimumSpan), double(m_full.to - m_full.from));
    const TimeMs from = std::llround(anchor - share * span);
    setVisible({from, from + std::llround(span)});
}

void TimelineGeometry::panBy(double pixels)
{
    const DurationMs by = std::llround(pixels * double(m_visible.to - m_visible.from) / m_width);
    setVisible({m_visible.from - by, m_visible.to - by});
}

void TimelineGeometry::showAll()
{
    m_visible = m_full;
}

void TimelineGeometry::reveal(TimeRange range)
{
    const DurationMs span = m_visible.to - m_visible.from;
    if (range.from >= m_visible.from && range.to <= m_visible.to)
        return;
    const DurationMs needed = range.to - range.from;
    if (needed > span) {
        const DurationMs air = needed / 20;
        setVisible({range.from - air, range.to + air});
        return;
    }
    const TimeMs middle = range.from + needed / 2;
    setVisible({middle - span / 2, middle - span / 2 + span});
}

void TimelineGeometry::setVisible(TimeRange range)
{
    const DurationMs whole = m_full.to - m_full.from;
    const DurationMs span = std::clamp(range.to - range.from, minimumSpan, whole);
    const TimeMs from = std::clamp(range.from, m_full.from, m_full.to - span);
    m_visible = {from, from + span};
}

double TimelineGeometry::overviewX(TimeMs time) const
{
    return double(time - m_full.from) * m_width / double(m_full.to - m_full.from);
}

TimeMs TimelineGeometry::overviewTime(double x) const
{
    return m_full.from + std::llround(x * double(m_full.to - m_full.from) / m_width);
}

} // namespace watchfloor
