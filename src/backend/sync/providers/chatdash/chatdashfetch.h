// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/providerinfo.h"
#include "backend/sync/providers/chatdash/chatdasherrors.h"
#include "backend/sync/providers/chatdash/chatdashsession.h"
#include "backend/sync/providers/shared/ask.h"

/// One function for each feed: which requests make a page, and where the next one starts. The
/// cursors are described in README.md.
namespace watchfloor::chatdash {

using BatchTask = QCoro::Task<Result<SyncBatch>>;

// chatdashfetchlists.cpp
BatchTask fetchAgents(SessionPtr session, FetchRequest request, std::stop_token stop);
/// Ids of the AI agents from memory, else asked for.
QCoro::Task<Result<QStringList>> agentsOf(SessionPtr session, std::stop_token stop);

// chatdashfetchwindows.cpp
/// What the four lists of one agent and window hold together.
class WindowPage {
public:
    WindowPage() = default;

    std::vector<SeenConversation> rows;
    std::vector<Error> problems;
    qint64 moreLeftOut = 0;
    qint64 wireRows = 0;
    WindowWeight weight;

    std::optional<TimeMs> newest() const; ///< creation of its last conversation
    /// Rows, people and ends; faults too.
    SyncBatch batch(Session &session) const;
};
enum class Lists {
    All,        ///< record x interacted
    Interacted, ///< those somebody talked in
};
/// Reads a window with its overlap.
QCoro::Task<Result<WindowPage>> readWindow(SessionPtr session, QString agentId, TimeRange window,
                                           Lists lists, std::stop_token stop);
/// Conversations the cache has in the window and the server has not, twice asked. Only where it is
/// known that dates are those of creation.
QCoro::Task<Result<QStringList>> vanished(SessionPtr session, FetchRequest request, QString agentId,
                                          TimeRange window, WindowPage page, std::stop_token stop);
/// One step of a walk: rows, tombstones and, unless it was the last one, nextCursor. `roundEnded`
/// tells whether every agent was read down to the start of the round in `round`.
class WalkStep {
public:
    WalkStep() = default;

    SyncBatch batch;
    bool roundEnded = false;
    TimeRange round;
};
QCoro::Task<Result<WalkStep>> walkWindows(SessionPtr session, FetchRequest request, TimeRange range,
                                          std::stop_token stop);

// chatdashfetchhistory.cpp
BatchTask fetchUpdates(SessionPtr session, FetchRequest request, std::stop_token stop);
BatchTask fetchHistory(SessionPtr session, FetchRequest request, std::stop_token stop);
BatchTask fetchReview(SessionPtr session, FetchRequest request, std::stop_token stop);
BatchTask fetchLive(SessionPtr session, FetchRequest request, std::stop_token stop);

// chatdashfetchitems.cpp
BatchTask fetchConversationEvents(SessionPtr session, FetchRequest request, std::stop_token stop);
BatchTask fetchOpen(SessionPtr session, FetchRequest request, std::stop_token stop);

// chatdashprobe.cpp
QCoro::Task<Result<ProbeResult>> probeServer(SessionPtr session, std::stop_token stop);

/// A question to ChatDash, by the one gate there is.
inline Ask question(const SessionPtr &session, HttpRequest request)
{
    return Ask(std::move(request), session->gateKey(), classify);
}

} // namespace watchfloor::chatdash
