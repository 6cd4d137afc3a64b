// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/countersample.h"
#include "backend/engine/figures/buildfigures.h"
#include "backend/engine/reports/nowreport.h"

#include <QTimeZone>

namespace watchfloor {

// Pure functions like those of buildfigures.h. Rows need the active conversations too.

/// The query's range is yesterday and today of the zone (twoDays()), for which the columns are
/// there. `samples`: of the day, the last of each historyStep.
NowReport buildNow(const ReportInput &input, const FigureQuery &query, DurationMs soon,
                   const QTimeZone &zone, const std::vector<CounterSample> &samples);

/// Each account, and of it these groups. The query's filter and range are not read.
CountersReport buildCounters(const ReportInput &input, const FigureQuery &query, DurationMs soon,
                             const std::vector<RowId> &groups);

} // namespace watchfloor
