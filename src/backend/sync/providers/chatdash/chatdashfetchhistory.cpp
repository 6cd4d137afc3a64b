// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatdash/chatdashfetch.h"

#include <algorithm>

namespace watchfloor::chatdash {
namespace {

// Evaluation, summary, note and status come after the conversation, without a trace in any list.
constexpr DurationMs trailing = 72 * hourMs;
constexpr DurationMs reviewed = 30 * dayMs;
constexpr DurationMs reviewEvery = 7 * dayMs;
constexpr DurationMs boardAtLeast = 3 * hourMs; // soon after midnight

TimeMs startOf(const Session &session, const FetchRequest &request)
{
    return request.passStarted > 0 ? request.passStarted : session.serverNow();
}

/// The overlap reaches below what is wanted.
void dropBelow(SyncBatch &batch, TimeMs horizon)
{
    QStringList dropped;
    std::erase_if(batch.conversations, [&](const Conversation &row) {
        if (row.created >= horizon)
            return false;
        dropped.append(row.remoteId);
        return true;
    });
    if (dropped.isEmpty())
        return;
    std::erase_if(batch.events, [&](const ReportingEvent &row) {
        return dropped.contains(row.conversationRemoteId);
    });
    std::erase_if(batch.eventsComplete, [&](const EventsComplete &row) {
        return dropped.contains(row.conversationRemoteId);
    });
}

} // namespace

BatchTask fetchUpdates(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    const TimeMs started = startOf(*session, request);
    if (!request.since) {
        // The back-fill, which begins right behind, reads all there is up to now.
        SyncBatch nothing;
        nothing.watermark = started;
        co_return nothing;
    }
    const TimeMs from = std::max(std::min(*request.since, started - trailing), request.horizon);
    const TimeMs asked = session->now();
    const TimeRange range{std::min(from, started - hourMs), started};
    Result<WalkStep> step = co_await walkWindows(session, request, range, stop);
    if (!step)
        co_return step.error();
    SyncBatch batch = std::move(step->batch);
    dropBelow(batch, request.horizon);
    if (batch.nextCursor.isEmpty()) {
        const TimeMs until = session->claimable(started, asked);
        batch.watermark = until;
        batch.covered = TimeRange{from, until};
    }
    co_return batch;
}

BatchTask fetchHistory(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    const TimeMs started = startOf(*session, request);
    const TimeMs asked = session->now();
    const TimeRange range{std::min(request.horizon, started), started};
    Result<WalkStep> step = co_await walkWindows(session, request, range, stop);
    if (!step)
        co_return step.error();
    SyncBatch batch = std::move(step->batch);
    dropBelow(batch, request.horizon);
    if (step->roundEnded)
        batch.covered = TimeRange{step->round.from, session->claimable(started, asked)};
    batch.backfilled = batch.nextCursor.isEmpty();
    co_return batch;
}

BatchTask fetchReview(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    const TimeMs started = startOf(*session, request);
    SyncBatch batch;
    if (!request.since) { // the back-fill is reading all of it just now
        batch.watermark = started;
        co_return batch;
    }
    if (started - *request.since < reviewEvery)
        co_return batch;
    const TimeRange range{std::max(started - reviewed, request.horizon), started - trailing};
    Result<WalkStep> step = co_await walkWindows(session, request, range, stop);
    if (!step)
        co_return step.error();
    batch = std::move(step->batch);
    dropBelow(batch, request.horizon);
    if (batch.nextCursor.isEmpty())
        batch.watermark = started;
    co_return batch;
}

/// One agent a page. The cursor is the agent before.
BatchTask fetchLive(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    const Result<QStringList> agents = co_await agentsOf(session, stop);
    if (!agents)
        co_return agents.error();
    SyncBatch batch;
    QStringList todo;
    for (const QString &agent : *agents) {
        if (agent > request.cursor && session->wantsLook(agent))
            todo.append(agent);
    }
    if (todo.isEmpty())
        co_return batch;
    const QString agent = todo.front();
    const TimeMs now = session->serverNow();
    const TimeMs today = now - now % dayMs;
    const DurationMs most = std::max(session->lengthFor(agent), boardAtLeast);
    const TimeRange window{std::max(std::min(today, now - boardAtLeast), now - most), now};
    const Result<WindowPage> page =
        co_await readWindow(session, agent, window, Lists::Interacted, stop);
    if (page) {
        batch = page->batch(*session);
        session->noteSeen(agent, page->newest());
    } else if (isOneAgentsFault(page.error()) && agents->size() > 1) {
        batch.problems.push_back(page.error());
    } else {
        co_return page.error();
    }
    dropBelow(batch, request.horizon);
    if (todo.size() > 1)
        batch.nextCursor = agent;
    co_return batch;
}

} // namespace watchfloor::chatdash
