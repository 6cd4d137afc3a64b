// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/buildnow.h"

#include "backend/engine/agentfigures.h"
#include "backend/engine/feedtopics.h"
#include "backend/engine/figures/daycourse.h"
#include "backend/engine/figures/nowcounters.h"
#include "backend/engine/vendors.h"

#include <algorithm>
#include <map>

namespace watchfloor {
namespace {

constexpr DurationMs soonest = 1;

/// Who is here and what they have; nothing of any range.
std::vector<AgentReportRow> agentsNow(const ReportInput &input, const FigureQuery &query)
{
    FigureQuery moment = query;
    moment.range = {query.now, query.now + 1};
    return buildAgentReport(input, moment, {}).rows;
}

std::vector<const AccountRows *> passing(const ReportInput &input, const ReportFilter &filter)
{
    std::vector<const AccountRows *> chosen;
    for (const AccountRows &rows : input.accounts) {
        if (filter.passesAccount(rows.account.id))
            chosen.push_back(&rows);
    }
    return chosen;
}

/// The facts of a question by labels are of those alone; what is open is all here.
void addWhatLabelsLeaveOut(NowReport &report, const ReportInput &input,
                           const std::vector<RowId> &accounts)
{
    ReportFilter whole;
    whole.accounts = accounts;
    std::map<std::pair<RowId, QString>, qint64> open;
    for (const QueueRow &row :
         buildQueue(input.accounts, input.keys, whole, report.now, soonest).rows) {
        if (!row.unassigned)
            ++open[{row.account, row.conversation.agentRemoteId}];
    }
    for (AgentReportRow &row : report.agents) {
        if (row.open)
            row.leftOut = std::max<qint64>(0, open[{row.account, row.agent.remoteId}] - *row.open);
    }
}

/// Samples are of whole accounts.
bool isOfWholeAccounts(ReportFilter filter)
{
    filter.accounts.clear();
    return filter == ReportFilter();
}

ScopeCounters countersOf(const ReportInput &input, const FigureQuery &query, DurationMs soon,
                         const AccountRows &rows, RowId group)
{
    FigureQuery own = query;
    own.filter = ReportFilter();
    own.filter.accounts = {rows.account.id};
    ScopeCounters scope;
    scope.account = rows.account.id;
    scope.group = group;
    scope.name = rows.account.name;
    if (group != 0) {
        own.filter.groups = {group};
        for (const Grouping &grouping : rows.groupings) {
            if (grouping.id == group)
                scope.name += QStringLiteral(", ") + grouping.name;
        }
    }
    const QueueReport queue = buildQueue(input.accounts, input.keys, own.filter, query.now, soon);
    scope.counters = nowCounters({&rows}, queue, agentsNow(input, own), query.now);
    return scope;
}

} // namespace

NowReport buildNow(const ReportInput &input, const FigureQuery &query, DurationMs soon,
                   const QTimeZone &zone, const std::vector<CounterSample> &samples)
{
    NowReport report;
    report.now = query.now;
    const TwoDays days = twoDays(query.now, zone);
    report.day = days.today;
    report.sameTime = sameTimeYesterday(query.now, zone);
    const auto accounts = passing(input, query.filter);
    report.queue =
        buildQueue(input.accounts, input.keys, query.filter, query.now, std::max(soonest, soon));
    report.agents = agentsNow(input, query);
    if (!query.filter.labels.isEmpty())
        addWhatLabelsLeaveOut(report, input, query.filter.accounts);
    report.counters = nowCounters(accounts, report.queue, report.agents, query.now);
    if (isOfWholeAccounts(query.filter))
        report.history =
            counterHistory(accounts, samples, report.day, query.now, std::max(soonest, soon));
    Figures figures(input, query);
    MetricList metrics;
    for (const MetricSpec *metric : courseMetrics())
        metrics.push_back(metric);
    const ReportBasis basis = basisOf(figures, metrics);
    report.gaps = basis.gaps;
    report.notes = basis.notes;
    report.steps = daySteps(report.day, zone);
    report.stepsBefore = daySteps(days.yesterday, zone);
    report.courses = dayCourses(figures, zone, report.gaps, &report.complete);
    for (DayCourse &course : report.courses) {
        const ReportBasis own = basisOf(figures, {course.metric});
        course.asOf = own.asOf;
        course.lateAt = own.lateAt;
    }
    bool never = accounts.empty();
    for (const AccountRows *rows : accounts) {
        const auto fresh = watchfloor::asOf({Topic::Agents, Topic::Conversations}, *rows);
        never = never || !fresh;
        report.lateAt =
            earlierOf(report.lateAt, lateAt({Topic::Agents, Topic::Conversations}, *rows));
        if (fresh)
            report.asOf = std::min(report.asOf.value_or(*fresh), *fresh);
        if (const QString note = partialCountsNote(rows->account); !note.isEmpty())
            report.notes.append(note);
    }
    if (never)
        report.asOf.reset();
    return report;
}

CountersReport buildCounters(const ReportInput &input, const FigureQuery &query, DurationMs soon,
                             const std::vector<RowId> &groups)
{
    CountersReport report;
    report.now = query.now;
    report.soon = std::max(soonest, soon);
    for (const AccountRows &rows : input.accounts) {
        report.scopes.push_back(countersOf(input, query, std::max(soonest, soon), rows, 0));
        for (const Grouping &grouping : rows.groupings) {
            if (std::find(groups.begin(), groups.end(), grouping.id) != groups.end())
                report.scopes.push_back(
                    countersOf(input, query, std::max(soonest, soon), rows, grouping.id));
        }
        const auto fresh = watchfloor::asOf({Topic::Agents, Topic::Conversations}, rows);
        if (!fresh)
            continue;
        // Its agents every minute, its conversations every five: present until one is late.
        const auto late = lateAt({Topic::Agents, Topic::Conversations}, rows);
        const TimeMs asked =
            std::max(*freshness(Topic::Agents, rows), *freshness(Topic::Conversations, rows));
        report.asOf.emplace_back(rows.account.id, late && query.now > *late ? *fresh : asked);
    }
    return report;
}

} // namespace watchfloor
