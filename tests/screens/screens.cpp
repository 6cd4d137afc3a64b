// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "screens/screens.h"

#include "support/accountsample.h"
#include "support/fakereports.h"
#include "backend/sync/syncservice.h"
#include "views/accountdialog.h"
#include "views/filterbar.h"
#include "views/tablepanel.h"
#include "views/tableview.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace watchfloor::test {
namespace {

constexpr QSize usual(1280, 720);

void offline(Stage &stage)
{
    stage.window.setFreshness(
        freshnessOf(fakeNow - 3'000'000, fakeNow - 1'300'000, fakeNow, 60'000), fakeNow);
    stage.window.setActivities({{Activity::State::Off, QStringLiteral("Acme support"),
                                 QStringLiteral("offline since 14:41"), -1, QString()}});
}

Error cacheError()
{
    return Error(Error::Kind::Storage, QStringLiteral("The cache cannot be read"),
                 QStringLiteral("SQLite 11: database disk image is malformed"),
                 QStringLiteral("Run “watchfloor-cli check --repair”, then try again."));
}

Screen agents(const char *name, int count, QSize size = usual)
{
    return {QLatin1String(name), size,
            [count](Stage &stage) { stage.agents->setReport(fakeAgents(count), false); }};
}

Screen conversations(const char *name, int count, QSize size,
                     const std::function<void(Stage &)> &then = {})
{
    return {QLatin1String(name), size, [count, then](Stage &stage) {
                stage.window.showPage(QStringLiteral("conversations"));
                stage.conversations->setReport(fakeConversations(count), false);
                if (then)
                    then(stage);
            }};
}

/// The conversations page, no answer yet.
Screen before(const char *name, const std::function<void(Stage &)> &then)
{
    return {QLatin1String(name), usual, [then](Stage &stage) {
                stage.window.showPage(QStringLiteral("conversations"));
                then(stage);
            }};
}

std::vector<AccountCard> cards(bool failing)
{
    AccountCardInput second = sampleInput();
    second.account.id = 8;
    second.account.name = QStringLiteral("Lisbon and the islands");
    second.live.clear();
    if (failing) {
        const Error refused(Error::Kind::Unauthorized,
                            QStringLiteral("Lisbon and the islands: the token was refused"), {},
                            QStringLiteral("Paste a new one"));
        second.sync.feeds.front().lastError = refused;
        second.problem = refused.sentence();
    }
    return {accountCard(sampleInput()), accountCard(second)};
}

Screen accounts(const char *name, const std::function<void(Stage &)> &then)
{
    return {QLatin1String(name), usual, [then](Stage &stage) {
                stage.window.setNow(sampleNow);
                stage.window.showPage(QStringLiteral("accounts"));
                stage.accounts->setProviders({sampleProvider()});
                stage.accounts->setWritable(true, {});
                stage.accounts->setStorage(
                    QStringLiteral("The cache uses 41.2 MB in /home/jane/.local/share/watchfloor"));
                then(stage);
            }};
}

void addAgentScreens(std::vector<Screen> &all)
{
    all.push_back(agents("agents", 40));
    all.push_back(agents("agents-few", 6));
    all.push_back(agents("agents-5000", 5000, QSize(1920, 1080)));
    all.push_back(agents("agents-wide", 40, QSize(2560, 1440)));
    all.push_back(agents("agents-narrow", 40, QSize(880, 560)));
    all.push_back(
        {QStringLiteral("agents-focus"), usual, [](Stage &stage) {
             stage.agents->setReport(fakeAgents(40), false);
             stage.window.setFreshness(freshnessOf(fakeNow - 200'000, {}, fakeNow, 60'000),
                                       fakeNow);
             stage.agents->panel()->table()->selectKey(QStringLiteral("1/4"));
             stage.agents->filterBar()->choose(QStringLiteral("busy"));
             stage.window.setActivities(
                 {{Activity::State::Running, QStringLiteral("Acme support"),
                   QStringLiteral("conversations 412 of 1,000"), 0.41, QString()},
                  {Activity::State::Problem, QStringLiteral("Northwind"),
                   QStringLiteral("the token was refused: paste a new one"), -1, QString()}});
         }});
    all.push_back({QStringLiteral("agents-notes"), usual, [](Stage &stage) {
                       AgentReport report = fakeAgents(40);
                       report.notes = QStringList{
                           QStringLiteral("Acme support: open and unattended are the vendor's own "
                                          "figures until all open conversations are cached")};
                       report.gaps = {{fakeMidnight, fakeMidnight + 3 * fakeHour}};
                       for (AgentReportRow &row : report.rows)
                           row.agent.availabilityIsOlder = row.agent.id % 3 == 0;
                       stage.agents->setReport(report, false);
                   }});
    all.push_back({QStringLiteral("agents-offline"), usual, [](Stage &stage) {
                       stage.agents->setReport(fakeAgents(40), false);
                       offline(stage);
                   }});
    all.push_back({QStringLiteral("first-start"), usual, [](Stage &stage) {
                       stage.window.setAccounts({});
                       stage.window.setFreshness({}, fakeNow);
                       stage.window.setActivities({});
                       stage.agents->setFirstStart(true);
                   }});
    all.push_back(
        {QStringLiteral("loading"), usual, [](Stage &stage) { stage.agents->setLoading(); }});
    all.push_back({QStringLiteral("error"), usual,
                   [](Stage &stage) { stage.agents->setError(cacheError()); }});
}

void addConversationScreens(std::vector<Screen> &all)
{
    all.push_back(conversations("conversations", 300, usual));
    all.push_back(conversations("conversations-5000", 5000, QSize(1920, 1080)));
    all.push_back(conversations("conversations-narrow", 300, QSize(880, 560)));
    all.push_back(conversations("conversations-empty", 0, usual));
    all.push_back(conversations("conversations-filtered", 300, usual, [](Stage &stage) {
        stage.conversations->filterBar()->choose(QStringLiteral("open"));
        stage.window.search(QStringLiteral("zebra"));
    }));
    all.push_back(conversations("conversations-offline", 300, usual, offline));
    all.push_back(conversations("conversations-below", 300, QSize(1440, 900), [](Stage &stage) {
        QVariantMap state = stage.conversations->saveState();
        state.insert(QStringLiteral("below"), true);
        state.remove(QStringLiteral("splitter"));
        stage.conversations->restoreState(state);
    }));
    all.push_back(
        before("conversations-loading", [](Stage &stage) { stage.conversations->setLoading(); }));
    all.push_back(before("conversations-error",
                         [](Stage &stage) { stage.conversations->setError(cacheError()); }));
}

void addAccountScreens(std::vector<Screen> &all)
{
    all.push_back(accounts("accounts", [](Stage &stage) {
        stage.accounts->setCards(cards(false));
        stage.accounts->setSyncState(false, true);
    }));
    all.push_back(
        accounts("accounts-error", [](Stage &stage) { stage.accounts->setCards(cards(true)); }));
    all.push_back(accounts("accounts-none", [](Stage &stage) { stage.accounts->setCards({}); }));
    all.push_back(accounts("dialog", [](Stage &stage) {
        stage.accounts->setCards(cards(false));
        stage.accounts->openAddDialog();
    }));
    all.push_back(accounts("dialog-wrong", [](Stage &stage) {
        stage.accounts->setCards(cards(false));
        stage.accounts->openAddDialog();
        AccountDialog *dialog = stage.accounts->dialog();
        dialog->findChild<QLineEdit *>(QStringLiteral("url"))
            ->setText(QStringLiteral("http://chat.example.com"));
        dialog->findChild<QPushButton *>(QStringLiteral("next"))->click();
    }));
}

/// What the dialog makes of each vendor: every way to sign in, the last with all settings shown.
void addDialogScreens(std::vector<Screen> &all)
{
    for (const ProviderInfo &info : SyncService::providers()) {
        const int ways = std::max(1, static_cast<int>(info.ways.size()));
        for (int way = 0; way < ways; ++way) {
            const QString name = QStringLiteral("dialog-%1-%2").arg(info.id).arg(way + 1);
            const bool more = way == ways - 1;
            all.push_back(
                {name, usual, [info, way, more](Stage &stage) {
                     stage.accounts->setProviders(SyncService::providers());
                     stage.accounts->setCards(cards(false));
                     stage.window.showPage(QStringLiteral("accounts"));
                     stage.accounts->openAddDialog();
                     AccountDialog *dialog = stage.accounts->dialog();
                     auto *vendor = dialog->findChild<QComboBox *>(QStringLiteral("vendor"));
                     vendor->setCurrentIndex(vendor->findData(info.id));
                     if (way > 0)
                         dialog->findChild<QComboBox *>(QStringLiteral("way"))
                             ->setCurrentIndex(way);
                     if (more)
                         dialog->findChild<QToolButton *>(QStringLiteral("more"))->setChecked(true);
                 }});
        }
    }
}

} // namespace

std::vector<Screen> screens()
{
    std::vector<Screen> all;
    addAgentScreens(all);
    addConversationScreens(all);
    addAccountScreens(all);
    addDialogScreens(all);
    return all;
}

} // namespace watchfloor::test
