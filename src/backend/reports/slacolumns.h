// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/tablefacts.h"
#include "backend/store/slicereader.h"

namespace watchfloor {

/// With which SLA targets the columns count their hits. A column can count with one target of an
/// account: that of the first metric in the catalogue that rests on it and has one; hits of others
/// are counted row by row when they are asked for.
class SlaColumns {
public:
    /// Columns below this many rows are recounted at once.
    explicit SlaColumns(std::size_t atOnce = 200'000)
        : m_atOnce(atOnce)
    {
    }
    void setAccounts(const std::vector<AccountInboxes> &accounts);
    /// Gives new columns and small ones their targets; larger ones with other targets become
    /// TableColumns::updating.
    void follow(FactTable &table, TableColumns &columns) const;
    /// Counts one of those anew. True: more is to do.
    bool step(FactTable &table, TableColumns &columns) const;

private:
    using Targets = std::map<RowId, DurationMs>; // by account
    std::map<FactColumnId, Targets> wanted(const TableColumns &columns) const;

    std::size_t m_atOnce;
    std::vector<Account> m_accounts;
};

} // namespace watchfloor
