// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/reports/reportservice.h"
#include "models/viewscope.h"

namespace watchfloor {

/// The page's words in the reports'.
ReportFilter reportFilter(const ViewScope &scope);
ReportFilter reportFilter(const std::vector<RowId> &accounts, const ViewFilter &filter);
/// The scope's question at this moment.
ReportQuery rowsOf(const ViewScope &scope, TimeMs now);
FigureRequest figuresOf(const ViewScope &scope, TimeMs now);

} // namespace watchfloor
