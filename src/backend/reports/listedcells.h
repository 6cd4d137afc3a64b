// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/factdelta.h"
#include "backend/engine/facts/factquery.h"
#include "backend/engine/figures/dimensionkeys.h"
#include "backend/engine/reports/conversationlistreport.h"

#include <QHash>

#include <vector>

namespace watchfloor {

/// One account's cells: what they are called and which of them pass.
class ListedCells {
public:
    /// `keys` must outlive it. `account`: its index in the list.
    ListedCells(const std::vector<FactCell> &cells, DimensionKeys &keys, int account);

    /// Ascending.
    std::vector<RowId> passing(const FactFilter &filter) const;
    /// As the list shows it.
    ConversationCell shown(RowId id) const;
    RowId newest() const { return m_newest; }

private:
    RowId holderOf(const FactCell &cell) const;

    DimensionKeys &m_keys;
    int m_account;
    QHash<RowId, FactCell> m_cells;
    RowId m_newest = 0;
};

} // namespace watchfloor
