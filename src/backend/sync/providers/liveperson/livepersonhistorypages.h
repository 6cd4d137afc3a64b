// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sync/providers/liveperson/livepersonconversations.h"
#include "backend/sync/providers/liveperson/livepersonsession.h"

/// Pages of Messaging Interactions as all its feeds read them.
namespace watchfloor::liveperson {

using HistoryTask = QCoro::Task<Result<HistoryPage>>;

inline constexpr int mostPages = 100'000;

/// A page of records. An answer without some of the server's shards is asked for again; records
/// that came in part are asked for singly, and left out when they stay so: responses computed from
/// half of the messages would be wrong.
HistoryTask wholePage(SessionPtr session, Call call, std::stop_token stop);

/// One record by itself. An empty page where LivePerson does not know it; it may be partial still.
HistoryTask singleRecord(SessionPtr session, QString conversation, std::stop_token stop);

/// Notes that one conversation could not be had whole.
void leaveOutPartial(SyncBatch &batch, const QString &conversation);

/// The walk's next place. The list tells its length, so that the last page needs no empty one
/// behind it.
Result<PageTurn> turnHistory(const SessionPtr &session, const QString &feed,
                             const PageCursor &cursor, const SyncBatch &batch);

} // namespace watchfloor::liveperson
