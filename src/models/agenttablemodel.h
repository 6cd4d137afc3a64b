// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/agentreport.h"
#include "models/rowtablemodel.h"

namespace watchfloor {

/// The Agents table. Totals are the report's true totals, never a sum over the rows on screen.
class AgentTableModel : public RowTableModel<AgentReportRow> {
    Q_OBJECT
public:
    enum Column {
        Name,
        State,
        Since,
        Open,
        Unattended,
        Conversations,
        Teams,
        Account,
        ColumnCount
    };

    explicit AgentTableModel(QObject *parent = nullptr);

    /// `sameQuestion`: refresh by difference; otherwise the table starts anew.
    void setReport(AgentReport report, bool sameQuestion);

    const AgentReport &report() const { return m_report; } ///< without its rows

protected:
    QVariant cell(int column, int role, const AgentReportRow &row) const override;
    QString rowKey(const AgentReportRow &row) const override;
    QString stateOf(const AgentReportRow &row) const override;
    bool sameRow(const AgentReportRow &a, const AgentReportRow &b) const override;
    QVariant headerExtra(int column, int role) const override;

private:
    QVariant display(int column, const AgentReportRow &row) const;
    QString inState(const Agent &agent) const;
    QVariant raw(int column, const AgentReportRow &row) const;
    QString toolTip(int column, const AgentReportRow &row) const;
    QString filterText(const AgentReportRow &row) const;

    AgentReport m_report;
    qint64 m_mostOpen = 0;
    bool m_staffed = false; ///< enough agents can answer for an absent one to stand out
};

} // namespace watchfloor
