// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatdash/chatdashprovider.h"

#include "backend/sync/providers/chatdash/chatdashfetch.h"

#include <array>

namespace watchfloor {
namespace {

using ChatDashFetch = chatdash::BatchTask (*)(chatdash::SessionPtr, FetchRequest, std::stop_token);

struct ChatDashFeed {
    const char *feed;
    ChatDashFetch fetch;
};

constexpr std::array chatDashFeeds{
    ChatDashFeed{"agents", chatdash::fetchAgents},
    ChatDashFeed{"conversation_updates", chatdash::fetchUpdates},
    ChatDashFeed{"live", chatdash::fetchLive},
    ChatDashFeed{"conversations", chatdash::fetchHistory},
    ChatDashFeed{"conversation_review", chatdash::fetchReview},
    ChatDashFeed{"open_conversations", chatdash::fetchOpen},
    ChatDashFeed{"conversation_events", chatdash::fetchConversationEvents},
};

ChatDashFetch chatDashFetchOf(const QString &feed)
{
    for (const ChatDashFeed &row : chatDashFeeds) {
        if (feed == QLatin1String(row.feed))
            return row.fetch;
    }
    return nullptr;
}

Error noKey()
{
    return Error(Error::Kind::Unauthorized, QStringLiteral("no API key is stored"), {},
                 QStringLiteral("Enter the key that stands on the agency profile in ChatDash"));
}

} // namespace

ChatDashProvider::ChatDashProvider(Account account, Secrets secrets, ProviderContext context)
    : m_session(std::make_shared<chatdash::Session>(std::move(account), secrets, context))
{
}

ChatDashProvider::~ChatDashProvider() = default;

QCoro::Task<Result<ProbeResult>> ChatDashProvider::probe(std::stop_token stop)
{
    // The parameters and this copy live in the coroutine: `this` may go while it waits.
    const chatdash::SessionPtr session = m_session;
    if (!session->target().hasKey())
        co_return noKey();
    co_return co_await chatdash::probeServer(session, std::move(stop));
}

DurationMs ChatDashProvider::clockSkew() const
{
    return m_session->clockSkew();
}

QCoro::Task<Result<SyncBatch>> ChatDashProvider::fetch(FetchRequest request, std::stop_token stop)
{
    const chatdash::SessionPtr session = m_session;
    if (!session->target().hasKey())
        co_return noKey();
    const auto function = chatDashFetchOf(request.feed);
    if (function == nullptr) {
        co_return Error(Error::Kind::Internal,
                        QStringLiteral("ChatDash has no feed named \"%1\"").arg(request.feed));
    }
    Result<SyncBatch> batch = co_await function(session, std::move(request), std::move(stop));
    if (batch)
        batch->fetchedAt = session->now();
    co_return batch;
}

} // namespace watchfloor
