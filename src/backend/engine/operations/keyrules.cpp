// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/keyrules.h"

#include <algorithm>

namespace watchfloor {
namespace {

using T = KeyTally;
using M = KeyMetric;

bool hasStatus(const Conversation &conversation, const char *status)
{
    return conversation.status == QLatin1String(status);
}

// LivePerson: 18 metrics follow from messages, participants, transfers and surveys, which its
// parser turned into these events; active conversations, the four loads and the free slots rest on
// weights the raw data lacks, so they are the vendor's own figures (keyreported.cpp).

constexpr KeyEventRule answersAndClosings[] = {
    {"wait_time", T::Wait},                            // mean(HR - first message it answers)
    {"first_response", T::FirstWait},                  // the same for the first HR
    {"reply_time", T::Reply},                          // from the assignment at the earliest
    {"first_assignment_response", T::FirstAssignment}, // first answer - first assignment
    {"conversation_resolved", T::Closed},              // closeAt in the window
    {"conversation_resolved", T::Duration},            // closeAt - start
    {"transferred", T::Transferred},                   // to a skill or agent, not to the queue
    {"csat_answer", T::CsatAnswer},                    // answers of 4 and 5 by all answers
};
constexpr KeyMetric livePersonGives[] = {
    M::AssignedConversations,
    M::ActiveConversations,
    M::AgentLoad,
    M::HumanAgentLoad,
    M::HumanOnlineLoad,
    M::HumanAwayLoad,
    M::AvailableSlots,
    M::OnlineAgents,
    M::BackSoonAgents,
    M::AwayAgents,
    M::AvgWaitTime,
    M::AvgWaitTimeFirstResponse,
    M::AvgTimeToResponse,
    M::AvgTimeToFirstResponseFirstAssignment,
    M::ClosedConversations,
    M::ClosedByAgent,
    M::ClosedByConsumer,
    M::AutoClosed,
    M::ConcludedConversations,
    M::Csat,
    M::AvgConversationsDuration,
    M::UnassignedConversations,
    M::OpenConversations,
    M::OverdueConversationsInQueue,
    M::OverdueConversationsAssigned,
    M::OverdueConversationsTotal,
    M::QueueWaitTime50thPercentile,
    M::QueueWaitTime90thPercentile,
};

/// In the queue LivePerson goes on naming the latest agent, so the status decides.
KeyPresence byStatus(const Conversation &c, bool assigned)
{
    if (hasStatus(c, "queued"))
        return KeyPresence::InQueue;
    if (!hasStatus(c, "open"))
        return KeyPresence::None;
    return assigned ? KeyPresence::Assigned : KeyPresence::InQueue;
}

// Rocket.Chat: the same formulas over rooms, messages and transfer history. It knows no load, no
// due time and no survey.

constexpr KeyMetric rocketChatGives[] = {
    M::AssignedConversations,
    M::OnlineAgents,
    M::AwayAgents,
    M::AvgWaitTime,
    M::AvgWaitTimeFirstResponse,
    M::AvgTimeToResponse,
    M::AvgTimeToFirstResponseFirstAssignment,
    M::ClosedConversations,
    M::ClosedByAgent,
    M::ClosedByConsumer,
    M::AutoClosed,
    M::ConcludedConversations,
    M::AvgConversationsDuration,
    M::UnassignedConversations,
    M::OpenConversations,
    M::QueueWaitTime50thPercentile,
    M::QueueWaitTime90thPercentile,
};

// Chatwoot: its own reporting rows, filtered by their created_at and by the conversation's present
// team, as its report builders do. It has no wait of its own for the first answer and the later
// ones, so both of its answer times make the wait. Who closed and who passed on is not told.

constexpr KeyEventRule chatwootRows[] = {
    {"first_response", T::Wait},
    {"first_response", T::FirstWait},
    {"reply_time", T::Wait},
    {"conversation_resolved", T::Closed},
    {"conversation_resolved", T::Duration},
    {"csat_answer", T::CsatAnswer},
};
constexpr KeyMetric chatwootGives[] = {
    M::AssignedConversations,    M::OnlineAgents,        M::AvgWaitTime,
    M::AvgWaitTimeFirstResponse, M::ClosedConversations, M::Csat,
    M::UnassignedConversations,  M::OpenConversations,   M::AvgConversationsDuration};

// ChatDash: creation, end and who took over; no queue times, no messages, no people's states.

constexpr KeyEventRule chatDashEnds[] = {
    {"conversation_resolved", T::Closed},
    {"conversation_resolved", T::Duration},
};
constexpr KeyMetric chatDashGives[] = {M::AssignedConversations, M::ClosedConversations,
                                       M::UnassignedConversations, M::OpenConversations,
                                       M::AvgConversationsDuration};

/// What only the AI talks to is nobody's work: neither queued nor assigned.
KeyPresence liveWithPeople(const Conversation &c, bool assigned)
{
    if (!c.isLive.value_or(false))
        return KeyPresence::None;
    if (hasStatus(c, "pending"))
        return KeyPresence::InQueue;
    return assigned && hasStatus(c, "open") ? KeyPresence::Assigned : KeyPresence::None;
}

constexpr std::array keyVendors{
    KeyRules{"rocketchat", answersAndClosings, rocketChatGives, true, byStatus},
    KeyRules{"liveperson", answersAndClosings, livePersonGives, false, byStatus},
    KeyRules{"chatwoot", chatwootRows, chatwootGives, true, byStatus},
    KeyRules{"chatdash", chatDashEnds, chatDashGives, true, liveWithPeople},
};

} // namespace

bool KeyRules::canGive(KeyMetric metric) const
{
    return std::find(gives.begin(), gives.end(), metric) != gives.end();
}

const KeyRules &keyRulesFor(const QString &provider)
{
    for (const KeyRules &rules : keyVendors) {
        if (provider == QLatin1String(rules.provider))
            return rules;
    }
    return keyVendors.front();
}

} // namespace watchfloor
