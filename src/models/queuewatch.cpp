// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/queuewatch.h"

#include <cmath>

namespace watchfloor {

std::vector<QueueAlert> QueueWatch::look(const CountersReport &report, const Thresholds &thresholds)
{
    const MetricSpec &metric = metricOf(NowCounterKind::LongestWait);
    std::vector<QueueAlert> alerts;
    std::map<ThresholdScope, bool> late;
    for (const ScopeCounters &scope : report.scopes) {
        const ThresholdScope at{scope.account, scope.group};
        // A group without levels of its own is watched with its account.
        if (scope.group != 0 && !thresholds.own(metric, at))
            continue;
        const NowCounter &wait =
            scope.counters[static_cast<std::size_t>(NowCounterKind::LongestWait)];
        const auto level = thresholds.levels(metric, at).high;
        const auto before = m_late.find(at);
        if (!wait.value && wait.why != WhyAbsent::NoValues) {
            if (before != m_late.end() && level)
                late.insert(*before); // not known: neither better nor worse
            continue;
        }
        if (!level || wait.value.value_or(-1) < *level)
            continue;
        const auto told = m_told.find(at);
        const bool rests = told != m_told.end() && report.now - told->second < Pause;
        const bool known = before != m_late.end() && before->second;
        late[at] = known || !rests;
        if (known || rests)
            continue;
        m_told[at] = report.now;
        alerts.push_back({at, scope.name, DurationMs{std::llround(*wait.value)},
                          DurationMs{std::llround(*level)}});
    }
    m_late = std::move(late);
    return alerts;
}

} // namespace watchfloor
