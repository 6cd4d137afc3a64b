// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchatcursor.h"
#include "backend/sync/providers/rocketchat/rocketchatfetch.h"

#include <array>

namespace watchfloor::rocketchat {
namespace {

constexpr std::array activeLists{RoomList::Open, RoomList::OnHold, RoomList::Queued};
constexpr int listCount = static_cast<int>(activeLists.size());
// Each takes one of the route's few calls a minute: the next page comes first for others.
constexpr size_t singlesPerStep = 4;
constexpr int mostOffset = 1'000'000;

/// Cached as active, but in none of the lists: closed, deleted or no longer visible.
QCoro::Task<Result<std::vector<ConversationKey>>> missingRooms(SessionPtr session,
                                                               FetchRequest request)
{
    std::vector<ConversationKey> missing;
    if (!request.cache)
        co_return missing;
    const auto future = request.cache->activeConversations();
    const Result<std::vector<ConversationKey>> cached = co_await future;
    if (!cached)
        co_return cached.error();
    const QSet<QString> &seen = session->walk(request.feed).seen;
    for (const ConversationKey &key : *cached) {
        if (!seen.contains(key.remoteId))
            missing.push_back(key);
    }
    co_return missing;
}

BatchTask singleRooms(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    SyncBatch batch;
    const auto step = session->walk(request.feed).nextKeys(singlesPerStep);
    for (const ConversationKey &key : step) {
        const QString id = key.remoteId;
        const TimeMs created = key.created;
        Result<SyncBatch> room = co_await askRoom(session, id, created, stop);
        if (!room)
            co_return room;
        append(batch, std::move(*room));
    }
    // Only now: a step that failed is asked again as a whole.
    Walk &walk = session->walk(request.feed);
    walk.dropKeys(step.size());
    if (walk.keys.empty())
        walk = Walk();
    else
        batch.nextCursor = ListCursor{listCount, static_cast<int>(walk.keys.size())}.text();
    walk.expected = batch.nextCursor;
    co_return batch;
}

/// Servers that do not know the parameter refuse it; their queued rooms are found by creation.
bool refusedParameter(const Error &error)
{
    return error.kind() == Error::Kind::HttpStatus && error.httpStatus() == 400;
}

QCoro::Task<Result<RoomPage>> activePage(SessionPtr session, ListCursor cursor,
                                         std::stop_token stop)
{
    const RoomList list = activeLists[static_cast<size_t>(cursor.list)];
    const Question question = roomsQuestion(list, TimeRange(), cursor.offset);
    if (list == RoomList::Queued && session->queuedListRefused)
        co_return RoomPage();
    Result<RoomPage> page = co_await askRooms(session, question, stop);
    if (!page && list == RoomList::Queued && refusedParameter(page.error())) {
        session->queuedListRefused = true;
        co_return RoomPage();
    }
    co_return page;
}

} // namespace

BatchTask fetchActive(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    // What was seen is only in memory: a restart begins the pass anew, which costs some pages.
    const bool goesOn =
        !request.cursor.isEmpty() && session->walk(request.feed).expected == request.cursor;
    session->continued(request.feed, request.cursor);
    ListCursor cursor =
        goesOn ? ListCursor::from(request.cursor).value_or(ListCursor()) : ListCursor();
    if (cursor.list >= listCount) {
        auto singles = singleRooms(session, std::move(request), stop);
        co_return co_await singles;
    }
    Result<RoomPage> page = co_await activePage(session, cursor, stop);
    if (!page)
        co_return page.error();
    SyncBatch batch = std::move(page->batch);
    for (const RoomFacts &room : page->facts)
        session->walk(request.feed).seen.insert(room.id);
    const auto next = nextOffset(cursor.offset, batch.wireRows, batch.wireTotal);
    if (next && *next > mostOffset)
        co_return Error(Error::Kind::TooLarge,
                        QStringLiteral("the list of open conversations does not end"));
    cursor.offset = next.value_or(0);
    cursor.list += next ? 0 : 1;
    if (cursor.list == listCount) {
        const Result<std::vector<ConversationKey>> missing =
            co_await missingRooms(session, request);
        if (!missing)
            co_return missing.error();
        Walk &walk = session->walk(request.feed);
        walk.keys = *missing;
        cursor.offset = static_cast<int>(missing->size());
        if (missing->empty()) {
            walk = Walk();
            co_return batch;
        }
    }
    batch.nextCursor = cursor.text();
    session->walk(request.feed).expected = batch.nextCursor;
    co_return batch;
}

} // namespace watchfloor::rocketchat
