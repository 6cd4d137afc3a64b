// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchatfetch.h"

namespace watchfloor::rocketchat {
namespace {

constexpr DurationMs yearMs = 365 * 86'400'000LL;
constexpr DurationMs wholeDayMs = 86'400'000;

using ParseChart = std::function<Result<SyncBatch>(const QByteArray &)>;

MetricValue loadFigure(MetricScope scope, const QString &key, double value, bool inferred,
                       TimeMs at)
{
    MetricValue figure;
    figure.metric = QStringLiteral("assigned_conversations");
    figure.scope = scope;
    figure.scopeKey = key;
    figure.value = value;
    figure.takenAt = at;
    figure.inferredZero = inferred;
    return figure;
}

/// Who has nothing is not listed.
void addLoads(SyncBatch &batch, MetricScope scope, const QHash<QString, double> &loads,
              const QStringList &everybody, TimeMs at)
{
    for (auto load = loads.begin(); load != loads.end(); ++load)
        batch.metricValues.push_back(loadFigure(scope, load.key(), load.value(), false, at));
    for (const QString &key : everybody) {
        if (!loads.contains(key))
            batch.metricValues.push_back(loadFigure(scope, key, 0, true, at));
    }
}

BatchTask loadBoard(SessionPtr session, std::stop_token stop)
{
    const std::function<Result<LoadPage>(const QByteArray &)> parse = parseQueue;
    LoadPage all;
    std::optional<int> offset = 0;
    while (offset) {
        const Question question = queueQuestion(*offset);
        Result<LoadPage> page = co_await get(session, question, parse, stop);
        if (!page)
            co_return page.error();
        offset = nextOffset(*offset, page->batch.wireRows, page->batch.wireTotal);
        for (auto load = page->byAgent.begin(); load != page->byAgent.end(); ++load)
            all.byAgent[load.key()] += load.value();
        for (auto load = page->byDepartment.begin(); load != page->byDepartment.end(); ++load)
            all.byDepartment[load.key()] += load.value();
        append(all.batch, std::move(page->batch));
    }
    const bool whole = all.batch.problems.empty();
    const People people = session->people;
    const TimeMs at = session->now();
    addLoads(all.batch, MetricScope::Agent, all.byAgent,
             whole ? people.usernameById.keys() : QStringList(), at);
    addLoads(all.batch, MetricScope::Group, all.byDepartment,
             whole ? people.departmentsByName.values() : QStringList(), at);
    SyncBatch batch = std::move(all.batch);
    co_return batch;
}

BatchTask chart(SessionPtr session, Question question, ParseChart parse, std::stop_token stop)
{
    Result<SyncBatch> figures = co_await get(session, question, parse, stop);
    co_return figures;
}

BatchTask charts(SessionPtr session, std::stop_token stop)
{
    const TimeMs at = session->now();
    const ParseChart states = [at](const QByteArray &body) { return parseAgentsStatus(body, at); };
    const ParseChart chats = [at](const QByteArray &body) { return parseChats(body, at); };
    const Question ofAgents = agentsStatusQuestion();
    Result<SyncBatch> batch = co_await chart(session, ofAgents, states, stop);
    if (!batch)
        co_return batch;
    // Counts rooms by creation: a year back finds what is still open, to the end of today.
    const TimeMs tomorrow = (session->serverNow() / wholeDayMs + 1) * wholeDayMs;
    const TimeRange year{tomorrow - yearMs, tomorrow};
    const Question ofChats = chatsQuestion(year);
    Result<SyncBatch> counters = co_await chart(session, ofChats, chats, stop);
    if (!counters)
        co_return counters;
    append(*batch, std::move(*counters));
    co_return batch;
}

} // namespace

BatchTask fetchLive(SessionPtr session, FetchRequest, std::stop_token stop)
{
    // Who joined or left counts at once: a conversation of somebody unknown is nobody's.
    Result<SyncBatch> batch = co_await everyAgent(session, stop);
    const bool more = session->can("charts") || session->can("queue");
    if (!batch && (!isRefusal(batch.error()) || !more))
        co_return batch;
    SyncBatch all;
    if (batch)
        all = std::move(*batch);
    if (session->can("charts")) {
        Result<SyncBatch> figures = co_await charts(session, stop);
        if (!figures)
            co_return figures;
        append(all, std::move(*figures));
    }
    if (session->can("queue")) {
        const Result<void> known = co_await knowPeople(session, stop);
        if (!known)
            co_return known.error();
        Result<SyncBatch> loads = co_await loadBoard(session, stop);
        if (!loads)
            co_return loads;
        append(all, std::move(*loads));
    }
    co_return all;
}

} // namespace watchfloor::rocketchat
