// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "screens/screens.h"

#include "support/fakereports.h"
#include "views/accountspage.h"
#include "views/agentspage.h"
#include "views/chartspage.h"
#include "views/conversationspage.h"
#include "views/groupspage.h"
#include "views/nowpage.h"
#include "views/reportspage.h"

namespace watchfloor::test {

Stage::Stage()
    : pages{new NowPage,    new AgentsPage,  new ConversationsPage, new GroupsPage,
            new ChartsPage, new ReportsPage, new AccountsPage}
{
    for (Page *page : pages)
        window.addPage(page, page == pages.back());
    window.showPage(QStringLiteral("agents")); // a screen of another page says so
}

void offline(Stage &stage)
{
    stage.window.setFreshness(freshnessOf(fakeNow - 3'000'000, {}, fakeNow - 1'300'000, fakeNow),
                              fakeNow);
    stage.window.setActivities({{Activity::State::Off, QStringLiteral("Acme support"),
                                 QStringLiteral("offline since 14:41"), -1, QString()}});
}

Error cacheError()
{
    return Error(Error::Kind::Storage, QStringLiteral("The cache cannot be read"),
                 QStringLiteral("SQLite 11: database disk image is malformed"),
                 QStringLiteral("Run “watchfloor-cli check --repair”, then try again."));
}

std::vector<Screen> screens()
{
    std::vector<Screen> all;
    addNowScreens(all);
    addAgentScreens(all);
    addConversationScreens(all);
    addGroupScreens(all);
    addChartScreens(all);
    addReportScreens(all);
    addAccountScreens(all);
    addExplainScreens(all);
    addExportScreens(all);
    addFilterScreens(all);
    addTimelineScreens(all);
    addTrialScreens(all);
    addMatrixScreens(all);
    return all;
}

} // namespace watchfloor::test
