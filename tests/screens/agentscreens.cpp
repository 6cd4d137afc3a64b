// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "screens/screens.h"

#include "support/fakefigures.h"
#include "views/agentpanel.h"
#include "views/agentspage.h"
#include "views/filterbar.h"
#include "views/metricpanel.h"

#include <QToolButton>

namespace watchfloor::test {
namespace {

void fill(Stage &stage, int count)
{
    stage.window.showPage(QStringLiteral("agents"));
    stage.the<AgentsPage>().setReport(fakeAgentFigures(count), false);
    stage.the<AgentsPage>().setSparks(fakeSparks(count));
}

Screen agents(const char *name, int count, QSize size = usualSize)
{
    return {QLatin1String(name), size, [count](Stage &stage) { fill(stage, count); }};
}

/// With the button of this name switched on.
Screen agentsWith(const char *name, const char *button,
                  const std::function<void(Stage &)> &then = {})
{
    return {QLatin1String(name), usualSize, [button, then](Stage &stage) {
                fill(stage, 40);
                stage.the<AgentsPage>()
                    .findChild<QToolButton *>(QLatin1String(button))
                    ->setChecked(true);
                if (then)
                    then(stage);
            }};
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
             fill(stage, 40);
             stage.window.setFreshness(
                 freshnessOf(fakeNow - 200'000, fakeNow - 80'000, {}, fakeNow), fakeNow);
             stage.the<AgentsPage>().panel()->table()->selectKey(QStringLiteral("1/4"));
             stage.the<AgentsPage>().filterBar()->choose(QStringLiteral("busy"));
             stage.window.setActivities(
                 {{Activity::State::Running, QStringLiteral("Acme support"),
                   QStringLiteral("conversations 412 of 1,000"), 0.41, QString()},
                  {Activity::State::Problem, QStringLiteral("Northwind"),
                   QStringLiteral("the token was refused: paste a new one"), -1, QString()}});
         }});
    all.push_back(agentsWith("agents-teams", "byTeam"));
    all.push_back(agentsWith("agents-cards", "cards"));
    all.push_back(agentsWith("agents-day", "side", [](Stage &stage) {
        AgentsPage &page = stage.the<AgentsPage>();
        page.panel()->table()->selectKey(QStringLiteral("1/4"));
        page.setTimeline(fakeAgentTimeline(page.model().row(3).agent));
    }));
    all.push_back({QStringLiteral("agents-compare"), QSize(1920, 1080), [](Stage &stage) {
                       stage.window.showPage(QStringLiteral("agents"));
                       AgentsPage &page = stage.the<AgentsPage>();
                       ViewScope scope;
                       scope.compare = true;
                       page.setScope(scope);
                       AgentReport before = fakeAgentFigures(41);
                       std::rotate(before.total.begin(), before.total.begin() + 1,
                                   before.total.end());
                       page.setReport(fakeAgentFigures(40), false, &before);
                       page.setSparks(fakeSparks(40));
                   }});
    all.push_back({QStringLiteral("agents-notes"), usualSize, [](Stage &stage) {
                       stage.window.showPage(QStringLiteral("agents"));
                       AgentReport report = fakeAgentFigures(40);
                       report.notes = QStringList{
                           QStringLiteral("Acme support: open and unattended are the vendor's own "
                                          "figures until all open conversations are cached")};
                       report.gaps = {{fakeMidnight, fakeMidnight + 3 * fakeHour}};
                       for (AgentReportRow &row : report.rows)
                           row.agent.availabilityIsOlder = row.agent.id % 3 == 0;
                       stage.the<AgentsPage>().setReport(report, false);
                   }});
    all.push_back({QStringLiteral("agents-offline"), usualSize, [](Stage &stage) {
                       fill(stage, 40);
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
