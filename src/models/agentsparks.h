// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/trendreport.h"

#include <QHash>
#include <QList>

namespace watchfloor {

/// By agent, the first metric of a trend by agents, one value a step; NaN where nobody has fetched
/// the whole step of the agent's own account.
QHash<RowId, QList<double>> sparksOf(const TrendReport &report);

} // namespace watchfloor
