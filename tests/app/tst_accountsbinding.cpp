// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accountsbinding.h"
#include "app/syncwatch.h"
#include "support/fakeclock.h"
#include "support/fakecredentials.h"
#include "support/fakeprovider.h"
#include "support/runtask.h"
#include "views/accountdialog.h"
#include "views/accountscardview.h"
#include "views/accountsfeedrow.h"
#include "views/accountspage.h"
#include "views/elidedlabel.h"
#include "views/palette.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

/// Cache, sync with a vendor of functions, and the page bound to them.
struct House {
    House()
    {
        vendor->info = SyncService::providers().front();
        std::erase_if(vendor->info.feeds,
                      [](const FeedInfo &f) { return f.key != QLatin1String("agents"); });
        vendor->probe = [](const Account &account, const Secrets &secrets) -> Result<ProbeResult> {
            if (secrets.value(QStringLiteral("token")) != QLatin1String("good"))
                return Error(Error::Kind::Unauthorized, QStringLiteral("the token was refused"));
            ProbeResult probe;
            probe.version = QStringLiteral("4.8.0");
            probe.accounts = {{QStringLiteral("1"), QStringLiteral("One"), {}, true, {}},
                              {QStringLiteral("2"), QStringLiteral("Two"), {}, true, {}}};
            probe.chosenAccountId = account.remoteAccountId;
            return probe;
        };
        vendor->answer = [](const FetchRequest &request) -> Result<SyncBatch> {
            SyncBatch batch;
            batch.fetchedAt = request.passStarted;
            batch.wireRows = 3;
            return batch;
        };
        store = std::make_unique<StoreThread>(dir.path());
        sync = std::make_unique<SyncService>(dir.path(), *store, clock);
        sync->setProviders({entryOf(vendor)});
        sync->setCredentials(std::make_unique<FakeCredentials>(keyring),
                             std::make_unique<FakeCredentials>(file));
        reports = std::make_unique<ReportService>(dir.path(), clock);
        watch = std::make_unique<SyncWatch>(*reports, sync.get());
        page = std::make_unique<AccountsPage>();
        binding = std::make_unique<AccountsBinding>(dir.path(), *sync, *watch, clock, *page);
        page->setNow(clock.now());
        page->resize(1104, 640);
        page->show();
        binding->setWritable(true, {});
        store->opened().waitForFinished();
        watch->refresh();
    }
    ~House()
    {
        binding.reset();
        watch.reset();
        page.reset();
        reports.reset();
        sync.reset();
        store.reset();
    }
    template<typename T>
    T *in(QWidget *parent, const char *name) const
    {
        return parent->findChild<T *>(QLatin1String(name));
    }
    void click(QWidget *parent, const char *name) const
    {
        QTest::mouseClick(in<QPushButton>(parent, name), Qt::LeftButton);
    }
    AccountsCardView *card() const { return page->findChild<AccountsCardView *>(); }
    bool says(const QString &sentence) const
    {
        const auto labels = page->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
            return label->isVisible() && label->text().contains(sentence);
        });
    }
    QString feed() const
    {
        const auto *row = card() ? card()->findChild<AccountsFeedRow *>() : nullptr;
        return row ? row->accessibleName() : QString();
    }

    QTemporaryDir dir;
    FakeClock clock;
    std::shared_ptr<FakeVendor> vendor = std::make_shared<FakeVendor>();
    std::shared_ptr<FakeCredentials::Vault> keyring = std::make_shared<FakeCredentials::Vault>();
    std::shared_ptr<FakeCredentials::Vault> file = std::make_shared<FakeCredentials::Vault>();
    std::unique_ptr<StoreThread> store;
    std::unique_ptr<SyncService> sync;
    std::unique_ptr<ReportService> reports;
    std::unique_ptr<SyncWatch> watch;
    std::unique_ptr<AccountsPage> page;
    std::unique_ptr<AccountsBinding> binding;
};

} // namespace

