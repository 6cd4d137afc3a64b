// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootfetch.h"

namespace watchfloor::chatwoot {
namespace {

using MembersRequest = HttpRequest (*)(const Target &, const QString &);

/// Asks for the members of every grouping in the batch, one after the other, and closes the set.
BatchTask withMembers(SessionPtr session, SyncBatch batch, GroupingKind kind,
                      MembersRequest membersRequest, std::stop_token stop)
{
    QStringList pairs;
    bool whole = batch.problems.empty();
    const std::vector<Grouping> groupings = batch.groupings;
    for (const Grouping &grouping : groupings) {
        const QString id = grouping.remoteId;
        std::function<Result<SyncBatch>(const QByteArray &)> parse =
            [kind, id](const QByteArray &body) { return parseMembers(body, kind, id); };
        HttpRequest request = membersRequest(session->target(), id);
        Result<SyncBatch> members = co_await get(session, std::move(request), parse, stop);
        if (!members) {
            // Deleted, or not ours to see, since the list was read: the others still count.
            const auto error = members.error();
            if (error.kind() != Error::Kind::NotFound && error.kind() != Error::Kind::Forbidden)
                co_return error;
            whole = whole && error.kind() == Error::Kind::NotFound;
            if (error.kind() == Error::Kind::Forbidden)
                batch.problems.push_back(error);
            continue;
        }
        whole = whole && members->problems.empty();
        for (const Membership &row : members->memberships)
            pairs.append(row.agentRemoteId + u'\t' + row.groupingRemoteId);
        append(batch, std::move(*members));
    }
    if (whole)
        batch.complete.push_back(CompleteSet{CompleteSet::What::Memberships, kind, pairs});
    co_return batch;
}

BatchTask plainList(SessionPtr session, HttpRequest request,
                    Result<SyncBatch> (*parser)(const QByteArray &), std::stop_token stop)
{
    const std::function<Result<SyncBatch>(const QByteArray &)> parse = parser;
    return get(std::move(session), std::move(request), parse, std::move(stop));
}

} // namespace

BatchTask fetchAgents(SessionPtr session, FetchRequest, std::stop_token stop)
{
    HttpRequest request = agentsRequest(session->target());
    return plainList(std::move(session), std::move(request), parseAgents, std::move(stop));
}

BatchTask fetchTeams(SessionPtr session, FetchRequest, std::stop_token stop)
{
    HttpRequest request = teamsRequest(session->target());
    Result<SyncBatch> teams = co_await plainList(session, std::move(request), parseTeams, stop);
    if (!teams)
        co_return teams;
    auto joined =
        withMembers(session, std::move(*teams), GroupingKind::Team, teamMembersRequest, stop);
    co_return co_await joined;
}

BatchTask fetchInboxes(SessionPtr session, FetchRequest, std::stop_token stop)
{
    HttpRequest request = inboxesRequest(session->target());
    Result<SyncBatch> inboxes = co_await plainList(session, std::move(request), parseInboxes, stop);
    if (!inboxes)
        co_return inboxes;
    auto joined =
        withMembers(session, std::move(*inboxes), GroupingKind::Inbox, inboxMembersRequest, stop);
    co_return co_await joined;
}

BatchTask fetchLabels(SessionPtr session, FetchRequest, std::stop_token stop)
{
    HttpRequest request = labelsRequest(session->target());
    return plainList(std::move(session), std::move(request), parseLabels, std::move(stop));
}

} // namespace watchfloor::chatwoot
