// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/reports/agenttimelinereport.h"

#include "backend/engine/feedtopics.h"

#include <algorithm>

namespace watchfloor {
namespace {

/// Neighbours of the same state become one.
void addSpan(std::vector<StateSpan> &spans, StateSpan span)
{
    if (!spans.empty()) {
        StateSpan &last = spans.back();
        if (last.state == span.state && last.reason == span.reason &&
            last.reported == span.reported && last.span.to == span.span.from) {
            last.span.to = span.span.to;
            last.lasts = span.lasts;
            return;
        }
    }
    spans.push_back(std::move(span));
}

} // namespace

AgentTimelineReport buildAgentTimeline(const AccountRows &rows, const Agent &agent, TimeRange range,
                                       TimeMs now)
{
    AgentTimelineReport report;
    report.agent = agent;
    report.accountName = rows.account.name;
    report.range = range;
    report.asOf = asOf({Topic::Agents}, rows);
    if (range.to > now)
        report.lateAt = lateAt({Topic::Agents}, rows);
    // What nobody has looked at since is not known to last.
    report.until = std::max(range.from, std::min({range.to, now, report.asOf.value_or(now)}));
    std::vector<StateSpan> spans;
    std::vector<TimeRange> told;
    for (const bool observed : {false, true}) {
        std::vector<TimeRange> own;
        for (const AgentState &state : rows.states) {
            if (state.agentRemoteId != agent.remoteId || state.observed != observed)
                continue;
            const TimeRange whole{std::max(state.from, range.from),
                                  std::min(state.to.value_or(report.until), report.until)};
            if (whole.isEmpty())
                continue;
            for (const TimeRange &part : gapsIn(whole, told)) {
                const bool lasts = !state.to && part.to == report.until;
                spans.push_back({state.state, state.reason, part, !observed, lasts});
            }
            own.push_back(whole);
        }
        told.insert(told.end(), own.begin(), own.end());
    }
    std::sort(spans.begin(), spans.end(), [](const StateSpan &a, const StateSpan &b) {
        return a.span.from != b.span.from ? a.span.from < b.span.from : a.span.to < b.span.to;
    });
    for (StateSpan &span : spans) {
        // Rows of one source may overlap where the vendor corrects itself: the later start wins.
        if (!report.states.empty() && report.states.back().span.to > span.span.from) {
            report.states.back().span.to = span.span.from;
            if (report.states.back().span.isEmpty())
                report.states.pop_back();
        }
        addSpan(report.states, std::move(span));
    }
    std::vector<TimeRange> known;
    for (const StateSpan &span : report.states)
        known.push_back(span.span);
    if (range.from < report.until)
        report.gaps = gapsIn({range.from, report.until}, known);
    return report;
}

} // namespace watchfloor
