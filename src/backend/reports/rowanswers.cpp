// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/rowanswers.h"

#include <algorithm>

namespace watchfloor {
namespace {

Error unknownConversation(const AccountRows &rows, const QString &id)
{
    return Error(
        Error::Kind::NotFound,
        QStringLiteral("%1: conversation %2 is not in the cache").arg(rows.account.name, id), {},
        QStringLiteral("Check the number, or sync first"));
}

} // namespace

Result<ConversationWithEvents> conversationWithEvents(RowSource &source, RowId account,
                                                      const QString &id)
{
    RowNeeds needs;
    needs.conversations.emplace();
    needs.conversations->remoteId = id;
    auto rows = source.rowsOf(account, needs);
    if (!rows)
        return rows.error();
    if (id.isEmpty() || rows->conversations.empty()) // an empty id would mean all of them
        return unknownConversation(*rows, id);
    auto events = source.events(rows->conversations.front().id);
    if (!events)
        return events.error();
    return ConversationWithEvents{std::move(*rows), std::move(*events)};
}

Result<AgentTimelineReport> agentTimelineAnswer(RowSource &source, RowId account, RowId agent,
                                                TimeRange range, int conversations, TimeMs now)
{
    RowNeeds needs;
    needs.states = range;
    needs.conversations.emplace();
    // One more tells whether there are more.
    needs.conversations->newestOf = {agent, range, conversations + 1};
    auto rows = source.rowsOf(account, needs);
    if (!rows)
        return rows.error();
    const auto found = std::find_if(rows->agents.begin(), rows->agents.end(),
                                    [agent](const Agent &a) { return a.id == agent; });
    if (found == rows->agents.end())
        return Error(Error::Kind::NotFound,
                     QStringLiteral("%1: this agent is not in the cache").arg(rows->account.name),
                     {}, QStringLiteral("Choose another one, or sync first"));
    AgentTimelineReport report = buildAgentTimeline(*rows, *found, range, now);
    report.conversations.assign(rows->conversations.rbegin(), rows->conversations.rend());
    report.more = static_cast<int>(report.conversations.size()) > conversations;
    if (report.more)
        report.conversations.pop_back();
    return report;
}

} // namespace watchfloor
