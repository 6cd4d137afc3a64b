// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/factreader.h"

#include <QHash>

namespace watchfloor {

class Database;

/// SELECTs behind FactReader: rows of the cache back into domain values with remote ids.
class FactQueries {
public:
    explicit FactQueries(Database &db)
        : m_db(db)
    {
    }

    std::vector<Agent> agents(const std::vector<RowId> &accounts);
    std::vector<Grouping> groupings(const std::vector<RowId> &accounts);
    std::vector<Membership> memberships(RowId account);
    std::vector<Conversation> conversations(const ConversationQuery &query);
    std::vector<ReportingEvent> events(RowId conversation);
    std::vector<ReportingEvent> events(RowId account, TimeRange created,
                                       const QStringList &labels = {});
    std::vector<TimeMs> waitingEvents(RowId account, TimeRange created);
    std::vector<MetricValue> currentMetricValues(RowId account);
    std::vector<MetricValue> windowMetricValues(RowId account, const QStringList &metrics,
                                                TimeRange range);
    std::vector<AgentState> agentStates(RowId account, TimeRange range);
    std::vector<AgentState> agentStates(RowId account, const QString &agent, TimeRange range);
    QStringList channels();
    QStringList labels(const std::vector<RowId> &accounts);

    using Texts = QHash<RowId, QString>;
    /// `sql` selects a row and its text.
    Texts texts(const QString &sql);

private:
    /// " AND x.account IN (...)"; empty list = every account that was not removed.
    static QString ofAccounts(const QString &column, const std::vector<RowId> &accounts);
    QStringList names(const QString &sql);

    Database &m_db;
};

} // namespace watchfloor
