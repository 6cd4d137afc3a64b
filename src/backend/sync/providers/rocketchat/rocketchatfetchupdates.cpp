// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchatcursor.h"
#include "backend/sync/providers/rocketchat/rocketchatfetch.h"

namespace watchfloor::rocketchat {
namespace {

constexpr DurationMs firstReachMs = 3'600'000;
constexpr DurationMs aheadMs = 60'000; // rows stamped while we ask
constexpr int mostUpdateOffset = 10'000'000;

/// What the rooms say of their events, unless something better is known.
void addRoomEvents(Session &session, RoomPage &page)
{
    const bool willRead = session.can("messages");
    for (const RoomFacts &room : page.facts) {
        std::vector<ReportingEvent> events = eventsOfRoom(room);
        if (session.readByMessages.contains(room.id)) {
            // The rest is read again soon; its end counts at once.
            if (room.closed && !events.empty())
                page.batch.events.push_back(events.back());
            continue;
        }
        // One step behind the row: the messages are still to be read.
        const TimeMs asOf = willRead ? room.updatedAt - 1 : room.updatedAt;
        page.batch.eventsComplete.push_back(EventsComplete{room.id, asOf});
        page.batch.events.insert(page.batch.events.end(), events.begin(), events.end());
    }
}

} // namespace

QCoro::Task<Result<RoomPage>> askRooms(SessionPtr session, Question question, std::stop_token stop)
{
    const RoomOptions options = session->roomOptions();
    const std::function<Result<RoomPage>(const QByteArray &)> parse =
        [options](const QByteArray &body) { return parseRooms(body, options); };
    Result<RoomPage> page = co_await get(session, question, parse, stop);
    if (!page)
        co_return page;
    addRoomEvents(*session, *page);
    session->remember(page->facts);
    session->servedNames.insert(page->servedNames);
    co_return page;
}

BatchTask askRoom(SessionPtr session, QString id, TimeMs created, std::stop_token stop)
{
    SyncBatch batch;
    bool found = false;
    std::optional<int> offset = 0;
    while (offset && !found) {
        const Question question = roomsCreatedAtQuestion(created, *offset);
        Result<RoomPage> page = co_await askRooms(session, question, stop);
        if (!page)
            co_return page.error();
        for (const RoomFacts &room : page->facts)
            found = found || room.id == id;
        offset = nextOffset(*offset, page->batch.wireRows, page->batch.wireTotal);
        append(batch, std::move(page->batch));
    }
    if (!found && batch.problems.empty())
        batch.goneConversations.append(id);
    co_return batch;
}

BatchTask fetchUpdates(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    const TimeMs started = request.passStarted > 0 ? request.passStarted : session->now();
    const auto stored = ListCursor::from(request.cursor);
    // Without a watermark the back-fill, which runs next, brings all that is older.
    ListCursor cursor =
        stored.value_or(ListCursor{0, 0, request.since.value_or(started - firstReachMs), started});
    const RoomList list = cursor.list == 0 ? RoomList::Closed : RoomList::Created;
    const TimeRange window{cursor.since, std::max(started, session->serverNow()) + aheadMs};
    const Question question = roomsQuestion(list, window, cursor.offset);
    const TimeMs asked = session->now();
    Result<RoomPage> page = co_await askRooms(session, question, stop);
    if (!page)
        co_return page.error();
    SyncBatch batch = std::move(page->batch);
    if (!stored)
        cursor.started = session->claimable(started, asked);
    const auto next = nextOffset(cursor.offset, batch.wireRows, batch.wireTotal);
    if (next && *next > mostUpdateOffset)
        co_return Error(Error::Kind::TooLarge, QStringLiteral("the list does not end"))
            .withContext(question.what());
    if (next) {
        cursor.offset = *next;
    } else if (cursor.list == 0) {
        cursor.list = 1;
        cursor.offset = 0;
    } else {
        batch.watermark = cursor.started;
        batch.covered = TimeRange{cursor.since, cursor.started};
        co_return batch;
    }
    batch.nextCursor = cursor.text();
    co_return batch;
}

} // namespace watchfloor::rocketchat
