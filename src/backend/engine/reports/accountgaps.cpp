// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/reports/accountgaps.h"

#include <algorithm>

namespace watchfloor {

void addGaps(std::vector<AccountGaps> &all, AccountGaps own)
{
    if (own.gaps.empty())
        return;
    const auto known = std::find_if(all.begin(), all.end(),
                                    [&own](const AccountGaps &each) { return each.id == own.id; });
    if (known != all.end())
        own.gaps.insert(own.gaps.end(), known->gaps.begin(), known->gaps.end());
    own.gaps = mergedRanges(std::move(own.gaps));
    if (known == all.end())
        all.push_back(std::move(own));
    else
        *known = std::move(own);
}

} // namespace watchfloor
