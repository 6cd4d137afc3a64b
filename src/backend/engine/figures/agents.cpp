// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/buildfigures.h"

#include "backend/engine/agentfigures.h"
#include "backend/engine/feedtopics.h"
#include "backend/engine/figures/narrowrows.h"
#include "backend/engine/metriccatalog.h"
#include "backend/engine/namelookup.h"

#include <QSet>

#include <algorithm>
#include <cmath>

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

ReportFigure figureFor(const FigureSet &set, RowId account, RowId agent)
{
    const auto own = set.byKey.find(agent);
    return own != set.byKey.end() ? own->second : set.blank(account);
}

std::optional<qint64> countOf(const ReportFigure &figure)
{
    return figure.value ? std::optional<qint64>(std::llround(*figure.value)) : std::nullopt;
}

/// What is told of everybody, by the figures' keys.
struct AgentSets {
    FigureSet conversations;
    std::vector<FigureSet> metrics;
};

/// `rows`: what is left of the account's when the filter has narrowed it.
void addAccount(AgentReport &report, const AccountRows &all, const AccountRows &rows,
                const AgentSets &sets)
{
    const ProviderRules &rules = rulesFor(all.account.provider);
    const AgentFigures now(rows);
    const NameLookup names(all);
    QSet<RowId> staying;
    for (const Agent &agent : rows.agents)
        staying.insert(agent.id);
    for (const Agent &agent : all.agents) {
        if (!rules.lists(agent))
            continue;
        const AgentFigure figure = now.of(agent.remoteId);
        const auto created = countOf(figureFor(sets.conversations, all.account.id, agent.id));
        const bool named = figure.open.value_or(0) > 0 || created.value_or(0) > 0;
        if (!named && !staying.contains(agent.id))
            continue;
        if (agent.goneAt && (rules.removalUnassigns || !named))
            continue;
        AgentReportRow row;
        row.account = all.account.id;
        row.accountName = all.account.name;
        row.provider = all.account.provider;
        row.agent = agent;
        row.groups = names.groupsOf(agent.remoteId);
        row.open = figure.open;
        row.unattended = figure.unattended;
        row.conversations = created;
        for (const FigureSet &set : sets.metrics)
            row.figures.push_back(figureFor(set, all.account.id, agent.id));
        report.rows.push_back(std::move(row));
    }
    const AgentFigure total = now.total();
    const AgentFigure unassigned = now.unassigned();
    report.open += total.open.value_or(0);
    report.unattended += total.unattended.value_or(0);
    report.unassigned += unassigned.open.value_or(0);
    report.openKnown = report.openKnown && total.open;
    report.unattendedKnown = report.unattendedKnown && total.unattended;
    report.unassignedKnown = report.unassignedKnown && unassigned.open;
    if (const QString note = partialCountsNote(rows.account); !note.isEmpty())
        report.notes.append(note);
    else if (!now.counted())
        report.notes.append(
            total.open
                ? QStringLiteral("%1: open and unattended are the vendor's own figures until all "
                                 "open conversations are cached")
                      .arg(rows.account.name)
                : QStringLiteral("%1: open and unattended are not known until all open "
                                 "conversations are cached")
                      .arg(rows.account.name));
}

void addBasis(AgentReport &report, const std::vector<AccountRows> &accounts, TimeMs now)
{
    for (const AccountRows &rows : accounts) {
        const auto fresh = asOf({Topic::Agents, Topic::Conversations}, rows);
        if (fresh)
            report.asOf = std::min(report.asOf.value_or(*fresh), *fresh);
        else
            report.notes.append(
                QStringLiteral("%1: never synced completely").arg(rows.account.name));
        const auto own = gapsOf(Topic::Conversations, rows, report.range, now);
        report.gaps.insert(report.gaps.end(), own.begin(), own.end());
    }
}

} // namespace

AgentReport buildAgentReport(const ReportInput &input, const FigureQuery &query,
                             const MetricList &metrics)
{
    Figures figures(input, query);
    AgentReport report;
    report.range = query.range;
    AgentSets sets;
    sets.conversations = figures.of(*metricSpec("conversations"), Dimension::Agent);
    for (const MetricSpec *metric : metrics) {
        sets.metrics.push_back(figures.of(*metric, Dimension::Agent));
        report.columns.push_back(columnOf(figures, *metric, sets.metrics.back(), Dimension::Agent));
        report.total.push_back(sets.metrics.back().total);
    }
    std::vector<AccountRows> narrowed = input.accounts;
    narrowRows(narrowed, query.filter);
    for (std::size_t i = 0; i < narrowed.size(); ++i)
        addAccount(report, input.accounts[i], narrowed[i], sets);
    const auto total = countOf(sets.conversations.total);
    report.conversationsKnown = input.accounts.empty() || total;
    report.conversations = total.value_or(0);
    report.unspecified = countOf(figureFor(sets.conversations, 0, kNoKey)).value_or(0);
    addBasis(report, input.accounts, query.now);
    if (!metrics.empty()) {
        const ReportBasis basis = basisOf(figures, metrics);
        if (!basis.asOf || !report.asOf)
            report.asOf.reset();
        else
            report.asOf = std::min(*report.asOf, *basis.asOf);
        report.gaps.insert(report.gaps.end(), basis.gaps.begin(), basis.gaps.end());
    }
    report.gaps = mergedRanges(std::move(report.gaps));
    std::sort(report.rows.begin(), report.rows.end(), rowBefore);
    return report;
}

} // namespace watchfloor
