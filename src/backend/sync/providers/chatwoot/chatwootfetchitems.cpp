// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootfetch.h"

#include <algorithm>
#include <iterator>

namespace watchfloor::chatwoot {
namespace {

constexpr int conversationsPerStep = 10;
constexpr int mostKeys = 100'000;
constexpr qint64 messagesPerPage = 1000;
constexpr int mostMessagePages = 100;
// Events are written by a queue after the fact: right after a change some may still be missing.
constexpr DurationMs settledAfterMs = 5 * 60'000;
constexpr DurationMs lookAgainMs = 3'600'000;

enum class Source { None, Exact, Messages };

Source sourceOf(const Account &account)
{
    if (account.can(QStringLiteral("account_events")))
        return Source::None; // the account-wide feed brings them all
    if (account.can(QStringLiteral("conversation_events")))
        return Source::Exact;
    return Source::Messages;
}

bool settled(const Session &session, const ConversationKey &key)
{
    return session.now() + session.clockSkew() - key.updatedAt > settledAfterMs;
}

/// Rebuilds the events from the messages, as many pages as there are.
BatchTask derivedEvents(SessionPtr session, ConversationKey key, std::stop_token stop)
{
    const std::function<Result<MessagePage>(const QByteArray &)> parse = parseMessages;
    MessagePage all;
    qint64 after = 1;
    for (int page = 1; page <= mostMessagePages; ++page) {
        HttpRequest request = messagesRequest(session->target(), key.remoteId, after);
        Result<MessagePage> messages = co_await get(session, std::move(request), parse, stop);
        if (!messages)
            co_return messages.error();
        // Some versions begin a page with the message named by `after`.
        std::copy_if(messages->facts.begin(), messages->facts.end(), std::back_inserter(all.facts),
                     [&](const MessageFact &fact) { return page == 1 || fact.id > after; });
        all.problems.insert(all.problems.end(), messages->problems.begin(),
                            messages->problems.end());
        all.assigneeRemoteId = messages->assigneeRemoteId;
        all.wireRows += messages->wireRows;
        if (messages->wireRows < messagesPerPage || messages->facts.empty() ||
            messages->facts.back().id <= after)
            break;
        after = messages->facts.back().id;
    }
    SyncBatch batch;
    batch.events = deriveEvents(key, all.facts, all.assigneeRemoteId);
    batch.problems = std::move(all.problems);
    batch.wireRows = all.wireRows;
    if (batch.problems.empty())
        batch.eventsComplete.push_back(EventsComplete{key.remoteId, key.updatedAt});
    co_return batch;
}

/// One refused or unreadable conversation must not stop the others.
bool passes(const Error &error)
{
    return error.kind() == Error::Kind::Forbidden || error.kind() == Error::Kind::WrongShape ||
           error.kind() == Error::Kind::TooLarge;
}

/// Garbled, an answer may be whole the next time; refused or too large it stays.
bool garbled(const Result<SyncBatch> &events)
{
    return events ? !events->problems.empty() : events.error().kind() == Error::Kind::WrongShape;
}

/// Conversations older than the history have events the account-wide windows do not reach; the
/// active ones among them are asked one by one. Looked for once an hour.
bool olderThanHistory(const Session &session, const FetchRequest &request,
                      const ConversationKey &key)
{
    const TimeMs started = request.passStarted > 0 ? request.passStarted : session.now();
    const TimeMs horizon = request.horizon > 0 ? request.horizon : started - session.historyMs();
    return key.created < horizon && key.status != QLatin1String("closed");
}

QCoro::Task<Result<std::vector<ConversationKey>>> keysToAsk(SessionPtr session,
                                                            FetchRequest request)
{
    std::vector<ConversationKey> keys;
    const bool onlyOld = sourceOf(session->account()) == Source::None;
    if (!request.cache ||
        (onlyOld && session->now() - session->oldConversationsCheckedAt < lookAgainMs))
        co_return keys;
    const auto future = request.cache->conversationsNeedingEvents(mostKeys);
    const Result<std::vector<ConversationKey>> needing = co_await future;
    if (!needing)
        co_return needing.error();
    if (onlyOld)
        session->oldConversationsCheckedAt = session->now();
    for (const ConversationKey &key : *needing) {
        if (session->now() < session->garbledUntil.value(key.remoteId))
            continue;
        if (!onlyOld || olderThanHistory(*session, request, key))
            keys.push_back(key);
    }
    co_return keys;
}

/// The timeline of one conversation is on screen: its row first, then its events.
BatchTask onDemand(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    const ConversationOptions options = session->options();
    const std::function<Result<SyncBatch>(const QByteArray &)> parse =
        [options](const QByteArray &body) { return parseConversation(body, options); };
    HttpRequest one = conversationRequest(session->target(), request.conversation);
    Result<SyncBatch> batch = co_await get(session, std::move(one), parse, stop);
    if (!batch) {
        if (batch.error().kind() != Error::Kind::NotFound)
            co_return batch;
        SyncBatch gone;
        gone.goneConversations.append(request.conversation);
        co_return gone;
    }
    const Conversation &row = batch->conversations.front();
    ConversationKey key;
    key.remoteId = row.remoteId;
    key.inboxRemoteId = row.inboxRemoteId;
    key.status = row.status;
    key.created = row.created;
    key.updatedAt = row.updatedAt.value_or(0);
    auto asking = sourceOf(session->account()) == Source::Messages
                      ? derivedEvents(session, key, stop)
                      : exactEvents(session, key, stop);
    Result<SyncBatch> events = co_await asking;
    if (!events)
        co_return events;
    append(*batch, std::move(*events));
    co_return batch;
}

} // namespace

BatchTask exactEvents(SessionPtr session, ConversationKey key, std::stop_token stop)
{
    const QString id = key.remoteId;
    const std::function<Result<SyncBatch>(const QByteArray &)> parse =
        [id](const QByteArray &body) { return parseConversationEvents(body, id); };
    HttpRequest request = conversationEventsRequest(session->target(), id);
    Result<SyncBatch> batch = co_await get(session, std::move(request), parse, stop);
    if (batch && batch->problems.empty() && settled(*session, key))
        batch->eventsComplete.push_back(EventsComplete{id, key.updatedAt});
    if (batch || batch.error().kind() != Error::Kind::NotFound)
        co_return batch;
    SyncBatch gone;
    gone.goneConversations.append(id);
    co_return gone;
}

BatchTask fetchConversationEvents(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    if (!request.conversation.isEmpty()) {
        auto single = onDemand(session, std::move(request), stop);
        co_return co_await single;
    }
    if (request.cursor.isEmpty() || session->walk(request.feed).expected != request.cursor) {
        const Result<std::vector<ConversationKey>> keys = co_await keysToAsk(session, request);
        if (!keys)
            co_return keys.error();
        session->walk(request.feed) = Walk();
        session->walk(request.feed)
            .keys.assign(keys->rbegin(), keys->rend()); // taken from the back
    }
    const bool messages = sourceOf(session->account()) == Source::Messages;
    SyncBatch batch;
    const auto step = session->walk(request.feed).nextKeys(conversationsPerStep);
    for (const ConversationKey &key : step) {
        auto asking =
            messages ? derivedEvents(session, key, stop) : exactEvents(session, key, stop);
        Result<SyncBatch> events = co_await asking;
        if (garbled(events))
            session->garbledUntil.insert(key.remoteId, session->now() + lookAgainMs);
        if (!events && events.error().kind() == Error::Kind::NotFound) {
            batch.goneConversations.append(key.remoteId);
        } else if (!events && passes(events.error())) {
            batch.problems.push_back(events.error());
            if (!garbled(events)) // not asked again until it changes
                batch.eventsComplete.push_back(EventsComplete{key.remoteId, key.updatedAt});
        } else if (!events) {
            co_return events;
        } else {
            append(batch, std::move(*events));
        }
    }
    // Only now: a step that failed is asked again as a whole.
    batch.nextCursor = session->walk(request.feed).finishKeys(step.size());
    co_return batch;
}

} // namespace watchfloor::chatwoot
