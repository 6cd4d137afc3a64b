// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootrules.h"

namespace watchfloor::chatwoot {
namespace {

// Its own reporting rows, filtered by their created_at and by the conversation's present team, as
// its report builders do. It has no wait of its own for the first answer and the later ones, so
// both of its answer times make the wait. Who closed and who passed on is not told.
constexpr KeyEventRule reportingRows[] = {
    {"first_response", KeyTally::Wait},
    {"first_response", KeyTally::FirstWait},
    {"reply_time", KeyTally::Wait},
    {"conversation_resolved", KeyTally::Closed},
    {"conversation_resolved", KeyTally::Duration},
    {"csat_answer", KeyTally::CsatAnswer},
};
constexpr KeyMetric given[] = {KeyMetric::AssignedConversations,
                               KeyMetric::OnlineAgents,
                               KeyMetric::AvgWaitTime,
                               KeyMetric::AvgWaitTimeFirstResponse,
                               KeyMetric::ClosedConversations,
                               KeyMetric::Csat,
                               KeyMetric::UnassignedConversations,
                               KeyMetric::OpenConversations,
                               KeyMetric::AvgConversationsDuration};

} // namespace

const ProviderRules &rules()
{
    static const ProviderRules own{
        .numericIds = true,
        .removalUnassigns = true,
        .alwaysSendsText = true,
        .internalIdInEvents = true,
        .surveysAreEvents = false,
        .queuesByWaiting = true,
        .isOpen = vendorrules::openByStatus,
        .isUnattended = vendorrules::unansweredOrWaiting,
        .key = {reportingRows, given, true, vendorrules::presenceByStatus},
    };
    return own;
}

} // namespace watchfloor::chatwoot
