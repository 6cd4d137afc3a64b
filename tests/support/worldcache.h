// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/domain/syncbatch.h"
#include "backend/store/store.h"
#include "sandbox/truth.h"

namespace watchfloor::test {

/// Stands for the real providers where there is no dialect: the rows a provider of the world's
/// vendor would yield from what that vendor's interface tells, and nothing else. A real provider
/// must yield the same rows. Link watchfloor_test_world.
///
/// | | agents | groups | conversation's agent | closing | events |
/// |---|---|---|---|---|---|
/// | Chatwoot | members | teams, inboxes | assignee | from the events | its own rows, CSAT answers
/// | | Rocket.Chat | agents, bots | departments | servedBy | closedAt, closer | from messages,
/// transfers | | LivePerson | users | agent groups, skills | latest agent | conversationEndTimeL,
/// closeReason | from messages, participants, transfers, surveys | | ChatDash | AI agents; people
/// as named | none | liveAgent | endedAt | the end |
///
/// LivePerson's weights are not in its raw data: its own key metrics are stored per account, group,
/// skill and agent, as the vendor (`answers`) gives them.
SyncBatch worldBatch(const sandbox::World &world, const sandbox::Truth &answers,
                     const sandbox::TruthAccount &account);

/// Adds an account and everything of the world to the cache.
RowId fillCache(Store &store, const sandbox::World &world, const sandbox::TruthAccount &account,
                const QString &name);

// The parts of worldBatch().
void addWorldStaff(SyncBatch &batch, const sandbox::World &world, const QString &baseUrl);
void addWorldConversation(SyncBatch &batch, const sandbox::World &world,
                          const sandbox::Conversation &c);
void addWorldEvents(SyncBatch &batch, const sandbox::World &world, const sandbox::Conversation &c);
void addWorldFigures(SyncBatch &batch, const sandbox::World &world, const sandbox::Truth &answers);

template<typename Row>
QString worldId(const std::vector<Row> &rows, int index)
{
    return index == sandbox::Nobody ? QString() : rows[static_cast<size_t>(index)].id;
}

} // namespace watchfloor::test
