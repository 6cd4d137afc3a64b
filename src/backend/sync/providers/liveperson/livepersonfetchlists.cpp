// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonfetch.h"
#include "backend/sync/providers/liveperson/livepersonlists.h"

namespace watchfloor::liveperson {
namespace {

// A commit that failed after the answer would else never be made good.
constexpr DurationMs longestTrust = 24 * DurationMs(3'600'000);

using ListParser = Result<ConfigList> (*)(const HttpResponse &, TimeMs);
using ListCall = Call (*)(const QByteArray &);

BatchTask readConfig(SessionPtr session, KnownList *known, ListCall makeCall, ListParser parser,
                     std::stop_token stop)
{
    const TimeMs now = session->now();
    const bool trusted = !known->revision.isEmpty() && known->readAt + longestTrust > now;
    Call call = makeCall(trusted ? known->revision : QByteArray());
    const ParseFn<ConfigList> parse = [parser, now](const HttpResponse &response) {
        return parser(response, now);
    };
    auto asking = ask<ConfigList>(session, std::move(call), parse, stop);
    Result<ConfigList> list = co_await asking;
    if (!list)
        co_return list.error();
    if (list->unchanged)
        co_return list->batch;
    if (!list->batch.problems.empty())
        known->revision.clear(); // what was left out is to come again
    else
        known->revision = list->revision;
    known->readAt = now;
    known->ids = list->ids;
    co_return list->batch;
}

} // namespace

BatchTask fetchUsers(SessionPtr session, FetchRequest, std::stop_token stop)
{
    KnownList *known = &session->users;
    return readConfig(std::move(session), known, usersCall, parseUsers, std::move(stop));
}

BatchTask fetchGroups(SessionPtr session, FetchRequest, std::stop_token stop)
{
    KnownList *known = &session->groups;
    return readConfig(std::move(session), known, groupsCall, parseGroups, std::move(stop));
}

BatchTask fetchSkills(SessionPtr session, FetchRequest, std::stop_token stop)
{
    KnownList *known = &session->skills;
    return readConfig(std::move(session), known, skillsCall, parseSkills, std::move(stop));
}

} // namespace watchfloor::liveperson
