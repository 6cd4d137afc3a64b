// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatdash/chatdashfetch.h"

namespace watchfloor::chatdash {

BatchTask fetchAgents(SessionPtr session, FetchRequest, std::stop_token stop)
{
    const ParseFn<SyncBatch> parse = [](const HttpResponse &response) {
        return parseAgents(response.body);
    };
    Ask asked = question(session, agentsRequest(session->target()));
    Result<SyncBatch> batch = co_await ask<SyncBatch>(session, std::move(asked), parse, stop);
    if (!batch)
        co_return batch;
    // With one left out, a walk over "all" of them would claim what it has not seen.
    if (!batch->problems.empty())
        co_return batch;
    QStringList ids;
    for (const Agent &agent : batch->agents)
        ids.append(agent.remoteId);
    session->noteAgents(std::move(ids));
    co_return batch;
}

QCoro::Task<Result<QStringList>> agentsOf(SessionPtr session, std::stop_token stop)
{
    if (auto known = session->knownAgents())
        co_return *std::move(known);
    FetchRequest request(QStringLiteral("agents"));
    const Result<SyncBatch> batch = co_await fetchAgents(session, std::move(request), stop);
    if (!batch)
        co_return batch.error();
    if (!batch->problems.empty())
        co_return batch->problems.front();
    co_return session->knownAgents().value_or(QStringList());
}

} // namespace watchfloor::chatdash
