// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/agentcells.h"
#include "backend/engine/figures/figures.h"

#include "backend/engine/operations/providerrules.h"

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

struct StaffSum {
    qint64 sum = 0;
    qint64 n = 0;
    bool known = true;

    void add(std::optional<qint64> value)
    {
        n += 1;
        sum += value.value_or(0);
        known = known && value;
    }
    ReportFigure figure() const
    {
        ReportFigure figure;
        figure.why = known ? WhyAbsent::Present : WhyAbsent::NotCached;
        if (known) {
            figure.value = static_cast<double>(sum);
            figure.n = n;
        }
        return figure;
    }
};

ReportFigure filteredFigure()
{
    ReportFigure figure;
    figure.why = WhyAbsent::Filtered;
    return figure;
}

} // namespace

FigureSet staffFigures(const MetricSpec &metric, Dimension groupBy, const FactFilter &filter,
                       const std::vector<const AccountRows *> &accounts, DimensionKeys &keys)
{
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
        const RowId account = rows->account.id;
        for (const Agent &agent : rows->agents) {
            if (agent.goneAt || !rulesFor(rows->account.provider).lists(agent))
                continue;
            if (!cells.passes(agent, filter))
                continue;
            const auto share = shareOfAgent(metric, agent);
            total.add(share);
            if (groupBy == Dimension::None)
                continue;
            for (const qint64 key : cells.keys(groupBy, agent))
                sums[key].add(share);
        }
        set.blanks[account] = StaffSum().figure();
    }
    for (const auto &[key, sum] : sums)
        set.byKey[key] = sum.figure();
    set.total = total.figure();
    return set;
}

} // namespace watchfloor
