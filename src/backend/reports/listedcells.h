// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/factdelta.h"
#include "backend/engine/facts/factquery.h"
#include "backend/engine/figures/dimensionkeys.h"
#include "backend/engine/reports/conversationlistreport.h"
#include "backend/engine/vendors.h"

#include <QHash>

#include <vector>

namespace watchfloor {

/// One account's cells: what they are called and which of them pass.
class ListedCells {
public:
    /// `keys` must outlive it. `account`: its index in the list.
    ListedCells(const std::vector<FactCell> &cells, DimensionKeys &keys, int account,
                const ProviderRules &rules);

    /// Ascending.
    std::vector<RowId> passing(const FactFilter &filter) const;
    /// How a conversation of the cell stands now.
    Standing standing(const Conversation &conversation, RowId cell) const
    {
        return standingOf(conversation, m_rules, m_holding.value(cell, Holding::Nobody));
    }
    /// As the list shows it; `inQueue`: to those who wait there.
    ConversationCell shown(RowId id, bool inQueue) const;
    RowId newest() const { return m_newest; }

private:
    RowId holderOf(const FactCell &cell) const;

    DimensionKeys &m_keys;
    int m_account;
    const ProviderRules &m_rules;
    QHash<RowId, FactCell> m_cells;
    QHash<RowId, Holding> m_holding;
    RowId m_newest = 0;
};

} // namespace watchfloor
