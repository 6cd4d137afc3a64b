// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/cellrules.h"

#include "backend/engine/vendors.h"

namespace watchfloor {

CellRules cellRulesOf(const AccountRows &rows)
{
    CellRules rules;
    rules.groupIsConversations = rulesFor(rows.account.provider).key.groupIsConversations;
    const bool unassigns = rulesFor(rows.account.provider).removalUnassigns;
    for (const Agent &agent : rows.agents) {
        CellRules::Person &person = rules.agents[agent.id];
        person.left = unassigns && agent.goneAt;
        if (agent.kind != AgentKind::System)
            person.actor = agent.kind == AgentKind::Bot ? kActorBot : kActorHuman;
    }
    return rules;
}

CellValues cellValuesOf(const FactCell &cell, const CellRules &rules)
{
    const auto found = rules.agents.find(cell.agent);
    const CellRules::Person agent =
        found == rules.agents.end() ? CellRules::Person() : found->second;
    CellValues values;
    values.set(Dimension::Account, cell.account);
    values.set(Dimension::Agent, cell.agent);
    values.set(Dimension::Group, rules.groupIsConversations ? cell.conversationGroup : cell.group);
    values.set(Dimension::Skill, cell.skill);
    values.set(Dimension::Inbox, cell.inbox);
    values.set(Dimension::Channel, cell.channel);
    values.set(Dimension::Actor, cell.bot < 0 ? agent.actor : cell.bot + 1);
    values.set(Dimension::Origin, cell.estimated ? kOriginEstimated : kOriginTold);
    values.set(Dimension::Holder, agent.left ? kNoKey : cell.agent);
    values.set(Dimension::HolderActor, agent.left ? kActorUnknown : agent.actor);
    return values;
}

} // namespace watchfloor
