// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/behindquery.h"

namespace watchfloor {

/// All keys the query names, with what is below them where it says so.
std::vector<qint64> keysOf(const Figures &figures, const BehindQuery &query);
/// From now on the figures are of the query's row alone.
void narrowTo(Figures &figures, const BehindQuery &query);
/// The very figure that the reports show in that row.
ReportFigure explainedFigure(Figures &figures, const MetricSpec &metric, const BehindQuery &query);

} // namespace watchfloor
