// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/cellrecords.h"
#include "backend/engine/figures/rowsupply.h"
#include "backend/reports/rowsource.h"

namespace watchfloor {

/// What one report reads beside the columns, when a figure first needs it. All must outlive it.
class ReportRows : public RowSupply, public CellRecords {
public:
    /// An empty label chooses conversations without any.
    ReportRows(RowSource &source, const std::vector<AccountRows> &accounts, TimeRange range,
               const QStringList &labels)
        : m_source(source)
        , m_accounts(accounts)
        , m_range(range)
        , m_labels(labels.contains(QString()) ? QStringList() : labels)
    {
    }

    const std::vector<AccountRows> &rowsFor(const FactMeasure &measure) override;
    const std::vector<CellRecord> &recordsFor(const FactMeasure &measure, RowId account) override;

    void visit(const FactMeasure &measure, RowId account, TimeRange window,
               const Take &take) override;

    /// The first failure; what was asked for is empty then.
    const std::optional<Error> &error() const { return m_error; }

private:
    std::vector<AccountRows> active();
    std::vector<AccountRows> past();
    Result<void> readEvents(const QString &name, RowId account);
    Result<void> readClosings(RowId account);
    Result<void> visitEvents(const FactMeasure &measure, RowId account, TimeRange window,
                             const Take &take);
    Result<void> visitConversations(const FactMeasure &measure, const AccountRows &of,
                                    TimeRange window, const Take &take);
    Result<void> readConversations(const FactMeasure &measure, const AccountRows &of);
    qint64 conversationOf(const CountedEvent &event, RowId account);
    template<typename T>
    T orNothing(Result<T> result);

    RowSource &m_source;
    const std::vector<AccountRows> &m_accounts;
    TimeRange m_range;
    QStringList m_labels; ///< empty: cannot be narrowed to
    std::optional<std::vector<AccountRows>> m_active, m_past;
    std::map<std::pair<RowId, FactMeasure>, std::vector<CellRecord>> m_records;
    /// Conversations that events wait for: below zero.
    QHash<std::pair<RowId, QString>, qint64> m_strangers;
    qint64 m_lastStranger = 0;
    std::optional<Error> m_error;
};

} // namespace watchfloor
