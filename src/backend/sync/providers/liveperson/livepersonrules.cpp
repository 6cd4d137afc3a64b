// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonrules.h"

namespace watchfloor::liveperson {
namespace {

/// OPEN and assigned.
bool openAndAssigned(const Conversation &c)
{
    return vendorrules::openByStatus(c) && !c.agentRemoteId.isEmpty();
}

/// Pending agent response. Without a waiting time it is only known when the vendor says that it
/// waits for the consumer, or when the agent has been seen to answer; otherwise nothing is claimed.
std::optional<bool> pendingAgentResponse(const Conversation &c)
{
    if (!openAndAssigned(c))
        return false;
    if (c.waitingSince)
        return true;
    const bool forConsumer =
        c.extra.value(QLatin1String("waits_for")).toString() == QLatin1String("consumer");
    return forConsumer || c.firstResponse ? std::optional(false) : std::nullopt;
}

// 18 metrics follow from messages, participants, transfers and surveys, which the parser turned
// into events; active conversations, the four loads and the free slots rest on weights the raw data
// lacks, so they are the vendor's own figures.
constexpr KeyMetric given[] = {
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

} // namespace

const ProviderRules &rules()
{
    // In the queue LivePerson goes on naming the latest agent, so the status decides.
    static const ProviderRules own{
        .listsBots = true,
        .isOpen = openAndAssigned,
        .isUnattended = pendingAgentResponse,
        .key = {vendorrules::answersAndClosings(), given, false, vendorrules::presenceByStatus},
    };
    return own;
}

} // namespace watchfloor::liveperson
