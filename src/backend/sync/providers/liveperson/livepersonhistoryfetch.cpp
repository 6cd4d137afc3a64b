// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonfetch.h"
#include "backend/sync/providers/liveperson/livepersonhistory.h"
#include "backend/sync/providers/liveperson/livepersonhistorypages.h"
#include "backend/sync/providers/liveperson/livepersonstates.h"

#include <algorithm>

namespace watchfloor::liveperson {

namespace {

constexpr DurationMs firstReach = 3'600'000;

} // namespace

/// Closed ones older than the history are not wanted: a window's neighbours come with it, because
/// the server rounds its bounds to ten minutes.
static void dropBefore(SyncBatch &batch, TimeMs horizon)
{
    QSet<QString> old;
    for (const Conversation &row : batch.conversations) {
        if (row.created < horizon && row.status == QLatin1String("closed"))
            old.insert(row.remoteId);
    }
    if (old.isEmpty())
        return;
    std::erase_if(batch.conversations,
                  [&](const Conversation &row) { return old.contains(row.remoteId); });
    std::erase_if(batch.events, [&](const ReportingEvent &row) {
        return old.contains(row.conversationRemoteId);
    });
    std::erase_if(batch.eventsComplete, [&](const EventsComplete &row) {
        return old.contains(row.conversationRemoteId);
    });
}

BatchTask fetchConversations(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    const TimeRange window = request.window.value_or(latestStarts(session->serverNow()));
    if (window.to <= session->serverNow() - historyForgotten)
        co_return SyncBatch();
    const PageCursor cursor =
        PageCursor::from(request.cursor).value_or(PageCursor{1, window.from, window.to, 0});
    HistoryFilter filter;
    filter.start = window;
    const Call call = historyCall(filter, cursor.page, session->personalData());
    auto asking = wholePage(session, call, stop);
    Result<HistoryPage> page = co_await asking;
    if (!page)
        co_return page.error();
    SyncBatch batch = std::move(page->batch);
    const Result<PageTurn> turn = turnHistory(session, request.feed, cursor, batch);
    if (!turn)
        co_return named(turn.error(), call.what());
    dropBefore(batch, std::min(window.from, request.horizon));
    if (turn->ended)
        session->walk(request.feed) = Walk();
    else
        batch.nextCursor = turn->next.text();
    co_return batch;
}

BatchTask fetchUpdates(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    const TimeMs started = request.passStarted > 0 ? request.passStarted : session->serverNow();
    // Without a watermark the back-fill, which runs next, brings all that is older.
    const TimeMs since = request.since.value_or(started - firstReach);
    PageCursor cursor = PageCursor::from(request.cursor).value_or(PageCursor{1, since, started, 0});
    HistoryFilter filter;
    filter.start = latestStarts(started);
    filter.updatedSince = cursor.first;
    const Call call = historyCall(filter, cursor.page, session->personalData());
    const TimeMs asked = session->now();
    auto asking = wholePage(session, call, stop);
    Result<HistoryPage> page = co_await asking;
    if (!page)
        co_return page.error();
    SyncBatch batch = std::move(page->batch);
    cursor.second = session->claimable(cursor.second, asked);
    const Result<PageTurn> turn = turnHistory(session, request.feed, cursor, batch);
    if (!turn)
        co_return named(turn.error(), call.what());
    if (turn->ended) {
        batch.watermark = cursor.second;
        batch.covered = TimeRange{std::max(cursor.first, filter.start.from), cursor.second};
        session->walk(request.feed) = Walk();
    } else {
        batch.nextCursor = turn->next.text();
    }
    co_return batch;
}

BatchTask fetchAgentStates(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    const TimeMs oldest = session->serverNow() - stateRetention;
    TimeRange window = request.window.value_or(TimeRange{oldest, session->serverNow()});
    window.from = std::max({window.from, oldest, window.to - longestStateSpan});
    SyncBatch batch;
    if (window.isEmpty()) // LivePerson forgets them after half a year
        co_return batch;
    const PageCursor cursor =
        PageCursor::from(request.cursor).value_or(PageCursor{1, window.from, window.to, 0});
    const Call call = stateChangesCall(window, cursor.page);
    const ParseFn<SyncBatch> parse = parseStateChanges;
    auto asking = ask<SyncBatch>(session, call, parse, stop);
    Result<SyncBatch> page = co_await asking;
    if (!page)
        co_return page;
    batch = std::move(*page);
    const Result<PageTurn> turn = session->turn(request.feed, cursor, batch, mostPages);
    if (!turn)
        co_return named(turn.error(), call.what());
    if (turn->ended || batch.wireRows < statePageRows)
        session->walk(request.feed) = Walk();
    else
        batch.nextCursor = turn->next.text();
    co_return batch;
}

} // namespace watchfloor::liveperson
