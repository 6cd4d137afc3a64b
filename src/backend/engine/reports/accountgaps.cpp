// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/reports/accountgaps.h"

#include <algorithm>

namespace watchfloor {

void addGaps(std::vector<AccountGaps> &all, const QString &account, std::vector<TimeRange> gaps)
{
    if (gaps.empty())
        return;
    const auto known = std::find_if(all.begin(), all.end(), [&account](const AccountGaps &each) {
        return each.account == account;
    });
    if (known == all.end()) {
        all.push_back({account, mergedRanges(std::move(gaps))});
        return;
    }
    gaps.insert(gaps.end(), known->gaps.begin(), known->gaps.end());
    known->gaps = mergedRanges(std::move(gaps));
}

} // namespace watchfloor
