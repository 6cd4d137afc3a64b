// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/worldcache.h"

#include "sandbox/livepersonapis.h"

#include <set>

namespace watchfloor::test {

using sandbox::Nobody;
using sandbox::Vendor;
using sandbox::World;

namespace {

Grouping grouping(GroupingKind kind, const QString &id, const QString &name,
                  const QString &parent = {})
{
    Grouping row;
    row.kind = kind;
    row.remoteId = id;
    row.name = name;
    row.parentRemoteId = parent;
    return row;
}

GroupingKind unitOf(Vendor vendor)
{
    return vendor == Vendor::Chatwoot     ? GroupingKind::Team
           : vendor == Vendor::RocketChat ? GroupingKind::Department
                                          : GroupingKind::Group;
}

void addGroupings(SyncBatch &batch, const World &world)
{
    const Vendor vendor = world.vendor();
    if (vendor == Vendor::ChatDash)
        return;
    for (const auto &group : world.groups())
        batch.groupings.push_back(
            grouping(unitOf(vendor), group.id, group.name, worldId(world.groups(), group.parent)));
    if (vendor == Vendor::LivePerson) {
        for (const auto &skill : world.skills())
            batch.groupings.push_back(grouping(GroupingKind::Skill, skill.id, skill.name));
    }
    if (vendor == Vendor::Chatwoot) {
        for (const auto &inbox : world.inboxes())
            batch.groupings.push_back(grouping(GroupingKind::Inbox, inbox.id, inbox.name));
    }
}

void addMemberships(SyncBatch &batch, const World &world, const sandbox::Agent &agent)
{
    if (agent.group != Nobody)
        batch.memberships.push_back(
            {agent.id, unitOf(world.vendor()), worldId(world.groups(), agent.group)});
    if (world.vendor() != Vendor::LivePerson)
        return;
    for (const int skill : agent.skills)
        batch.memberships.push_back(
            {agent.id, GroupingKind::Skill, worldId(world.skills(), skill)});
}

/// Agent Activity tells people's states from their first login on.
void addStates(SyncBatch &batch, const sandbox::Agent &agent)
{
    bool loggedIn = false;
    for (const sandbox::PresenceSpan &span : agent.presence) {
        loggedIn = loggedIn || span.presence != sandbox::Presence::Offline;
        if (!loggedIn)
            continue;
        AgentState row;
        row.agentRemoteId = agent.id;
        row.state = sandbox::presenceWord(Vendor::LivePerson, span.presence).toLower();
        row.reason = span.presence == sandbox::Presence::Offline ? QString() : span.reason;
        row.from = span.from;
        if (span.to != 0)
            row.to = span.to;
        row.observed = false;
        batch.agentStates.push_back(row);
    }
}

/// ChatDash lists AI agents; of its people it only tells who has a conversation.
void addNamedPeople(SyncBatch &batch, const World &world)
{
    std::set<int> people;
    for (const auto &c : world.conversations()) {
        if (!c.deleted() && world.assignee(c) != Nobody)
            people.insert(world.assignee(c));
    }
    for (size_t i = 0; i < world.agents().size(); ++i) {
        const auto &one = world.agents()[i];
        const bool bot = one.kind == sandbox::AgentKind::Bot;
        if (!bot && people.count(static_cast<int>(i)) == 0)
            continue;
        Agent row;
        row.remoteId = one.id;
        row.name = one.name;
        row.kind = bot ? AgentKind::Bot : AgentKind::Human;
        batch.agents.push_back(row);
    }
}

} // namespace

void addWorldStaff(SyncBatch &batch, const World &world, const QString &baseUrl)
{
    addGroupings(batch, world);
    const Vendor vendor = world.vendor();
    if (vendor == Vendor::ChatDash) {
        addNamedPeople(batch, world);
        return;
    }
    for (size_t i = 0; i < world.agents().size(); ++i) {
        const auto &one = world.agents()[i];
        const bool bot = one.kind == sandbox::AgentKind::Bot;
        // Chatwoot forgets who left, and its bots are no members.
        if (vendor == Vendor::Chatwoot && (bot || one.removed()))
            continue;
        Agent row;
        row.remoteId = one.id;
        row.name = one.name;
        row.email = one.email;
        row.kind = bot ? AgentKind::Bot : AgentKind::Human;
        row.availability = sandbox::presenceWord(vendor, one.now()).toLower();
        if (vendor == Vendor::RocketChat && !bot)
            row.capacity = one.capacity;
        if (vendor == Vendor::LivePerson) {
            row.capacity = one.capacity;
            row.enabled = !one.removed();
            if (!one.presence.empty() && !one.presence.back().reason.isEmpty())
                row.availabilityReason = sandbox::lpReasonId(one.presence.back().reason);
        }
        if (vendor == Vendor::Chatwoot && i % 3 == 0)
            row.avatarUrl =
                baseUrl +
                QStringLiteral("/rails/active_storage/representations/redirect/a%1/face.png")
                    .arg(i);
        if (one.removed())
            row.goneAt = one.removedAt;
        else
            addMemberships(batch, world, one);
        batch.agents.push_back(row);
        if (vendor == Vendor::LivePerson && !bot)
            addStates(batch, one);
    }
}

} // namespace watchfloor::test
