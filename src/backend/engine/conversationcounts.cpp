// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/conversationcounts.h"

#include <QSet>

namespace watchfloor {
namespace {

void count(ConversationCounts &into, const ProviderRules &rules, const Conversation &conversation,
           TimeRange created)
{
    const std::optional<bool> unattended = rules.isUnattended(conversation);
    into.open += rules.isOpen(conversation);
    into.unattended += unattended.value_or(false);
    into.unattendedKnown = into.unattendedKnown && unattended.has_value();
    into.created += created.contains(conversation.created);
}

} // namespace

AccountCounts countConversations(const ProviderRules &rules, const std::vector<Agent> &agents,
                                 const std::vector<Conversation> &conversations, TimeRange created)
{
    QSet<QString> left;
    if (rules.removalUnassigns) {
        for (const Agent &agent : agents) {
            if (agent.goneAt)
                left.insert(agent.remoteId);
        }
    }
    AccountCounts counts;
    for (const Conversation &conversation : conversations) {
        if (conversation.goneAt)
            continue;
        const QString &agent = conversation.agentRemoteId;
        const bool assigned = !agent.isEmpty() && !left.contains(agent);
        count(assigned ? counts.byAgent[agent] : counts.unassigned, rules, conversation, created);
        count(counts.total, rules, conversation, created);
    }
    return counts;
}

} // namespace watchfloor
