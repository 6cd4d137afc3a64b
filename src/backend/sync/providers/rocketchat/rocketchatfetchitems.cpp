// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchatfetch.h"

#include <algorithm>
#include <iterator>
#include <limits>

namespace watchfloor::rocketchat {
namespace {

// Two routes of about ten calls a minute: a step must not hold up what is live for long.
constexpr size_t conversationsPerStep = 4;
constexpr int mostKeys = 100'000;
constexpr int mostTalkPages = 1'000;
constexpr DurationMs lookAgainMs = 3'600'000;

using TalkTask = QCoro::Task<Result<TalkPage>>;

void appendTalk(TalkPage &to, TalkPage from)
{
    std::move(from.facts.begin(), from.facts.end(), std::back_inserter(to.facts));
    std::move(from.transfers.begin(), from.transfers.end(), std::back_inserter(to.transfers));
    std::move(from.problems.begin(), from.problems.end(), std::back_inserter(to.problems));
    to.wireRows += from.wireRows;
}

TalkTask messagePages(SessionPtr session, QString room, std::stop_token stop)
{
    const std::function<Result<TalkPage>(const QByteArray &)> parse = parseMessages;
    TalkPage all;
    std::optional<int> offset = 0;
    for (int page = 0; offset && page < mostTalkPages; ++page) {
        const bool other = session->otherMessagesSpelling;
        const Question question = messagesQuestion(room, *offset, other);
        Result<TalkPage> talk = co_await get(session, question, parse, stop);
        const bool noSuchRoute = !talk && talk.error().kind() == Error::Kind::Unavailable;
        if (noSuchRoute && *offset == 0) {
            const Question second = messagesQuestion(room, 0, !other);
            talk = co_await get(session, second, parse, stop);
            if (talk)
                session->otherMessagesSpelling = !other;
        }
        if (!talk)
            co_return talk;
        offset = nextOffset(*offset, talk->wireRows, talk->total);
        appendTalk(all, std::move(*talk));
    }
    co_return all;
}

TalkTask transferPages(SessionPtr session, QString room, std::stop_token stop)
{
    const std::function<Result<TalkPage>(const QByteArray &)> parse = parseTransfers;
    TalkPage all;
    std::optional<int> offset = 0;
    for (int page = 0; offset && page < mostTalkPages; ++page) {
        const Question question = transfersQuestion(room, *offset);
        Result<TalkPage> talk = co_await get(session, question, parse, stop);
        if (!talk)
            co_return talk;
        offset = nextOffset(*offset, talk->wireRows, talk->total);
        appendTalk(all, std::move(*talk));
    }
    co_return all;
}

/// One refused or unreadable conversation must not stop the others; a right that is missing for
/// all of them does.
bool concernsOne(const Error &error)
{
    return error.kind() == Error::Kind::WrongShape || error.kind() == Error::Kind::TooLarge ||
           error.httpStatus() == 400;
}

/// The row, and what of it events are made of; a room that is gone has a tombstone.
BatchTask freshRoom(SessionPtr session, QString id, TimeMs created, std::stop_token stop)
{
    Result<SyncBatch> room = co_await askRoom(session, id, created, stop);
    if (!room)
        co_return room;
    // The events that come from the messages take their place.
    room->events.clear();
    room->eventsComplete.clear();
    co_return room;
}

/// The events of one conversation from its messages and transfers.
BatchTask talkEvents(SessionPtr session, RoomFacts room, std::stop_token stop)
{
    Result<TalkPage> talk = co_await messagePages(session, room.id, stop);
    if (!talk)
        co_return talk.error();
    if (session->can("transfers")) {
        Result<TalkPage> moved = co_await transferPages(session, room.id, stop);
        if (!moved)
            co_return moved.error();
        appendTalk(*talk, std::move(*moved));
    }
    SyncBatch batch;
    batch.wireRows = talk->wireRows;
    batch.problems = std::move(talk->problems);
    if (!batch.problems.empty())
        co_return batch;
    batch.events = eventsOfTalk(room, std::move(*talk), session->people.bots);
    batch.eventsComplete.push_back(EventsComplete{room.id, room.updatedAt});
    session->readByMessages.insert(room.id);
    co_return batch;
}

BatchTask oneConversation(SessionPtr session, ConversationKey key, bool fresh, std::stop_token stop)
{
    SyncBatch batch;
    std::optional<RoomFacts> room = session->factsOf(key.remoteId);
    if (fresh || !room || room->updatedAt != key.updatedAt) {
        Result<SyncBatch> row = co_await freshRoom(session, key.remoteId, key.created, stop);
        if (!row)
            co_return row;
        batch = std::move(*row);
        room = session->factsOf(key.remoteId);
        if (!room || batch.goneConversations.contains(key.remoteId))
            co_return batch;
    }
    const RoomFacts facts = *room;
    Result<SyncBatch> events = co_await talkEvents(session, facts, stop);
    if (!events && events.error().kind() == Error::Kind::NotFound) {
        batch.goneConversations.append(key.remoteId);
    } else if (!events && concernsOne(events.error())) {
        batch.problems.push_back(events.error());
        if (events.error().kind() != Error::Kind::WrongShape) // not asked again until it changes
            batch.eventsComplete.push_back(EventsComplete{facts.id, facts.updatedAt});
    } else if (!events) {
        co_return events;
    } else {
        append(batch, std::move(*events));
    }
    if (!batch.problems.empty()) // it may have been garbled on its way
        session->garbledUntil.insert(key.remoteId, session->now() + lookAgainMs);
    co_return batch;
}

QCoro::Task<Result<std::vector<ConversationKey>>> keysToRead(SessionPtr session,
                                                             FetchRequest request)
{
    std::vector<ConversationKey> keys;
    if (!request.cache)
        co_return keys;
    const auto future = request.cache->conversationsNeedingEvents(mostKeys);
    const Result<std::vector<ConversationKey>> needing = co_await future;
    if (!needing)
        co_return needing.error();
    for (const ConversationKey &key : *needing) {
        if (session->now() >= session->garbledUntil.value(key.remoteId))
            keys.push_back(key);
    }
    co_return keys;
}

/// The cache's key of one conversation: its creation is what the server can be asked by.
QCoro::Task<Result<ConversationKey>> keyOf(SessionPtr session, FetchRequest request)
{
    ConversationKey key;
    key.remoteId = request.conversation;
    if (const auto room = session->factsOf(key.remoteId)) {
        key.created = room->created;
        co_return key;
    }
    if (request.cache) {
        const TimeRange always{0, std::numeric_limits<TimeMs>::max()};
        const auto future = request.cache->conversationsCreated(always);
        const Result<std::vector<ConversationKey>> cached = co_await future;
        if (!cached)
            co_return cached.error();
        for (const ConversationKey &one : *cached) {
            if (one.remoteId == key.remoteId)
                co_return one;
        }
    }
    co_return Error(Error::Kind::NotFound,
                    QStringLiteral("conversation %1 is not in the cache").arg(key.remoteId), {},
                    QStringLiteral("Sync the account first"));
}

/// The timeline of one conversation is on screen.
BatchTask onScreen(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    const Result<ConversationKey> key = co_await keyOf(session, request);
    if (!key)
        co_return key.error();
    const ConversationKey one = *key;
    if (!session->can("messages")) {
        auto room = askRoom(session, one.remoteId, one.created, stop);
        co_return co_await room;
    }
    auto both = oneConversation(session, one, true, stop);
    co_return co_await both;
}

} // namespace

BatchTask fetchConversationEvents(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    if (!request.conversation.isEmpty()) {
        auto single = onScreen(session, std::move(request), stop);
        co_return co_await single;
    }
    if (request.cursor.isEmpty() || session->walk(request.feed).expected != request.cursor) {
        const Result<std::vector<ConversationKey>> keys = co_await keysToRead(session, request);
        if (!keys)
            co_return keys.error();
        session->walk(request.feed) = Walk();
        session->walk(request.feed)
            .keys.assign(keys->rbegin(), keys->rend()); // taken from the back: newest first
    }
    SyncBatch batch;
    const auto step = session->walk(request.feed).nextKeys(conversationsPerStep);
    for (const ConversationKey &key : step) {
        Result<SyncBatch> events = co_await oneConversation(session, key, false, stop);
        if (!events)
            co_return events;
        append(batch, std::move(*events));
    }
    // Only now: a step that failed is asked again as a whole.
    batch.nextCursor = session->walk(request.feed).finishKeys(step.size());
    co_return batch;
}

} // namespace watchfloor::rocketchat
