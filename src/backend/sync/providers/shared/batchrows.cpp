// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/shared/batchrows.h"

#include <iterator>

namespace watchfloor {
namespace {

template<typename T>
void moveRows(std::vector<T> &to, std::vector<T> &from)
{
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

} // namespace

Error named(const Error &error, const QString &what)
{
    using Kind = Error::Kind;
    if (error.kind() == Kind::Cancelled)
        return error;
    QString remedy = error.remedy();
    if (remedy.isEmpty() && error.kind() == Kind::NotJson)
        remedy = QStringLiteral("A proxy may have cut the answer; it is tried again by itself");
    else if (remedy.isEmpty() && error.kind() == Kind::WrongShape)
        remedy = QStringLiteral("The server speaks a dialect this program does not know; please "
                                "report its version");
    Error copy(error.kind(), error.message(), error.detail(), remedy);
    copy.setHttpStatus(error.httpStatus()).setAsksFor(error.asksFor());
    if (error.retryAfterMs())
        copy.setRetryAfterMs(*error.retryAfterMs());
    return copy.withContext(what);
}

void append(SyncBatch &to, SyncBatch from)
{
    moveRows(to.agents, from.agents);
    moveRows(to.presences, from.presences);
    moveRows(to.groupings, from.groupings);
    moveRows(to.memberships, from.memberships);
    moveRows(to.conversations, from.conversations);
    moveRows(to.patches, from.patches);
    moveRows(to.links, from.links);
    moveRows(to.events, from.events);
    moveRows(to.eventsComplete, from.eventsComplete);
    moveRows(to.metricValues, from.metricValues);
    moveRows(to.agentStates, from.agentStates);
    moveRows(to.complete, from.complete);
    to.goneConversations += from.goneConversations;
    moveRows(to.problems, from.problems);
    to.moreLeftOut += from.moreLeftOut;
    to.wireRows += from.wireRows;
}

} // namespace watchfloor
