// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/statetable.h"

#include <algorithm>

namespace watchfloor {

RawTable stateTable(const AgentTimelineReport &timeline)
{
    RawTable table;
    table.isExcerpt = true;
    table.asOf = timeline.asOf;
    table.columns = {rawColumn("account", "text"), rawColumn("agent", "text"),
                     rawColumn("state", "text"),   rawColumn("reason", "text"),
                     rawColumn("from", "time"),    rawColumn("to", "time"),
                     rawColumn("source", "text")};
    const Agent &agent = timeline.agent;
    std::vector<std::pair<TimeMs, std::vector<RawCell>>> rows;
    const auto add = [&](const QString &state, const QString &reason, const TimeRange &span,
                         const char *source) {
        rows.push_back({span.from,
                        {RawCell::text(timeline.accountName),
                         RawCell::text(agent.name.isEmpty() ? agent.remoteId : agent.name),
                         RawCell::text(state), RawCell::text(reason), RawCell::time(span.from),
                         RawCell::time(span.to), RawCell::text(QLatin1String(source))}});
    };
    for (const StateSpan &span : timeline.states)
        add(span.state, span.reason, span.span, span.reported ? "reported" : "observed");
    for (const TimeRange &gap : timeline.gaps)
        add({}, {}, gap, "gap");
    std::sort(rows.begin(), rows.end(),
              [](const auto &a, const auto &b) { return a.first < b.first; });
    for (auto &[from, cells] : rows)
        table.rows.push_back(std::move(cells));
    return table;
}

RawTable courseTable(const NowReport &report)
{
    RawTable table;
    table.isExcerpt = true;
    table.columns = {rawColumn("metric", "text"), rawColumn("from", "time"),
                     rawColumn("to", "time"), rawColumn("count", "count")};
    for (const DayCourse &course : report.courses) {
        if (!course.metric || course.why != WhyAbsent::Present)
            continue;
        const auto add = [&](const std::vector<TimeRange> &steps,
                             const std::vector<std::optional<qint64>> &values) {
            for (std::size_t i = 0; i < std::min(steps.size(), values.size()); ++i) {
                if (steps[i].isEmpty() || steps[i].from >= report.now)
                    continue;
                table.rows.push_back({RawCell::text(QLatin1String(course.metric->key)),
                                      RawCell::time(steps[i].from), RawCell::time(steps[i].to),
                                      RawCell::count(values[i])});
            }
        };
        add(report.stepsBefore, course.yesterday);
        add(report.steps, course.today);
    }
    return table;
}

} // namespace watchfloor
