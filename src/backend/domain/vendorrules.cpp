// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/vendorrules.h"

namespace watchfloor::vendorrules {
namespace {

bool inStatus(const Conversation &conversation, const char *status)
{
    return conversation.status == QLatin1String(status);
}

constexpr KeyEventRule answerEvents[] = {
    {"wait_time", KeyTally::Wait},                            // mean(HR - first message it answers)
    {"first_response", KeyTally::FirstWait},                  // the same for the first HR
    {"reply_time", KeyTally::Reply},                          // from the assignment at the earliest
    {"first_assignment_response", KeyTally::FirstAssignment}, // first answer - first assignment
    {"conversation_resolved", KeyTally::Closed},              // closeAt in the window
    {"conversation_resolved", KeyTally::Duration},            // closeAt - start
    {"transferred", KeyTally::Transferred}, // to a skill or agent, not to the queue
    {"csat_answer", KeyTally::CsatAnswer},  // answers of 4 and 5 by all answers
};

// Rooms, messages and transfer history: no load, no due time and no survey.
constexpr KeyMetric canonicalMetrics[] = {
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

} // namespace

bool openByStatus(const Conversation &conversation)
{
    return inStatus(conversation, "open");
}

std::optional<bool> unansweredOrWaiting(const Conversation &conversation)
{
    return openByStatus(conversation) && (!conversation.firstResponse || conversation.waitingSince);
}

KeyPresence presenceByStatus(const Conversation &conversation, bool assigned)
{
    if (inStatus(conversation, "queued"))
        return KeyPresence::InQueue;
    if (!inStatus(conversation, "open"))
        return KeyPresence::None;
    return assigned ? KeyPresence::Assigned : KeyPresence::InQueue;
}

std::span<const KeyEventRule> answersAndClosings()
{
    return answerEvents;
}

const ProviderRules &neutral()
{
    static const ProviderRules rules{
        .queuesByWaiting = true,
        .isOpen = openByStatus,
        .isUnattended = unansweredOrWaiting,
        .key = {answerEvents, canonicalMetrics, true, presenceByStatus}};
    return rules;
}

} // namespace watchfloor::vendorrules
