// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/agentreport.h"
#include "models/metricsheet.h"
#include "models/rowtablemodel.h"

#include <QHash>
#include <QSet>

namespace watchfloor {

/// An agent, or, grouped by team, the team above its agents.
struct AgentTableRow : AgentReportRow {
    bool isTeam = false;
    RowId team = 0; ///< grouped: the one it is of or stands under, 0 = none
    int members = 0;
    std::vector<ReportFigure> before; ///< by column, of the period before
    std::optional<qint64> conversationsBefore;
};

/// The Agents table. Totals are the report's true totals, never a sum over the rows on screen.
/// Grouped by team, an agent of several teams stands under each, and a team's figures count what
/// its agents share once.
class AgentTableModel : public RowTableModel<AgentTableRow> {
    Q_OBJECT
public:
    enum Column {
        Name,
        State,
        Since,
        Open,
        Unattended,
        Load,
        Conversations,
        FirstMetric, ///< the five shown first
        Spark = FirstMetric + 5,
        Teams,
        Reason,
        Bot,
        Account,
        OtherMetrics, ///< and all others
    };

    explicit AgentTableModel(QObject *parent = nullptr);

    /// `sameQuestion`: refresh by difference; otherwise the table starts anew. `before`: the same
    /// question about the period before.
    void setReport(AgentReport report, bool sameQuestion, const AgentReport *before = nullptr);
    /// Conversations per hour of the last day by row of the agent, oldest first; NaN = not known.
    /// `steps`: their times, where the hours can be opened.
    void setSparks(QHash<RowId, QList<double>> sparks, std::vector<TimeRange> steps = {});
    const std::vector<TimeRange> &sparkSteps() const { return m_sparkSteps; }
    QList<double> sparkOf(int row) const { return m_sparks.value(this->row(row).agent.id); }
    void setByTeam(bool on);
    bool isByTeam() const { return m_byTeam; }
    /// How figures are read: aggregate, business hours, compare, thresholds, stale.
    MetricLook look() const { return m_sheet.look(); }
    void setLook(MetricLook look);

    const AgentReport &report() const { return m_report; } ///< without its rows and teams
    /// Every agent once, by state word.
    QMap<QString, int> agentsByState(bool withBots) const;
    /// Of anybody: without, nobody's load is known.
    bool hasSlots() const { return m_hasSlots; }
    int agentCount() const { return static_cast<int>(m_agents.size()); }

    /// The team's row above each row, -1 = none.
    std::vector<int> parents() const;
    bool isOpen(int row) const;
    void setOpen(int row, bool open);
    QStringList closedTeams() const;
    void setClosedTeams(const QStringList &keys);

    /// A team's agents.
    std::vector<RowId> membersOf(int row) const;

    /// Null for columns that are no metric of the catalogue.
    const MetricSpec *metricOf(int column) const;
    /// Whose levels the column's numbers have; null: none.
    const MetricSpec *levelsMetricOf(int column) const;

protected:
    QVariant cell(int column, int role, const AgentTableRow &row) const override;
    QString rowKey(const AgentTableRow &row) const override;
    QString stateOf(const AgentTableRow &row) const override;
    bool sameRow(const AgentTableRow &a, const AgentTableRow &b) const override;
    QVariant headerExtra(int column, int role) const override;
    void lookChanged() override;

private:
    static std::vector<ColumnSpec> columnsOf(const MetricSheet &sheet);
    int sheetColumn(int column) const;
    std::vector<AgentTableRow> arranged() const;
    /// Whose levels a row's numbers have.
    ThresholdScope levelsOf(const AgentTableRow &row) const;
    ThresholdState thresholdOf(int column, const AgentTableRow &row) const;
    std::optional<double> measured(int column, const AgentTableRow &row) const;
    QVariant teamCell(int column, int role, const AgentTableRow &row) const;
    QString display(int column, const AgentTableRow &row) const;
    QString inState(const Agent &agent) const;
    QVariant raw(int column, const AgentTableRow &row) const;
    QVariant exported(int column, const AgentTableRow &row) const;
    std::optional<double> share(const AgentTableRow &row) const;
    QString toolTip(int column, const AgentTableRow &row) const;
    QString presenceToolTip(const AgentTableRow &row) const;
    QString filterText(const AgentTableRow &row) const;
    QString footerToolTip(int column, int role) const;
    /// What is beside, and said of, a number of conversations created in the range.
    QVariant assigned(int role, std::optional<qint64> now, std::optional<qint64> before) const;
    bool isStale() const { return m_sheet.look().stale; }

    MetricSheet m_sheet;
    AgentReport m_report;
    std::optional<qint64> m_totalBefore; // conversations of all, and of nobody
    std::optional<qint64> m_restBefore;
    std::vector<AgentTableRow> m_agents; // as reported
    std::vector<AgentTableRow> m_teams;
    std::vector<std::vector<RowId>> m_members; // of each team
    QHash<RowId, QList<double>> m_sparks;
    std::vector<TimeRange> m_sparkSteps;
    QSet<QString> m_closed;
    bool m_hasSlots = false;
    bool m_staffed = false; ///< enough agents can answer for an absent one to stand out
    bool m_byTeam = false;
};

} // namespace watchfloor
