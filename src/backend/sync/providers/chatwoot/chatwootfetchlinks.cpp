// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootfetch.h"
#include "backend/sync/providers/chatwoot/chatwootlinks.h"

#include <algorithm>

namespace watchfloor::chatwoot {
namespace {

constexpr int questionsPerStep = 10;
constexpr DurationMs linkReachMs = 24 * DurationMs(3'600'000);

using Keys = std::vector<ConversationKey>;
using Unlinked = std::vector<UnlinkedConversation>;

TimeRange rangeOf(const Unlinked &unlinked)
{
    TimeMs from = unlinked.front().earliestStart;
    TimeMs to = from;
    for (const UnlinkedConversation &entry : unlinked) {
        from = std::min(from, entry.earliestStart);
        to = std::max(to, entry.earliestStart);
    }
    return TimeRange{from - linkReachMs, to + linkReachMs};
}

/// The conversations to be asked exactly, without those that taught nothing since they changed.
Keys worthAsking(const Session &session, const LinkPlan &plan, const Keys &conversations)
{
    const QSet<QString> wanted(plan.askExactly.begin(), plan.askExactly.end());
    Keys keys;
    for (const ConversationKey &key : conversations) {
        if (wanted.contains(key.remoteId) && key.internalId.isEmpty() &&
            session.askedInVain.value(key.remoteId, -1) != key.updatedAt)
            keys.push_back(key);
    }
    return keys;
}

QFuture<Result<LinkPlan>> matchOnWorker(const Session &session, Unlinked unlinked,
                                        Keys conversations)
{
    return session.context().worker->run(
        [waiting = std::move(unlinked), known = std::move(conversations)]() -> Result<LinkPlan> {
            return matchLinks(waiting, known);
        });
}

} // namespace

BatchTask fetchLinks(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    SyncBatch batch;
    if (!request.cache)
        co_return batch;
    if (request.cursor.isEmpty() || session->walk(request.feed).expected != request.cursor) {
        session->walk(request.feed) = Walk();
        const auto asking = request.cache->unlinkedConversations();
        const Result<Unlinked> unlinked = co_await asking;
        if (!unlinked)
            co_return unlinked.error();
        if (unlinked->empty())
            co_return batch;
        const auto reading = request.cache->conversationsCreated(rangeOf(*unlinked));
        const Result<Keys> conversations = co_await reading;
        if (!conversations)
            co_return conversations.error();
        const auto matching = matchOnWorker(*session, *unlinked, *conversations);
        Result<LinkPlan> plan = co_await matching;
        if (!plan)
            co_return plan.error();
        session->walk(request.feed).keys = worthAsking(*session, *plan, *conversations);
        batch.links = std::move(plan->links);
        batch.wireRows = static_cast<qint64>(batch.links.size());
    }
    const auto step = session->walk(request.feed).nextKeys(questionsPerStep);
    for (const ConversationKey &key : step) {
        Result<SyncBatch> events = co_await exactEvents(session, key, stop);
        if (!events && events.error().kind() != Error::Kind::Forbidden &&
            events.error().kind() != Error::Kind::WrongShape)
            co_return events;
        if (!events)
            batch.problems.push_back(events.error());
        if (!events || events->links.empty())
            session->askedInVain.insert(key.remoteId, key.updatedAt);
        if (events)
            append(batch, std::move(*events));
    }
    batch.nextCursor = session->walk(request.feed).finishKeys(step.size());
    co_return batch;
}

} // namespace watchfloor::chatwoot
