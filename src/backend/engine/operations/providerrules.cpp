// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/providerrules.h"

#include <array>

namespace watchfloor {
namespace {

bool statusIs(const Conversation &conversation, const char *status)
{
    return conversation.status == QLatin1String(status);
}

bool openByStatus(const Conversation &c)
{
    return statusIs(c, "open");
}

/// Chatwoot: open and (no first reply or waiting_since set). Rocket.Chat: waitingResponse or never
/// answered, which the mapping keeps in the same two columns.
std::optional<bool> unansweredOrWaiting(const Conversation &c)
{
    return openByStatus(c) && (!c.firstResponse || c.waitingSince);
}

/// LivePerson: OPEN and assigned.
bool openAndAssigned(const Conversation &c)
{
    return openByStatus(c) && !c.agentRemoteId.isEmpty();
}

/// LivePerson: pending agent response. Without a waiting time it is only known when the vendor says
/// that it waits for the consumer, or when the agent has been seen to answer; otherwise nothing is
/// claimed.
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

/// ChatDash: live and taken over by a person.
bool liveWithHuman(const Conversation &c)
{
    return c.isLive.value_or(false) && (openByStatus(c) || statusIs(c, "human"));
}

std::optional<bool> pendingForHuman(const Conversation &c)
{
    return statusIs(c, "pending");
}

constexpr ProviderRules neutral{.isOpen = openByStatus, .isUnattended = unansweredOrWaiting};
constexpr std::array vendors{
    ProviderRules{.provider = "chatwoot",
                  .numericIds = true,
                  .removalUnassigns = true,
                  .alwaysSendsText = true,
                  .internalIdInEvents = true,
                  .surveysAreEvents = false,
                  .isOpen = openByStatus,
                  .isUnattended = unansweredOrWaiting},
    ProviderRules{.provider = "rocketchat",
                  .listsBots = true,
                  .isOpen = openByStatus,
                  .isUnattended = unansweredOrWaiting},
    ProviderRules{.provider = "liveperson",
                  .listsBots = true,
                  .isOpen = openAndAssigned,
                  .isUnattended = pendingAgentResponse},
    ProviderRules{.provider = "chatdash", .isOpen = liveWithHuman, .isUnattended = pendingForHuman},
};

} // namespace

bool ProviderRules::lists(const Agent &agent) const
{
    if (agent.kind == AgentKind::System || (agent.kind == AgentKind::Bot && !listsBots))
        return false;
    // A row without name and e-mail stands for somebody only seen as assignee so far.
    return !agent.name.isEmpty() || !agent.email.isEmpty();
}

const ProviderRules &rulesFor(const QString &provider)
{
    for (const ProviderRules &rules : vendors) {
        if (provider == QLatin1String(rules.provider))
            return rules;
    }
    return neutral;
}

} // namespace watchfloor
