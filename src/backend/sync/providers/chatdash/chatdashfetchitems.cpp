// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatdash/chatdashfetch.h"

#include <algorithm>

namespace watchfloor::chatdash {
namespace {

constexpr int needingAtOnce = 500;
constexpr size_t conversationsPerStep = 5;
constexpr DurationMs openReadEvery = 20 * hourMs; // the feed is due once a day
constexpr DurationMs recentlyRead = 72 * hourMs;

Error notCached(const QString &id)
{
    return Error(Error::Kind::NotFound,
                 QStringLiteral("conversation %1 is not in the cache, and ChatDash only finds one "
                                "by its AI agent")
                     .arg(id),
                 {}, QStringLiteral("It comes with the next sync of its day"));
}

ConversationKey keyOf(const Conversation &row)
{
    ConversationKey key;
    key.remoteId = row.remoteId;
    key.created = row.created;
    key.updatedAt = row.updatedAt.value_or(row.created);
    return key;
}

SyncBatch gone(const QString &id)
{
    SyncBatch batch;
    batch.goneConversations.append(id);
    return batch;
}

bool isPassed(const Error &error)
{
    return error.kind() == Error::Kind::WrongShape || error.kind() == Error::Kind::NotJson ||
           error.kind() == Error::Kind::TooLarge;
}

} // namespace

/// The conversation as it is now: by its id, else by the list of the hour it began in.
static QCoro::Task<Result<WindowPage>> readAgain(SessionPtr session, ConversationKey key,
                                                 std::stop_token stop)
{
    const QString agent = agentIdOf(key);
    if (!session->can(singleConversations)) {
        const TimeRange moment{key.created, key.created + 1};
        auto reading = readWindow(session, agent, moment, Lists::All, stop);
        co_return co_await reading;
    }
    const ConversationOptions options = session->optionsFor(agent);
    const ParseFn<ConversationPage> parse = [options](const HttpResponse &response) {
        return parseConversation(response.body, options);
    };
    Ask asked = question(session, conversationRequest(session->target(), agent, key.remoteId));
    Result<ConversationPage> single =
        co_await ask<ConversationPage>(session, std::move(asked), parse, stop);
    if (!single)
        co_return single.error();
    WindowPage page;
    page.rows = std::move(single->rows);
    page.problems = std::move(single->problems);
    page.wireRows = single->wireRows;
    co_return page;
}

/// All events of a conversation: its end, and the answers its messages tell.
static BatchTask answersOf(SessionPtr session, Conversation row, std::stop_token stop)
{
    const QString agent = row.extra.value(QLatin1String("agentId")).toString();
    const ParseFn<MessagePage> parse = [](const HttpResponse &response) {
        return parseMessages(response.body);
    };
    Ask asked = question(session, messagesRequest(session->target(), agent, row.remoteId));
    Result<MessagePage> page = co_await ask<MessagePage>(session, std::move(asked), parse, stop);
    if (!page)
        co_return page.error();
    SyncBatch batch;
    batch.events = deriveAnswers(row, page->facts);
    if (auto end = endOf(row))
        batch.events.push_back(std::move(*end));
    batch.problems = std::move(page->problems);
    batch.moreLeftOut = page->moreLeftOut;
    batch.wireRows = page->wireRows;
    if (batch.problems.empty())
        batch.eventsComplete.push_back(EventsComplete{row.remoteId, keyOf(row).updatedAt});
    co_return batch;
}

/// Row and events of one conversation, read anew.
static BatchTask wholeConversation(SessionPtr session, ConversationKey key, std::stop_token stop)
{
    Result<WindowPage> page = co_await readAgain(session, key, stop);
    if (!page && page.error().kind() == Error::Kind::NotFound)
        co_return gone(key.remoteId);
    if (!page)
        co_return page.error();
    SyncBatch batch = page->batch(*session);
    const auto own = std::find_if(page->rows.begin(), page->rows.end(), [&](const auto &seen) {
        return seen.row.remoteId == key.remoteId;
    });
    if (own == page->rows.end() || !session->can(messagesOffered))
        co_return batch;
    const Conversation row = own->row;
    Result<SyncBatch> answers = co_await answersOf(session, row, stop);
    if (!answers && answers.error().kind() == Error::Kind::NotFound) {
        // Its messages are gone, it is not: its end is all there is.
        batch.eventsComplete.push_back(EventsComplete{row.remoteId, keyOf(row).updatedAt});
        co_return batch;
    }
    if (!answers)
        co_return answers.error();
    // The end is in both.
    std::erase_if(batch.events, [&](const ReportingEvent &event) {
        return event.conversationRemoteId == row.remoteId;
    });
    append(batch, std::move(*answers));
    co_return batch;
}

/// Its events, of the row as its list brought it where that was in this run of the program.
static BatchTask eventsNeeded(SessionPtr session, ConversationKey key, std::stop_token stop)
{
    const std::optional<Conversation> known = session->rowFor(key);
    if (!known) {
        auto anew = wholeConversation(session, key, stop);
        co_return co_await anew;
    }
    const Conversation row = *known;
    Result<SyncBatch> answers = co_await answersOf(session, row, stop);
    if (answers || answers.error().kind() != Error::Kind::NotFound)
        co_return answers;
    // No messages: then its end is all there is.
    SyncBatch batch;
    if (auto end = endOf(row))
        batch.events.push_back(std::move(*end));
    batch.eventsComplete.push_back(EventsComplete{row.remoteId, key.updatedAt});
    co_return batch;
}

BatchTask fetchConversationEvents(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    if (!request.conversation.isEmpty()) {
        const auto looking = request.cache->conversationNamed(request.conversation);
        const Result<std::vector<ConversationKey>> found = co_await looking;
        if (!found)
            co_return found.error();
        if (found->empty() || agentIdOf(found->front()).isEmpty())
            co_return notCached(request.conversation);
        auto single = wholeConversation(session, found->front(), stop);
        co_return co_await single;
    }
    SyncBatch batch;
    if (request.cursor.isEmpty() || session->walk(request.feed).expected != request.cursor) {
        const auto asking = request.cache->conversationsNeedingEvents(needingAtOnce);
        const Result<std::vector<ConversationKey>> needing = co_await asking;
        if (!needing)
            co_return needing.error();
        Walk fresh; // taken from the back
        std::copy_if(needing->rbegin(), needing->rend(), std::back_inserter(fresh.keys),
                     [](const ConversationKey &key) { return !agentIdOf(key).isEmpty(); });
        session->walk(request.feed) = std::move(fresh);
    }
    const auto step = session->walk(request.feed).nextKeys(conversationsPerStep);
    for (const ConversationKey &key : step) {
        Result<SyncBatch> whole = co_await eventsNeeded(session, key, stop);
        if (whole) {
            append(batch, std::move(*whole));
        } else if (isPassed(whole.error())) {
            batch.problems.push_back(whole.error());
            // Not asked again until it changes.
            batch.eventsComplete.push_back(EventsComplete{key.remoteId, key.updatedAt});
        } else {
            co_return whole;
        }
    }
    batch.nextCursor = session->walk(request.feed).finishKeys(step.size());
    co_return batch;
}

BatchTask fetchOpen(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    const TimeMs started = request.passStarted > 0 ? request.passStarted : session->serverNow();
    SyncBatch batch;
    batch.watermark = started;
    if (!request.since) // the back-fill reads them just now
        co_return batch;
    if (started - *request.since < openReadEvery) {
        batch.watermark.reset();
        co_return batch;
    }
    if (request.cursor.isEmpty() || session->walk(request.feed).expected != request.cursor) {
        const auto asking = request.cache->activeConversations();
        const Result<std::vector<ConversationKey>> active = co_await asking;
        if (!active)
            co_return active.error();
        Walk fresh;
        for (const ConversationKey &key : *active) {
            if (key.created < started - recentlyRead && !agentIdOf(key).isEmpty())
                fresh.keys.push_back(key);
        }
        session->walk(request.feed) = std::move(fresh);
    }
    const auto step = session->walk(request.feed).nextKeys(conversationsPerStep);
    for (const ConversationKey &key : step) {
        const Result<WindowPage> page = co_await readAgain(session, key, stop);
        if (page)
            append(batch, page->batch(*session));
        else if (page.error().kind() == Error::Kind::NotFound && session->can(singleConversations))
            batch.goneConversations.append(key.remoteId);
        else if (isPassed(page.error()) || isOneAgentsFault(page.error()))
            batch.problems.push_back(page.error());
        else
            co_return page.error();
    }
    batch.nextCursor = session->walk(request.feed).finishKeys(step.size());
    co_return batch;
}

} // namespace watchfloor::chatdash
