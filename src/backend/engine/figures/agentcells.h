// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/dimensionkeys.h"
#include "backend/engine/facts/factquery.h"

namespace watchfloor {

/// Where one account's agents belong by their memberships. The rows and keys must outlive it.
class AgentCells {
public:
    AgentCells(const AccountRows &rows, DimensionKeys &keys);

    /// Ascending, each once; {kNoKey} when none.
    std::vector<qint64> keys(Dimension dimension, const Agent &agent) const;
    bool passes(const Agent &agent, const FactFilter &filter) const;

private:
    RowId m_account;
    std::map<Dimension, QHash<QString, std::vector<qint64>>> m_memberships;
};

} // namespace watchfloor
