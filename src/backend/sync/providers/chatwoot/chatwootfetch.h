// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sync/providers/chatwoot/chatwootsession.h"

/// One function per feed: fetches one page (or a small bundle) and says where the next one starts.
/// Cursors are texts of this folder alone; README.md lists them.
namespace watchfloor::chatwoot {

using BatchTask = QCoro::Task<Result<SyncBatch>>;

// chatwootfetchlists.cpp
BatchTask fetchAgents(SessionPtr session, FetchRequest request, std::stop_token stop);
BatchTask fetchTeams(SessionPtr session, FetchRequest request, std::stop_token stop);
BatchTask fetchInboxes(SessionPtr session, FetchRequest request, std::stop_token stop);
BatchTask fetchLabels(SessionPtr session, FetchRequest request, std::stop_token stop);

// chatwootfetchlive.cpp
BatchTask fetchLive(SessionPtr session, FetchRequest request, std::stop_token stop);

// chatwootfetchconversations.cpp
BatchTask fetchHistory(SessionPtr session, FetchRequest request, std::stop_token stop);
BatchTask fetchUpdates(SessionPtr session, FetchRequest request, std::stop_token stop);

// chatwootfetchactive.cpp
BatchTask fetchActive(SessionPtr session, FetchRequest request, std::stop_token stop);

// chatwootfetchevents.cpp
BatchTask fetchEvents(SessionPtr session, FetchRequest request, std::stop_token stop);

// chatwootfetchsurveys.cpp
BatchTask fetchCsat(SessionPtr session, FetchRequest request, std::stop_token stop);
BatchTask fetchSlas(SessionPtr session, FetchRequest request, std::stop_token stop);

// chatwootfetchitems.cpp
BatchTask fetchConversationEvents(SessionPtr session, FetchRequest request, std::stop_token stop);
/// Seed 001 for one conversation; 404 becomes a tombstone.
BatchTask exactEvents(SessionPtr session, ConversationKey key, std::stop_token stop);

// chatwootfetchlinks.cpp
BatchTask fetchLinks(SessionPtr session, FetchRequest request, std::stop_token stop);

// chatwootprobe.cpp
QCoro::Task<Result<ProbeResult>> probeServer(SessionPtr session, std::stop_token stop);

} // namespace watchfloor::chatwoot
