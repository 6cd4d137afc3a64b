// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootfetch.h"

#include <algorithm>

namespace watchfloor::chatwoot {
namespace {

// A day of ten million events a year is about a thousand pages.
constexpr int mostEventPages = 20'000;
constexpr DurationMs sameSkewMs = 60'000;

/// The window's bounds are ours, the rows' stamps the server's: reaches out by the difference of
/// the clocks. Backwards also for a closed window, which may follow on an edge that was claimed
/// before the server's clock had come that far.
QCoro::Task<Result<EventPage>> askPage(SessionPtr session, TimeRange window, bool liveEdge,
                                       int page, std::stop_token stop)
{
    window.from += std::min<DurationMs>(0, session->clockSkew());
    if (liveEdge)
        window.to += std::max<DurationMs>(0, session->clockSkew());
    HttpRequest request = eventsRequest(session->target(), window, page);
    const std::function<Result<EventPage>(const QByteArray &)> parse = parseEventPage;
    Result<EventPage> events = co_await get(session, std::move(request), parse, stop);
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
    const TimeRange window = *request.window;
    const bool liveEdge = window.to > started;
    const int page = std::max(1, request.cursor.toInt());
    const DurationMs skew = session->clockSkew();
    Result<EventPage> events = co_await askPage(session, window, liveEdge, page, stop);
    // A first answer tells how far the clocks differ: before, the wrong window was asked for.
    if (events && page == 1 && std::abs(session->clockSkew() - skew) > sameSkewMs)
        events = co_await askPage(session, window, liveEdge, page, stop);
    if (!events)
        co_return events.error();
    SyncBatch batch = std::move(events->batch);
    const bool told = events->totalPages >= 0;
    if (batch.wireRows == 0 || (told && page >= events->totalPages)) {
        batch.covered = TimeRange{window.from, std::min(window.to, started)};
        if (liveEdge)
            batch.watermark = started;
        session->walk(request.feed) = Walk();
        co_return batch;
    }
    if (const auto fault = session->endless(request, batch, page, mostEventPages))
        co_return named(*fault, eventsRequest(session->target(), window, page).what());
    batch.nextCursor = QString::number(page + 1);
    co_return batch;
}

} // namespace watchfloor::chatwoot
