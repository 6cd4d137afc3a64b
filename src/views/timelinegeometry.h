// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/timerange.h"

#include <QLocale>
#include <QString>
#include <QTimeZone>

#include <vector>

namespace watchfloor {

/// One mark on the time axis.
struct TimeTick {
    TimeMs time = 0;
    QString label;
    bool dayStart = false; ///< local midnight: drawn stronger, labelled with the date
};

/// All geometry of the timeline's track, without a widget: which times are visible and where they
/// lie. x counts from the left edge of the track; time runs left to right in every language.
class TimelineGeometry {
public:
    /// Shortest stretch that can fill the track.
    static constexpr DurationMs minimumSpan = 1'000;

    /// Everything there is to show; shows all of it with 2 % of air on both sides.
    void setExtent(TimeRange extent);
    void setWidth(int pixels);

    TimeRange full() const { return m_full; }
    TimeRange visible() const { return m_visible; }
    int width() const { return m_width; }
    bool isZoomed() const { return m_visible != m_full; }

    double mapTimeToX(TimeMs time) const;
    TimeMs mapXToTime(double x) const;

    /// factor > 1 zooms in; the time under x stays under x.
    void zoomAt(double x, double factor);
    /// Moves the content by so many pixels (positive: to the right, earlier times appear).
    void panBy(double pixels);
    void showAll();
    /// Pans, and zooms out if need be, until the range is inside the visible part.
    void reveal(TimeRange range);
    void setVisible(TimeRange range);

    // The overview strip under the track shows full() over the same width.
    double overviewX(TimeMs time) const;
    TimeMs overviewTime(double x) const;

private:
    TimeRange m_full{0, minimumSpan};
    TimeRange m_visible{0, minimumSpan};
    int m_width = 1;
};

/// Round local times for the axis, at least `minSpacing` pixels apart. Steps run from 1 s to years;
/// hours and days are the zone's own, also across a change of summer time.
std::vector<TimeTick> timeTicks(TimeRange visible, int width, const QTimeZone &zone,
                                const QLocale &locale, int minSpacing);

} // namespace watchfloor
