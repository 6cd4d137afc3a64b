// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sync/providers/rocketchat/rocketchatsession.h"

/// One function per feed: fetches one page (or a small bundle) and says where the next one starts.
/// Cursors are texts of this folder alone; README.md lists them.
namespace watchfloor::rocketchat {

using BatchTask = QCoro::Task<Result<SyncBatch>>;

/// Where the next page starts, or nothing: the envelope's total counts, and an empty page ends all.
inline std::optional<int> nextOffset(int offset, qint64 rows, qint64 total)
{
    const qint64 next = offset + rows;
    if (rows == 0 || (total >= 0 && next >= total))
        return std::nullopt;
    return static_cast<int>(next);
}

/// A right, licence or version is missing: nothing that trying again would change.
inline bool isRefusal(const Error &error)
{
    return error.kind() == Error::Kind::Forbidden || error.kind() == Error::Kind::Unavailable;
}

// rocketchatfetchlists.cpp
BatchTask fetchAgents(SessionPtr session, FetchRequest request, std::stop_token stop);
BatchTask fetchDepartments(SessionPtr session, FetchRequest request, std::stop_token stop);
/// All pages of the list; the session then knows the people.
BatchTask everyAgent(SessionPtr session, std::stop_token stop);
/// People whom rooms name, but no list: they left before the first sync.
BatchTask fetchFormerAgents(SessionPtr session, FetchRequest request, std::stop_token stop);
/// Names to join reports by, as far as this user may see them.
QCoro::Task<Result<void>> knowPeople(SessionPtr session, std::stop_token stop);

// rocketchatfetchlive.cpp
BatchTask fetchLive(SessionPtr session, FetchRequest request, std::stop_token stop);

// rocketchatfetchhistory.cpp, rocketchatfetchupdates.cpp, rocketchatfetchactive.cpp
BatchTask fetchHistory(SessionPtr session, FetchRequest request, std::stop_token stop);
BatchTask fetchUpdates(SessionPtr session, FetchRequest request, std::stop_token stop);
BatchTask fetchActive(SessionPtr session, FetchRequest request, std::stop_token stop);
/// One page of rooms with the events they tell of themselves; `facts` are remembered.
QCoro::Task<Result<RoomPage>> askRooms(SessionPtr session, Question question, std::stop_token stop);
/// The one room created at that millisecond; tombstone when it is not among them.
BatchTask askRoom(SessionPtr session, QString id, TimeMs created, std::stop_token stop);

// rocketchatfetchitems.cpp
BatchTask fetchConversationEvents(SessionPtr session, FetchRequest request, std::stop_token stop);

// rocketchatfetchreports.cpp
BatchTask fetchReports(SessionPtr session, FetchRequest request, std::stop_token stop);
BatchTask fetchServiceHistory(SessionPtr session, FetchRequest request, std::stop_token stop);

// rocketchatprobe.cpp
Error noCredential();
QCoro::Task<Result<ProbeResult>> probeServer(SessionPtr session, std::stop_token stop);

} // namespace watchfloor::rocketchat
