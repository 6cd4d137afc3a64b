// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/plaintext.h"
#include "models/words.h"
#include "views/reporttables.h"

#include <algorithm>
#include <map>

namespace watchfloor {
namespace {

QString agentText(const char *text)
{
    return QCoreApplication::translate("ReportTables", text);
}

QString agentName(const AgentReportRow &row, const ReportWords &words)
{
    const QString name = words.person(row.account, row.agent.remoteId, row.agent.name);
    return row.agent.goneAt
               ? agentText(QT_TRANSLATE_NOOP("ReportTables", "%1 (left)")).arg(words.inLine(name))
               : name;
}

/// How long it has been in its state, in the words of the pages.
QString inState(const Agent &agent, const ReportWords &words)
{
    if (!agent.availabilitySince)
        return MetricFormatter::none();
    constexpr DurationMs minute = 60'000;
    const DurationMs age = std::max<DurationMs>(0, words.now() - *agent.availabilitySince);
    if (!agent.availabilityIsOlder)
        return words.format().age(age);
    return age < minute
               ? MetricFormatter::none()
               : agentText(QT_TRANSLATE_NOOP("ReportTables", "≥ %1")).arg(words.format().age(age));
}

/// Rows of agents and of their teams, as far as a view shows them.
class AgentRows {
public:
    AgentRows(const AgentReport &report, const ReportWords &words, bool accounts,
              const ReportView &view)
        : m_report(report)
        , m_words(words)
        , m_accounts(accounts)
        , m_view(view)
    {
    }

    PaperTable table()
    {
        m_table.empty = agentText(QT_TRANSLATE_NOOP("ReportTables", "There are no agents."));
        addColumns();
        if (m_view.teams)
            addTeams();
        else
            addAgents(m_report.rows, 0);
        if (!m_table.rows.empty()) {
            addNobodys();
            addTotal();
        }
        return std::move(m_table);
    }

private:
    bool withStates() const { return m_view.agents.has_value() || m_view.agentsNow; }

    void addColumns()
    {
        const auto text = [this](const char *title) {
            m_table.columns.push_back({agentText(title), false});
        };
        const auto number = [this](const char *title) {
            m_table.columns.push_back({agentText(title), true});
        };
        text(QT_TRANSLATE_NOOP("ReportTables", "Agent"));
        if (m_accounts)
            m_table.columns.push_back(
                {agentText(QT_TRANSLATE_NOOP("ReportTables", "Account")), false, false, true});
        if (withStates()) {
            text(QT_TRANSLATE_NOOP("ReportTables", "State"));
            number(QT_TRANSLATE_NOOP("ReportTables", "In state"));
        }
        number(QT_TRANSLATE_NOOP("ReportTables", "Open now"));
        number(QT_TRANSLATE_NOOP("ReportTables", "Unattended now"));
        if (m_view.agentsNow)
            return;
        number(QT_TRANSLATE_NOOP("ReportTables", "Conversations"));
        m_words.addColumns(m_table, m_report.columns);
    }

    /// What they all have; `states`: of agents, empty for everything else.
    template<typename Counted>
    void add(const QString &name, const QString &account, const QStringList &states,
             const Counted &of, const std::vector<ReportFigure> &figures, PaperTable::Row row)
    {
        row.cells << name;
        if (m_accounts)
            row.cells << account;
        if (withStates())
            row.cells << (states.isEmpty() ? QStringList{QString(), QString()} : states);
        row.cells << m_words.format().count(of.open) << m_words.format().count(of.unattended);
        if (!m_view.agentsNow) {
            row.cells << m_words.format().count(of.conversations);
            m_words.addCells(row.cells, m_report.columns, figures);
        }
        m_table.rows.push_back(std::move(row));
    }

    void addAgents(const std::vector<AgentReportRow> &rows, int depth)
    {
        std::vector<std::pair<QString, const AgentReportRow *>> named;
        for (const AgentReportRow &row : rows)
            named.emplace_back(agentName(row, m_words), &row);
        // The order of the real names would tell them to whoever knows the team.
        if (m_words.names().isOn())
            std::sort(named.begin(), named.end(),
                      [](const auto &a, const auto &b) { return a.first < b.first; });
        for (const auto &[name, of] : named)
            add(name, oneLine(of->accountName),
                {availabilityTitle(of->agent.availability), inState(of->agent, m_words)}, *of,
                of->figures, {{}, depth, of->agent.goneAt.has_value(), false});
    }

