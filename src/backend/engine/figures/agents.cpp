// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/buildfigures.h"

#include "backend/engine/agentfigures.h"
#include "backend/engine/feedtopics.h"
#include "backend/engine/figures/narrowrows.h"
#include "backend/engine/metriccatalog.h"
#include "backend/engine/namelookup.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <map>

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

/// What is told of everybody, by the figures' keys: rows and footers show what a drill opens,
/// because both come from the one metric.
struct AgentSets {
    FigureSet open;
    bool byLabels = false;
    std::optional<FigureSet> allOpen; ///< of the accounts, whatever else is filtered; none = open
    FigureSet unattended;
    FigureSet unassigned; ///< by account: the vendor's own where the conversations are not all here
    FigureSet conversations;
    std::vector<FigureSet> metrics;
};

const MetricSpec &openMetric()
{
    return *metricSpec("open_conversations");
}

const MetricSpec &unattendedMetric()
{
    return *metricSpec("unattended_conversations");
}

/// What nobody has of a metric of this moment; `instead`: by account, where the vendor's figures
/// stand in. One account's silence leaves the whole unknown.
std::optional<qint64> nobodysOf(const MetricSpec &metric, const FigureSet &set,
                                const FigureSet *instead, const Figures &figures)
{
    qint64 sum = 0;
    bool counted = false;
    for (const AccountRows *rows : figures.accounts()) {
        const RowId account = rows->account.id;
        if (figures.routeOf(metric, *rows) == FigureRoute::Facts) {
            if (!set.blank(account).value)
                return std::nullopt;
            counted = true;
            continue;
        }
        const auto own = instead ? countOf(figureFor(*instead, account, account)) : std::nullopt;
        if (!own)
            return std::nullopt;
        sum += *own;
    }
    if (const auto own = set.byKey.find(kNoKey); counted && own != set.byKey.end()) {
        if (!own->second.value)
            return std::nullopt;
        sum += *countOf(own->second);
    }
    return sum;
}

void addTotals(AgentReport &report, const AgentSets &sets, const Figures &figures)
{
    const bool nothing = figures.accounts().empty();
    const auto fill = [nothing](std::optional<qint64> value, qint64 &count, bool &known) {
        known = nothing || value;
        count = value.value_or(0);
    };
    fill(countOf(sets.open.total), report.open, report.openKnown);
    fill(countOf(sets.unattended.total), report.unattended, report.unattendedKnown);
    fill(nobodysOf(openMetric(), sets.open, &sets.unassigned, figures), report.unassigned,
         report.unassignedKnown);
    report.unassignedUnattended = nobodysOf(unattendedMetric(), sets.unattended, nullptr, figures);
    fill(countOf(sets.conversations.total), report.conversations, report.conversationsKnown);
    report.unspecified = countOf(figureFor(sets.conversations, 0, kNoKey)).value_or(0);
}

/// What to know of an account's counts of this moment; empty = nothing.
QString countsNote(const Figures &figures, const AccountRows &rows)
{
    if (const QString note = partialCountsNote(rows.account); !note.isEmpty())
        return note;
    switch (figures.routeOf(openMetric(), rows)) {
    case FigureRoute::Facts:
        return {};
    case FigureRoute::Reported:
        if (std::any_of(rows.reported.begin(), rows.reported.end(), [](const MetricValue &value) {
                return value.value && value.metric == QLatin1String(openMetric().key);
            }))
            return QStringLiteral("%1: open and unattended are the vendor's own figures until all "
                                  "open conversations are cached")
                .arg(rows.account.name);
        [[fallthrough]];
    default:
        return QStringLiteral("%1: open and unattended are not known until all open conversations "
                              "are cached")
            .arg(rows.account.name);
    }
}

