// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonprovider.h"

#include "backend/sync/providers/liveperson/livepersonfetch.h"

#include <array>

namespace watchfloor {
namespace liveperson {
namespace {

using FeedFunction = BatchTask (*)(SessionPtr, FetchRequest, std::stop_token);

struct FeedRow {
    const char *feed;
    FeedFunction fetch;
};

constexpr std::array feedTable{
    FeedRow{"agents", fetchUsers},
    FeedRow{"agent_groups", fetchGroups},
    FeedRow{"skills", fetchSkills},
    FeedRow{"conversation_updates", fetchUpdates},
    FeedRow{"live", fetchLive},
    FeedRow{"skill_availability", fetchSkillStaff},
    FeedRow{"key_metrics", fetchKeyHours},
    FeedRow{"key_trend", fetchTrend},
    FeedRow{"active_conversations", fetchActive},
    FeedRow{"conversations", fetchConversations},
    FeedRow{"agent_states", fetchAgentStates},
};

} // namespace

/// Not in fetch() itself: a coroutine's frame may hold no type of an unnamed namespace.
static FeedFunction feedFunctionOf(const QString &feed)
{
    for (const FeedRow &row : feedTable) {
        if (feed == QLatin1String(row.feed))
            return row.fetch;
    }
    return nullptr;
}

} // namespace liveperson

LivePersonProvider::LivePersonProvider(Account account, Secrets secrets, ProviderContext context)
    : m_session(std::make_shared<liveperson::Session>(std::move(account), secrets, context))
{
}

LivePersonProvider::~LivePersonProvider() = default;

QCoro::Task<Result<ProbeResult>> LivePersonProvider::probe(std::stop_token stop)
{
    return liveperson::probeServer(m_session, std::move(stop));
}

DurationMs LivePersonProvider::clockSkew() const
{
    return m_session->clockSkew();
}

QCoro::Task<Result<SyncBatch>> LivePersonProvider::fetch(FetchRequest request, std::stop_token stop)
{
    // The parameters and this copy live in the coroutine: `this` may go while it waits.
    const liveperson::SessionPtr session = m_session;
    if (const auto fault = session->unready())
        co_return *fault;
    const auto function = liveperson::feedFunctionOf(request.feed);
    if (function == nullptr) {
        co_return Error(Error::Kind::Internal,
                        QStringLiteral("LivePerson has no feed named \"%1\"").arg(request.feed));
    }
    Result<SyncBatch> batch = co_await function(session, std::move(request), std::move(stop));
    if (batch)
        batch->fetchedAt = session->now();
    co_return batch;
}

} // namespace watchfloor
