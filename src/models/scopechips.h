// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/filtercatalogue.h"
#include "models/scopepart.h"

namespace watchfloor {

/// One removable word of the active filters.
struct ScopeChip {
    FilterDimension dimension = FilterDimension::Agent;
    std::vector<FilterValue> values; ///< what goes when it is removed
    QString text;                    ///< "Group: Billing", "Agent: 3 agents", "Humans only"
    QString toolTip;                 ///< plain; all values where the text has no room for them
    bool ignored = false;            ///< the page on screen does not follow it
    QString reason;                  ///< why; empty = no reason given

    bool operator==(const ScopeChip &) const = default;
};

/// `ignored`: what the page on screen does not follow. One chip a value, one a dimension from three
/// values on; in the order of the dimensions.
std::vector<ScopeChip> scopeChips(const ViewFilter &filter, const FilterCatalogue &catalogue,
                                  const IgnoredParts &ignored);

ViewFilter withoutChip(const ViewFilter &filter, const ScopeChip &chip);

} // namespace watchfloor
