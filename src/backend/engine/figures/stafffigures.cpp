// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/figures.h"

#include "backend/engine/feedtopics.h"
#include "backend/engine/figures/agentcells.h"
#include "backend/engine/vendors.h"

#include <QSet>

#include <algorithm>

namespace watchfloor {
namespace {

struct StateWord {
    const char *metric;
    const char *availability;
};
constexpr StateWord stateWords[] = {{"online_agents", "online"},
                                    {"back_soon_agents", "back_soon"},
                                    {"away_agents", "away"},
                                    {"busy_agents", "busy"},
                                    {"offline_agents", "offline"}};

/// What one agent adds; none = not known.
std::optional<qint64> shareOfAgent(const MetricSpec &metric, const Agent &agent)
{
    for (const StateWord &word : stateWords) {
        if (qstrcmp(word.metric, metric.key) == 0) {
            if (agent.availability.isEmpty())
                return std::nullopt;
            return agent.availability == QLatin1String(word.availability);
        }
    }
    return agent.capacity ? std::optional<qint64>(*agent.capacity) : std::nullopt;
}

/// One agent's part of a figure.
struct Share {
    std::optional<qint64> value; ///< none = not known
    bool partial = false;
};

/// How long agents were in states within a window, as far as they were seen or reported.
class StateTimes {
public:
    StateTimes(const AccountRows &rows, TimeRange window)
        : m_window(window)
        // What lasts has been seen to last until the last look.
        , m_seenUntil(freshness(Topic::Agents, rows).value_or(window.from))
    {
        QSet<QString> told;
        for (const AgentState &state : rows.states) {
            if (!state.observed)
                told.insert(state.agentRemoteId);
        }
        for (const AgentState &state : rows.states) {
            if (state.observed != told.contains(state.agentRemoteId))
                m_states[state.agentRemoteId].push_back(&state);
        }
    }

    Share of(const MetricSpec &metric, const Agent &agent) const
    {
        const bool online = qstrcmp(metric.key, "agent_online_duration") == 0;
        const auto states = m_states.constFind(agent.remoteId);
        if (states == m_states.constEnd())
            return {};
        Share share{0, false};
        qint64 seen = 0;
        for (const AgentState *state : *states) {
            const TimeMs from = std::max(state->from, m_window.from);
            const TimeMs to = std::min(state->to.value_or(m_seenUntil), m_window.to);
            if (to <= from)
                continue;
            seen += to - from;
            const bool counts = online ? state->state == QLatin1String("online")
                                       : state->state != QLatin1String("offline");
            if (counts)
                *share.value += to - from;
        }
        share.partial = seen < m_window.to - m_window.from;
        return share;
    }

private:
    TimeRange m_window;
    TimeMs m_seenUntil;
    QHash<QString, std::vector<const AgentState *>> m_states;
};

struct StaffSum {
    qint64 sum = 0;
    qint64 n = 0;
    bool known = true;
    bool partial = false;

    void add(const Share &share)
    {
        n += 1;
        sum += share.value.value_or(0);
        known = known && share.value;
        partial = partial || share.partial;
    }
    ReportFigure figure() const
    {
        ReportFigure figure;
        figure.why = known ? WhyAbsent::Present : WhyAbsent::NotCached;
        if (known) {
            figure.value = static_cast<double>(sum);
            figure.n = n;
            figure.partial = partial;
        }
        return figure;
    }
};

ReportFigure unseenFigure()
{
    ReportFigure figure;
    figure.why = WhyAbsent::NotCached;
    return figure;
}

ReportFigure filteredFigure()
{
    ReportFigure figure;
    figure.why = WhyAbsent::Filtered;
    return figure;
}

} // namespace

FigureSet staffFigures(const MetricSpec &metric, Dimension groupBy, const FactFilter &filter,
                       TimeRange window, const std::vector<const AccountRows *> &accounts,
                       DimensionKeys &keys)
{
    const bool past = metric.metricClass == MetricClass::TimeBound;
    FigureSet set;
    if (filter.find(Dimension::Channel) != filter.end()) { // nobody is of a channel
        set.total = filteredFigure();
        for (const AccountRows *rows : accounts)
            set.blanks[rows->account.id] = set.total;
        return set;
    }
    std::map<qint64, StaffSum> sums;
    StaffSum total;
    for (const AccountRows *rows : accounts) {
        const AgentCells cells(*rows, keys);
        const StateTimes times(*rows, window);
        const RowId account = rows->account.id;
        for (const Agent &agent : rows->agents) {
            if ((agent.goneAt && !past) || !rulesFor(rows->account.provider).lists(agent))
                continue;
            if (!cells.passes(agent, filter))
                continue;
            const Share share =
                past ? times.of(metric, agent) : Share{shareOfAgent(metric, agent), false};
            // Of whom nothing was seen in the window, nothing is claimed.
            if (past && !share.value)
                continue;
            total.add(share);
            if (groupBy == Dimension::None)
                continue;
            for (const qint64 key : cells.keys(groupBy, agent))
                sums[key].add(share);
        }
        set.blanks[account] = past ? unseenFigure() : StaffSum().figure();
    }
    if (past && total.n == 0)
        total.known = false;
    for (const auto &[key, sum] : sums)
        set.byKey[key] = sum.figure();
    set.total = total.figure();
    return set;
}

} // namespace watchfloor
