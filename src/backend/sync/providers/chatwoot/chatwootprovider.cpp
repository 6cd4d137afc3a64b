// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootprovider.h"

#include "backend/sync/providers/chatwoot/chatwootfetch.h"

#include <array>

namespace watchfloor {
namespace {

using FetchFunction = chatwoot::BatchTask (*)(chatwoot::SessionPtr, FetchRequest, std::stop_token);

struct FeedRow {
    const char *feed;
    FetchFunction fetch;
};

constexpr std::array feedTable{
    FeedRow{"agents", chatwoot::fetchAgents},
    FeedRow{"teams", chatwoot::fetchTeams},
    FeedRow{"inboxes", chatwoot::fetchInboxes},
    FeedRow{"labels", chatwoot::fetchLabels},
    FeedRow{"conversation_updates", chatwoot::fetchUpdates},
    FeedRow{"live", chatwoot::fetchLive},
    FeedRow{"active_conversations", chatwoot::fetchActive},
    FeedRow{"conversations", chatwoot::fetchHistory},
    FeedRow{"reporting_events", chatwoot::fetchEvents},
    FeedRow{"conversation_links", chatwoot::fetchLinks},
    FeedRow{"conversation_events", chatwoot::fetchConversationEvents},
    FeedRow{"csat", chatwoot::fetchCsat},
    FeedRow{"applied_slas", chatwoot::fetchSlas},
};

/// Not in fetch() itself: a coroutine's frame may hold no type of this unnamed namespace.
FetchFunction functionOf(const QString &feed)
{
    for (const FeedRow &row : feedTable) {
        if (feed == QLatin1String(row.feed))
            return row.fetch;
    }
    return nullptr;
}

bool isNumber(const QString &text)
{
    bool ok = false;
    return text.toLongLong(&ok) > 0 && ok;
}

std::optional<Error> unready(const chatwoot::Session &session)
{
    if (session.target().token().isEmpty()) {
        return Error(Error::Kind::Unauthorized, QStringLiteral("no access token is stored"), {},
                     QStringLiteral("Enter the token Chatwoot shows under Profile settings, "
                                    "Access token"));
    }
    if (!isNumber(session.account().remoteAccountId)) {
        return Error(Error::Kind::BadInput,
                     QStringLiteral("the Chatwoot account number is missing or no number"), {},
                     QStringLiteral("Give the number that stands in Chatwoot's address after "
                                    "/accounts/"));
    }
    return std::nullopt;
}

} // namespace

ChatwootProvider::ChatwootProvider(Account account, Secrets secrets, ProviderContext context)
    : m_session(std::make_shared<chatwoot::Session>(std::move(account), secrets, context))
{
}

ChatwootProvider::~ChatwootProvider() = default;

QCoro::Task<Result<ProbeResult>> ChatwootProvider::probe(std::stop_token stop)
{
    return chatwoot::probeServer(m_session, std::move(stop));
}

DurationMs ChatwootProvider::clockSkew() const
{
    return m_session->clockSkew();
}

QCoro::Task<Result<SyncBatch>> ChatwootProvider::fetch(FetchRequest request, std::stop_token stop)
{
    // The parameters and this copy live in the coroutine: `this` may go while it waits.
    const chatwoot::SessionPtr session = m_session;
    if (const auto fault = unready(*session))
        co_return *fault;
    const auto function = functionOf(request.feed);
    if (function == nullptr) {
        co_return Error(Error::Kind::Internal,
                        QStringLiteral("Chatwoot has no feed named \"%1\"").arg(request.feed));
    }
    Result<SyncBatch> batch = co_await function(session, std::move(request), std::move(stop));
    if (batch)
        batch->fetchedAt = session->now();
    co_return batch;
}

} // namespace watchfloor
