// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonfetch.h"
#include "backend/sync/providers/liveperson/livepersonhistory.h"
#include "backend/sync/providers/liveperson/livepersonhistorypages.h"
#include "backend/sync/providers/shared/unseen.h"

#include <QCoroFuture>

namespace watchfloor::liveperson {
namespace {

constexpr int singlesAtOnce = 25;
constexpr QLatin1String singlesMark("check");

} // namespace

/// Spans of starts that reach from now to what LivePerson keeps, newest first.
static std::optional<TimeRange> spanOfStarts(TimeMs now, int index)
{
    TimeRange span = latestStarts(now);
    const TimeMs oldest = now - historyRetention;
    span.to -= index * longestHistorySpan;
    span.from = std::max(oldest, span.to - longestHistorySpan);
    return span.isEmpty() ? std::nullopt : std::optional(span);
}

/// What answers nothing, or 404, is gone.
static BatchTask askSingly(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    SyncBatch batch;
    const QStringList step = session->walk(request.feed).todo.mid(0, singlesAtOnce);
    for (const QString &id : step) {
        auto asking = singleRecord(session, id, stop);
        Result<HistoryPage> page = co_await asking;
        const bool unknown = !page && page.error().httpStatus() == 404;
        if (!page && !unknown && page.error().kind() != Error::Kind::WrongShape)
            co_return page.error();
        if (!page && !unknown) {
            batch.problems.push_back(page.error());
            continue;
        }
        const bool whole = unknown || (page->partial.isEmpty() && !page->partialResult);
        const bool nothing = unknown || page->batch.wireRows == 0;
        if (nothing && whole)
            batch.goneConversations.append(id);
        else if (whole)
            append(batch, std::move(page->batch));
        else
            leaveOutPartial(batch, id);
    }
    // Only now: a step that failed is asked again as a whole.
    Walk &walk = session->walk(request.feed);
    walk.todo.remove(0, step.size());
    if (walk.todo.isEmpty())
        walk = Walk();
    else
        batch.nextCursor = QStringLiteral("%1;%2").arg(singlesMark).arg(walk.todo.size());
    walk.expected = batch.nextCursor;
    co_return batch;
}

/// Everything that is open, also what began before the reach of fetchUpdates(), and then each one
/// that the cache holds as open and no list named. What was seen is only in memory: a restart
/// begins the pass anew, which costs some pages.
BatchTask fetchActive(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    const bool goesOn =
        !request.cursor.isEmpty() && session->walk(request.feed).expected == request.cursor;
    session->continued(request.feed, request.cursor);
    if (goesOn && request.cursor.startsWith(singlesMark)) {
        auto singles = askSingly(session, std::move(request), stop);
        co_return co_await singles;
    }
    const TimeMs started = request.passStarted > 0 ? request.passStarted : session->serverNow();
    PageCursor cursor{1, started, 0, 0}; // second: number of the span
    if (goesOn)
        cursor = PageCursor::from(request.cursor).value_or(cursor);
    HistoryFilter filter;
    filter.openOnly = true;
    filter.start = spanOfStarts(cursor.first, int(cursor.second)).value_or(latestStarts(started));
    const Call call = historyCall(filter, cursor.page, session->personalData());
    auto asking = wholePage(session, call, stop);
    Result<HistoryPage> page = co_await asking;
    if (!page)
        co_return page.error();
    SyncBatch batch = std::move(page->batch);
    for (const Conversation &row : batch.conversations)
        session->walk(request.feed).seen.insert(row.remoteId);
    const Result<PageTurn> turn = turnHistory(session, request.feed, cursor, batch);
    if (!turn)
        co_return named(turn.error(), call.what());
    PageCursor next = turn->next;
    if (turn->ended)
        next = PageCursor{1, cursor.first, cursor.second + 1, 0};
    batch.nextCursor = next.text();
    if (turn->ended && !spanOfStarts(next.first, int(next.second))) {
        auto looking = activeUnseen(request.cache, session->walk(request.feed).seen);
        const Result<QStringList> left = co_await looking;
        if (!left)
            co_return left.error();
        session->walk(request.feed).todo = *left;
        batch.nextCursor = QStringLiteral("%1;%2").arg(singlesMark).arg(left->size());
        if (left->isEmpty())
            batch.nextCursor.clear();
    }
    if (batch.nextCursor.isEmpty())
        session->walk(request.feed) = Walk();
    session->walk(request.feed).expected = batch.nextCursor;
    co_return batch;
}

} // namespace watchfloor::liveperson
