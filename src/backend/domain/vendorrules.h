// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/agent.h"
#include "backend/domain/conversation.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace watchfloor {

/// The current and timed figures that operation 4 (key-metrics) knows, in the order of the
/// LivePerson response table, which is the order of the answer's keys. Definitions are in the
/// engine's catalogue.
enum class KeyMetric {
    AssignedConversations,
    ActiveConversations,
    AgentLoad,
    HumanAgentLoad,
    HumanOnlineLoad,
    HumanAwayLoad,
    AvailableSlots,
    OnlineAgents,
    BackSoonAgents,
    AwayAgents,
    AvgWaitTime,
    AvgWaitTimeFirstResponse,
    AvgTimeToResponse,
    AvgTimeToFirstResponseFirstAssignment,
    ClosedConversations,
    ClosedByAgent,
    ClosedByConsumer,
    AutoClosed,
    ConcludedConversations,
    Csat,
    AvgConversationsDuration,
    UnassignedConversations,
    OpenConversations,
    OverdueConversationsInQueue,
    OverdueConversationsAssigned,
    OverdueConversationsTotal,
    QueueWaitTime50thPercentile,
    QueueWaitTime90thPercentile,
    Count
};
inline constexpr std::size_t KeyMetricCount = static_cast<std::size_t>(KeyMetric::Count);

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

/// How one vendor's rows become key metrics.
struct KeyRules {
    std::span<const KeyEventRule> events;
    std::span<const KeyMetric> gives; ///< what the vendor's interface can tell at all
    /// A fact belongs to the conversation's present group; else to its own at the time.
    bool groupIsConversations = true;
    /// `assigned`: somebody has the conversation who has not left.
    KeyPresence (*presence)(const Conversation &, bool assigned) = nullptr;

    bool canGive(KeyMetric metric) const
    {
        return std::find(gives.begin(), gives.end(), metric) != gives.end();
    }
};

enum class VendorRoute { Reported, Recomputed };

/// One way one vendor gives one metric. A vendor without any gives it not at all (a dash, never 0).
struct VendorField {
    const char *provider = nullptr; ///< ProviderInfo::id
    VendorRoute route = VendorRoute::Reported;
    const char *call = nullptr;  ///< Reported: the request that answers it; else null
    const char *asked = nullptr; ///< Reported: the name in the request; null when nothing is named
    const char *field = nullptr; ///< Reported: the name in the answer; Recomputed: the raw facts
    /// Recomputed from events: which ones, taken together. (A Ratio of two metrics is computed from
    /// those two; the names then only say what it rests on.)
    std::array<const char *, 3> eventNames{};
    /// Events of conversations that also have this one in the window and scope do not count.
    const char *exceptEvent = nullptr;
    const char *note = nullptr; ///< where this vendor's meaning differs from the definition

    constexpr std::span<const char *const> events() const
    {
        std::size_t n = 0;
        while (n < eventNames.size() && eventNames[n])
            ++n;
        return {eventNames.data(), n};
    }
};

/// A way a vendor gives a metric that the catalogue does not know of: a new vendor's own folder
/// says it, so that the catalogue needs no line.
struct VendorMetric {
    const char *metric; ///< the catalogue's key
    VendorField way;
};

/// What the vendor-neutral engine must know about a vendor (design section 6, the table under "The
/// five operations"). Each provider keeps its own in <name>rules.cpp, in static storage: pure
/// functions and tables, no state.
struct ProviderRules {
    bool numericIds = false;         ///< ids are JSON numbers
    bool listsBots = false;          ///< bots are rows of the vendor's agent lists
    bool removalUnassigns = false;   ///< removing an agent leaves their conversations unassigned
    bool alwaysSendsText = false;    ///< empty e-mail or thumbnail is "" on the wire, not left out
    bool internalIdInEvents = false; ///< an event's conversation_id is the vendor's internal id
    bool surveysAreEvents = true;    ///< false: answers are no reporting events of the vendor
    /// Nothing tells when a conversation came to the queue: whoever waits unanswered stands for it.
    bool queuesByWaiting = false;
    /// Counts as open now, whoever has it.
    bool (*isOpen)(const Conversation &) = nullptr;
    /// The customer waits for a person; none = the vendor does not tell for this one.
    std::optional<bool> (*isUnattended)(const Conversation &) = nullptr;
    KeyRules key{};
    std::span<const VendorMetric> metrics{}; ///< besides those of the catalogue

    /// Since when what lies in the queue has lain there.
    TimeMs queuedSince(const Conversation &c) const
    {
        return c.queued.value_or(queuesByWaiting ? c.waitingSince.value_or(c.created) : c.created);
    }

    /// Rows of operation 1 and of the Agents page.
    bool lists(const Agent &agent) const
    {
        if (agent.kind == AgentKind::System || (agent.kind == AgentKind::Bot && !listsBots))
            return false;
        // A row without name and e-mail stands for somebody only seen as assignee so far.
        return !agent.name.isEmpty() || !agent.email.isEmpty();
    }
};

// The rules that several vendors share; they rest on the canonical columns alone.
namespace vendorrules {

/// Status `open`.
bool openByStatus(const Conversation &conversation);
/// Open and (no first response yet, or waiting_since set).
std::optional<bool> unansweredOrWaiting(const Conversation &conversation);
/// By status: `queued` is in the queue; `open` is assigned where somebody has it, else queued.
KeyPresence presenceByStatus(const Conversation &conversation, bool assigned);
/// The events that a parser makes from messages, participants and transfers.
std::span<const KeyEventRule> answersAndClosings();
/// Rules for a vendor that gives none of its own.
const ProviderRules &neutral();

} // namespace vendorrules

} // namespace watchfloor
