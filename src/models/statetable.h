// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/agenttimelinereport.h"
#include "backend/engine/reports/nowreport.h"
#include "backend/engine/tables/rawtable.h"

namespace watchfloor {

// Drawings as rows, for files.

/// A row for each stretch of an agent's state; `source` says who told it: reported (the vendor),
/// observed (seen by polls, to their edges) or gap (nobody was looking, so there is no state).
RawTable stateTable(const AgentTimelineReport &timeline);
/// A row for each step of today and yesterday that has begun, by metric. A gap has no count.
RawTable courseTable(const NowReport &report);

} // namespace watchfloor
