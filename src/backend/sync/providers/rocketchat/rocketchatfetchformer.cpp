// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchatfetch.h"

namespace watchfloor::rocketchat {
namespace {

// One call of the report's route each.
constexpr int formerAgentsPerPass = 8;

/// The report over the one millisecond in which a room of theirs was created has one row, and its
/// label is the full name (or the id, where the user was deleted). Empty: not told.
QCoro::Task<Result<QString>> nameByReport(SessionPtr session, UnnamedAgent who,
                                          std::stop_token stop)
{
    const TimeRange moment{who.created, who.created + 1};
    const std::function<Result<QStringList>(const QByteArray &)> parse = parseReportLabels;
    const Question question = reportQuestion(QStringLiteral("agent"), moment);
    const Result<QStringList> labels = co_await get(session, question, parse, stop);
    if (!labels)
        co_return labels.error();
    const bool told = labels->size() == 1 && labels->constFirst() != who.remoteId;
    co_return told ? labels->constFirst() : QString();
}

} // namespace

BatchTask fetchFormerAgents(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    SyncBatch batch;
    if (!request.cache)
        co_return batch;
    const auto future = request.cache->unnamedAgents();
    const Result<std::vector<UnnamedAgent>> unnamed = co_await future;
    if (!unnamed)
        co_return unnamed.error();
    int asked = 0;
    for (const UnnamedAgent &who : *unnamed) {
        if (session->namesAskedInVain.contains(who.remoteId) || asked == formerAgentsPerPass)
            continue;
        QString name;
        if (session->can("enterprise_reports")) {
            ++asked;
            const Result<QString> told = co_await nameByReport(session, who, stop);
            if (!told)
                co_return told.error();
            name = *told;
        }
        // The user name of that time is better than an id.
        if (name.isEmpty())
            name = session->servedNames.value(who.remoteId);
        if (name.isEmpty()) {
            session->namesAskedInVain.insert(who.remoteId);
            continue;
        }
        Agent agent;
        agent.remoteId = who.remoteId;
        agent.name = name;
        agent.goneAt = session->now();
        batch.agents.push_back(std::move(agent));
    }
    co_return batch;
}

} // namespace watchfloor::rocketchat
