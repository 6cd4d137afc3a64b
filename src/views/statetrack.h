// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/agenttimelinereport.h"
#include "models/metricformatter.h"

#include <QCoreApplication>
#include <QRect>

#include <vector>

class QPainter;
class QRectF;

namespace watchfloor {

struct Palette;

/// An agent's states over a range as they are drawn, on screen and in files: a value.
class StateTrack {
    Q_DECLARE_TR_FUNCTIONS(watchfloor::StateStrip)
public:
    struct Part { // a stretch of a state, or a gap
        StateSpan state;
        bool gap = false;
    };
    static constexpr int trackHeight = 24;
    static constexpr int axisHeight = 24; ///< below the track

    void setTimeline(const AgentTimelineReport &timeline);
    void setFormatter(const MetricFormatter &formatter) { m_format = formatter; }
    const MetricFormatter &format() const { return m_format; }

    const std::vector<Part> &parts() const { return m_parts; }
    TimeMs until() const { return m_until; }
    /// "Online 5 h 10 m · Away 20 m · not known 2 h".
    QString summary() const;
    QRect partRect(int part, const QRect &track) const;
    void paint(QPainter &painter, const QRect &track, const Palette &palette) const;

    // For a file: the track, and below it what each kind of it means and how long it was.
    int fileHeight(int width) const;
    void paintFile(QPainter &painter, const QRectF &area, const Palette &palette,
                   bool rightToLeft) const;

private:
    struct Key {
        Part like;
        QString text;
    };
    std::vector<Key> keys() const;
    int xOf(TimeMs time, const QRect &track) const;
    void paintPart(QPainter &painter, const Part &part, const QRect &rect,
                   const Palette &palette) const;
    void paintAxis(QPainter &painter, const QRect &track, const Palette &palette) const;

    std::vector<Part> m_parts;
    TimeRange m_range;
    TimeMs m_until = 0;
    MetricFormatter m_format;
};

} // namespace watchfloor