/// `rows`: what is left of the account's when the filter has narrowed it.
void addAccount(AgentReport &report, const AccountRows &all, const AccountRows &rows,
                const AgentSets &sets)
{
    const ProviderRules &rules = rulesFor(all.account.provider);
    const NameLookup names(all);
    QSet<RowId> staying;
    for (const Agent &agent : rows.agents)
        staying.insert(agent.id);
    for (const Agent &agent : all.agents) {
        if (!rules.lists(agent))
            continue;
        const auto told = [&](const FigureSet &set) {
            return countOf(figureFor(set, all.account.id, agent.id));
        };
        const auto open = told(sets.open);
        const auto created = told(sets.conversations);
        const bool named = open.value_or(0) > 0 || created.value_or(0) > 0;
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
        row.open = open;
        row.unattended = told(sets.unattended);
        if (sets.byLabels)
            row.leftOut.reset(); // the facts are of those labels alone
        else if (const auto whole = open && sets.allOpen ? told(*sets.allOpen) : std::nullopt)
            row.leftOut = *whole - *open;
        row.conversations = created;
        row.hasGap = figureFor(sets.conversations, all.account.id, agent.id).hasGap;
        for (const FigureSet &set : sets.metrics)
            row.figures.push_back(figureFor(set, all.account.id, agent.id));
        report.rows.push_back(std::move(row));
    }
}

void addBasis(AgentReport &report, const std::vector<AccountRows> &accounts, TimeMs now)
{
    for (const AccountRows &rows : accounts) {
        const auto fresh = asOf({Topic::Agents, Topic::Conversations}, rows);
        report.lateAt =
            earlierOf(report.lateAt, lateAt({Topic::Agents, Topic::Conversations}, rows));
        if (fresh)
            report.asOf = std::min(report.asOf.value_or(*fresh), *fresh);
        else
            report.notes.append(
                QStringLiteral("%1: never synced completely").arg(rows.account.name));
        const auto own = gapsOf(Topic::Conversations, rows, report.range, now);
        report.gaps.insert(report.gaps.end(), own.begin(), own.end());
        addGaps(report.gapsBy, {rows.account.name, own, rows.account.id});
    }
}

/// Which of the listed agents are in which group, department or team.
std::vector<AgentTeam> teamsOf(const AccountRows &rows, const std::vector<AgentReportRow> &listed)
{
    QHash<QString, RowId> agents;
    for (const AgentReportRow &row : listed) {
        if (row.account == rows.account.id)
            agents.insert(row.agent.remoteId, row.agent.id);
    }
    std::map<std::pair<GroupingKind, QString>, AgentTeam> teams;
    for (const Grouping &grouping : rows.groupings) {
        const bool ofPeople = grouping.kind == GroupingKind::Group ||
                              grouping.kind == GroupingKind::Department ||
                              grouping.kind == GroupingKind::Team;
        if (ofPeople && !grouping.goneAt)
            teams[{grouping.kind, grouping.remoteId}] = {
                rows.account.id, grouping.id, grouping.name, {}, {}, {}, {}, {}};
    }
    QSet<RowId> placed;
    for (const Membership &member : rows.memberships) {
        const auto team = teams.find({member.kind, member.groupingRemoteId});
        const RowId agent = agents.value(member.agentRemoteId);
        if (team == teams.end() || agent == 0)
            continue;
        team->second.members.push_back(agent);
        placed.insert(agent);
    }
    std::vector<AgentTeam> out;
    for (auto &[key, team] : teams) {
        std::sort(team.members.begin(), team.members.end());
        team.members.erase(std::unique(team.members.begin(), team.members.end()),
                           team.members.end());
        if (!team.members.empty())
            out.push_back(std::move(team));
    }
    std::sort(out.begin(), out.end(), [](const AgentTeam &a, const AgentTeam &b) {
        const int order = a.name.compare(b.name, Qt::CaseInsensitive);
        return order != 0 ? order < 0 : a.key < b.key;
    });
    AgentTeam rest{rows.account.id, 0, {}, {}, {}, {}, {}, {}};
    for (const RowId agent : agents) {
        if (!placed.contains(agent))
            rest.members.push_back(agent);
    }
    std::sort(rest.members.begin(), rest.members.end());
    if (!rest.members.empty())
        out.push_back(std::move(rest));
    return out;
}

/// Unknown as soon as one member's is.
std::optional<qint64> sumOf(const AgentTeam &team, const QHash<RowId, const AgentReportRow *> &rows,
                            std::optional<qint64> AgentReportRow::*counter)
{
    qint64 sum = 0;
    for (const RowId agent : team.members) {
        const std::optional<qint64> &value = rows.value(agent)->*counter;
        if (!value)
            return std::nullopt;
        sum += *value;
    }
    return sum;
}

