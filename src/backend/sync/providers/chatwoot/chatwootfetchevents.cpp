// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootfetch.h"

#include <algorithm>

namespace watchfloor::chatwoot {
namespace {

// A day of ten million events a year is about a thousand pages.
constexpr int mostEventPages = 20'000;

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
    TimeRange asked = window;
    if (liveEdge) {
        // The bounds are the server's time: reach out by the difference of the clocks.
        asked.from += std::min<DurationMs>(0, session->clockSkew());
        asked.to += std::max<DurationMs>(0, session->clockSkew());
    }
    const int page = std::max(1, request.cursor.toInt());
    HttpRequest one = eventsRequest(session->target(), asked, page);
    const QString what = one.what();
    const std::function<Result<EventPage>(const QByteArray &)> parse = parseEventPage;
    Result<EventPage> events = co_await get(session, std::move(one), parse, stop);
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
        co_return named(*fault, what);
    batch.nextCursor = QString::number(page + 1);
    co_return batch;
}

} // namespace watchfloor::chatwoot
