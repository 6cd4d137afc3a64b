// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootfetch.h"

#include <algorithm>

namespace watchfloor::chatwoot {
namespace {

// A day of ten million events a year is about a thousand pages.
constexpr int mostEventPages = 20'000;
constexpr DurationMs sameSkewMs = 60'000;

/// The window was planned with what was known of the server's clock then, the rows' stamps are the
/// server's: reaches out by the difference. Backwards also for a closed window, which may follow on
/// an edge that was claimed before the server's clock had come that far.
TimeRange reach(const Session &session, const FetchRequest &request, bool liveEdge)
{
    const DurationMs skew = session.clockSkew() - request.clockSkew;
    TimeRange window = *request.window;
    window.from += std::min<DurationMs>(0, skew);
    if (liveEdge)
        window.to += std::max<DurationMs>(0, skew);
    return window;
}

QCoro::Task<Result<ListPage>> askPage(SessionPtr session, TimeRange window, int page,
                                      std::stop_token stop)
{
    HttpRequest request = eventsRequest(session->target(), window, page);
    const std::function<Result<ListPage>(const QByteArray &)> parse = parseEventPage;
    Result<ListPage> events = co_await get(session, std::move(request), parse, stop);
    co_return events;
}

} // namespace

BatchTask fetchEvents(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    if (!request.window) {
        co_return Error(Error::Kind::Internal,
                        QStringLiteral("reporting events were asked for without a window"));
    }
    const TimeMs started = request.passStarted > 0 ? request.passStarted : session->now();
    const bool liveEdge = request.window->to > started;
    const PageCursor cursor =
        PageCursor::from(request.cursor).value_or(PageCursor{1, request.window->from, started, 0});
    const int page = cursor.page;
    const DurationMs skew = session->clockSkew();
    TimeMs asked = session->now();
    TimeRange window = reach(*session, request, liveEdge);
    Result<ListPage> events = co_await askPage(session, window, page, stop);
    // A first answer tells how far the clocks differ: before, the wrong window was asked for.
    if (events && page == 1 && std::abs(session->clockSkew() - skew) > sameSkewMs) {
        asked = session->now();
        window = reach(*session, request, liveEdge);
        events = co_await askPage(session, window, page, stop);
    }
    if (!events)
        co_return events.error();
    SyncBatch batch = std::move(events->batch);
    const Result<PageTurn> turn = session->turn(request.feed, cursor, batch, mostEventPages);
    if (!turn)
        co_return named(turn.error(), eventsRequest(session->target(), window, page).what());
    const bool told = events->totalPages >= 0;
    PageCursor next = turn->next;
    next.second = session->claimable(cursor.second, asked);
    if (!turn->shrunk && (turn->ended || (told && page >= events->totalPages))) {
        batch.covered = TimeRange{window.from, std::min(window.to, next.second)};
        if (liveEdge)
            batch.watermark = next.second;
        session->walk(request.feed) = Walk();
        co_return batch;
    }
    batch.nextCursor = next.text();
    co_return batch;
}

} // namespace watchfloor::chatwoot
