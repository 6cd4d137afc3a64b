// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/timerange.h"

#include <QString>

#include <vector>

namespace watchfloor {

/// Parts of a range that nobody has fetched of one account.
struct AccountGaps {
    QString account; ///< its name
    std::vector<TimeRange> gaps;
    RowId id = 0; ///< its row

    bool operator==(const AccountGaps &) const = default;
};

/// Adds to the account's own; who has none is not listed.
void addGaps(std::vector<AccountGaps> &all, AccountGaps own);

} // namespace watchfloor
