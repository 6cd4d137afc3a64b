// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/reports/conversationlist.h"
#include "backend/reports/listedcells.h"
#include "backend/reports/rowsource.h"

#include <memory>

namespace watchfloor {

class ConversationListBuilder;

/// One reading of a list, on the engine worker and of one commit: of all its rows, or of those that
/// changed since a former one.
class ListReading {
public:
    ListReading(RowSource &source, const ConversationListQuery &asked, TimeMs now,
                const std::stop_token &stop);

    /// People, groupings and cells; before anything else.
    Result<void> open();

    /// What a list rests on besides its rows; equal ones: only rows written since can differ.
    struct Basis {
        ReportQuery query;
        bool withGone = true;
        std::vector<ConversationListAccount> accounts;
        std::vector<std::vector<RowId>> cells; ///< that pass, by account
        std::vector<RowId> newestCells; ///< by account; rows of later ones were written since
        qint64 commit = 0;
    };
    const Basis &basis() const { return m_basis; }
    bool restsOnSame(const Basis &former) const;

    Result<ConversationListReport> whole();
    /// The same, where `before` was of `former`, restsOnSame(), and only `written` (ascending) were
    /// since then. `before` itself where nothing is another.
    Result<ConversationListReport> after(const std::shared_ptr<const ConversationList> &before,
                                         const Basis &former, const std::vector<RowId> &written);

private:
    class FewRows;

    ListedQuery rowsAsked(std::size_t account) const;
    quint32 codeOf(std::size_t account, RowId cell, bool inQueue, ConversationListBuilder *builder);
    /// Without those that are `known` already.
    Result<void> read(std::size_t account, const ListedQuery &query,
                      ConversationListBuilder *builder, const FewRows *known = nullptr);
    /// Of all the builder has.
    Result<void> readLabels(ConversationListBuilder *builder);
    ConversationListReport report() const;

    RowSource &m_source;
    const ConversationListQuery &m_asked;
    TimeMs m_now;
    std::stop_token m_stop;
    std::vector<AccountRows> m_accounts;
    std::unique_ptr<DimensionKeys> m_keys;
    std::vector<ListedCells> m_cells; ///< by account
    /// Of the list, by account; of a cell and whether it is the queue's part of it.
    std::vector<QHash<std::pair<RowId, bool>, quint32>> m_codes;
    bool m_filtersCells = false;
    Basis m_basis;
};

} // namespace watchfloor
