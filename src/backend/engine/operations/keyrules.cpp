// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/keyrules.h"

#include <algorithm>

namespace watchfloor {
namespace {

bool inStatus(const Conversation &conversation, const char *status)
{
    return conversation.status == QLatin1String(status);
}

// LivePerson: 18 metrics follow from messages, participants, transfers and surveys, which its
// parser turned into these events; active conversations, the four loads and the free slots rest on
// weights the raw data lacks, so they are the vendor's own figures (keyreported.cpp).

constexpr KeyEventRule answersAndClosings[] = {
    {"wait_time", KeyTally::Wait},                            // mean(HR - first message it answers)
    {"first_response", KeyTally::FirstWait},                  // the same for the first HR
    {"reply_time", KeyTally::Reply},                          // from the assignment at the earliest
    {"first_assignment_response", KeyTally::FirstAssignment}, // first answer - first assignment
    {"conversation_resolved", KeyTally::Closed},              // closeAt in the window
    {"conversation_resolved", KeyTally::Duration},            // closeAt - start
    {"transferred", KeyTally::Transferred}, // to a skill or agent, not to the queue
    {"csat_answer", KeyTally::CsatAnswer},  // answers of 4 and 5 by all answers
};
constexpr KeyMetric livePersonGives[] = {
    KeyMetric::AssignedConversations,
    KeyMetric::ActiveConversations,
    KeyMetric::AgentLoad,
    KeyMetric::HumanAgentLoad,
    KeyMetric::HumanOnlineLoad,
    KeyMetric::HumanAwayLoad,
    KeyMetric::AvailableSlots,
    KeyMetric::OnlineAgents,
    KeyMetric::BackSoonAgents,
    KeyMetric::AwayAgents,
    KeyMetric::AvgWaitTime,
    KeyMetric::AvgWaitTimeFirstResponse,
    KeyMetric::AvgTimeToResponse,
    KeyMetric::AvgTimeToFirstResponseFirstAssignment,
    KeyMetric::ClosedConversations,
    KeyMetric::ClosedByAgent,
    KeyMetric::ClosedByConsumer,
    KeyMetric::AutoClosed,
    KeyMetric::ConcludedConversations,
    KeyMetric::Csat,
    KeyMetric::AvgConversationsDuration,
    KeyMetric::UnassignedConversations,
    KeyMetric::OpenConversations,
    KeyMetric::OverdueConversationsInQueue,
    KeyMetric::OverdueConversationsAssigned,
    KeyMetric::OverdueConversationsTotal,
    KeyMetric::QueueWaitTime50thPercentile,
    KeyMetric::QueueWaitTime90thPercentile,
};

/// In the queue LivePerson goes on naming the latest agent, so the status decides.
KeyPresence byStatus(const Conversation &c, bool assigned)
{
    if (inStatus(c, "queued"))
        return KeyPresence::InQueue;
    if (!inStatus(c, "open"))
        return KeyPresence::None;
    return assigned ? KeyPresence::Assigned : KeyPresence::InQueue;
}

// Rocket.Chat: the same formulas over rooms, messages and transfer history. It knows no load, no
// due time and no survey.

constexpr KeyMetric rocketChatGives[] = {
    KeyMetric::AssignedConversations,
    KeyMetric::OnlineAgents,
    KeyMetric::AwayAgents,
    KeyMetric::AvgWaitTime,
    KeyMetric::AvgWaitTimeFirstResponse,
    KeyMetric::AvgTimeToResponse,
    KeyMetric::AvgTimeToFirstResponseFirstAssignment,
    KeyMetric::ClosedConversations,
    KeyMetric::ClosedByAgent,
    KeyMetric::ClosedByConsumer,
    KeyMetric::AutoClosed,
    KeyMetric::ConcludedConversations,
    KeyMetric::AvgConversationsDuration,
    KeyMetric::UnassignedConversations,
    KeyMetric::OpenConversations,
    KeyMetric::QueueWaitTime50thPercentile,
    KeyMetric::QueueWaitTime90thPercentile,
};

// Chatwoot: its own reporting rows, filtered by their created_at and by the conversation's present
// team, as its report builders do. It has no wait of its own for the first answer and the later
// ones, so both of its answer times make the wait. Who closed and who passed on is not told.

constexpr KeyEventRule chatwootRows[] = {
    {"first_response", KeyTally::Wait},
    {"first_response", KeyTally::FirstWait},
    {"reply_time", KeyTally::Wait},
    {"conversation_resolved", KeyTally::Closed},
    {"conversation_resolved", KeyTally::Duration},
    {"csat_answer", KeyTally::CsatAnswer},
};
constexpr KeyMetric chatwootGives[] = {KeyMetric::AssignedConversations,
                                       KeyMetric::OnlineAgents,
                                       KeyMetric::AvgWaitTime,
                                       KeyMetric::AvgWaitTimeFirstResponse,
                                       KeyMetric::ClosedConversations,
                                       KeyMetric::Csat,
                                       KeyMetric::UnassignedConversations,
                                       KeyMetric::OpenConversations,
                                       KeyMetric::AvgConversationsDuration};

// ChatDash: creation, end and who took over; no queue times, no messages, no people's states.

constexpr KeyEventRule chatDashEnds[] = {
    {"conversation_resolved", KeyTally::Closed},
    {"conversation_resolved", KeyTally::Duration},
};
constexpr KeyMetric chatDashGives[] = {
    KeyMetric::AssignedConversations, KeyMetric::ClosedConversations,
    KeyMetric::UnassignedConversations, KeyMetric::OpenConversations,
    KeyMetric::AvgConversationsDuration};

/// What only the AI talks to is nobody's work: neither queued nor assigned.
KeyPresence liveWithPeople(const Conversation &c, bool assigned)
{
    if (!c.isLive.value_or(false))
        return KeyPresence::None;
    if (inStatus(c, "pending"))
        return KeyPresence::InQueue;
    return assigned && inStatus(c, "open") ? KeyPresence::Assigned : KeyPresence::None;
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
