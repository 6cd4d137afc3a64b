// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metricformatter.h"
#include "views/palette.h"
#include "views/timelinegeometry.h"
#include "views/timelinescene.h"

#include <QRect>
#include <QSize>

#include <algorithm>
#include <limits>

namespace watchfloor {

/// One timeline as it is painted, without a widget: where everything stands, in pixels, and how it
/// looks. On screen a TimelineView makes it, on paper a PaperTimeline. Refers to scene and format,
/// which outlive it.
class TimelineLayout {
public:
    TimelineLayout(const TimelineScene &scene, const MetricFormatter &formatter)
        : m_scene(scene)
        , m_formatter(formatter)
    {
    }

    TimelineGeometry geometry; ///< its width is the track's
    QSize size;
    int names = 0;    ///< width of their column
    int scrolled = 0; ///< rows above the track
    bool rightToLeft = false;
    /// Nobody points at paper: agents have numbers, values stand beside bars that are too narrow
    /// for them, and all rows are shown.
    bool onPaper = false;
    int mostAgents = std::numeric_limits<int>::max(); ///< of more the first ones have rows
    const Palette *palette = &Palette::day();         // of any thread, as tokens() is not
    TimeMs now = 0;
    int current = -1; ///< events that are marked
    int hovered = -1;

    const TimelineScene &scene() const { return m_scene; }
    const MetricFormatter &formatter() const { return m_formatter; }
    const Palette &colours() const { return *palette; }

    QRect trackRect() const;
    QRect axisRect() const;
    QRect laneRect(int lane) const; ///< the track part of a lane
    QRect waitingRect() const;      ///< the same of the wait that lasts; null = there is none
    QRect agentRect(int agent) const;
    QRect nameRect(const QRect &row) const;
    QRect nameRect(int lane) const { return nameRect(laneRect(lane)); }
    /// Within a nameRect(): from the side where lines begin, behind what is `taken` there.
    QRect nameText(const QRect &name, int taken = 0) const;
    int inset() const; ///< of whatever begins at the edge
    QRect overviewRect() const;
    QRect overviewWindow() const;     ///< the visible part within it
    QRect eventRect(int event) const; ///< what is painted of it; may lie outside the track

    int contentHeight() const; ///< of all rows
    int agentRows() const { return std::min(mostAgents, int(m_scene.agents().size())); }
    /// Where the wait that lasts ends: now, or as far as anything is known.
    TimeMs waitingUntil() const;
    /// The side on which lines begin, for drawText().
    Qt::Alignment leading() const;

    /// Of the column of names: as wide as the widest, within limits of the whole width.
    int suitableNames(int width) const;
    /// Heights besides the rows.
    static int aboveTrack(bool onPaper);
    static int belowTrack(bool onPaper);
    static int laneHeight();

private:
    const TimelineScene &m_scene;
    const MetricFormatter &m_formatter;
};

} // namespace watchfloor
