// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/namelookup.h"
#include "backend/engine/reports/timelinereport.h"

#include <vector>

namespace watchfloor {

// Parts of buildTimelineReport().

TimelineAgent timelineAgent(const AccountRows &rows, const NameLookup &names,
                            const QString &remoteId);

/// Who passed it to whom: the next one it is assigned to before it is passed on again.
std::vector<TimelineTransfer> transfersOf(const std::vector<TimelineEvent> &events);

/// Parts of the extent in which something may have happened that is not in the cache. The report
/// needs extent, events and ended.
std::vector<TimeRange> unknownParts(const AccountRows &rows, const TimelineReport &report,
                                    TimeMs now);

} // namespace watchfloor
