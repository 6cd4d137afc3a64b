// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/enginerows.h"

namespace watchfloor::test {

// A small LivePerson desk whose key metrics can be worked out by hand.

inline const TimeMs noon = at("2026-06-10T12:00:00.000Z");
inline constexpr qint64 minute = 60'000;

inline Grouping grouping(GroupingKind kind, const char *id, const char *name,
                         const char *parent = "")
{
    Grouping row;
    row.kind = kind;
    row.remoteId = QString::fromLatin1(id);
    row.name = QString::fromLatin1(name);
    row.parentRemoteId = QString::fromLatin1(parent);
    return row;
}

inline ReportingEvent step(const char *name, qint64 value, const char *agent = "a1",
                           const char *group = "g2", const char *skill = "s1",
                           TimeMs at = noon - 5 * minute)
{
    ReportingEvent row;
    row.conversationRemoteId = QStringLiteral("1");
    row.name = QString::fromLatin1(name);
    row.value = value;
    row.created = row.updated = at;
    row.agentRemoteId = QString::fromLatin1(agent);
    row.groupRemoteId = QString::fromLatin1(group);
    row.skillRemoteId = QString::fromLatin1(skill);
    return row;
}

inline Conversation talk(const char *id, const char *status, const char *agentId, const char *group,
                         const char *skill, TimeMs created)
{
    Conversation row = conversation(id, status, agentId);
    row.groupRemoteId = QString::fromLatin1(group);
    row.skillRemoteId = QString::fromLatin1(skill);
    row.created = created;
    return row;
}

inline MetricValue own(const char *metric, MetricScope scope, const char *key, double value)
{
    MetricValue row;
    row.metric = QString::fromLatin1(metric);
    row.scope = scope;
    row.scopeKey = QString::fromLatin1(key);
    row.value = value;
    row.takenAt = noon - minute;
    return row;
}

/// Group g1 over g2; a1 (g2, s1 and s2), a2 (g1, s2), bot b (g1). One closed conversation with an
/// agent's, one queued, one assigned 40 days ago, one assigned and overdue.
inline AccountRows desk()
{
    AccountRows rows;
    rows.account = account("liveperson");
    rows.account.baseUrl = QUrl(QStringLiteral("https://lp.example.test/x"));
    rows.account.remoteAccountId = QStringLiteral("79144597");
    rows.agents = {agent("a1", "Ana"), agent("a2", "Ben", "away"), agent("b", "Bot")};
    rows.agents[2].kind = AgentKind::Bot;
    rows.agents[0].capacity = 4;
    rows.agents[1].capacity = 2;
    rows.agents[2].capacity = 50;
    rows.groupings = {grouping(GroupingKind::Group, "g1", "Support"),
                      grouping(GroupingKind::Group, "g2", "Billing", "g1"),
                      grouping(GroupingKind::Skill, "s1", "General"),
                      grouping(GroupingKind::Skill, "s2", "")};
    const auto g = GroupingKind::Group;
    const auto s = GroupingKind::Skill;
    const auto id = [](const char *text) { return QString::fromLatin1(text); };
    rows.memberships = {{id("a1"), g, id("g2")}, {id("a2"), g, id("g1")}, {id("b"), g, id("g1")},
                        {id("a1"), s, id("s1")}, {id("a1"), s, id("s2")}, {id("a2"), s, id("s2")}};
    Conversation closed = talk("1", "closed", "a1", "g2", "s1", noon - 60 * minute);
    closed.closedBy = QStringLiteral("agent");
    Conversation queued = talk("2", "queued", "a2", "g1", "s2", noon - 30 * minute);
    queued.queued = noon - 20 * minute;
    queued.dueAt = noon - 1;
    Conversation old = talk("3", "open", "a2", "g1", "s2", noon - 40 * 1440 * minute);
    Conversation late = talk("4", "open", "a1", "g2", "s1", noon - 90 * minute);
    late.dueAt = noon - 1;
    rows.conversations = {closed, queued, old, late};
    rows.events = {step("wait_time", 60'000),
                   step("wait_time", 30'001, "a2", "g1", "s2"),
                   step("first_response", 60'000),
                   step("reply_time", 20'000),
                   step("first_assignment_response", 20'000),
                   step("conversation_resolved", 3'300'000),
                   step("transferred", 0),
                   step("back_to_queue", 0),
                   step("csat_answer", 5),
                   step("csat_answer", 3),
                   step("csat_answer", 4)};
    return rows;
}

} // namespace watchfloor::test
