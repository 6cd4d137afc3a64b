// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonhours.h"
#include "backend/sync/providers/liveperson/livepersonwalks.h"

namespace watchfloor::liveperson {

BatchTask fetchKeyHours(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    const TimeMs takenAt = session->now();
    const TimeMs at = session->serverNow();
    // The cursor is the next hour; an earlier run may have left it long ago.
    std::optional<TimeMs> since = request.since;
    if (!request.cursor.isEmpty())
        since = std::max(since.value_or(0), request.cursor.toLongLong());
    const std::vector<TimeRange> hours = hoursToRead(at, since);
    SyncBatch batch;
    // Told on every page: a walk that goes on after a restart may have only the last one left.
    batch.watermark = since;
    if (hours.empty())
        co_return batch;
    const TimeRange hour = hours.front();
    const bool final = isFinal(hour, at);
    for (const KeyGroups by : allKeyGroups) {
        KeyMetricsQuestion question(by, hour, hour, takenAt);
        question.partial = !final;
        question.current = false;
        question.keepAll = by == KeyGroups::Skills;
        auto walking = walkKeyMetrics(session, question, stop);
        Result<KeyWalk> walk = co_await walking;
        if (!walk)
            co_return walk.error();
        append(batch, std::move(walk->batch));
    }
    AgentViewQuestion question(hour, takenAt);
    question.ofWindow = true;
    question.partial = !final;
    auto walking = walkAgents(session, question, stop);
    Result<AgentWalk> agents = co_await walking;
    if (!agents)
        co_return agents.error();
    append(batch, std::move(agents->batch));
    batch.watermark = final ? hour.to : hour.from; // what is not final is asked for again
    if (final)
        batch.covered = hour;
    if (hours.size() > 1)
        batch.nextCursor = QString::number(hour.to);
    co_return batch;
}

BatchTask fetchTrend(SessionPtr session, FetchRequest, std::stop_token stop)
{
    const TimeMs takenAt = session->now();
    const TimeMs at = session->serverNow();
    // Whole quarters, so that the points lie on them.
    const TimeMs from = (dayStart(at) + trendStep - 1) / trendStep * trendStep;
    const TimeMs to = at / trendStep * trendStep;
    const ParseFn<SyncBatch> parse = [at, takenAt](const HttpResponse &response) {
        return parseTrend(response, at - settlesAfter, at, takenAt);
    };
    Call call = trendCall(TimeRange{from, to});
    return ask<SyncBatch>(std::move(session), std::move(call), parse, std::move(stop));
}

} // namespace watchfloor::liveperson
