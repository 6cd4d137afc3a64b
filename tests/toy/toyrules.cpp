// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "toy/toyrules.h"

namespace watchfloor::toy {
namespace {

constexpr KeyEventRule keyEvents[] = {
    {"first_response", KeyTally::FirstWait},
    {"conversation_resolved", KeyTally::Closed},
    {"conversation_resolved", KeyTally::Duration},
};
constexpr KeyMetric keyMetrics[] = {
    KeyMetric::AssignedConversations, KeyMetric::AvgWaitTimeFirstResponse,
    KeyMetric::ClosedConversations,   KeyMetric::AvgConversationsDuration,
    KeyMetric::OpenConversations,     KeyMetric::UnassignedConversations};

constexpr VendorField from(const char *field, const char *event = nullptr)
{
    VendorField way{.provider = "deskbell", .route = VendorRoute::Recomputed, .field = field};
    way.eventNames[0] = event;
    return way;
}

constexpr VendorMetric metrics[] = {
    {"conversations", from("talks, born")},
    {"first_response_time", from("talks, answered", "first_response")},
    {"resolution_time", from("talks, done", "conversation_resolved")},
    {"resolutions_count", from("talks, done", "conversation_resolved")},
    {"open_conversations", from("talks, state")},
};

} // namespace

const ProviderRules &rules()
{
    static const ProviderRules own{
        .isOpen = vendorrules::openByStatus,
        .isUnattended = vendorrules::unansweredOrWaiting,
        .key = {keyEvents, keyMetrics, true, vendorrules::presenceByStatus},
        .metrics = metrics,
    };
    return own;
}

} // namespace watchfloor::toy
