// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchatprovider.h"

#include "backend/sync/providers/rocketchat/rocketchatfetch.h"

#include <array>

namespace watchfloor {
namespace {

using RocketFetch = rocketchat::BatchTask (*)(rocketchat::SessionPtr, FetchRequest,
                                              std::stop_token);

struct RocketFeed {
    const char *feed;
    RocketFetch fetch;
};

constexpr std::array rocketFeeds{
    RocketFeed{"agents", rocketchat::fetchAgents},
    RocketFeed{"departments", rocketchat::fetchDepartments},
    RocketFeed{"conversation_updates", rocketchat::fetchUpdates},
    RocketFeed{"live", rocketchat::fetchLive},
    RocketFeed{"active_conversations", rocketchat::fetchActive},
    RocketFeed{"conversations", rocketchat::fetchHistory},
    RocketFeed{"former_agents", rocketchat::fetchFormerAgents},
    RocketFeed{"conversation_events", rocketchat::fetchConversationEvents},
    RocketFeed{"reports", rocketchat::fetchReports},
    RocketFeed{"agent_service_history", rocketchat::fetchServiceHistory},
};

/// Not in fetch() itself: a coroutine's frame may hold no type of this unnamed namespace.
RocketFetch rocketFetchOf(const QString &feed)
{
    for (const RocketFeed &row : rocketFeeds) {
        if (feed == QLatin1String(row.feed))
            return row.fetch;
    }
    return nullptr;
}

} // namespace

RocketChatProvider::RocketChatProvider(Account account, Secrets secrets, ProviderContext context)
    : m_session(std::make_shared<rocketchat::Session>(std::move(account), secrets, context))
{
}

RocketChatProvider::~RocketChatProvider() = default;

QCoro::Task<Result<ProbeResult>> RocketChatProvider::probe(std::stop_token stop)
{
    return rocketchat::probeServer(m_session, std::move(stop));
}

DurationMs RocketChatProvider::clockSkew() const
{
    return m_session->clockSkew();
}

QCoro::Task<Result<SyncBatch>> RocketChatProvider::fetch(FetchRequest request, std::stop_token stop)
{
    // The parameters and this copy live in the coroutine: `this` may go while it waits.
    const rocketchat::SessionPtr session = m_session;
    if (!session->hasToken() && !session->canLogin())
        co_return rocketchat::noCredential();
    const auto function = rocketFetchOf(request.feed);
    if (function == nullptr) {
        co_return Error(Error::Kind::Internal,
                        QStringLiteral("Rocket.Chat has no feed named \"%1\"").arg(request.feed));
    }
    Result<SyncBatch> batch = co_await function(session, std::move(request), std::move(stop));
    if (batch)
        batch->fetchedAt = session->now();
    co_return batch;
}

} // namespace watchfloor
