// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timelinescene.h"

#include "models/timelinewords.h"

#include <QHash>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <numeric>

namespace watchfloor {

namespace {

constexpr int colourCount = 8; // Palette::series

/// The same for an agent in every conversation and chart.
int ownColour(const TimelineAgent &agent)
{
    const auto number = agent.id != 0 ? static_cast<size_t>(agent.id) : qHash(agent.remoteId, 0);
    return static_cast<int>(number % colourCount);
}

} // namespace

TimelineScene::TimelineScene(TimelineReport report)
    : m_report(std::move(report))
{
    addAgents();
    addBars();
    const auto &events = m_report.events;
    m_order.resize(events.size());
    std::iota(m_order.begin(), m_order.end(), 0);
    std::stable_sort(m_order.begin(), m_order.end(), [&](int a, int b) {
        return std::pair(events[size_t(a)].span.from, events[size_t(a)].span.to) <
               std::pair(events[size_t(b)].span.from, events[size_t(b)].span.to);
    });
    m_place.resize(events.size());
    for (size_t i = 0; i < m_order.size(); ++i)
        m_place[size_t(m_order[i])] = int(i);
}

void TimelineScene::addAgents()
{
    m_agents = m_report.agents;
    QHash<QString, int> places;
    for (size_t i = 0; i < m_agents.size(); ++i)
        places.insert(m_agents[i].remoteId, int(i));
    m_agentOf.reserve(m_report.events.size());
    for (const TimelineEvent &event : m_report.events) {
        const QString &id = event.event.agentRemoteId;
        if (id.isEmpty()) {
            m_agentOf.push_back(-1);
            continue;
        }
        const auto known = places.constFind(id);
        const int place = known != places.cend() ? *known : int(m_agents.size());
        if (known == places.cend()) {
            places.insert(id, place);
            m_agents.push_back({0, id, event.agentName, {}});
        }
        m_agentOf.push_back(place);
    }
    std::vector<int> uses(colourCount, 0);
    for (const TimelineAgent &agent : m_agents) {
        int colour = ownColour(agent);
        const int least = *std::min_element(uses.begin(), uses.end());
        while (uses[size_t(colour)] > least)
            colour = (colour + 1) % colourCount;
        ++uses[size_t(colour)];
        m_agentColours.push_back(colour);
    }
}

void TimelineScene::addBars()
{
    m_lanes.resize(m_report.lanes.size());
    for (size_t i = 0; i < m_lanes.size(); ++i)
        m_lanes[i].title = eventTitle(m_report.lanes[i]);
    for (size_t i = 0; i < m_report.events.size(); ++i) {
        const TimelineEvent &event = m_report.events[i];
        if (event.lane >= 0 && size_t(event.lane) < m_lanes.size())
            m_lanes[size_t(event.lane)].bars.push_back({int(i), event.span.from, event.span.to});
    }
    for (Lane &lane : m_lanes) {
        std::stable_sort(lane.bars.begin(), lane.bars.end(), [](const Bar &a, const Bar &b) {
            // Of equal starts the longest first, so that it never covers the others.
            return std::pair(a.start, b.end) < std::pair(b.start, a.end);
        });
        TimeMs latest = std::numeric_limits<TimeMs>::min();
        lane.latestEnd.reserve(lane.bars.size());
        for (const Bar &bar : lane.bars) {
            latest = std::max({latest, bar.start, bar.end});
            lane.latestEnd.push_back(latest);
        }
    }
}

const TimelineTransfer *TimelineScene::transferOf(int event) const
{
    const auto &all = m_report.transfers;
    const auto found = std::find_if(all.begin(), all.end(), [event](const TimelineTransfer &one) {
        return one.event == event;
    });
    return found == all.end() ? nullptr : &*found;
}

const TimelineTransfer *TimelineScene::transferNear(TimeMs at, DurationMs slack) const
{
    const auto &all = m_report.transfers;
    const auto next =
        std::lower_bound(all.begin(), all.end(), at,
                         [](const TimelineTransfer &one, TimeMs time) { return one.at < time; });
    const TimelineTransfer *best = nullptr;
    for (auto it = next == all.begin() ? next : next - 1; it != all.end() && it <= next; ++it) {
        const DurationMs away = std::llabs(it->at - at);
        if (away <= slack && (!best || away < std::llabs(best->at - at)))
            best = &*it;
    }
    return best;
}

std::pair<size_t, size_t> TimelineScene::candidates(int lane, TimeRange range) const
{
    const Lane &at = m_lanes[size_t(lane)];
    const auto first = std::lower_bound(at.latestEnd.begin(), at.latestEnd.end(), range.from);
    const auto last =
        std::upper_bound(at.bars.begin(), at.bars.end(), range.to,
                         [](TimeMs time, const Bar &bar) { return time < bar.start; });
    const auto from = size_t(first - at.latestEnd.begin());
    return {from, std::max(from, size_t(last - at.bars.begin()))};
}

int TimelineScene::eventAt(int lane, TimeMs from, TimeMs to) const
{
    if (lane < 0 || size_t(lane) >= m_lanes.size())
        return -1;
    const auto [first, last] = candidates(lane, {from, to});
    const Bar *best = nullptr;
    for (size_t i = first; i < last; ++i) {
        const Bar &bar = m_lanes[size_t(lane)].bars[i];
        if (std::max(bar.start, bar.end) < from)
            continue;
        if (!best || bar.end - bar.start < best->end - best->start)
            best = &bar;
    }
    return best ? best->event : -1;
}

int TimelineScene::neighbour(int event, int step) const
{
    if (m_order.empty())
        return -1;
    const int last = int(m_order.size()) - 1;
    if (event < 0)
        return m_order[size_t(step > 0 ? 0 : last)];
    const int place = std::clamp(m_place[size_t(event)] + step, 0, last);
    return m_order[size_t(place)];
}

int TimelineScene::inNextLane(int event, int step) const
{
    if (event < 0)
        return neighbour(event, step);
    const TimelineEvent &here = m_report.events[size_t(event)];
    for (int lane = here.lane + step; lane >= 0 && size_t(lane) < m_lanes.size(); lane += step) {
        const auto &bars = m_lanes[size_t(lane)].bars;
        if (bars.empty())
            continue;
        const auto next =
            std::lower_bound(bars.begin(), bars.end(), here.span.from,
                             [](const Bar &bar, TimeMs time) { return bar.start < time; });
        if (next == bars.begin())
            return next->event;
        const auto before = next - 1;
        const bool later =
            next != bars.end() && next->start - here.span.from < here.span.from - before->start;
        return (later ? next : before)->event;
    }
    return event;
}

} // namespace watchfloor
