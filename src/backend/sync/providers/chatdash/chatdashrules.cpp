// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatdash/chatdashrules.h"

namespace watchfloor::chatdash {
namespace {

bool inState(const Conversation &conversation, const char *status)
{
    return conversation.status == QLatin1String(status);
}

/// Live and taken over by a person.
bool liveWithHuman(const Conversation &c)
{
    return c.isLive.value_or(false) && (vendorrules::openByStatus(c) || inState(c, "human"));
}

std::optional<bool> pendingForHuman(const Conversation &c)
{
    return inState(c, "pending");
}

// Creation, end and who took over; no queue times, no messages, no people's states.
constexpr KeyEventRule ends[] = {
    {"conversation_resolved", KeyTally::Closed},
    {"conversation_resolved", KeyTally::Duration},
};
constexpr KeyMetric given[] = {KeyMetric::AssignedConversations, KeyMetric::ClosedConversations,
                               KeyMetric::UnassignedConversations, KeyMetric::OpenConversations,
                               KeyMetric::AvgConversationsDuration};

/// What only the AI talks to is nobody's work: neither queued nor assigned.
KeyPresence liveWithPeople(const Conversation &c, bool assigned)
{
    if (!c.isLive.value_or(false))
        return KeyPresence::None;
    if (inState(c, "pending"))
        return KeyPresence::InQueue;
    return assigned && inState(c, "open") ? KeyPresence::Assigned : KeyPresence::None;
}

} // namespace

const ProviderRules &rules()
{
    static const ProviderRules own{
        .isOpen = liveWithHuman,
        .isUnattended = pendingForHuman,
        .key = {ends, given, true, liveWithPeople},
    };
    return own;
}

} // namespace watchfloor::chatdash
