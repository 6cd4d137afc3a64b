// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootfetch.h"

#include <algorithm>

namespace watchfloor::chatwoot {
namespace {

constexpr int mostSurveyPages = 20'000;
constexpr DurationMs edgeMs = 60'000;
constexpr DurationMs slaReachMs = 30 * DurationMs(86'400'000);

/// Behind a page of answers, oldest first, the list begins again at its newest answer's second:
/// nothing is passed over, whatever is deleted meanwhile. (It does not tell its length.)
PageCursor behind(const ListPage &page, const PageCursor &cursor, const PageCursor &next)
{
    const TimeMs asked = cursor.first / 1000 * 1000;
    if (!page.created || page.created->from < asked || page.created->to <= asked)
        return next;
    return PageCursor{1, page.created->to, cursor.second, 0};
}

} // namespace

/// Oldest first, so that the newest of several answers to one conversation is applied last.
BatchTask fetchCsat(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    const TimeMs started = request.passStarted > 0 ? request.passStarted : session->now();
    const TimeMs oldest = request.horizon > 0 ? request.horizon : started - session->historyMs();
    const PageCursor fresh{1, request.since.value_or(oldest), started, 0};
    PageCursor cursor = PageCursor::from(request.cursor).value_or(fresh);
    const DurationMs skew = session->clockSkew() - request.clockSkew;
    const TimeRange range{cursor.first + std::min<DurationMs>(0, skew),
                          cursor.second + edgeMs + std::max<DurationMs>(0, skew)};
    HttpRequest one = csatRequest(session->target(), range, cursor.page);
    const QString what = one.what();
    const std::function<Result<ListPage>(const QByteArray &)> parse = parseCsat;
    const TimeMs asked = session->now();
    Result<ListPage> page = co_await get(session, std::move(one), parse, stop);
    if (!page)
        co_return page.error();
    cursor.second = session->claimable(cursor.second, asked);
    SyncBatch batch = std::move(page->batch);
    const Result<PageTurn> turn = session->turn(request.feed, cursor, batch, mostSurveyPages);
    if (!turn)
        co_return named(turn.error(), what);
    if (turn->ended) {
        batch.watermark = cursor.second;
        session->walk(request.feed) = Walk();
        co_return batch;
    }
    batch.nextCursor = behind(*page, cursor, turn->next).text();
    co_return batch;
}

BatchTask fetchSlas(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    const TimeMs started = request.passStarted > 0 ? request.passStarted : session->now();
    const TimeMs oldest = started - std::min(session->historyMs(), slaReachMs);
    const PageCursor fresh{1, std::max(oldest, request.horizon), started + edgeMs, 0};
    const PageCursor cursor = PageCursor::from(request.cursor).value_or(fresh);
    const TimeRange range{cursor.first, cursor.second};
    HttpRequest one = appliedSlasRequest(session->target(), range, cursor.page);
    const QString what = one.what();
    const std::function<Result<SyncBatch>(const QByteArray &)> parse = parseAppliedSlas;
    Result<SyncBatch> batch = co_await get(session, std::move(one), parse, stop);
    if (!batch)
        co_return batch;
    const Result<PageTurn> turn = session->turn(request.feed, cursor, *batch, mostSurveyPages);
    if (!turn)
        co_return named(turn.error(), what);
    if (turn->ended)
        session->walk(request.feed) = Walk();
    else
        batch->nextCursor = turn->next.text();
    co_return batch;
}

} // namespace watchfloor::chatwoot
