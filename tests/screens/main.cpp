// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakereports.h"
#include "views/agentspage.h"
#include "views/conversationspage.h"
#include "views/filterbar.h"
#include "views/mainwindow.h"
#include "views/page.h"
#include "views/palette.h"
#include "views/tableview.h"
#include "views/tablepanel.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QTest>

#include <functional>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

struct Screen {
    QString name;
    QSize size;
    std::function<void(MainWindow &, AgentsPage &, ConversationsPage &)> arrange;
};

Account account()
{
    Account a;
    a.id = 1;
    a.name = QStringLiteral("Acme support");
    a.provider = QStringLiteral("chatwoot");
    return a;
}

Freshness fresh()
{
    return freshnessOf(fakeNow - 20'000, {}, fakeNow, 60'000);
}

void render(const QDir &out, const QString &theme, const Screen &screen)
{
    MainWindow window;
    auto *agents = new AgentsPage;
    auto *conversations = new ConversationsPage;
    window.addPage(agents);
    window.addPage(conversations);
    window.addPage(new HostPage(QStringLiteral("accounts"), QStringLiteral("Accounts & sync"),
                                QStringLiteral("accounts"), new QLabel),
                   true);
    ViewScope scope;
    scope.zone = QTimeZone("Europe/Berlin");
    window.setScope(scope);
    window.setAccounts({account()});
    window.setNow(fakeNow);
    window.setFreshness(fresh(), fakeNow);
    window.setActivities({{Activity::State::Done, QStringLiteral("Acme support"),
                           QStringLiteral("synced 15:03"), -1, QString()}});
    QObject::connect(conversations, &ConversationsPage::conversationSelected, conversations,
                     [conversations](RowId, const QString &id) {
                         for (const ConversationReportRow &row : conversations->model().rows()) {
                             if (row.conversation.remoteId == id)
                                 conversations->setTimeline(fakeTimeline(row));
                         }
                     });
    window.resize(screen.size);
    window.show();
    screen.arrange(window, *agents, *conversations);
    QTest::qWait(250); // past the delay of the skeleton rows
    window.grab().save(
        out.filePath(screen.name + QLatin1Char('-') + theme + QStringLiteral(".png")));
}

std::vector<Screen> screens()
{
    const QSize small(1280, 720);
    const auto agents = [](int count) {
        return [count](MainWindow &, AgentsPage &page, ConversationsPage &) {
            page.setReport(fakeAgents(count), false);
        };
    };
    const auto conversations = [](MainWindow &window, ConversationsPage &page, int count) {
        window.showPage(QStringLiteral("conversations"));
        page.setReport(fakeConversations(count), false);
    };
    return {
        {QStringLiteral("agents"), small, agents(40)},
        {QStringLiteral("agents-few"), small, agents(6)},
        {QStringLiteral("agents-wide"), QSize(2560, 1440), agents(40)},
        {QStringLiteral("agents-narrow"), QSize(880, 560), agents(40)},
        {QStringLiteral("agents-focus"), small,
         [](MainWindow &window, AgentsPage &page, ConversationsPage &) {
             page.setReport(fakeAgents(40), false);
             window.setFreshness(freshnessOf(fakeNow - 200'000, {}, fakeNow, 60'000), fakeNow);
             page.panel()->table()->selectKey(QStringLiteral("1/4"));
             page.filterBar()->choose(QStringLiteral("busy"));
             window.setActivities(
                 {{Activity::State::Running, QStringLiteral("Acme support"),
                   QStringLiteral("conversations 412 of 1,000"), 0.41, QString()},
                  {Activity::State::Problem, QStringLiteral("Northwind"),
                   QStringLiteral("the token was refused: paste a new one"), -1, QString()}});
         }},
        {QStringLiteral("first-start"), small,
         [](MainWindow &window, AgentsPage &page, ConversationsPage &) {
             window.setAccounts({});
             window.setFreshness({}, fakeNow);
             window.setActivities({});
             page.setFirstStart(true);
         }},
        {QStringLiteral("loading"), small,
         [](MainWindow &, AgentsPage &page, ConversationsPage &) { page.setLoading(); }},
        {QStringLiteral("error"), small,
         [](MainWindow &, AgentsPage &page, ConversationsPage &) {
             page.setError(
                 Error(Error::Kind::Storage, QStringLiteral("The cache cannot be read"),
                       QStringLiteral("SQLite 11: database disk image is malformed"),
                       QStringLiteral("Run “watchfloor-cli check --repair”, then try again.")));
         }},
        {QStringLiteral("conversations"), small,
         [conversations](MainWindow &window, AgentsPage &, ConversationsPage &page) {
             conversations(window, page, 300);
         }},
        {QStringLiteral("conversations-5000"), QSize(1920, 1080),
         [conversations](MainWindow &window, AgentsPage &, ConversationsPage &page) {
             conversations(window, page, 5000);
         }},
        {QStringLiteral("conversations-empty"), small,
         [](MainWindow &window, AgentsPage &, ConversationsPage &page) {
             window.showPage(QStringLiteral("conversations"));
             page.setReport(fakeConversations(0), false);
         }},
        {QStringLiteral("conversations-filtered"), small,
         [conversations](MainWindow &window, AgentsPage &, ConversationsPage &page) {
             conversations(window, page, 300);
             page.filterBar()->choose(QStringLiteral("open"));
             window.search(QStringLiteral("zebra"));
         }},
        {QStringLiteral("conversations-offline"), small,
         [conversations](MainWindow &window, AgentsPage &, ConversationsPage &page) {
             conversations(window, page, 300);
             window.setFreshness(
                 freshnessOf(fakeNow - 3'000'000, fakeNow - 1'300'000, fakeNow, 60'000), fakeNow);
             window.setActivities({{Activity::State::Off, QStringLiteral("Acme support"),
                                    QStringLiteral("offline since 14:41"), -1, QString()}});
         }},
    };
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    const QStringList arguments = app.arguments();
    if (arguments.size() < 2) {
        qWarning("usage: watchfloor-screens DIR [NAME]");
        return 2;
    }
    const QDir out(arguments.at(1));
    out.mkpath(QStringLiteral("."));
    const bool rtl = qEnvironmentVariableIsSet("WATCHFLOOR_RTL");
    if (rtl)
        app.setLayoutDirection(Qt::RightToLeft);
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        applyTheme(theme);
        for (const Screen &screen : screens()) {
            if (arguments.size() < 3 || screen.name.startsWith(arguments.at(2)))
                render(out,
                       (theme == Theme::Dark ? QStringLiteral("dark") : QStringLiteral("light")) +
                           (rtl ? QStringLiteral("-rtl") : QString()),
                       screen);
        }
    }
    return 0;
}
