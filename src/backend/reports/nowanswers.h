// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/buildnow.h"
#include "backend/reports/factreport.h"

namespace watchfloor {

/// On the engine worker; see ReportService.
Result<NowReport> nowAnswer(FactReport &facts, const ReportFilter &filter, DurationMs soon,
                            const QTimeZone &zone, TimeMs now);
Result<CountersReport> countersAnswer(FactReport &facts, DurationMs soon,
                                      const std::vector<RowId> &groups, TimeMs now);

} // namespace watchfloor
