// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/conversationcounts.h"

#include <QSet>

namespace watchfloor {
namespace {

/// Whom a bot serves does not wait for a person.
void count(ConversationCounts &into, const ProviderRules &rules, const Conversation &conversation,
           bool withBot)
{
    const std::optional<bool> unattended =
        withBot ? std::optional(false) : rules.isUnattended(conversation);
    into.open += rules.isOpen(conversation);
    into.unattended += unattended.value_or(false);
    into.unattendedKnown = into.unattendedKnown && unattended.has_value();
}

} // namespace

AccountCounts countConversations(const ProviderRules &rules, const std::vector<Agent> &agents,
                                 const std::vector<Conversation> &conversations)
{
    QSet<QString> left;
    QSet<QString> bots;
    for (const Agent &agent : agents) {
        if (rules.removalUnassigns && agent.goneAt)
            left.insert(agent.remoteId);
        if (agent.kind == AgentKind::Bot)
            bots.insert(agent.remoteId);
    }
    AccountCounts counts;
    for (const Conversation &conversation : conversations) {
        if (conversation.goneAt)
            continue;
        const QString &agent = conversation.agentRemoteId;
        const bool assigned = !agent.isEmpty() && !left.contains(agent);
        const bool withBot = assigned && bots.contains(agent);
        count(assigned ? counts.byAgent[agent] : counts.unassigned, rules, conversation, withBot);
        count(counts.total, rules, conversation, withBot);
    }
    return counts;
}

} // namespace watchfloor
