// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/agenttablemodel.h"

#include "backend/engine/metriccatalog.h"
#include "models/attention.h"
#include "models/plaintext.h"
#include "models/words.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace watchfloor {
namespace {

constexpr int assignedWidth = 72;

QString teamKey(RowId account, RowId team)
{
    return QStringLiteral("team/%1/%2").arg(account).arg(team);
}

} // namespace

AgentTableModel::AgentTableModel(QObject *parent)
    : RowTableModel<AgentTableRow>({}, parent)
    , m_sheet(MetricDimension::Agent,
              {QStringLiteral("open_conversations"), QStringLiteral("unattended_conversations"),
               QStringLiteral("conversations"), QStringLiteral("agent_current_status_start_time")},
              {QStringLiteral("closed_conversations"), QStringLiteral("first_response_time"),
               QStringLiteral("reply_time"), QStringLiteral("resolution_time"),
               QStringLiteral("csat")})
{
    setColumns(columnsOf(m_sheet));
}

std::vector<ColumnSpec> AgentTableModel::columnsOf(const MetricSheet &sheet)
{
    using K = ColumnKind;
    std::vector<ColumnSpec> columns{
        {QStringLiteral("agent"), tr("Agent"), tr("Name at the vendor; the mark is the state"),
         K::Text, 156, 3},
        {QStringLiteral("state"), tr("State"), tr("Availability as last seen"), K::Text, 88, 0,
         true},
        {QStringLiteral("since"),
         tr("In state"),
         tr("Time in this state, as far as it was observed"),
         K::Duration,
         92,
         0,
         false,
         true,
         {},
         QStringLiteral("time")},
        {QStringLiteral("open_conversations"), tr("Open"),
         tr("Open conversations assigned to the agent now"), K::Number, 64, 0},
        {QStringLiteral("unattended_conversations"), tr("Unattended"),
         tr("Open conversations whose customer waits for an answer now. While at least a quarter "
            "of the agents is there, a sign marks those who are not."),
         K::Number, 84, 0},
        {QStringLiteral("load"),
         tr("Load, %"),
         tr("Open conversations against the agent's slots; a dash where the slots are not known"),
         K::Number,
         76,
         0,
         false,
         false,
         {},
         QStringLiteral("ratio")},
        {QStringLiteral("conversations"), tr("Assigned"),
         tr("Conversations created in the range, by their agent of today"), K::Number,
         assignedWidth, 0},
    };
    const std::vector<ColumnSpec> metrics = sheet.specs();
    columns.insert(columns.end(), metrics.begin(), metrics.begin() + (Spark - FirstMetric));
    columns.push_back({QStringLiteral("spark"), tr("24 hours"),
                       tr("Conversations of the agent by the hour they were created in, the last "
                          "24 hours whatever the range"),
                       K::Number, 88, 0});
    columns.push_back({QStringLiteral("teams"), tr("Teams"),
                       tr("Teams or groups the agent belongs to"), K::Text, 176, 3});
    columns.push_back({QStringLiteral("reason"), tr("Reason"),
                       tr("What the agent gave as the reason of the state"), K::Text, 112, 0,
                       true});
    columns.push_back(
        {QStringLiteral("kind"), tr("Kind"), tr("A person or a bot"), K::Text, 72, 0, true});
    columns.push_back({QStringLiteral("account"), tr("Account"), tr("Account of this row"), K::Text,
                       128, 1, true});
    columns.insert(columns.end(), metrics.begin() + (Spark - FirstMetric), metrics.end());
    return columns;
}

int AgentTableModel::sheetColumn(int column) const
{
    if (column >= FirstMetric && column < Spark)
        return column - FirstMetric;
    return column >= OtherMetrics ? column - OtherMetrics + Spark - FirstMetric : -1;
}

const MetricSpec *AgentTableModel::metricOf(int column) const
{
    if (const int at = sheetColumn(column); at >= 0)
        return &m_sheet.metric(at);
    return column == Open || column == Unattended || column == Conversations
               ? metricSpec(this->column(column).key)
               : nullptr;
}

