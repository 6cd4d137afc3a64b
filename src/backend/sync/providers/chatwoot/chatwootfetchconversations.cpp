// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootcursor.h"
#include "backend/sync/providers/chatwoot/chatwootfetch.h"
#include "backend/sync/providers/shared/durations.h"

#include <algorithm>
#include <limits>

namespace watchfloor::chatwoot {
namespace {

using ParseBatch = std::function<Result<SyncBatch>(const QByteArray &)>;

constexpr int mostHistoryPages = 400'000; // ten million conversations
constexpr int mostUpdatePages = 20'000;
constexpr DurationMs overlapMs = 5 * 60'000; // the watermark's overlap, and time spent so far
constexpr DurationMs secondMs = 1'000;
constexpr int mostUpdateTries = 3;
constexpr DurationMs answerSlackMs = 60'000; // less than the watermark's overlap

ParseBatch conversationParser(const Session &session)
{
    const ConversationOptions options = session.options();
    return [options](const QByteArray &body) { return parseConversations(body, options); };
}

TimeMs oldestCreated(const SyncBatch &batch)
{
    TimeMs oldest = std::numeric_limits<TimeMs>::max();
    for (const Conversation &row : batch.conversations)
        oldest = std::min(oldest, row.created);
    return oldest;
}

bool newestFirst(const SyncBatch &batch)
{
    return std::is_sorted(
        batch.conversations.begin(), batch.conversations.end(),
        [](const Conversation &a, const Conversation &b) { return a.created > b.created; });
}

/// Whether a page sorted by last activity reaches back to `since`.
bool reaches(const SyncBatch &batch, TimeMs since)
{
    return std::any_of(batch.conversations.begin(), batch.conversations.end(),
                       [since](const Conversation &row) {
                           const auto last = row.extra.value(QLatin1String("last_activity_at"));
                           return last.isDouble() && last.toInteger() < since;
                       });
}

/// What lies behind `since` is of no interest, and what is closed and older than the history was
/// left out, or removed from the cache, on purpose.
void dropOlder(SyncBatch &batch, TimeMs since, TimeMs horizon)
{
    std::erase_if(batch.conversations, [&](const Conversation &row) {
        const auto last = row.extra.value(QLatin1String("last_activity_at"));
        return row.created < horizon && row.status == QLatin1String("closed") && last.isDouble() &&
               last.toInteger() < since;
    });
}

/// All that changed since, unpaged; the watermark is the time when the pass began. The server
/// counts back from the moment it gets to the question: where the question had to wait in line or
/// was asked again, what it reached back to is too late, and it is asked once more for the rest.
BatchTask updatesAtOnce(SessionPtr session, TimeMs since, TimeMs started, std::stop_token stop)
{
    const ParseBatch parse = conversationParser(*session);
    DurationMs waited = 0;
    for (int attempt = 1;; ++attempt) {
        const TimeMs before = session->now();
        const TimeMs reachFrom = session->serverNow() + waited;
        const qint64 seconds = std::max<qint64>((reachFrom - since) / secondMs + 2, 60);
        HttpRequest request = updatedConversationsRequest(session->target(), seconds);
        Result<SyncBatch> batch = co_await get(session, std::move(request), parse, stop);
        if (!batch)
            co_return batch;
        if (session->serverNow() - seconds * secondMs <= since + answerSlackMs) {
            const TimeMs until = session->claimable(started, before);
            batch->watermark = until;
            batch->covered = TimeRange{since, until};
            co_return batch;
        }
        if (attempt == mostUpdateTries)
            co_return batch; // the rows are good, the watermark stays
        waited = session->now() - before;
    }
}

/// After a long absence: by last activity, down to the watermark, a page at a time.
BatchTask updatesByPage(SessionPtr session, FetchRequest request, PageCursor cursor,
                        std::stop_token stop)
{
    HttpRequest page = conversationsRequest(session->target(), QStringLiteral("all"),
                                            QStringLiteral("last_activity_at_desc"), cursor.page);
    const QString what = page.what();
    const ParseBatch parse = conversationParser(*session);
    const TimeMs asked = session->now();
    Result<SyncBatch> batch = co_await get(session, std::move(page), parse, stop);
    if (!batch)
        co_return batch;
    cursor.second = session->claimable(cursor.second, asked);
    // The rows' stamps are the server's: where its clock is behind ours, they lie further back.
    const DurationMs skew = session->clockSkew() - request.clockSkew;
    const TimeMs since = cursor.first + std::min<DurationMs>(0, skew);
    const Result<PageTurn> turn = session->turn(request.feed, cursor, *batch, mostUpdatePages);
    if (!turn)
        co_return named(turn.error(), what);
    const bool reached = reaches(*batch, since);
    if (!turn->shrunk && (turn->ended || reached)) {
        batch->watermark = cursor.second;
        batch->covered = TimeRange{cursor.first, cursor.second};
        session->walk(request.feed) = Walk();
        dropOlder(*batch, since, request.horizon);
        co_return batch;
    }
    batch->nextCursor = turn->next.text();
    co_return batch;
}

} // namespace

BatchTask fetchUpdates(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    const TimeMs started = request.passStarted > 0 ? request.passStarted : session->now();
    auto cursor = PageCursor::from(request.cursor);
    if (!cursor) {
        // Without a watermark the back-fill, which runs next, brings all that is older.
        const TimeMs since = request.since.value_or(started - hourMs);
        cursor = PageCursor{1, since, started};
        if (session->serverNow() - since <= hourMs + overlapMs) {
            Result<SyncBatch> batch = co_await updatesAtOnce(session, since, started, stop);
            if (batch || batch.error().kind() != Error::Kind::TooLarge)
                co_return batch;
        }
    }
    auto paged = updatesByPage(session, std::move(request), *cursor, stop);
    co_return co_await paged;
}

BatchTask fetchHistory(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    const TimeMs started = request.passStarted > 0 ? request.passStarted : session->now();
    PageCursor cursor = PageCursor::from(request.cursor).value_or(PageCursor{1, started, 0, 0});
    // Resumed: one page back, for lists that do not tell their length. (New rows only cause
    // repeats.)
    if (cursor.page > 1 && session->walk(request.feed).expected != request.cursor)
        --cursor.page;
    HttpRequest one = conversationsRequest(session->target(), QStringLiteral("all"),
                                           QStringLiteral("created_at_desc"), cursor.page);
    const QString what = one.what();
    const ParseBatch parse = conversationParser(*session);
    const TimeMs asked = session->now();
    Result<SyncBatch> batch = co_await get(session, std::move(one), parse, stop);
    if (!batch)
        co_return batch;
    if (request.cursor.isEmpty())
        cursor.first = session->claimable(started, asked);
    if (!newestFirst(*batch)) {
        const Error unsorted(Error::Kind::WrongShape,
                             QStringLiteral("the rows are not in the order asked for"),
                             QStringLiteral("$.data.payload: created_at descending expected"),
                             QStringLiteral("Check whether a proxy before Chatwoot drops the query "
                                            "of a request; Chatwoot 3.6 or newer is needed"));
        co_return unsorted.withContext(what);
    }
    const TimeMs oldest = oldestCreated(*batch);
    const Result<PageTurn> turn = session->turn(request.feed, cursor, *batch, mostHistoryPages);
    if (!turn)
        co_return named(turn.error(), what);
    std::erase_if(batch->conversations,
                  [&](const Conversation &row) { return row.created < request.horizon; });
    if (!turn->shrunk && (turn->ended || oldest < request.horizon)) {
        batch->backfilled = true;
        batch->covered = TimeRange{request.horizon, cursor.first};
        session->walk(request.feed) = Walk();
        co_return batch;
    }
    // The page may end in the middle of a second.
    if (!turn->shrunk && !batch->conversations.empty())
        batch->covered = TimeRange{oldest + secondMs, cursor.first};
    batch->nextCursor = turn->next.text();
    session->walk(request.feed).expected = batch->nextCursor;
    co_return batch;
}

} // namespace watchfloor::chatwoot
