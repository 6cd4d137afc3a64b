// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/timerange.h"
#include "backend/engine/figures/reportfilter.h"

#include <vector>

namespace watchfloor {

/// What every page asks with. Empty account list = all.
struct ReportQuery {
    std::vector<RowId> accounts;
    TimeRange range;
    ReportFilter filter = {}; ///< its accounts are not read
};

} // namespace watchfloor
