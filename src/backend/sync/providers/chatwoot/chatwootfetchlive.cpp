// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootfetch.h"

namespace watchfloor::chatwoot {
namespace {

using ParseBatch = std::function<Result<SyncBatch>(const QByteArray &)>;

// An installation has as many pages of 25 agents as it has staff; more is a list without end.
constexpr int mostAgentPages = 2'000;
constexpr qint64 agentsPerPage = 25;
constexpr int mostAgentWalks = 3;

/// Of all agents, those included whose availability is not known.
QStringList agentIds(const SyncBatch &batch)
{
    if (!batch.complete.empty())
        return batch.complete.front().remoteIds;
    QStringList ids;
    for (const AgentPresence &presence : batch.presences)
        ids.append(presence.agentRemoteId);
    return ids;
}

void dropSeen(SyncBatch &rows, const QSet<QString> &seen)
{
    std::erase_if(rows.metricValues,
                  [&](const MetricValue &row) { return seen.contains(row.scopeKey); });
    std::erase_if(rows.presences,
                  [&](const AgentPresence &row) { return seen.contains(row.agentRemoteId); });
    std::erase_if(rows.agents, [&](const Agent &row) { return seen.contains(row.remoteId); });
}

/// Three grouped queries on the server for all agents together (>= 4.0.3).
BatchTask groupedCounters(SessionPtr session, std::stop_token stop)
{
    const TimeMs takenAt = session->now();
    const ParseBatch grouped = [takenAt](const QByteArray &body) {
        return parseGroupedMetrics(body, takenAt);
    };
    HttpRequest byAgent = groupedMetricsRequest(session->target());
    Result<SyncBatch> agents = co_await get(session, std::move(byAgent), grouped, stop);
    if (!agents)
        co_return agents;
    const ParseBatch account = [takenAt](const QByteArray &body) {
        return parseAccountMetrics(body, takenAt, true);
    };
    HttpRequest whole = liveMetricsRequest(session->target());
    Result<SyncBatch> totals = co_await get(session, std::move(whole), account, stop);
    if (!totals)
        co_return totals;
    append(*agents, std::move(*totals));
    co_return agents;
}

/// One walk over the pages of seed 000, joined by agent id. The pages have no common order: answers
/// whether a row came twice, for then another one may have come not at all.
QCoro::Task<Result<bool>> walkAgentReport(SessionPtr session, FetchRequest request, TimeMs takenAt,
                                          SyncBatch *batch, std::stop_token stop)
{
    const ParseBatch parse = [takenAt](const QByteArray &body) {
        return parseAgentMetrics(body, takenAt);
    };
    QSet<QString> known;
    for (const Agent &agent : batch->agents)
        known.insert(agent.remoteId);
    QSet<QString> seen;
    bool repeated = false;
    session->walk(request.feed) = Walk();
    for (int page = 1;; ++page) {
        HttpRequest one = agentMetricsRequest(session->target(), page);
        Result<SyncBatch> rows = co_await get(session, std::move(one), parse, stop, Lane::Reports);
        if (!rows)
            co_return rows.error();
        if (const auto fault = session->endless(request.feed, *rows, page, mostAgentPages))
            co_return named(*fault, QStringLiteral("the conversation metrics by agent"));
        const bool last = rows->wireRows < agentsPerPage;
        for (const Agent &agent : rows->agents) {
            repeated = repeated || seen.contains(agent.remoteId);
            seen.insert(agent.remoteId);
        }
        dropSeen(*rows, known);
        known += seen;
        append(*batch, std::move(*rows));
        if (last)
            co_return repeated;
    }
}

/// Seed 000, two counts per agent on the server.
BatchTask countersByAgentReport(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    const TimeMs takenAt = session->now();
    SyncBatch batch;
    bool again = true;
    for (int walk = 1; again && walk <= mostAgentWalks; ++walk) {
        auto walking = walkAgentReport(session, request, takenAt, &batch, stop);
        const Result<bool> repeated = co_await walking;
        if (!repeated)
            co_return repeated.error();
        again = *repeated;
    }
    const ParseBatch account = [takenAt](const QByteArray &body) {
        return parseAccountMetrics(body, takenAt, false);
    };
    HttpRequest whole = accountMetricsRequest(session->target());
    Result<SyncBatch> totals =
        co_await get(session, std::move(whole), account, stop, Lane::Reports);
    if (!totals)
        co_return totals;
    append(batch, std::move(*totals));
    co_return batch;
}

} // namespace

BatchTask fetchLive(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    if (!session->account().can(QStringLiteral("live_reports")) ||
        session->liveReportsKnownMissing()) {
        auto task = countersByAgentReport(session, std::move(request), stop);
        co_return co_await task;
    }
    const ParseBatch parse = parseAgents;
    // Who joined or left counts at once: a conversation of somebody unknown is nobody's.
    HttpRequest everybody = agentsRequest(session->target());
    Result<SyncBatch> batch = co_await get(session, std::move(everybody), parse, stop);
    if (!batch)
        co_return batch;
    Result<SyncBatch> counters = co_await groupedCounters(session, stop);
    if (!counters && counters.error().kind() == Error::Kind::Unavailable) {
        session->noteLiveReportsMissing();
        auto task = countersByAgentReport(session, std::move(request), stop);
        co_return co_await task;
    }
    if (!counters)
        co_return counters;
    const QStringList ids = agentIds(*batch);
    const bool whole = counters->problems.empty();
    append(*batch, std::move(*counters));
    // A row that could not be read is not a zero.
    if (whole)
        addInferredZeros(*batch, ids, session->now());
    co_return batch;
}

} // namespace watchfloor::chatwoot
