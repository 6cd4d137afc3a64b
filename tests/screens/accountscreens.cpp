// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "screens/screens.h"

#include "support/accountsample.h"
#include "backend/sync/syncservice.h"
#include "views/accountdialog.h"
#include "views/accountspage.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace watchfloor::test {
namespace {

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
    return {QLatin1String(name), usualSize, [then](Stage &stage) {
                stage.window.setNow(sampleNow);
                stage.window.showPage(QStringLiteral("accounts"));
                stage.the<AccountsPage>().setProviders({sampleProvider()});
                stage.the<AccountsPage>().setWritable(true, {});
                stage.the<AccountsPage>().setStorage(
                    QStringLiteral("The cache uses 41.2 MB in /home/jane/.local/share/watchfloor"));
                then(stage);
            }};
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
                {name, usualSize, [info, way, more](Stage &stage) {
                     stage.the<AccountsPage>().setProviders(SyncService::providers());
                     stage.the<AccountsPage>().setCards(cards(false));
                     stage.window.showPage(QStringLiteral("accounts"));
                     stage.the<AccountsPage>().openAddDialog();
                     AccountDialog *dialog = stage.the<AccountsPage>().dialog();
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

void addAccountScreens(std::vector<Screen> &all)
{
    all.push_back(accounts("accounts", [](Stage &stage) {
        stage.the<AccountsPage>().setCards(cards(false));
        stage.the<AccountsPage>().setSyncState(false, true);
    }));
    all.push_back(accounts("accounts-error",
                           [](Stage &stage) { stage.the<AccountsPage>().setCards(cards(true)); }));
    all.push_back(
        accounts("accounts-none", [](Stage &stage) { stage.the<AccountsPage>().setCards({}); }));
    all.push_back(accounts("dialog-free", [](Stage &stage) {
        stage.the<AccountsPage>().setCards(cards(false));
        stage.the<AccountsPage>().openPurgeDialog();
    }));
    all.push_back(accounts("dialog", [](Stage &stage) {
        stage.the<AccountsPage>().setCards(cards(false));
        stage.the<AccountsPage>().openAddDialog();
    }));
    all.push_back(accounts("dialog-wrong", [](Stage &stage) {
        stage.the<AccountsPage>().setCards(cards(false));
        stage.the<AccountsPage>().openAddDialog();
        AccountDialog *dialog = stage.the<AccountsPage>().dialog();
        dialog->findChild<QLineEdit *>(QStringLiteral("url"))
            ->setText(QStringLiteral("http://chat.example.com"));
        dialog->findChild<QPushButton *>(QStringLiteral("next"))->click();
    }));
    addDialogScreens(all);
}

} // namespace watchfloor::test