    void addTeams()
    {
        std::map<RowId, const AgentReportRow *> agents;
        for (const AgentReportRow &row : m_report.rows)
            agents.emplace(row.agent.id, &row);
        for (const ShownTeam &shown : *m_view.teams) {
            const auto team = std::find_if(
                m_report.teams.begin(), m_report.teams.end(), [&shown](const AgentTeam &each) {
                    return each.account == shown.account && each.key == shown.team;
                });
            if (team == m_report.teams.end())
                continue; // it has gone since
            const QString name = team->key == 0
                                     ? agentText(QT_TRANSLATE_NOOP("ReportTables", "No team"))
                                     : oneLine(team->name);
            add(agentText(QT_TRANSLATE_NOOP("ReportTables", "%1 (%2)"))
                    .arg(m_words.inLine(name),
                         m_words.format().count(static_cast<qint64>(team->members.size()))),
                accountOf(*team), {}, *team, team->figures, {});
            std::vector<AgentReportRow> under;
            for (const RowId agent : shown.agents) {
                if (const auto at = agents.find(agent); at != agents.end())
                    under.push_back(*at->second);
            }
            addAgents(under, 1);
        }
    }

    QString accountOf(const AgentTeam &team) const
    {
        const auto member = std::find_if(
            m_report.rows.begin(), m_report.rows.end(),
            [&team](const AgentReportRow &row) { return row.account == team.account; });
        return member == m_report.rows.end() ? QString() : oneLine(member->accountName);
    }

    struct Counts {
        std::optional<qint64> open, unattended, conversations;
    };

    /// What the rows of agents lack of the total.
    void addNobodys()
    {
        Counts nobodys;
        if (m_report.unassignedKnown)
            nobodys.open = m_report.unassigned;
        nobodys.unattended = m_report.unassignedUnattended;
        if (m_report.conversationsKnown)
            nobodys.conversations = m_report.unspecified;
        add(agentText(QT_TRANSLATE_NOOP("ReportTables", "Unassigned")), QString(), {}, nobodys,
            m_report.nobody, {{}, 0, true, false});
    }

    void addTotal()
    {
        Counts all;
        if (m_report.openKnown)
            all.open = m_report.open;
        if (m_report.unattendedKnown)
            all.unattended = m_report.unattended;
        if (m_report.conversationsKnown)
            all.conversations = m_report.conversations;
        add(agentText(QT_TRANSLATE_NOOP("ReportTables", "Total")), QString(), {}, all,
            m_report.total, {{}, 0, false, true});
    }

    const AgentReport &m_report;
    const ReportWords &m_words;
    bool m_accounts;
    const ReportView &m_view;
    PaperTable m_table;
};

} // namespace

AgentReport shownAgents(AgentReport report, const ReportView &view)
{
    if (!view.agents)
        return report;
    std::map<RowId, std::size_t> places;
    for (const RowId agent : *view.agents)
        places.emplace(agent, places.size());
    std::erase_if(report.rows, [&places](const AgentReportRow &row) {
        return places.find(row.agent.id) == places.end();
    });
    std::sort(report.rows.begin(), report.rows.end(),
              [&places](const AgentReportRow &a, const AgentReportRow &b) {
                  return places.at(a.agent.id) < places.at(b.agent.id);
              });
    return report;
}

PaperTable agentTable(const AgentReport &report, const ReportWords &words, bool accounts,
                      const ReportView &view)
{
    return AgentRows(report, words, accounts, view).table();
}

QString restOfAgents(std::size_t all, std::size_t shown, const ReportView &view,
                     const ReportWords &words)
{
    if (shown == all)
        return {};
    const auto count = [&words](std::size_t n) {
        return words.format().count(static_cast<qint64>(n));
    };
    const QString shownOf =
        agentText(QT_TRANSLATE_NOOP("ReportTables", "%1 of %2 agents are shown%3; the last line is "
                                                    "of all of them."))
            .arg(count(shown), count(all));
    return shownOf.arg(view.chosenBy.isEmpty() || words.names().isOn()
                           ? QString()
                           : QStringLiteral(" (%1)").arg(view.chosenBy.join(QStringLiteral(", "))));
}

} // namespace watchfloor