void AgentTableModel::setReport(AgentReport report, bool sameQuestion, const AgentReport *before)
{
    QHash<RowId, const AgentReportRow *> earlier;
    for (std::size_t i = 0; before && i < before->rows.size(); ++i)
        earlier.insert(before->rows[i].agent.id, &before->rows[i]);
    m_agents.clear();
    m_agents.reserve(report.rows.size());
    m_hasSlots = false;
    for (AgentReportRow &row : report.rows) {
        m_hasSlots = m_hasSlots || row.agent.capacity.value_or(0) > 0;
        AgentTableRow &agent = m_agents.emplace_back();
        static_cast<AgentReportRow &>(agent) = std::move(row);
        if (const AgentReportRow *was = earlier.value(agent.agent.id)) {
            agent.before = was->figures;
            if (!was->hasGap)
                agent.conversationsBefore = was->conversations;
        }
    }
    m_teams.clear();
    m_members.clear();
    for (AgentTeam &team : report.teams) {
        AgentTableRow &row = m_teams.emplace_back();
        row.isTeam = true;
        row.team = team.key;
        row.account = team.account;
        row.agent.name = std::move(team.name);
        row.members = static_cast<int>(team.members.size());
        row.open = team.open;
        row.unattended = team.unattended;
        row.conversations = team.conversations;
        row.figures = std::move(team.figures);
        for (std::size_t i = 0; before && i < before->teams.size(); ++i) {
            const AgentTeam &was = before->teams[i];
            if (was.account == row.account && was.key == row.team) {
                row.before = was.figures;
                if (!was.hasGap)
                    row.conversationsBefore = was.conversations;
            }
        }
        const auto account = std::find_if(m_agents.begin(), m_agents.end(),
                                          [&](const auto &a) { return a.account == row.account; });
        if (account != m_agents.end())
            row.accountName = account->accountName;
        m_members.push_back(std::move(team.members));
    }
    report.rows.clear();
    report.teams.clear();
    m_sheet.setAnswer(std::move(report.columns), std::move(report.total), std::move(report.nobody));
    if (before)
        m_sheet.setBefore(before->total, before->nobody);
    m_totalBefore = m_restBefore = std::nullopt;
    if (before && before->conversationsKnown && before->gaps.empty()) {
        m_totalBefore = before->conversations;
        m_restBefore = before->unspecified;
    }
    m_report = std::move(report);
    const bool staffed = isStaffed(m_agents);
    const bool signsChanged = std::exchange(m_staffed, staffed) != staffed;
    if (sameQuestion)
        updateRows(arranged());
    else
        resetRows(arranged());
    if (signsChanged)
        touchColumns(Unattended, Unattended);
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

std::vector<AgentTableRow> AgentTableModel::arranged() const
{
    if (!m_byTeam || m_teams.empty())
        return m_agents;
    QHash<RowId, const AgentTableRow *> byId;
    for (const AgentTableRow &row : m_agents)
        byId.insert(row.agent.id, &row);
    std::vector<AgentTableRow> rows;
    for (std::size_t i = 0; i < m_teams.size(); ++i) {
        rows.push_back(m_teams[i]);
        for (const RowId member : m_members[i]) {
            if (const AgentTableRow *agent = byId.value(member)) {
                rows.push_back(*agent);
                rows.back().team = m_teams[i].team;
            }
        }
    }
    return rows;
}

void AgentTableModel::setByTeam(bool on)
{
    if (on == m_byTeam)
        return;
    m_byTeam = on;
    resetRows(arranged());
}

void AgentTableModel::setSparks(QHash<RowId, QList<double>> sparks, std::vector<TimeRange> steps)
{
    m_sparkSteps = std::move(steps);
    m_sparks = std::move(sparks);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Spark), index(rowCount() - 1, Spark), {SparkRole, SortRole});
}

void AgentTableModel::setLook(MetricLook look)
{
    m_sheet.look() = std::move(look);
    lookChanged();
    for (int column = 0; column < columnCount(); ++column) {
        if (const int at = sheetColumn(column); at >= 0)
            renameColumn(column, m_sheet.title(at), m_sheet.toolTip(at), m_sheet.width(at));
    }
    const ColumnSpec &created = column(Conversations);
    renameColumn(Conversations, created.title, created.toolTip,
                 assignedWidth + (m_sheet.look().compare ? changeWidth : 0));
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

void AgentTableModel::lookChanged()
{
    m_sheet.look().format = format();
    m_sheet.look().now = now();
}

QMap<QString, int> AgentTableModel::agentsByState(bool withBots) const
{
    QMap<QString, int> counts;
    for (const AgentTableRow &row : m_agents) {
        if (withBots || row.agent.kind == AgentKind::Human)
            ++counts[row.agent.availability];
    }
    return counts;
}

std::vector<int> AgentTableModel::parents() const
{
    std::vector<int> parents(rows().size(), -1);
    if (!m_byTeam)
        return parents;
    QHash<std::pair<RowId, RowId>, int> teams;
    for (int i = 0; i < rowCount(); ++i) {
        if (row(i).isTeam)
            teams.insert({row(i).account, row(i).team}, i);
    }
    for (int i = 0; i < rowCount(); ++i) {
        if (!row(i).isTeam)
            parents[static_cast<std::size_t>(i)] = teams.value({row(i).account, row(i).team}, -1);
    }
    return parents;
}

bool AgentTableModel::isOpen(int at) const
{
    return !m_closed.contains(rowKey(row(at)));
}

void AgentTableModel::setOpen(int at, bool open)
{
    const QString key = rowKey(row(at));
    if (open)
        m_closed.remove(key);
    else
        m_closed.insert(key);
    Q_EMIT dataChanged(index(at, Name), index(at, Name), {BranchRole});
}

std::vector<RowId> AgentTableModel::membersOf(int at) const
{
    for (std::size_t i = 0; i < m_teams.size(); ++i) {
        if (m_teams[i].account == row(at).account && m_teams[i].team == row(at).team)
            return m_members[i];
    }
    return {};
}

QStringList AgentTableModel::closedTeams() const
{
    QStringList keys(m_closed.cbegin(), m_closed.cend());
    keys.sort();
    return keys;
}

void AgentTableModel::setClosedTeams(const QStringList &keys)
{
    m_closed = QSet<QString>(keys.cbegin(), keys.cend());
    touchColumns(Name, Name);
}

QString AgentTableModel::stateOf(const AgentTableRow &row) const
{
    return row.agent.availability;
}

QString AgentTableModel::rowKey(const AgentTableRow &row) const
{
    if (row.isTeam)
        return teamKey(row.account, row.team);
    const QString key = QString::number(row.account) + QLatin1Char('/') + row.agent.remoteId;
    return m_byTeam && !m_teams.empty() ? key + QLatin1Char('@') + QString::number(row.team) : key;
}

bool AgentTableModel::sameRow(const AgentTableRow &a, const AgentTableRow &b) const
{
    const auto shown = [](const AgentTableRow &r) {
        return std::tie(r.accountName, r.provider, r.agent, r.groups, r.open, r.leftOut,
                        r.unattended, r.conversations, r.figures, r.before, r.conversationsBefore,
                        r.members);
    };
    return shown(a) == shown(b);
}

} // namespace watchfloor
