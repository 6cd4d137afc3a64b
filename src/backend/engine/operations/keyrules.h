// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/conversation.h"
#include "backend/engine/operations/keymetric.h"

#include <span>

namespace watchfloor {

/// What one scope (all, a group, a skill) counts; a metric is a count, a mean or a sum of these.
enum class KeyTally {
    Wait,
    FirstWait,
    Reply,
    FirstAssignment,
    Duration,
    Closed,
    ClosedByAgent,
    ClosedByConsumer,
    AutoClosed,
    Transferred,
    CsatAnswer, ///< value 1 for an answer of 4 or 5, else 0
    Assigned,
    Unassigned,
    Open,
    OverdueInQueue,
    OverdueAssigned,
    QueueWait,
    Count
};
inline constexpr std::size_t KeyTallyCount = static_cast<std::size_t>(KeyTally::Count);

/// Each event of the name adds its value to the tally.
struct KeyEventRule {
    const char *event;
    KeyTally tally;
};

enum class KeyPresence { None, InQueue, Assigned };

/// How one vendor's rows become key metrics. One table per vendor in keyrules.cpp and no other
/// place.
struct KeyRules {
    const char *provider = "";
    std::span<const KeyEventRule> events;
    std::span<const KeyMetric> gives; ///< what the vendor's interface can tell at all
    /// A fact belongs to the conversation's present group; else to its own at the time.
    bool groupIsConversations = true;
    /// `assigned`: somebody has the conversation who has not left.
    KeyPresence (*presence)(const Conversation &, bool assigned) = nullptr;

    bool canGive(KeyMetric metric) const;
};

/// Unknown vendors get Rocket.Chat's rules, which rest on the canonical columns alone.
const KeyRules &keyRulesFor(const QString &provider);

// Windows of the current metrics, as the vendor documents them.
inline constexpr qint64 assignedWithin = 30LL * 86'400'000;
inline constexpr qint64 overdueWithin = 4LL * 86'400'000;
inline constexpr qint64 queueWaitWithin = 86'400'000;

} // namespace watchfloor
