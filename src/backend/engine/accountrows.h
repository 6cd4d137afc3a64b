// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/domain/agent.h"
#include "backend/domain/agentstate.h"
#include "backend/domain/conversation.h"
#include "backend/domain/feed.h"
#include "backend/domain/grouping.h"
#include "backend/domain/metricvalue.h"
#include "backend/domain/reportingevent.h"

#include <vector>

namespace watchfloor {

/// What the cache holds about one account, as far as a report asked for it.
struct AccountRows {
    Account account;
    std::vector<Agent> agents;
    std::vector<Grouping> groupings;
    std::vector<Membership> memberships;
    std::vector<Conversation> conversations;  ///< created in the range, and all active ones
    std::vector<ReportingEvent> events;       ///< created in the range
    std::vector<MetricValue> reported;        ///< the vendor's own current figures
    std::vector<MetricValue> reportedWindows; ///< and those of windows in the range
    std::vector<AgentState> states;           ///< that reach into the range
    /// When events of the range were created that have not found their conversation, ascending.
    std::vector<TimeMs> waitingEvents;
    std::vector<FeedState> feeds;
};

} // namespace watchfloor