void addTeams(AgentReport &report, Figures &figures, const std::vector<AccountRows> &accounts,
              const MetricList &metrics)
{
    QHash<RowId, const AgentReportRow *> byAgent;
    for (const AgentReportRow &row : report.rows)
        byAgent.insert(row.agent.id, &row);
    for (const AccountRows &rows : accounts) {
        for (AgentTeam &team : teamsOf(rows, report.rows)) {
            // An agent has each conversation alone, so that these do add up.
            team.open = sumOf(team, byAgent, &AgentReportRow::open);
            team.unattended = sumOf(team, byAgent, &AgentReportRow::unattended);
            team.conversations = sumOf(team, byAgent, &AgentReportRow::conversations);
            const AgentReportRow &member = *byAgent.value(team.members.front());
            team.hasGap = member.hasGap;
            const std::vector<qint64> keys(team.members.begin(), team.members.end());
            for (std::size_t m = 0; m < metrics.size(); ++m) {
                ReportFigure figure = figures.narrowed(*metrics[m], Dimension::Agent, keys);
                figure.hasGap = member.figures[m].hasGap; // the account's, not that of all
                team.figures.push_back(std::move(figure));
            }
            report.teams.push_back(std::move(team));
        }
    }
}

} // namespace

FigureQuery ofAllThatIsOpen(FigureQuery query)
{
    ReportFilter filter;
    filter.accounts = query.filter.accounts;
    filter.subGroups = query.filter.subGroups;
    query.filter = filter;
    return query;
}

AgentReport buildAgentReport(const ReportInput &input, const FigureQuery &query,
                             const MetricList &metrics, bool byTeam)
{
    Figures figures(input, query);
    AgentReport report;
    report.range = query.range;
    AgentSets sets;
    sets.open = figures.of(openMetric(), Dimension::Agent);
    sets.byLabels = !query.filter.labels.isEmpty();
    const FigureQuery wide = ofAllThatIsOpen(query);
    if (wide.filter != query.filter)
        sets.allOpen = Figures(input, wide).of(openMetric(), Dimension::Agent);
    sets.unattended = figures.of(unattendedMetric(), Dimension::Agent);
    sets.unassigned = figures.of(*metricSpec("unassigned_conversations"), Dimension::Account);
    sets.conversations = figures.of(*metricSpec("conversations"), Dimension::Agent);
    for (const MetricSpec *metric : metrics) {
        sets.metrics.push_back(figures.of(*metric, Dimension::Agent));
        report.columns.push_back(columnOf(figures, *metric, sets.metrics.back(), Dimension::Agent));
        report.total.push_back(sets.metrics.back().total);
        report.nobody.push_back(figureFor(sets.metrics.back(), 0, kNoKey));
    }
    std::vector<AccountRows> narrowed = input.accounts;
    narrowRows(narrowed, query.filter);
    for (std::size_t i = 0; i < narrowed.size(); ++i)
        addAccount(report, input.accounts[i], narrowed[i], sets);
    addTotals(report, sets, figures);
    for (const AccountRows *rows : figures.accounts()) {
        if (const QString note = countsNote(figures, *rows); !note.isEmpty())
            report.notes.append(note);
    }
    addBasis(report, input.accounts, query.now);
    if (!metrics.empty()) {
        const ReportBasis basis = basisOf(figures, metrics);
        report.notes += basis.notes;
        if (!basis.asOf || !report.asOf)
            report.asOf.reset();
        else
            report.asOf = std::min(*report.asOf, *basis.asOf);
        report.lateAt = earlierOf(report.lateAt, basis.lateAt);
        report.gaps.insert(report.gaps.end(), basis.gaps.begin(), basis.gaps.end());
        for (const AccountGaps &each : basis.gapsBy)
            addGaps(report.gapsBy, each);
    }
    report.gaps = mergedRanges(std::move(report.gaps));
    std::sort(report.rows.begin(), report.rows.end(), rowBefore);
    if (byTeam)
        addTeams(report, figures, input.accounts, metrics);
    return report;
}

} // namespace watchfloor
