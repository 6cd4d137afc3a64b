// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootcursor.h"
#include "backend/sync/providers/chatwoot/chatwootfetch.h"
#include "backend/sync/providers/chatwoot/chatwootmapping.h"
#include "backend/sync/providers/shared/unseen.h"

#include <iterator>

namespace watchfloor::chatwoot {
namespace {

using ParseBatch = std::function<Result<SyncBatch>(const QByteArray &)>;

constexpr int mostActivePages = 20'000;
constexpr int singlesPerStep = 25;
constexpr int statusCount = static_cast<int>(std::size(activeStatuses));

BatchTask askSingly(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    const ConversationOptions options = session->options();
    const ParseBatch parse = [options](const QByteArray &body) {
        return parseConversation(body, options);
    };
    SyncBatch batch;
    const QStringList step = session->walk(request.feed).todo.mid(0, singlesPerStep);
    for (const QString &id : step) {
        HttpRequest one = conversationRequest(session->target(), id);
        Result<SyncBatch> row = co_await get(session, std::move(one), parse, stop);
        if (row) {
            append(batch, std::move(*row));
        } else if (row.error().kind() == Error::Kind::NotFound) {
            batch.goneConversations.append(id);
        } else if (row.error().kind() == Error::Kind::Forbidden ||
                   row.error().kind() == Error::Kind::WrongShape) {
            batch.problems.push_back(row.error());
        } else {
            co_return row;
        }
    }
    // Only now: a step that failed is asked again as a whole.
    Walk &walk = session->walk(request.feed);
    walk.todo.remove(0, step.size());
    if (walk.todo.isEmpty())
        walk = Walk();
    else
        batch.nextCursor = ActiveCursor{statusCount, static_cast<int>(walk.todo.size())}.text();
    walk.expected = batch.nextCursor;
    co_return batch;
}

} // namespace

BatchTask fetchActive(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    // What was seen is only in memory: a restart begins the pass anew, which costs some pages.
    const bool goesOn =
        !request.cursor.isEmpty() && session->walk(request.feed).expected == request.cursor;
    session->continued(request.feed, request.cursor);
    ActiveCursor cursor = goesOn ? ActiveCursor::from(request.cursor) : ActiveCursor();
    if (cursor.status >= statusCount) {
        auto singles = askSingly(session, std::move(request), stop);
        co_return co_await singles;
    }
    HttpRequest page =
        conversationsRequest(session->target(), QLatin1String(activeStatuses[cursor.status]),
                             QStringLiteral("created_at_desc"), cursor.page);
    const QString what = page.what();
    const ConversationOptions options = session->options();
    const ParseBatch parse = [options](const QByteArray &body) {
        return parseConversations(body, options);
    };
    Result<SyncBatch> batch = co_await get(session, std::move(page), parse, stop);
    if (!batch)
        co_return batch;
    if (const auto fault = session->endless(request.feed, *batch, cursor.page, mostActivePages))
        co_return named(*fault, what);
    for (const Conversation &row : batch->conversations)
        session->walk(request.feed).seen.insert(row.remoteId);
    ++cursor.page;
    if (batch->wireRows == 0)
        cursor = ActiveCursor{cursor.status + 1, 1};
    if (cursor.status == statusCount) {
        auto looking = activeUnseen(request.cache, session->walk(request.feed).seen);
        const Result<QStringList> left = co_await looking;
        if (!left)
            co_return left.error();
        session->walk(request.feed).todo = *left;
        cursor.page = static_cast<int>(left->size());
        if (left->isEmpty()) {
            session->walk(request.feed) = Walk();
            co_return batch;
        }
    }
    batch->nextCursor = cursor.text();
    session->walk(request.feed).expected = batch->nextCursor;
    co_return batch;
}

} // namespace watchfloor::chatwoot
