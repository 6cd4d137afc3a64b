// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/conversationreport.h"
#include "models/rowtablemodel.h"

namespace watchfloor {

/// The list of conversations. One row per conversation of any account.
class ConversationListModel : public RowTableModel<ConversationReportRow> {
    Q_OBJECT
public:
    enum Column {
        Id,
        Status,
        Agent,
        Waiting,
        Created,
        Inbox,
        FirstResponse,
        Priority,
        Csat,
        Group,
        Channel,
        Labels,
        Closed,
        Account,
        ColumnCount
    };

    explicit ConversationListModel(QObject *parent = nullptr);

    void setReport(ConversationReport report, bool sameQuestion);

    const ConversationReport &report() const { return m_report; } ///< without its rows

protected:
    QVariant cell(int column, int role, const ConversationReportRow &row) const override;
    QString rowKey(const ConversationReportRow &row) const override;
    QString stateOf(const ConversationReportRow &row) const override;
    bool sameRow(const ConversationReportRow &a, const ConversationReportRow &b) const override;

private:
    QVariant display(int column, const ConversationReportRow &row) const;
    QVariant raw(int column, const ConversationReportRow &row) const;
    QString toolTip(int column, const ConversationReportRow &row) const;
    QString filterText(const ConversationReportRow &row) const;

    ConversationReport m_report;
};

} // namespace watchfloor