class TestAccountsBinding : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    /// Nobody looks: nothing is made of it, until somebody does.
    void aHiddenPageIsLeftAlone()
    {
        House house;
        QTRY_VERIFY(house.in<QPushButton>(house.page.get(), "addAccount"));
        Account account;
        account.name = QStringLiteral("Acme");
        account.provider = house.vendor->info.id;
        account.baseUrl = QUrl(QStringLiteral("https://chat.example.com"));
        account.remoteAccountId = QStringLiteral("1");
        QVERIFY(runFuture(house.store->run([account](Store &s) {
                    return s.addAccount(account);
                })).ok());
        house.watch->refresh();
        QTRY_VERIFY(house.card());
        const QString before = house.card()->name();
        house.page->hide();
        QVERIFY(runFuture(house.store->run([](Store &s) {
                    Account renamed = s.accounts()->front();
                    renamed.name = QStringLiteral("Other");
                    return s.updateAccount(renamed);
                })).ok());
        house.watch->refresh();
        QTRY_COMPARE(house.watch->accounts().front().name, QStringLiteral("Other"));
        house.binding->refresh(QTimeZone::utc());
        QCOMPARE(house.card()->name(), before);
        house.page->show();
        QCOMPARE(house.card()->name(), QStringLiteral("Other"));
    }

    void anAccountFromFirstStartToRemoval()
    {
        House house;
        house.keyring->failure = Error(Error::Kind::Keyring, QStringLiteral("No keyring runs"));
        const auto offered = [&] { return house.in<QPushButton>(house.page.get(), "addAccount"); };
        QTRY_VERIFY(offered() && offered()->isVisible());
        house.click(house.page.get(), "addAccount");
        QPointer<AccountDialog> dialog = house.page->dialog();
        QVERIFY(dialog);
        house.in<QLineEdit>(dialog, "url")->setText(QStringLiteral("chat.example.com"));
        auto *token = house.in<QLineEdit>(dialog, "token");
        token->setText(QStringLiteral("bad"));
        house.click(dialog, "next");
        auto *fault = dialog->findChild<QWidget *>(QStringLiteral("field_token"))
                          ->findChild<QLabel *>(QStringLiteral("fault"));
        QTRY_VERIFY(fault->text().contains(QStringLiteral("refused")));
        token->setText(QStringLiteral("good"));
        house.click(dialog, "next");

        // Two accounts: the server is asked first, the person second.
        auto *choice = house.in<QComboBox>(dialog, "account");
        QTRY_VERIFY(choice->isVisible());
        choice->setCurrentIndex(1);
        house.click(dialog, "next");
        auto *inFile = house.in<QAbstractButton>(dialog, "inFile");
        QTRY_VERIFY(inFile->isVisible());
        inFile->setChecked(true);
        house.click(dialog, "next");
        QTRY_VERIFY(!dialog);
        QTRY_VERIFY(house.card());
        QCOMPARE(house.card()->name(), QStringLiteral("Two"));
        QCOMPARE(house.watch->accounts().front().remoteAccountId, QStringLiteral("2"));
        QCOMPARE(house.watch->accounts().front().baseUrl,
                 QUrl(QStringLiteral("https://chat.example.com")));
        QCOMPARE(house.file->secrets.value(QStringLiteral("Two")).value(QStringLiteral("token")),
                 QStringLiteral("good"));

        QTRY_VERIFY(house.feed().endsWith(QStringLiteral("not yet")));
        house.click(house.card(), "sync");
        QTRY_VERIFY2(house.feed().contains(QStringLiteral("as of")), qPrintable(house.feed()));
        QVERIFY(house.binding->asOf());
        house.click(house.card(), "test");
        QTRY_VERIFY(house.says(QStringLiteral("The connection works: version 4.8.0")));

        QSignalSpy removed(house.binding.get(), &AccountsBinding::accountRemoved);
        Q_EMIT house.page->removeRequested(QStringLiteral("Two"), true);
        QTRY_COMPARE(removed.size(), 1);
        QTRY_VERIFY(offered() && offered()->isVisible());
        QVERIFY(house.file->secrets.isEmpty());
    }

    void changingKeepsWhatTheDialogDoesNotShow()
    {
        House house;
        NewAccount wanted;
        wanted.account.provider = QStringLiteral("chatwoot");
        wanted.account.name = QStringLiteral("One");
        wanted.account.baseUrl = QUrl(QStringLiteral("https://chat.example.com"));
        wanted.account.remoteAccountId = QStringLiteral("1");
        wanted.account.settings.insert(QStringLiteral("sla.first_response"), 300);
        wanted.secrets.insert(QStringLiteral("token"), QStringLiteral("good"));
        wanted.secretsInFile = true;
        auto adding = house.sync->addAccount(wanted, {});
        QTRY_VERIFY(house.card());
        house.click(house.card(), "change");
        QPointer<AccountDialog> dialog = house.page->dialog();
        QVERIFY(dialog);
        house.in<QLineEdit>(dialog, "history_days")->setText(QStringLiteral("14"));
        house.click(dialog, "next");
        auto *name = house.in<QLineEdit>(dialog, "name");
        QTRY_VERIFY(name->isVisible());
        name->setText(QStringLiteral("Uno"));
        house.click(dialog, "next");
        QTRY_VERIFY(!dialog);
        QTRY_COMPARE(house.card()->name(), QStringLiteral("Uno"));
        const QJsonObject settings = house.watch->accounts().front().settings;
        QCOMPARE(settings.value(QLatin1String("history_days")), QJsonValue(14));
        QCOMPARE(settings.value(QLatin1String("sla.first_response")), QJsonValue(300));
        QCOMPARE(settings.value(QLatin1String("secret_store")).toString(), QStringLiteral("file"));
        QVERIFY(house.file->secrets.contains(QStringLiteral("Uno")) &&
                !house.file->secrets.contains(QStringLiteral("One")));
        QVERIFY(house.keyring->secrets.isEmpty());
    }

    void oldHistoryMayGo()
    {
        House house;
        constexpr TimeMs day = 86'400'000;
        house.vendor->answer =
            [now = house.clock.now()](const FetchRequest &request) -> Result<SyncBatch> {
            SyncBatch batch;
            batch.fetchedAt = request.passStarted;
            for (const int age : {10, 200, 400}) {
                Conversation one;
                one.remoteId = QString::number(age);
                one.status = QStringLiteral("closed");
                one.created = now - age * day;
                one.closed = one.created + 1;
                batch.conversations.push_back(one);
            }
            return batch;
        };
        NewAccount wanted;
        wanted.account.provider = QStringLiteral("chatwoot");
        wanted.account.name = QStringLiteral("One");
        wanted.account.baseUrl = QUrl(QStringLiteral("https://chat.example.com"));
        wanted.account.remoteAccountId = QStringLiteral("1");
        wanted.secrets.insert(QStringLiteral("token"), QStringLiteral("good"));
        auto adding = house.sync->addAccount(wanted, {});
        QTRY_VERIFY(house.card());
        QSignalSpy committed(house.sync.get(), &SyncService::committed);
        house.click(house.card(), "sync");
        QTRY_VERIFY(!committed.isEmpty());
        house.click(house.page.get(), "free");
        const auto days = house.in<QSpinBox>(house.page.get(), "days");
        QVERIFY(days);
        days->setValue(100);
        house.click(house.page.get(), "confirm");
        const auto summary = [&] {
            return house.in<ElidedLabel>(house.page.get(), "summary")->text();
        };
        QTRY_VERIFY2(summary().contains(QStringLiteral("2 conversations and 0 events deleted")),
                     qPrintable(summary()));
        QTRY_VERIFY(summary().contains(QStringLiteral("The cache uses")));
        const QFuture<Result<int>> left = house.store->run([](Store &store) -> Result<int> {
            const auto rows = store.purgeOlderThan(4'000'000'000'000);
            return rows ? static_cast<int>(rows->conversations) : -1;
        });
        QTRY_VERIFY(left.isFinished());
        QCOMPARE(left.result().value(), 1);
    }

    void pauseCancelAndLeavingInTheMiddle()
    {
        House house;
        NewAccount wanted;
        wanted.account.provider = QStringLiteral("chatwoot");
        wanted.account.name = QStringLiteral("One");
        wanted.account.baseUrl = QUrl(QStringLiteral("https://chat.example.com"));
        wanted.account.remoteAccountId = QStringLiteral("1");
        wanted.secrets.insert(QStringLiteral("token"), QStringLiteral("good"));
        auto adding = house.sync->addAccount(wanted, {});
        QTRY_VERIFY(house.card());
        house.vendor->open.setOpen(false);
        house.click(house.card(), "sync");
        QTRY_VERIFY2(house.feed().endsWith(QStringLiteral("asking")), qPrintable(house.feed()));
        QTRY_VERIFY(house.in<QPushButton>(house.page.get(), "cancel")->isEnabled());
        house.click(house.page.get(), "cancel");
        QTRY_COMPARE(house.vendor->cancelled, 1);
        QTRY_VERIFY(!house.in<QPushButton>(house.page.get(), "cancel")->isEnabled());
        house.click(house.page.get(), "pause");
        QVERIFY(house.sync->isPaused());
        house.click(house.page.get(), "pause");
        QVERIFY(!house.sync->isPaused());
        house.click(house.card(), "sync"); // left open: the destructor must end it
        QTRY_COMPARE(house.vendor->requests.size(), size_t{2});
    }
};

QTEST_MAIN(TestAccountsBinding)
#include "tst_accountsbinding.moc"
