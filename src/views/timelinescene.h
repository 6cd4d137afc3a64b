// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/timelinereport.h"

#include <utility>
#include <vector>

namespace watchfloor {

/// A report made ready for painting and pointing: bars per lane sorted by start, so that only what
/// is visible is ever looked at. Immutable; shared between view, painter and accessibility.
class TimelineScene {
public:
    struct Bar {
        int event = 0; ///< index into report().events
        TimeMs start = 0;
        TimeMs end = 0;
        bool isInstant() const { return end <= start; }
    };
    struct Lane {
        QString title;
        std::vector<Bar> bars;         ///< by start, then the longest first
        std::vector<TimeMs> latestEnd; ///< running maximum of end over bars
    };

    TimelineScene() = default;
    explicit TimelineScene(TimelineReport report);

    const TimelineReport &report() const { return m_report; }
    const std::vector<Lane> &lanes() const { return m_lanes; }
    int eventCount() const { return static_cast<int>(m_report.events.size()); }
    bool isEmpty() const { return m_report.events.empty(); }
    const TimelineEvent &event(int index) const { return m_report.events[size_t(index)]; }

    /// Who took part: the report's agents, then those that only events name.
    const std::vector<TimelineAgent> &agents() const { return m_agents; }
    /// Index of the series colour of agents()[agent]: its own everywhere, the next free one where
    /// two who took part would share it.
    int agentColour(int agent) const { return m_agentColours[size_t(agent)]; }
    /// The same of the event's agent; -1 = nobody.
    int colourOf(int event) const
    {
        const int agent = agentOf(event);
        return agent < 0 ? -1 : agentColour(agent);
    }
    /// Index into agents(); -1 = nobody.
    int agentOf(int event) const { return m_agentOf[size_t(event)]; }

    /// The transfer that this event is; null = another kind of event.
    const TimelineTransfer *transferOf(int event) const;
    /// The transfer nearest to `at`, at most `slack` away; null = none.
    const TimelineTransfer *transferNear(TimeMs at, DurationMs slack) const;

    /// [first, last) of the lane's bars among which all that touch the range are.
    std::pair<size_t, size_t> candidates(int lane, TimeRange range) const;

    /// The shortest bar of the lane that touches [from, to], instants first; -1 = none.
    int eventAt(int lane, TimeMs from, TimeMs to) const;

    /// Next (+1) or previous (-1) event by start time; stays at the ends. From -1: first or last.
    int neighbour(int event, int step) const;
    /// The event nearest in time in the next lane above (-1) or below (+1) that has any.
    int inNextLane(int event, int step) const;
    int firstEvent() const { return m_order.empty() ? -1 : m_order.front(); }
    int lastEvent() const { return m_order.empty() ? -1 : m_order.back(); }

private:
    void addAgents();
    void addBars();

    TimelineReport m_report;
    std::vector<Lane> m_lanes;
    std::vector<TimelineAgent> m_agents;
    std::vector<int> m_agentColours;
    std::vector<int> m_agentOf; // by event
    std::vector<int> m_order;   // events by start
    std::vector<int> m_place;   // inverse of m_order
};

} // namespace watchfloor
