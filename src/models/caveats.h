// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/timerange.h"
#include "models/metricformatter.h"
#include "models/viewscope.h"

#include <QStringList>

#include <vector>

namespace watchfloor {

/// What a reader must know before trusting a report's numbers, a plain sentence each: the report's
/// own notes, then the parts of its range nobody has fetched. Empty = nothing to say.
QStringList caveats(const QStringList &notes, const std::vector<TimeRange> &gaps,
                    const MetricFormatter &format, TimeMs now);

/// Where agents are listed and counted: what of the filter does not narrow them; empty = nothing.
QString agentsNotNarrowed(const ViewFilter &filter);

} // namespace watchfloor
