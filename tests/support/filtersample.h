// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/filtercatalogue.h"

namespace watchfloor::test {

inline Agent sampleAgent(RowId id, const char *remoteId, const char *name, bool bot = false)
{
    Agent agent;
    agent.id = id;
    agent.remoteId = QString::fromLatin1(remoteId);
    agent.name = QString::fromUtf8(name);
    agent.kind = bot ? AgentKind::Bot : AgentKind::Human;
    return agent;
}

inline Grouping sampleGrouping(RowId id, GroupingKind kind, const char *name,
                               const char *parent = "")
{
    Grouping grouping;
    grouping.id = id;
    grouping.kind = kind;
    grouping.remoteId = QString::number(id % 1000);
    grouping.name = QString::fromUtf8(name);
    grouping.parentRemoteId = QString::fromLatin1(parent);
    return grouping;
}

/// Two accounts; all their row numbers are moved by `rows`.
inline FilterCataloguePtr sampleCatalogue(RowId rows = 0)
{
    AccountChoices acme;
    acme.account.id = rows + 1;
    acme.account.name = QStringLiteral("Acme support");
    acme.agents = {
        sampleAgent(rows + 11, "1", "Bot 10", true), sampleAgent(rows + 12, "2", "Jane Kim"),
        sampleAgent(rows + 13, "3", "Łukasz Wójcik"), sampleAgent(rows + 14, "4", "Bot 2", true),
        sampleAgent(rows + 15, "5", "Ann Gone")};
    acme.agents[2].email = QStringLiteral("lukasz@example.org");
    acme.agents[4].goneAt = 1;
    acme.groupings = {sampleGrouping(rows + 31, GroupingKind::Team, "Billing"),
                      sampleGrouping(rows + 32, GroupingKind::Team, "Refunds", "31"),
                      sampleGrouping(rows + 41, GroupingKind::Skill, "French"),
                      sampleGrouping(rows + 51, GroupingKind::Inbox, "Website")};
    AccountChoices lisbon;
    lisbon.account.id = rows + 2;
    lisbon.account.name = QStringLiteral("Lisbon");
    lisbon.agents = {sampleAgent(rows + 21, "2", "Jane Kim")};
    return std::make_shared<FilterCatalogue>(
        std::vector<AccountChoices>{acme, lisbon},
        QStringList{QStringLiteral("chat"), QStringLiteral("email")},
        QStringList{QStringLiteral("refund"), QStringLiteral("vip")});
}

inline FilterCataloguePtr manyAgents(int count)
{
    AccountChoices acme;
    acme.account.id = 1;
    acme.account.name = QStringLiteral("Acme support");
    for (int i = 0; i < count; ++i)
        acme.agents.push_back(sampleAgent(i + 1, qPrintable(QString::number(i)),
                                          qPrintable(QStringLiteral("Agent %1").arg(i))));
    return std::make_shared<FilterCatalogue>(std::vector<AccountChoices>{acme}, QStringList(),
                                             QStringList());
}

} // namespace watchfloor::test
