// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchatcursor.h"
#include "backend/sync/providers/rocketchat/rocketchatfetch.h"
#include "backend/sync/providers/shared/durations.h"

#include <algorithm>

namespace watchfloor::rocketchat {
namespace {

constexpr DurationMs longestWindowMs = 32 * dayMs;
// A window should fill some pages, and its list should not be long: deletions shift it.
constexpr qint64 fewRooms = 500;
constexpr qint64 manyRooms = 3'000;
constexpr DurationMs settledMs = 10 * 60'000; // younger ones may not have reached a secondary yet

/// The server must have understood the filter: an ignored one would never end.
std::optional<Error> strangeRow(const RoomPage &page, TimeRange window)
{
    const bool outside =
        std::any_of(page.facts.begin(), page.facts.end(),
                    [&](const RoomFacts &room) { return !window.contains(room.created); });
    if (!outside)
        return std::nullopt;
    return Error(Error::Kind::WrongShape,
                 QStringLiteral("rows come from outside the time asked for"),
                 QStringLiteral("$.rooms: ts within createdAt expected"),
                 QStringLiteral("Check whether a proxy before Rocket.Chat drops the query of a "
                                "request; Rocket.Chat 6.4 or newer is needed"));
}

TimeRange windowBelow(TimeMs to, DurationMs length, TimeMs horizon)
{
    TimeMs from = to - length;
    from -= ((from % dayMs) + dayMs) % dayMs; // on a day's start, so that later ones lie on it too
    return TimeRange{std::max(std::min(from, to - 1), std::min(horizon, to - 1)), to};
}

WindowCursor beginning(TimeMs top, TimeMs horizon)
{
    WindowCursor cursor;
    cursor.top = top;
    cursor.window = windowBelow(top, 1, horizon);
    return cursor;
}

/// The next older window, longer where there is little in one and shorter where there is much.
WindowCursor below(const WindowCursor &done, qint64 rooms, TimeMs horizon)
{
    DurationMs length = std::max(dayMs, (done.window.to - done.window.from) / dayMs * dayMs);
    if (rooms < fewRooms)
        length = std::min(length * 2, longestWindowMs);
    else if (rooms > manyRooms)
        length = std::max(dayMs, length / 2 / dayMs * dayMs);
    WindowCursor next;
    next.top = done.top;
    next.window = windowBelow(done.window.from, length, horizon);
    return next;
}

/// What the cache holds of the window and the server no longer lists.
QCoro::Task<Result<QStringList>> vanished(SessionPtr session, FetchRequest request,
                                          TimeRange window)
{
    QStringList ids;
    const QSet<QString> seen = session->walk(request.feed).seen;
    if (!request.cache)
        co_return ids;
    const auto future = request.cache->conversationsCreated(window);
    const Result<std::vector<ConversationKey>> cached = co_await future;
    if (!cached)
        co_return cached.error();
    const TimeMs settled = session->serverNow() - settledMs;
    for (const ConversationKey &key : *cached) {
        if (window.contains(key.created) && key.created < settled && !seen.contains(key.remoteId))
            ids.append(key.remoteId);
    }
    co_return ids;
}

/// Deleted rooms move the later ones up, over the edge between two pages.
bool hasShrunk(const WindowCursor &cursor, qint64 total)
{
    return cursor.offset > 0 && cursor.total >= 0 && total >= 0 && total < cursor.total;
}

} // namespace

BatchTask fetchHistory(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    const TimeMs started = request.passStarted > 0 ? request.passStarted : session->now();
    const bool first = request.cursor.isEmpty();
    WindowCursor cursor =
        WindowCursor::from(request.cursor).value_or(beginning(started, request.horizon));
    const bool resumed = !first && session->walk(request.feed).expected != request.cursor;
    session->continued(request.feed, request.cursor);
    // What was seen of the window is only in memory, and rows may have gone meanwhile.
    if (resumed)
        cursor.offset = 0;
    const Question question = roomsQuestion(RoomList::Created, cursor.window, cursor.offset);
    const TimeMs asked = session->now();
    Result<RoomPage> page = co_await askRooms(session, question, stop);
    if (!page)
        co_return page.error();
    if (const auto strange = strangeRow(*page, cursor.window))
        co_return named(*strange, question.what());
    // The first answer tells the server's clock: nothing is claimed beyond it.
    if (first)
        cursor.top = std::max(cursor.window.from + 1, session->claimable(started, asked));
    SyncBatch batch = std::move(page->batch);
    Walk &walk = session->walk(request.feed);
    for (const RoomFacts &room : page->facts)
        walk.seen.insert(room.id);
    const qint64 total = batch.wireTotal;
    if (hasShrunk(cursor, total)) {
        const qint64 lost = cursor.total - total + rowsPerPage;
        cursor.offset = static_cast<int>(std::max<qint64>(0, cursor.offset - lost));
        cursor.total = total;
        batch.nextCursor = cursor.text();
        walk.expected = batch.nextCursor;
        co_return batch;
    }
    const auto next = nextOffset(cursor.offset, batch.wireRows, total);
    if (next) {
        cursor.offset = *next;
        cursor.total = total;
        batch.nextCursor = cursor.text();
        walk.expected = batch.nextCursor;
        co_return batch;
    }
    if (batch.problems.empty()) {
        const Result<QStringList> gone = co_await vanished(session, request, cursor.window);
        if (!gone)
            co_return gone.error();
        batch.goneConversations += *gone;
    }
    batch.covered = TimeRange{cursor.window.from, cursor.top};
    session->walk(request.feed) = Walk();
    if (cursor.window.from <= request.horizon) {
        batch.backfilled = true;
        co_return batch;
    }
    const qint64 rooms = std::max<qint64>(total, cursor.offset + batch.wireRows);
    batch.nextCursor = below(cursor, rooms, request.horizon).text();
    session->walk(request.feed).expected = batch.nextCursor;
    co_return batch;
}

} // namespace watchfloor::rocketchat
