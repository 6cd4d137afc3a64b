// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/accountrows.h"
#include "backend/engine/figures/factsource.h"

namespace watchfloor {

/// Conversations and events by account, read when a measure first needs them. What is there besides
/// does no harm.
class RowSupply {
public:
    virtual ~RowSupply() = default;
    /// Stays valid. Events come with their conversations; of `rows` only the account is told
    /// besides.
    virtual const std::vector<AccountRows> &rowsFor(const FactMeasure &measure) = 0;
};

/// All of them were read before.
class RowsAtHand : public RowSupply {
public:
    explicit RowsAtHand(const std::vector<AccountRows> &rows)
        : m_rows(rows)
    {
    }
    const std::vector<AccountRows> &rowsFor(const FactMeasure &) override { return m_rows; }

private:
    const std::vector<AccountRows> &m_rows;
};

} // namespace watchfloor
