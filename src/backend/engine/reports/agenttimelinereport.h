// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/agent.h"
#include "backend/domain/conversation.h"
#include "backend/domain/timerange.h"
#include "backend/engine/accountrows.h"

#include <QString>

#include <optional>
#include <vector>

namespace watchfloor {

/// A stretch of one availability within the range, [from, to).
struct StateSpan {
    QString state; ///< as Agent::availability
    QString reason;
    TimeRange span;
    bool reported = false; ///< told by the vendor; else seen by our own polls, to their edges
    bool lasts = false;    ///< still so at the end of what is known

    bool operator==(const StateSpan &) const = default;
};

/// One agent's presence over a range and what they were given in it.
struct AgentTimelineReport {
    Agent agent;
    QString accountName;
    TimeRange range;
    TimeMs until = 0;              ///< nothing is known after this: the range's end, or as-of
    std::vector<StateSpan> states; ///< ascending, without overlaps
    std::vector<TimeRange> gaps;   ///< parts of the range up to `until` of which nothing is known
    std::vector<Conversation> conversations; ///< created in the range, newest first, at most
    bool more = false;                       ///< there are older ones
    std::optional<TimeMs> asOf;
    std::optional<TimeMs> lateAt; ///< when two updates will be missing; none: the range is over
};

/// Rows with the account's states that reach into the range. Where the vendor reports states, they
/// win over what polls saw at the same time.
AgentTimelineReport buildAgentTimeline(const AccountRows &rows, const Agent &agent, TimeRange range,
                                       TimeMs now);

} // namespace watchfloor
