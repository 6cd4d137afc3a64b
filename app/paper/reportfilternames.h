// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/reports/reportservice.h"
#include "views/reportanswers.h"

namespace watchfloor {

/// What a report is narrowed to, by name, for its cover.
std::vector<ReportFilterName> filterNames(const ReportFilter &filter, const FilterChoices &choices);

} // namespace watchfloor
