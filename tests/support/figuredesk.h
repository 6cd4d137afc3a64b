// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/enginerows.h"

namespace watchfloor::test {

// Two small desks by hand: "Acme" (Chatwoot) with a team and its sub-team, agents of equal names,
// a bot; "Bots" (ChatDash), which tells few things.

inline Grouping grouping(RowId id, GroupingKind kind, const char *remoteId, const char *name,
                         const char *parent = "")
{
    Grouping row;
    row.id = id;
    row.kind = kind;
    row.remoteId = QString::fromLatin1(remoteId);
    row.name = QString::fromUtf8(name);
    row.parentRemoteId = QString::fromLatin1(parent);
    return row;
}

inline Agent agentRow(RowId id, const char *remoteId, const char *name,
                      const char *availability = "online")
{
    Agent row = agent(remoteId, name, availability);
    row.id = id;
    return row;
}

inline Membership member(const char *agentId, GroupingKind kind, const char *groupingId)
{
    return {QString::fromLatin1(agentId), kind, QString::fromLatin1(groupingId)};
}

inline Conversation talk(const char *id, const char *agentId, const char *team, const char *created,
                         const char *status = "closed")
{
    Conversation row = conversation(id, status, agentId, created);
    row.groupRemoteId = QString::fromLatin1(team);
    row.inboxRemoteId = QStringLiteral("2");
    row.channel = QStringLiteral("web");
    return row;
}

inline ReportingEvent fact(const char *conversation, const char *name, const char *agentId,
                           const char *created, DurationMs value,
                           std::optional<DurationMs> business = {})
{
    ReportingEvent row;
    row.conversationRemoteId = QString::fromLatin1(conversation);
    row.name = QString::fromLatin1(name);
    row.agentRemoteId = QString::fromLatin1(agentId);
    row.created = at(created);
    row.value = value;
    row.valueInBusinessHours = business;
    return row;
}

inline std::vector<FeedState> fullFeeds(const char *now, TimeRange covered)
{
    return {feed("agents", now), feed("live", now), feed("conversations", now, {covered}, true),
            feed("active_conversations", now), feed("reporting_events", now, {covered}, true)};
}

inline AccountRows acmeDesk(TimeRange covered, const char *now)
{
    AccountRows rows;
    rows.account = account("chatwoot", "Acme", 1);
    rows.agents = {agentRow(3, "3", "Ana"), agentRow(4, "4", "Sam", "busy"),
                   agentRow(5, "5", "Sam"), agentRow(6, "6", "Robot")};
    rows.agents[3].kind = AgentKind::Bot;
    rows.groupings = {grouping(80, GroupingKind::Team, "8", "Support"),
                      grouping(90, GroupingKind::Team, "9", "Billing", "8"),
                      grouping(20, GroupingKind::Inbox, "2", "Web")};
    rows.memberships = {member("3", GroupingKind::Team, "8"), member("3", GroupingKind::Team, "9"),
                        member("4", GroupingKind::Team, "9")};
    rows.conversations = {talk("101", "3", "8", "2026-06-01T08:00:00.000Z"),
                          talk("102", "4", "9", "2026-06-01T09:00:00.000Z"),
                          talk("103", "4", "9", "2026-06-02T09:00:00.000Z"),
                          talk("104", "", "", "2026-06-02T10:00:00.000Z", "open"),
                          talk("105", "5", "", "2026-06-02T11:00:00.000Z")};
    rows.conversations[1].labels = {QStringLiteral("vip")};
    rows.events = {
        fact("101", "first_response", "3", "2026-06-01T08:01:00.000Z", 60'000, 30'000),
        fact("102", "first_response", "4", "2026-06-01T09:02:00.000Z", 120'000),
        fact("103", "first_response", "4", "2026-06-02T09:10:00.000Z", 600'000, 0),
        fact("103", "reply_time", "4", "2026-06-02T09:20:00.000Z", 20'000),
        fact("101", "conversation_resolved", "3", "2026-06-01T10:00:00.000Z", 7'200'000),
        fact("101", "conversation_resolved", "3", "2026-06-02T10:00:00.000Z", 93'600'000),
        fact("102", "csat_answer", "4", "2026-06-02T12:00:00.000Z", 5),
        fact("103", "csat_answer", "4", "2026-06-02T12:30:00.000Z", 2),
        fact("103", "conversation_bot_handoff", "6", "2026-06-02T09:01:00.000Z", 60'000),
        fact("103", "conversation_bot_handoff", "6", "2026-06-02T09:03:00.000Z", 180'000)};
    rows.feeds = fullFeeds(now, covered);
    return rows;
}

inline AccountRows botsDesk(TimeRange covered, const char *now)
{
    AccountRows rows;
    rows.account = account("chatdash", "Bots", 2);
    rows.agents = {agentRow(31, "h1", "Sam", "")};
    Conversation taken = talk("r1", "h1", "", "2026-06-01T12:00:00.000Z");
    Conversation alone = talk("r2", "", "", "2026-06-02T12:00:00.000Z");
    for (Conversation *c : {&taken, &alone}) {
        c->id += 500;
        c->inboxRemoteId.clear();
        c->channel = QStringLiteral("voice");
        c->cost = 0.5;
    }
    rows.conversations = {taken, alone};
    rows.feeds = fullFeeds(now, covered);
    return rows;
}

} // namespace watchfloor::test
