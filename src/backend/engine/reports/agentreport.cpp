// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/reports/buildreports.h"

#include "backend/engine/agentfigures.h"
#include "backend/engine/feedtopics.h"
#include "backend/engine/namelookup.h"

#include <algorithm>

namespace watchfloor {
namespace {

bool rowBefore(const AgentReportRow &a, const AgentReportRow &b)
{
    if (const int order = a.accountName.compare(b.accountName); order != 0)
        return order < 0;
    if (const int order = a.agent.name.compare(b.agent.name, Qt::CaseInsensitive); order != 0)
        return order < 0;
    return a.agent.remoteId < b.agent.remoteId;
}

void addAccount(AgentReport &report, const AccountRows &rows)
{
    const ProviderRules &rules = rulesFor(rows.account.provider);
    const AgentFigures figures(rows, report.range);
    const NameLookup names(rows);
    for (const Agent &agent : rows.agents) {
        if (!rules.lists(agent))
            continue;
        const AgentFigure figure = figures.of(agent.remoteId);
        const bool named = figure.open.value_or(0) > 0 || figure.created.value_or(0) > 0;
        if (agent.goneAt && (rules.removalUnassigns || !named))
            continue;
        AgentReportRow row;
        row.account = rows.account.id;
        row.accountName = rows.account.name;
        row.provider = rows.account.provider;
        row.agent = agent;
        row.groups = names.groupsOf(agent.remoteId);
        row.open = figure.open;
        row.unattended = figure.unattended;
        row.conversations = figure.created;
        report.rows.push_back(std::move(row));
    }
    const AgentFigure total = figures.total();
    const AgentFigure unassigned = figures.unassigned();
    report.open += total.open.value_or(0);
    report.unattended += total.unattended.value_or(0);
    report.unassigned += unassigned.open.value_or(0);
    report.conversations += total.created.value_or(0);
    report.unspecified += unassigned.created.value_or(0);
    report.openKnown = report.openKnown && total.open;
    report.unattendedKnown = report.unattendedKnown && total.unattended;
    report.unassignedKnown = report.unassignedKnown && unassigned.open;
    report.conversationsKnown = report.conversationsKnown && total.created;
    if (const QString note = partialCountsNote(rows.account); !note.isEmpty())
        report.notes.append(note);
    else if (!figures.counted())
        report.notes.append(
            total.open
                ? QStringLiteral("%1: open and unattended are the vendor's own figures until all "
                                 "open conversations are cached")
                      .arg(rows.account.name)
                : QStringLiteral("%1: open and unattended are not known until all open "
                                 "conversations are cached")
                      .arg(rows.account.name));
}

} // namespace

AgentReport buildAgentReport(const std::vector<AccountRows> &accounts, TimeRange range, TimeMs now)
{
    AgentReport report;
    report.range = range;
    std::vector<TimeRange> gaps;
    for (const AccountRows &rows : accounts) {
        addAccount(report, rows);
        const auto fresh = asOf({Topic::Agents, Topic::Conversations}, rows.feeds);
        if (fresh)
            report.asOf = std::min(report.asOf.value_or(*fresh), *fresh);
        else
            report.notes.append(
                QStringLiteral("%1: never synced completely").arg(rows.account.name));
        const auto own = gapsOf(Topic::Conversations, rows.feeds, range, now);
        gaps.insert(gaps.end(), own.begin(), own.end());
    }
    report.gaps = mergedRanges(std::move(gaps));
    std::sort(report.rows.begin(), report.rows.end(), rowBefore);
    return report;
}

} // namespace watchfloor
