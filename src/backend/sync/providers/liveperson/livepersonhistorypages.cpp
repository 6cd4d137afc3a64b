// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonhistorypages.h"

#include "backend/sync/providers/liveperson/livepersonhistory.h"

namespace watchfloor::liveperson {
namespace {

constexpr int mostPartialTries = 3;

} // namespace

static ParseFn<HistoryPage> historyParser(const SessionPtr &session)
{
    const HistoryOptions options{session->personalData()};
    return [options](const HttpResponse &answer) { return parseHistoryPage(answer, options); };
}

static void leaveOut(SyncBatch &batch, const QString &why, const QString &detail)
{
    batch.problems.emplace_back(Error::Kind::WrongShape, why, detail,
                                QStringLiteral("It is asked for again by itself"));
}

void leaveOutPartial(SyncBatch &batch, const QString &conversation)
{
    leaveOut(
        batch,
        QStringLiteral("a conversation was left out because LivePerson told only a part of it"),
        QStringLiteral("conversationId %1").arg(conversation));
}

HistoryTask singleRecord(SessionPtr session, QString conversation, std::stop_token stop)
{
    const Call call = singleRecordCall(conversation, session->personalData());
    const ParseFn<HistoryPage> parse = historyParser(session);
    for (int attempt = 1;; ++attempt) {
        auto asking = ask<HistoryPage>(session, call, parse, stop);
        Result<HistoryPage> page = co_await asking;
        const bool whole = page && !page->partialResult && page->partial.isEmpty();
        if (!page || whole || attempt == mostPartialTries)
            co_return page;
    }
}

/// Drops rows of one conversation, which came in part only.
static void dropConversation(SyncBatch &batch, const QString &id)
{
    std::erase_if(batch.conversations, [&](const Conversation &row) { return row.remoteId == id; });
}

HistoryTask wholePage(SessionPtr session, Call call, std::stop_token stop)
{
    const ParseFn<HistoryPage> parse = historyParser(session);
    Result<HistoryPage> page = Error::cancelled();
    for (int attempt = 1; attempt <= mostPartialTries; ++attempt) {
        auto asking = ask<HistoryPage>(session, call, parse, stop);
        page = co_await asking;
        if (!page)
            co_return page;
        if (!page->partialResult)
            break;
    }
    if (page->partialResult) {
        page->batch.wireTotal = -1; // a part of the length, too
        leaveOut(page->batch,
                 QStringLiteral("%1: LivePerson answered with a part of them").arg(call.what()),
                 QStringLiteral("$._metadata.shardsStatusResult.partialResult"));
    }
    const QStringList partial = page->partial;
    for (const QString &id : partial) {
        dropConversation(page->batch, id);
        auto asking = singleRecord(session, id, stop);
        Result<HistoryPage> single = co_await asking;
        if (!single && !single.error().isTransient() &&
            single.error().kind() != Error::Kind::Cancelled) {
            page->batch.problems.push_back(single.error());
            continue;
        }
        if (!single)
            co_return single;
        const bool whole = single->partial.isEmpty() && !single->partialResult;
        if (!whole || single->batch.conversations.empty()) {
            leaveOutPartial(page->batch, id);
            continue;
        }
        single->batch.wireRows = 0; // counted already
        append(page->batch, std::move(single->batch));
    }
    page->partial.clear();
    co_return page;
}

Result<PageTurn> turnHistory(const SessionPtr &session, const QString &feed,
                             const PageCursor &cursor, const SyncBatch &batch)
{
    Result<PageTurn> turn = session->turn(feed, cursor, batch, mostPages);
    if (!turn || turn->shrunk || turn->ended)
        return turn;
    const qint64 readSoFar = qint64(cursor.page) * historyPageRows;
    turn->ended =
        batch.wireTotal >= 0 ? readSoFar >= batch.wireTotal : batch.wireRows < historyPageRows;
    return turn;
}

} // namespace watchfloor::liveperson
