// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sync/providers/liveperson/livepersonsession.h"

/// One function per feed: fetches one page (or a small bundle) and says where the next one starts.
/// Cursors are texts of this folder alone; README.md lists them.
namespace watchfloor::liveperson {

using BatchTask = QCoro::Task<Result<SyncBatch>>;

// livepersonfetchlists.cpp
BatchTask fetchUsers(SessionPtr session, FetchRequest request, std::stop_token stop);
BatchTask fetchGroups(SessionPtr session, FetchRequest request, std::stop_token stop);
BatchTask fetchSkills(SessionPtr session, FetchRequest request, std::stop_token stop);

// livepersonfetchlive.cpp
BatchTask fetchLive(SessionPtr session, FetchRequest request, std::stop_token stop);
BatchTask fetchSkillStaff(SessionPtr session, FetchRequest request, std::stop_token stop);

// livepersonfetchhours.cpp
BatchTask fetchKeyHours(SessionPtr session, FetchRequest request, std::stop_token stop);
BatchTask fetchTrend(SessionPtr session, FetchRequest request, std::stop_token stop);

// Raw facts: conversations by start, by their latest change, those still open; states of agents.
BatchTask fetchConversations(SessionPtr session, FetchRequest request, std::stop_token stop);
BatchTask fetchUpdates(SessionPtr session, FetchRequest request, std::stop_token stop);
BatchTask fetchActive(SessionPtr session, FetchRequest request, std::stop_token stop);
BatchTask fetchAgentStates(SessionPtr session, FetchRequest request, std::stop_token stop);

// livepersonprobe.cpp
QCoro::Task<Result<ProbeResult>> probeServer(SessionPtr session, std::stop_token stop);

} // namespace watchfloor::liveperson
