// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonwalks.h"

namespace watchfloor::liveperson {
namespace {

// Ten thousand skills; more is a list without end.
constexpr int mostKeyPages = 200;

Error withoutEnd(const QString &what)
{
    return Error(Error::Kind::TooLarge,
                 what + QStringLiteral(": the list does not end: the server repeats its pages"), {},
                 QStringLiteral("Check whether a proxy before LivePerson ignores the offset"));
}

/// Rows of keys that an earlier page had: values that change meanwhile may move them.
void dropRepeated(SyncBatch &rows, const QSet<QString> &seen, MetricScope scope)
{
    std::erase_if(rows.metricValues, [&](const MetricValue &row) {
        return row.scope == scope && seen.contains(row.scopeKey);
    });
}

/// More agents than one walk can reach.
Error outOfReach(const QString &group, qint64 count)
{
    return Error(Error::Kind::TooLarge,
                 QStringLiteral("the figures by agent: the agent group %1 has %2 agents, of which "
                                "LivePerson tells the first %3")
                     .arg(group)
                     .arg(count)
                     .arg(mostAgentsInReach),
                 {}, QStringLiteral("Divide the group in LivePerson"));
}

/// One walk, as far as it reaches; adds to `walk` and answers how many there are.
QCoro::Task<Result<qint64>> walkSome(SessionPtr session, AgentViewQuestion question,
                                     std::shared_ptr<AgentWalk> walk, bool onlyCount,
                                     std::stop_token stop)
{
    qint64 count = 0;
    for (question.offset = 0; question.offset + agentsPerPage <= mostAgentsInReach;
         question.offset += agentsPerPage) {
        const ParseFn<AgentViewPage> parse = [question](const HttpResponse &response) {
            return parseAgentView(response, question);
        };
        Call call = agentViewCall(question);
        auto asking = ask<AgentViewPage>(session, std::move(call), parse, stop);
        Result<AgentViewPage> page = co_await asking;
        if (!page)
            co_return page.error();
        count = std::max(count, page->count);
        if (onlyCount && count > mostAgentsInReach)
            co_return count;
        dropRepeated(page->batch, walk->agents, MetricScope::Agent);
        const auto before = walk->agents.size();
        walk->agents += QSet<QString>(page->agents.begin(), page->agents.end());
        const bool empty = page->agents.isEmpty();
        const bool more = page->next || question.offset + agentsPerPage < count;
        append(walk->batch, std::move(page->batch));
        if (empty || !more)
            co_return count;
        if (walk->agents.size() == before)
            co_return withoutEnd(QStringLiteral("the figures by agent"));
    }
    co_return count;
}

} // namespace

QCoro::Task<Result<KeyWalk>> walkKeyMetrics(SessionPtr session, KeyMetricsQuestion question,
                                            std::stop_token stop)
{
    KeyWalk walk;
    for (int pages = 1;; ++pages) {
        const ParseFn<KeyMetricsPage> parse = [question](const HttpResponse &response) {
            return parseKeyMetrics(response, question);
        };
        Call call = keyMetricsCall(question);
        const QString what = call.what();
        auto asking = ask<KeyMetricsPage>(session, std::move(call), parse, stop);
        Result<KeyMetricsPage> page = co_await asking;
        if (!page)
            co_return page.error();
        dropRepeated(page->batch, walk.keys, scopeOf(question.by));
        const auto before = walk.keys.size();
        walk.keys += QSet<QString>(page->keys.begin(), page->keys.end());
        walk.staffed += QSet<QString>(page->staffedKeys.begin(), page->staffedKeys.end());
        const bool empty = page->keys.isEmpty();
        question.offset += keyMetricsPerPage;
        const bool more = page->next || question.offset < page->count;
        append(walk.batch, std::move(page->batch));
        if (empty || !more)
            co_return walk;
        if (walk.keys.size() == before || pages >= mostKeyPages)
            co_return withoutEnd(what);
    }
}

QCoro::Task<Result<AgentWalk>> walkAgents(SessionPtr session, AgentViewQuestion question,
                                          std::stop_token stop)
{
    const auto walk = std::make_shared<AgentWalk>();
    auto walking = walkSome(session, question, walk, true, stop);
    Result<qint64> count = co_await walking;
    if (!count)
        co_return count.error();
    if (*count <= mostAgentsInReach)
        co_return *walk;
    // Each agent has exactly one group, so that the groups together are everybody.
    walk->whole = !session->groups.ids.isEmpty();
    if (!walk->whole)
        walk->batch.problems.push_back(outOfReach(QStringLiteral("of all"), *count));
    const QStringList groups = walk->whole ? session->groups.ids : QStringList(QString());
    for (const QString &group : groups) {
        question.group = group;
        walking = walkSome(session, question, walk, false, stop);
        count = co_await walking;
        if (!count)
            co_return count.error();
        if (*count > mostAgentsInReach && walk->whole) {
            walk->whole = false;
            walk->batch.problems.push_back(outOfReach(group, *count));
        }
    }
    co_return *walk;
}

} // namespace watchfloor::liveperson
