// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "screens/screens.h"

#include "support/fakereports.h"
#include "views/agentspage.h"
#include "views/filterbar.h"
#include "views/tablepanel.h"
#include "views/tableview.h"

namespace watchfloor::test {
namespace {

Screen agents(const char *name, int count, QSize size = usualSize)
{
    return {QLatin1String(name), size,
            [count](Stage &stage) { stage.the<AgentsPage>().setReport(fakeAgents(count), false); }};
}

} // namespace

void addAgentScreens(std::vector<Screen> &all)
{
    all.push_back(agents("agents", 40));
    all.push_back(agents("agents-few", 6));
    all.push_back(agents("agents-5000", 5000, QSize(1920, 1080)));
    all.push_back(agents("agents-wide", 40, QSize(2560, 1440)));
    all.push_back(agents("agents-narrow", 40, QSize(880, 560)));
    all.push_back(
        {QStringLiteral("agents-focus"), usualSize, [](Stage &stage) {
             stage.the<AgentsPage>().setReport(fakeAgents(40), false);
             stage.window.setFreshness(freshnessOf(fakeNow - 200'000, {}, fakeNow, 60'000),
                                       fakeNow);
             stage.the<AgentsPage>().panel()->table()->selectKey(QStringLiteral("1/4"));
             stage.the<AgentsPage>().filterBar()->choose(QStringLiteral("busy"));
             stage.window.setActivities(
                 {{Activity::State::Running, QStringLiteral("Acme support"),
                   QStringLiteral("conversations 412 of 1,000"), 0.41, QString()},
                  {Activity::State::Problem, QStringLiteral("Northwind"),
                   QStringLiteral("the token was refused: paste a new one"), -1, QString()}});
         }});
    all.push_back({QStringLiteral("agents-notes"), usualSize, [](Stage &stage) {
                       AgentReport report = fakeAgents(40);
                       report.notes = QStringList{
                           QStringLiteral("Acme support: open and unattended are the vendor's own "
                                          "figures until all open conversations are cached")};
                       report.gaps = {{fakeMidnight, fakeMidnight + 3 * fakeHour}};
                       for (AgentReportRow &row : report.rows)
                           row.agent.availabilityIsOlder = row.agent.id % 3 == 0;
                       stage.the<AgentsPage>().setReport(report, false);
                   }});
    all.push_back({QStringLiteral("agents-offline"), usualSize, [](Stage &stage) {
                       stage.the<AgentsPage>().setReport(fakeAgents(40), false);
                       offline(stage);
                   }});
    all.push_back({QStringLiteral("first-start"), usualSize, [](Stage &stage) {
                       stage.window.setAccounts({});
                       stage.window.setFreshness({}, fakeNow);
                       stage.window.setActivities({});
                       stage.the<AgentsPage>().setFirstStart(true);
                   }});
    all.push_back({QStringLiteral("loading"), usualSize,
                   [](Stage &stage) { stage.the<AgentsPage>().setLoading(); }});
    all.push_back({QStringLiteral("error"), usualSize,
                   [](Stage &stage) { stage.the<AgentsPage>().setError(cacheError()); }});
}

} // namespace watchfloor::test
