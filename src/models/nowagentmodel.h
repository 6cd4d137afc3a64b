// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/agentreport.h"
#include "models/rowtablemodel.h"

#include <QHash>

namespace watchfloor {

/// Who is here and what they carry: the agents on the Now page.
class NowAgentModel : public RowTableModel<AgentReportRow> {
    Q_OBJECT
public:
    enum Column { Name, Since, Open, Unattended, ColumnCount };

    explicit NowAgentModel(QObject *parent = nullptr);

    void setAgents(std::vector<AgentReportRow> rows, bool sameQuestion);
    /// Key of the catalogue; empty = no number.
    static QString metricOf(int column);
    /// What is so now was read a while ago.
    void setStale(bool stale);

protected:
    QVariant cell(int column, int role, const AgentReportRow &row) const override;
    QString rowKey(const AgentReportRow &row) const override;
    QString stateOf(const AgentReportRow &row) const override { return row.agent.availability; }
    bool sameRow(const AgentReportRow &a, const AgentReportRow &b) const override;

private:
    QVariant display(int column, const AgentReportRow &row) const;
    QString toldApart(const AgentReportRow &row) const;
    QString toolTip(int column, const AgentReportRow &row) const;

    QHash<QString, QHash<RowId, int>> m_names; ///< how many have this name, by account
    qint64 m_mostOpen = 0;
    bool m_hasSlots = false; ///< of anybody: then bars are of slots, else of the busiest
    bool m_staffed = false;  ///< attention.h
    bool m_stale = false;
};

} // namespace watchfloor
