// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is hard on every page: names of other languages, old figures, the wall, what was opened.
#include "backend/domain/feed.h"
#include "screens/screens.h"

#include "support/fakefigures.h"
#include "support/fakenow.h"
#include "views/agentspage.h"
#include "views/conversationspage.h"
#include "views/groupspage.h"
#include "views/metricpanel.h"
#include "views/nowpage.h"

namespace watchfloor::test {
namespace {

struct Names {
    QStringList agents;
    QStringList groups;
};

Names german()
{
    return {{QStringLiteral("Maximiliane-Theresia Freifrau von Hohenstein-Brandenburg"),
             QStringLiteral("Karl-Friedrich Oberleitner-Donaudampfschifffahrt"),
             QStringLiteral("Ute Groß")},
            {QStringLiteral("Kundendienst Norddeutschland und Skandinavien, Reklamationen"),
             QStringLiteral("Rechnungswesen und Zahlungserinnerungen"), QStringLiteral("Technik")}};
}

Names arabic()
{
    return {{QStringLiteral("عبد الرحمن بن محمد الخطيب"), QStringLiteral("فاطمة الزهراء"),
             QStringLiteral("Jane Kim (دعم)")},
            {QStringLiteral("خدمة العملاء والشكاوى"), QStringLiteral("المالية"),
             QStringLiteral("VIP العملاء")}};
}

AgentReport named(AgentReport report, const Names &names)
{
    for (std::size_t i = 0; i < report.rows.size(); ++i)
        report.rows[i].agent.name = names.agents[static_cast<qsizetype>(i) % names.agents.size()] +
                                    (i < 3 ? QString() : QStringLiteral(" %1").arg(i));
    return report;
}

NowReport named(NowReport report, const Names &names)
{
    for (std::size_t i = 0; i < report.queue.rows.size(); ++i) {
        QueueRow &row = report.queue.rows[i];
        row.groupName = names.groups[static_cast<qsizetype>(i) % names.groups.size()];
        if (!row.agentName.isEmpty())
            row.agentName = names.agents[static_cast<qsizetype>(i) % names.agents.size()];
    }
    for (std::size_t i = 0; i < report.agents.size(); ++i)
        report.agents[i].agent.name = names.agents[static_cast<qsizetype>(i) % names.agents.size()];
    return report;
}

BreakdownReport named(BreakdownReport report, const Names &names)
{
    for (std::size_t i = 0; i < report.rows.size(); ++i) {
        if (report.rows[i].key != 0)
            report.rows[i].name = names.groups[static_cast<qsizetype>(i) % names.groups.size()];
    }
    return report;
}

Screen page(const QString &name, const char *key, std::function<void(Stage &)> then,
            QSize size = usualSize)
{
    return {name, size, [key = QLatin1String(key), then = std::move(then)](Stage &stage) {
                stage.window.showPage(key);
                then(stage);
            }};
}

void addNames(std::vector<Screen> &all, const char *word, const Names &names)
{
    const QString prefix = QStringLiteral("trial-") + QLatin1String(word);
    all.push_back(page(prefix + QStringLiteral("-now"), "now", [names](Stage &stage) {
        stage.the<NowPage>().setReport(named(fakeNowReport(40, 128), names), false);
    }));
    all.push_back(page(prefix + QStringLiteral("-agents"), "agents", [names](Stage &stage) {
        stage.the<AgentsPage>().setReport(named(fakeAgentFigures(40), names), false);
    }));
    all.push_back(page(prefix + QStringLiteral("-groups"), "groups", [names](Stage &stage) {
        auto &groups = stage.the<GroupsPage>();
        groups.setReport(named(fakeBreakdown(14, MetricDimension::Group, groups.metrics()), names),
                         false);
    }));
}

void addWalls(std::vector<Screen> &all)
{
    const QSize wall(1920, 1080);
    all.push_back(page(
        QStringLiteral("trial-wall-agents"), "agents",
        [](Stage &stage) {
            stage.the<AgentsPage>().setReport(fakeAgentFigures(40), false);
            stage.window.setWallboard(true);
        },
        wall));
    all.push_back(page(
        QStringLiteral("trial-wall-conversations"), "conversations",
        [](Stage &stage) {
            stage.the<ConversationsPage>().setReport(fakeConversations(300), false);
            stage.window.setWallboard(true);
        },
        wall));
    all.push_back(page(
        QStringLiteral("trial-wall-groups"), "groups",
        [](Stage &stage) {
            auto &groups = stage.the<GroupsPage>();
            groups.setReport(fakeBreakdown(14, MetricDimension::Group, groups.metrics()), false);
            stage.window.setWallboard(true);
        },
        wall));
}

/// Signs, clocks and bars where there is hardly room for them.
void addTight(std::vector<Screen> &all)
{
    all.push_back(page(QStringLiteral("trial-tight-groups"), "groups", [](Stage &stage) {
        auto &groups = stage.the<GroupsPage>();
        Thresholds bad;
        for (const char *key : {"first_response_time", "unattended_conversations", "csat"})
            bad.set(*metricSpec(key), {}, {0.5, 3.0});
        groups.setThresholds(bad);
        groups.setReport(fakeBreakdown(14, MetricDimension::Group, groups.metrics()), false);
        TableView *table = groups.panel()->table();
        for (const char *key : {"first_response_time", "resolution_time"}) {
            const int column = groups.model().columnOf(QLatin1String(key));
            table->setColumnWidth(column, key[0] == 'f' ? 84 : 64);
        }
    }));
    all.push_back(page(QStringLiteral("trial-old-agents"), "agents", [](Stage &stage) {
        AgentReport report = fakeAgentFigures(40);
        report.asOf = fakeNow - 20 * fakeMinute;
        report.lateAt = *report.asOf + lateAfter(fakeMinute);
        stage.the<AgentsPage>().setReport(report, false);
        offline(stage);
    }));
    all.push_back(page(QStringLiteral("trial-opened"), "conversations", [](Stage &stage) {
        auto &list = stage.the<ConversationsPage>();
        ConversationListReport report = fakeConversations(300);
        list.setReport(report, false);
        list.openConversation(1, QStringLiteral("31007"));
        ConversationReportRow row = fakeRows(1).front();
        row.conversation.remoteId = QStringLiteral("31007");
        row.conversation.created -= 40 * 24 * fakeHour;
        list.setTimeline(fakeTimeline(row));
    }));
}

} // namespace

void addTrialScreens(std::vector<Screen> &all)
{
    addNames(all, "german", german());
    addNames(all, "arabic", arabic());
    addWalls(all);
    addTight(all);
}

} // namespace watchfloor::test
