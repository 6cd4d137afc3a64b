// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/reportingevent.h"
#include "backend/engine/accountrows.h"
#include "backend/engine/reports/timelinereport.h"

#include <vector>

namespace watchfloor {

// Pure functions from rows to the reports of the pages and of `show`. `now` bounds what can be a
// gap; nothing else depends on it.

/// Rows need agents, groupings, feeds, and the states of timelineAgents().
TimelineReport buildTimelineReport(const AccountRows &rows, const Conversation &conversation,
                                   std::vector<ReportingEvent> events, TimeMs now);

/// Remote ids of who took part, in order of first appearance; who has it now comes last.
QStringList timelineAgents(const Conversation &conversation,
                           const std::vector<ReportingEvent> &events);

} // namespace watchfloor
