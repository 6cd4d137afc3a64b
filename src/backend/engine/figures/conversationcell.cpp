// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/conversationcell.h"

#include <algorithm>

namespace watchfloor {

qint64 holderOf(const Conversation &conversation, RowId account, DimensionKeys &keys)
{
    const qint64 agent = keys.agent(account, conversation.agentRemoteId);
    return keys.hasLeft(agent) ? kNoKey : agent;
}

Holding holdingOf(qint64 holder, const DimensionKeys &keys)
{
    if (holder == kNoKey)
        return Holding::Nobody;
    return keys.actorOf(holder) == kActorBot ? Holding::Bot : Holding::Person;
}

CellValues cellOf(const Conversation &conversation, RowId account, const KeyRules &rules,
                  DimensionKeys &keys, bool inQueue)
{
    const qint64 holder = inQueue ? kNoKey : holderOf(conversation, account, keys);
    CellValues cell;
    cell.set(Dimension::Account, account);
    cell.set(Dimension::Agent, holder);
    if (!inQueue || rules.groupIsConversations)
        cell.set(Dimension::Group, keys.group(account, conversation.groupRemoteId));
    cell.set(Dimension::Skill, keys.skill(account, conversation.skillRemoteId));
    cell.set(Dimension::Inbox, keys.inbox(account, conversation.inboxRemoteId));
    cell.set(Dimension::Channel, keys.channel(conversation.channel));
    cell.set(Dimension::Actor, keys.actorOf(holder));
    return cell;
}

bool passesFilter(const CellValues &cell, const FactFilter &filter)
{
    return std::all_of(filter.begin(), filter.end(), [&cell](const auto &choice) {
        return std::binary_search(choice.second.begin(), choice.second.end(),
                                  cell.at(choice.first));
    });
}

} // namespace watchfloor
