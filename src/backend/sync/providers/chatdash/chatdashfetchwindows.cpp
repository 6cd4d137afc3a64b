// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatdash/chatdashfetch.h"

#include <QSet>

#include <algorithm>

namespace watchfloor::chatdash {
namespace {

// Those without a customer's word first: a conversation in which somebody begins to talk meanwhile
// moves from the first two lists to the last two, and is seen in one of them at least.
constexpr Flags allLists[] = {{true, false}, {false, false}, {false, true}, {true, true}};
constexpr size_t firstInteracted = 2;

QSet<QString> idsIn(const WindowPage &page)
{
    QSet<QString> ids;
    for (const SeenConversation &seen : page.rows)
        ids.insert(seen.row.remoteId);
    return ids;
}

TimeRange widened(TimeRange window)
{
    return {window.from - windowOverlap, window.to + windowOverlap};
}

/// Every row's creation lies where it was asked for: else the dates mean something else.
bool fitsByCreation(const WindowPage &page, TimeRange asked)
{
    return std::all_of(page.rows.begin(), page.rows.end(), [&](const SeenConversation &seen) {
        return seen.row.created >= asked.from && seen.row.created <= asked.to;
    });
}

QStringList missingIn(const QStringList &candidates, const WindowPage &page)
{
    const QSet<QString> present = idsIn(page);
    QStringList missing;
    for (const QString &id : candidates) {
        if (!present.contains(id))
            missing.append(id);
    }
    return missing;
}

} // namespace

std::optional<TimeMs> WindowPage::newest() const
{
    std::optional<TimeMs> newest;
    for (const SeenConversation &seen : rows)
        newest = std::max(newest.value_or(seen.row.created), seen.row.created);
    return newest;
}

SyncBatch WindowPage::batch(Session &session) const
{
    SyncBatch batch = batchOf(rows, session.can(messagesOffered));
    session.keepNewestNames(batch, rows);
    if (session.can(messagesOffered))
        session.remember(rows);
    batch.problems = problems;
    batch.moreLeftOut = moreLeftOut;
    batch.wireRows = wireRows;
    return batch;
}

QCoro::Task<Result<WindowPage>> readWindow(SessionPtr session, QString agentId, TimeRange window,
                                           Lists lists, std::stop_token stop)
{
    const TimeRange dates = widened(window);
    const ConversationOptions options = session->optionsFor(agentId);
    const ParseFn<ConversationPage> parse = [options](const HttpResponse &response) {
        return parseConversations(response.body, options);
    };
    WindowPage page;
    const size_t first = lists == Lists::All ? 0 : firstInteracted;
    for (size_t i = first; i < std::size(allLists); ++i) {
        const HttpRequest request =
            conversationsRequest(session->target(), agentId, dates, allLists[i]);
        // Its turn has come when the request is built: waiting for it is not the server's time.
        const auto began = std::make_shared<TimeMs>(session->now());
        const Ask::BuildFn build = [request, began, session] {
            *began = session->now();
            return request;
        };
        Ask asked(request.what(), build, session->gateKey(), classify);
        Result<ConversationPage> list =
            co_await ask<ConversationPage>(session, std::move(asked), parse, stop);
        if (!list)
            co_return list.error();
        page.weight.rows = std::max(page.weight.rows, list->wireRows);
        page.weight.bytes = std::max(page.weight.bytes, list->bytes);
        page.weight.took = std::max(page.weight.took, session->now() - *began);
        page.wireRows += list->wireRows;
        page.moreLeftOut += list->moreLeftOut;
        std::move(list->problems.begin(), list->problems.end(), std::back_inserter(page.problems));
        unite(page.rows, std::move(list->rows));
    }
    co_return page;
}

QCoro::Task<Result<QStringList>> vanished(SessionPtr session, FetchRequest request, QString agentId,
                                          TimeRange window, WindowPage page, std::stop_token stop)
{
    // A row left out, or dates of another field, would look like a deletion. So would an answer
    // that holds nothing at all, which may have other reasons.
    if (!request.cache || !session->can(datesCreated) || page.rows.empty() ||
        !page.problems.empty() || page.moreLeftOut > 0 || !fitsByCreation(page, widened(window)))
        co_return QStringList();
    const auto reading = request.cache->conversationsCreated(window);
    const Result<std::vector<ConversationKey>> cached = co_await reading;
    if (!cached)
        co_return cached.error();
    const QSet<QString> present = idsIn(page);
    QStringList candidates;
    for (const ConversationKey &key : *cached) {
        if (!present.contains(key.remoteId) && agentIdOf(key) == agentId && !key.gone)
            candidates.append(key.remoteId);
    }
    if (candidates.isEmpty())
        co_return candidates;
    const Result<WindowPage> again =
        co_await readWindow(session, agentId, window, Lists::All, stop);
    if (!again)
        co_return again.error();
    if (again->rows.empty() || !again->problems.empty() || again->moreLeftOut > 0)
        co_return QStringList();
    co_return missingIn(candidates, *again);
}

QCoro::Task<Result<WalkStep>> walkWindows(SessionPtr session, FetchRequest request, TimeRange range,
                                          std::stop_token stop)
{
    const Result<QStringList> agents = co_await agentsOf(session, stop);
    if (!agents)
        co_return agents.error();
    const WindowWalk walk(range, *agents);
    WalkStep step;
    step.roundEnded = true;
    step.round = range;
    std::optional<WindowPlace> place = walk.start(request.cursor);
    if (!place)
        co_return step;
    const bool fresh = WindowPlace::from(request.cursor) == std::nullopt;
    if (fresh)
        place->length = session->lengthFor(place->agent);
    const TimeRange window = walk.window(*place);
    const QString agent = place->agent;
    Result<WindowPage> page = co_await readWindow(session, agent, window, Lists::All, stop);

    bool whole = false; // the agent is done, whatever is left of the round
    if (page) {
        session->noteLength(agent, nextLength(place->length, page->weight));
        step.batch = page->batch(*session);
        const Result<QStringList> gone =
            co_await vanished(session, request, agent, window, *page, stop);
        if (!gone)
            co_return gone.error();
        step.batch.goneConversations = *gone;
        session->noteSeen(agent, page->newest());
        if (window.to + windowOverlap > session->serverNow())
            session->noteEdge(agent);
    } else if (wantsShorterWindow(page.error()) && place->length > shortestLength) {
        place->length = halved(std::min(place->length, window.to - window.from));
        session->noteLength(agent, place->length);
        step.roundEnded = false;
        step.batch.nextCursor = place->text();
        co_return step;
    } else if (isOneAgentsFault(page.error()) && agents->size() > 1) {
        step.batch.problems.push_back(page.error());
        whole = true;
    } else {
        co_return page.error();
    }

    step.round = walk.round(*place);
    std::optional<WindowPlace> next = walk.next(*place, whole);
    step.roundEnded = !next || next->roundTo != place->roundTo;
    if (next) {
        next->length = session->lengthFor(next->agent);
        step.batch.nextCursor = next->text();
    }
    co_return step;
}

} // namespace watchfloor::chatdash
