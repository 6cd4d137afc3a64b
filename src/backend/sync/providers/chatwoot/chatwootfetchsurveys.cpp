// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootcursor.h"
#include "backend/sync/providers/chatwoot/chatwootfetch.h"

#include <algorithm>

namespace watchfloor::chatwoot {
namespace {

constexpr int mostSurveyPages = 20'000;
constexpr DurationMs edgeMs = 60'000;
constexpr DurationMs slaReachMs = 30 * DurationMs(86'400'000);

} // namespace

/// Oldest first, so that the newest of several answers to one conversation is applied last.
BatchTask fetchCsat(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    const TimeMs started = request.passStarted > 0 ? request.passStarted : session->now();
    const TimeMs oldest = request.horizon > 0 ? request.horizon : started - session->historyMs();
    const PageCursor fresh{1, request.since.value_or(oldest), started};
    PageCursor cursor = PageCursor::from(request.cursor).value_or(fresh);
    const DurationMs skew = session->clockSkew();
    const TimeRange range{cursor.first + std::min<DurationMs>(0, skew),
                          cursor.second + edgeMs + std::max<DurationMs>(0, skew)};
    HttpRequest one = csatRequest(session->target(), range, cursor.page);
    const QString what = one.what();
    const std::function<Result<SyncBatch>(const QByteArray &)> parse = parseCsat;
    Result<SyncBatch> batch = co_await get(session, std::move(one), parse, stop);
    if (!batch)
        co_return batch;
    if (batch->wireRows == 0) {
        batch->watermark = cursor.second;
        session->walk(request.feed) = Walk();
        co_return batch;
    }
    if (const auto fault = session->endless(request, *batch, cursor.page, mostSurveyPages))
        co_return named(*fault, what);
    ++cursor.page;
    batch->nextCursor = cursor.text();
    co_return batch;
}

BatchTask fetchSlas(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    const TimeMs started = request.passStarted > 0 ? request.passStarted : session->now();
    const PageCursor fresh{1, started - std::min(session->historyMs(), slaReachMs),
                           started + edgeMs};
    PageCursor cursor = PageCursor::from(request.cursor).value_or(fresh);
    const TimeRange range{cursor.first, cursor.second};
    HttpRequest one = appliedSlasRequest(session->target(), range, cursor.page);
    const QString what = one.what();
    const std::function<Result<SyncBatch>(const QByteArray &)> parse = parseAppliedSlas;
    Result<SyncBatch> batch = co_await get(session, std::move(one), parse, stop);
    if (!batch)
        co_return batch;
    if (batch->wireRows == 0) {
        session->walk(request.feed) = Walk();
        co_return batch;
    }
    if (const auto fault = session->endless(request, *batch, cursor.page, mostSurveyPages))
        co_return named(*fault, what);
    ++cursor.page;
    batch->nextCursor = cursor.text();
    co_return batch;
}

} // namespace watchfloor::chatwoot
