// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metricformatter.h"
#include "views/timelinescene.h"

#include <QByteArray>
#include <QSizeF>

#include <functional>

class QPainter;

namespace watchfloor {

class TimelineLayout;

/// One conversation's lanes as a report prints them: all of its life, the days and the zone above,
/// a number for every agent, what grounds and lines mean below. It always fits on a page: of very
/// many kinds of event the last ones share a lane, of very many agents the first ones have a row,
/// and events that are too close together are drawn as one, which it says. Made on any thread,
/// painted on the window's. Light in every theme.
class PaperTimeline {
    Q_DECLARE_TR_FUNCTIONS(watchfloor::PaperTimeline)
public:
    using Letters = std::function<QString(const QString &)>;
    static constexpr int mostAgentRows = 10; ///< with a name; so many fit on the smallest page

    /// `report`: with the names that may be shown. `printable`: see PaperLetters.
    PaperTimeline(TimelineReport report, const MetricFormatter &formatter, TimeMs now,
                  const Letters &printable);

    bool isEmpty() const { return m_scene.isEmpty(); }
    /// Pixels, for any width of at least 800.
    int height() const;
    void paint(QPainter &painter, const QSizeF &size, bool rightToLeft) const;
    /// Everything of it that can be seen.
    QByteArray likeness() const;

private:
    TimelineLayout layout() const; ///< but for its size
    QString span(bool rightToLeft) const;
    void paintTop(QPainter &painter, const TimelineLayout &layout, int together) const;

    TimelineScene m_scene;
    MetricFormatter m_formatter;
    TimeMs m_now;
};

} // namespace watchfloor
