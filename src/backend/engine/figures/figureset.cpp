// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/figures.h"

#include <algorithm>

namespace watchfloor {

ReportFigure FigureSet::blank(RowId account) const
{
    const auto own = blanks.find(account);
    if (own != blanks.end())
        return own->second;
    const bool hasGap = std::any_of(blanks.begin(), blanks.end(),
                                    [](const auto &blank) { return blank.second.hasGap; });
    // A row of several accounts is told as far as one of them can tell it, but for what may be its
    // own and waits.
    WhyAbsent why = WhyAbsent::VendorCannot;
    for (const auto &[id, figure] : blanks) {
        if (figure.why == WhyAbsent::NotMatched)
            return figure;
    }
    for (const auto &[id, figure] : blanks) {
        if (figure.why != WhyAbsent::VendorCannot && figure.why != WhyAbsent::NoTarget) {
            ReportFigure several = figure;
            several.hasGap = hasGap;
            return several;
        }
        if (figure.why == WhyAbsent::NoTarget)
            why = figure.why;
    }
    ReportFigure none;
    none.why = why;
    return none;
}

} // namespace watchfloor
