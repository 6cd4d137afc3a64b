// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/conversation.h"
#include "backend/domain/factdelta.h"
#include "backend/domain/result.h"
#include "backend/engine/metricspec.h"
#include "backend/engine/reports/conversationlistreport.h"
#include "backend/engine/tables/rawtable.h"
#include "backend/reports/listedcells.h"
#include "backend/store/exportedrows.h"

#include <QHash>

#include <map>
#include <memory>
#include <span>

namespace watchfloor {

class RowSource;

/// What a file of conversations says of each.
class ExportColumns {
public:
    ExportColumns(const ConversationList &list, TableFormat format);

    /// First: the events there are decide columns.
    Result<void> readNames(RowSource &source);
    const std::vector<RawColumn> &columns() const { return m_columns; }
    /// Whose these conversations (ascending) of the account are now: the list may be older than
    /// what is read. For every conversation before its cells().
    Result<void> readHolders(RowSource &source, RowId account, const std::vector<RowId> &ids);
    /// Good until the next call.
    const std::vector<RawCell> &cells(quint32 row, const Conversation &conversation,
                                      std::span<const ExportedEvent> events);

private:
    struct EventColumn {
        QString name;
        EventValue value = EventValue::Duration;
        bool business = false;
    };
    /// Everything of one name in one conversation.
    struct Summary {
        qint64 count = 0;
        TimeMs first = 0;
        TimeMs last = 0;
        qint64 value = 0;
        std::optional<DurationMs> business;
    };

    void addColumn(const QString &key, const char *unit);
    void addInstant(const QString &key);
    void fillBase();
    void fillEvents();
    void add(RawCell cell) { m_cells.push_back(std::move(cell)); }
    void add(std::optional<TimeMs> instant);
    void addSummaries(std::span<const ExportedEvent> events);
    RawCell eventList(std::span<const ExportedEvent> events);
    RawCell idCell(const QString &id) const;
    const ConversationCell &cellOf(RowId account, RowId conversation);

    const ConversationList &m_list;
    bool m_json;
    std::vector<RawColumn> m_columns;
    std::vector<EventColumn> m_eventColumns;
    QHash<RowId, std::size_t> m_eventAt; ///< by row of the name
    QHash<RowId, QString> m_agentIds, m_groupingIds, m_agentNames;
    QHash<RowId, RowId> m_agentOfCell;
    std::vector<AccountRows> m_accounts;
    std::unique_ptr<DimensionKeys> m_keys;   ///< of m_accounts
    std::map<RowId, ListedCells> m_listedOf; ///< by account
    using Holder = std::pair<RowId, bool>;   ///< cell, and whether it is the queue's part of it
    QHash<RowId, Holder> m_holders;          ///< by conversation
    QHash<Holder, ConversationCell> m_cellsOf;
    std::vector<Summary> m_summaries;
    std::vector<RawCell> m_cells;
    bool m_numericIds = false;
};

} // namespace watchfloor
