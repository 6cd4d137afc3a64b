// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/synchouse.h"

#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

const QString nameA = QStringLiteral("A");

std::vector<Account> accountsOf(SyncHouse &house)
{
    return *runFuture(house.service->accounts());
}

void refuseDeletions(const QString &profile)
{
    const QString name = QStringLiteral("hinder");
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        db.setDatabaseName(profile + QStringLiteral("/cache.sqlite"));
        QVERIFY(db.open());
        QSqlQuery query(db);
        QVERIFY(query.exec(QStringLiteral("CREATE TRIGGER hinder BEFORE DELETE ON account "
                                          "BEGIN SELECT RAISE(ABORT, 'no'); END")));
    }
    QSqlDatabase::removeDatabase(name);
}

} // namespace

class TestSyncService : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cancelEndsThePageInFlightAndKeepsTheRest()
    {
        SyncHouse house(FakeWorld::vendor());
        house.add();
        const auto usual = house.vendor->answer;
        house.vendor->answer = [&](const FetchRequest &request) {
            if (request.feed == u"history" && request.cursor == u"3")
                house.vendor->open.setOpen(false);
            return usual(request);
        };
        auto pass = house.service->syncOnce({}, {});
        QTRY_COMPARE(house.vendor->count(QStringLiteral("history")), 4);
        QTRY_COMPARE(house.state(QStringLiteral("history")).cursor, QStringLiteral("4"));
        QVERIFY(!pass.isReady());
        house.service->cancel();
        const auto summary = runTask(std::move(pass));
        QCOMPARE(summary->accounts.front().error->kind(), Error::Kind::Cancelled);
        QCOMPARE(house.vendor->cancelled, 1);
        const FeedState state = house.state(QStringLiteral("history"));
        QCOMPARE(state.cursor, QStringLiteral("4"));
        QVERIFY(!state.lastError); // an outcome, not a failure
        house.vendor->open.setOpen(true);
        house.vendor->answer = usual;
        QVERIFY(house.sync().complete());
    }

    void aStopTokenEndsASync()
    {
        SyncHouse house(FakeWorld::vendor());
        house.add();
        house.vendor->open.setOpen(false);
        std::stop_source stop;
        auto pass = house.service->syncOnce({}, stop.get_token());
        QTRY_COMPARE(house.vendor->requests.size(), 1U);
        stop.request_stop();
        QVERIFY(runTask(std::move(pass))->nothingDone());
    }

    void pausedNothingMoreIsAsked()
    {
        SyncHouse house(FakeWorld::vendor());
        house.add();
        const auto usual = house.vendor->answer;
        house.vendor->answer = [&](const FetchRequest &request) {
            if (request.feed == u"history" && request.cursor == u"2")
                house.service->setPaused(true);
            return usual(request);
        };
        auto pass = house.service->syncOnce({}, {});
        QTRY_VERIFY(house.service->isPaused());
        QTRY_COMPARE(house.state(QStringLiteral("history")).cursor, QStringLiteral("3"));
        for (int i = 0; i < 50; ++i)
            QCoreApplication::processEvents();
        QCOMPARE(house.vendor->count(QStringLiteral("history")), 2);
        QCOMPARE(house.reports.back().state, FeedProgressReport::State::Waiting);
        house.service->setPaused(false);
        QVERIFY(runTask(std::move(pass))->complete());
        QCOMPARE(house.vendor->count(QStringLiteral("history")), 7);
    }

    void anAccountThatHangsBlocksNoOther()
    {
        const auto fast = FakeWorld::vendor();
        SyncHouse house(fast);
        const auto slow = FakeWorld::vendor();
        slow->info.id = QStringLiteral("slow");
        house.service->setProviders({entryOf(fast), entryOf(slow)});
        NewAccount hanging = SyncHouse::wanted(QStringLiteral("Slow"));
        hanging.account.provider = QStringLiteral("slow");
        QVERIFY(runTask(house.service->addAccount(hanging, {})).ok());
        const Account other = house.add(QStringLiteral("Fast"));
        slow->open.setOpen(false);
        auto pass = house.service->syncOnce({}, {});
        QTRY_VERIFY(house.state(QStringLiteral("links"), other.id).lastSuccess);
        QVERIFY(!pass.isReady());
        QCOMPARE(slow->requests.size(), 1U);
        slow->open.setOpen(true);
        QVERIFY(runTask(std::move(pass))->complete());
    }

    void theLoopKeepsTheCadences()
    {
        SyncHouse house(FakeWorld::vendor());
        house.add();
        QSignalSpy active(house.service.get(), &SyncService::activeChanged);
        house.service->start();
        QVERIFY(house.service->isRunning());
        QTRY_COMPARE(house.vendor->count(QStringLiteral("links")), 1);
        QTRY_COMPARE(active.size(), 2);
        QTRY_COMPARE(house.clock.sleeping(), 1);
        house.vendor->requests.clear();
        for (int i = 0; i < 5; ++i) {
            house.clock.advance(minuteMs);
            QTRY_COMPARE(house.vendor->count(QStringLiteral("events")), i + 1);
            QTRY_COMPARE(house.clock.sleeping(), 1);
        }
        QCOMPARE(house.vendor->count(QStringLiteral("updates")), 5);
        QCOMPARE(house.vendor->count(QStringLiteral("links")), 1);
        QCOMPARE(house.vendor->count(QStringLiteral("agents")), 0);

        house.service->syncNow();
        QTRY_COMPARE(house.vendor->count(QStringLiteral("updates")), 6);
        QTRY_COMPARE(house.clock.sleeping(), 1);
        house.service->stop();
        QTRY_COMPARE(house.clock.sleeping(), 0);
        house.clock.advance(hourMs);
        QCoreApplication::processEvents();
        QCOMPARE(house.vendor->count(QStringLiteral("updates")), 6);
    }

    void liveFeedsAreReadBetweenThePagesOfALongBackfill()
    {
        SyncHouse house(FakeWorld::vendor());
        house.add();
        const auto usual = house.vendor->answer;
        house.vendor->answer = [&](const FetchRequest &request) {
            if (request.feed == u"history")
                house.clock.advance(25'000); // a slow page
            return usual(request);
        };
        house.service->start();
        QTRY_COMPARE(house.vendor->count(QStringLiteral("links")), 1);
        const QStringList asked = house.vendor->asked();
        const auto first = asked.indexOf(QStringLiteral("history"));
        const auto last = asked.indexOf(QStringLiteral("history 7"));
        QVERIFY(asked.mid(first, last - first).count(QStringLiteral("updates")) >= 1);
        QCOMPARE(asked.filter(QStringLiteral("history")).size(), 7);
        QTRY_COMPARE(house.clock.sleeping(), 1);
        QVERIFY(house.state(QStringLiteral("history")).backfilled);
    }

    void addingAnAccount_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *change, Error::Kind kind, const char *sentence) {
            QTest::newRow(change) << QString::fromLatin1(change) << static_cast<int>(kind)
                                  << QString::fromLatin1(sentence);
        };
        row("same name", Error::Kind::BadInput, "already an account called \"A\"");
        row("no name", Error::Kind::BadInput, "needs a name");
        row("plain http", Error::Kind::BadInput, "unprotected");
        row("no url", Error::Kind::BadInput, "not a web address");
        row("no secret", Error::Kind::BadInput, "needs the secret \"token\"");
        row("unknown provider", Error::Kind::BadInput, "Known are: fake");
        row("bad token", Error::Kind::Unauthorized, "B: token refused");
        row("two accounts", Error::Kind::BadInput, "1 (One); 2 (Two)");
        row("wrong account", Error::Kind::BadInput, "has no account 9");
        row("no keyring", Error::Kind::Keyring, "--secret-store file");
    }
    void addingAnAccount()
    {
        QFETCH(const QString, change);
        QFETCH(const int, kind);
        QFETCH(const QString, sentence);
        SyncHouse house(FakeWorld::vendor());
        house.add();
        NewAccount wanted = SyncHouse::wanted(change == u"same name" ? nameA : QStringLiteral("B"));
        if (change == u"no name")
            wanted.account.name = QStringLiteral("  ");
        if (change == u"plain http")
            wanted.account.baseUrl = QUrl(QStringLiteral("http://fake.example"));
        if (change == u"no url")
            wanted.account.baseUrl = QUrl(QStringLiteral("fake"));
        if (change == u"no secret")
            wanted.secrets.clear();
        if (change == u"unknown provider")
            wanted.account.provider = QStringLiteral("x");
        if (change == u"bad token") {
            house.vendor->probe = [](const Account &, const Secrets &) -> Result<ProbeResult> {
                return Error(Error::Kind::Unauthorized, QStringLiteral("token refused"));
            };
        }
        if (change == u"two accounts" || change == u"wrong account") {
            house.vendor->probe = [](const Account &, const Secrets &) -> Result<ProbeResult> {
                ProbeResult found;
                for (const char *name : {"One", "Two"}) {
                    RemoteAccount remote;
                    remote.remoteId = QString::number(found.accounts.size() + 1);
                    remote.name = QLatin1String(name);
                    found.accounts.push_back(remote);
                }
                return found;
            };
        }
        if (change == u"wrong account")
            wanted.account.remoteAccountId = QStringLiteral("9");
        if (change == u"no keyring")
            house.keyring->failure = Error(Error::Kind::Keyring, QStringLiteral("none"), {},
                                           QStringLiteral("Use --secret-store file"));
        const auto added = runTask(house.service->addAccount(wanted, {}));
        QVERIFY(!added.ok());
        QCOMPARE(static_cast<int>(added.error().kind()), kind);
        QVERIFY2(added.error().sentence().contains(sentence), qPrintable(added.error().sentence()));
        QVERIFY(!added.error().sentence().contains(u"hush"));
        house.keyring->failure.reset();
        QCOMPARE(accountsOf(house).size(), 1U);
        QCOMPARE(house.keyring->secrets.keys(), QStringList{nameA});
    }

    void secretsGoWhereTheUserSaid()
    {
        SyncHouse house(FakeWorld::vendor());
        NewAccount wanted = SyncHouse::wanted(QStringLiteral("F"));
        wanted.secretsInFile = true;
        QVERIFY(runTask(house.service->addAccount(wanted, {})).ok());
        QVERIFY(house.keyring->secrets.isEmpty());
        QCOMPARE(house.file->secrets.keys(), QStringList{QStringLiteral("F")});
        QVERIFY(house.sync().complete());
        const auto before = accountsOf(house).front();
        QCOMPARE(before.version, QStringLiteral("1.2.3"));
        QCOMPARE(before.remoteAccountId, QStringLiteral("1"));

        // Renamed, and into the keyring.
        NewAccount renamed;
        renamed.account = before;
        renamed.account.name = QStringLiteral("K");
        renamed.account.settings.remove(QStringLiteral("secret_store"));
        const auto changed = runTask(house.service->changeAccount(renamed, {}));
        QVERIFY2(changed.ok(), qPrintable(changed ? QString() : changed.error().sentence()));
        QVERIFY(house.file->secrets.isEmpty());
        QCOMPARE(house.keyring->secrets.value(QStringLiteral("K")),
                 (Secrets{{QStringLiteral("token"), QStringLiteral("hush")}}));
        QCOMPARE(accountsOf(house).front().id, before.id);

        // A new token alone; the login of somebody else is refused.
        NewAccount token;
        token.account = accountsOf(house).front();
        token.secrets.insert(QStringLiteral("token"), QStringLiteral("new"));
        QVERIFY(runTask(house.service->changeAccount(token, {})).ok());
        QCOMPARE(house.keyring->secrets.value(QStringLiteral("K")).value(QStringLiteral("token")),
                 QStringLiteral("new"));
        house.vendor->probe = [](const Account &, const Secrets &) -> Result<ProbeResult> {
            ProbeResult found;
            found.chosenAccountId = QStringLiteral("77");
            return found;
        };
        token.account.remoteAccountId = QStringLiteral("77");
        QVERIFY(!runTask(house.service->changeAccount(token, {})).ok());

        QVERIFY(runTask(house.service->removeAccount(QStringLiteral("K"), true)).ok());
        QVERIFY(house.keyring->secrets.isEmpty());
        QVERIFY(accountsOf(house).empty());
        QCOMPARE(runTask(house.service->removeAccount(QStringLiteral("K"), true)).error().kind(),
                 Error::Kind::NotFound);
    }

    void hoursAndTargetsAskNoServer()
    {
        SyncHouse house(FakeWorld::vendor());
        NewAccount wanted;
        wanted.account = house.add();
        house.vendor->probe = [](const Account &, const Secrets &) -> Result<ProbeResult> {
            return Error(Error::Kind::Network, QStringLiteral("The server is away"));
        };
        std::vector<ChangeSet> told;
        connect(house.service.get(), &SyncService::committed, this,
                [&told](const ChangeSet &change) { told.push_back(change); });
        wanted.account.settings.insert(QStringLiteral("sla.reply_time"), 60);
        QVERIFY(runTask(house.service->changeAccount(wanted, {})).ok());
        QCOMPARE(accountsOf(house).front().settings.value(u"sla.reply_time").toInt(), 60);
        QCOMPARE(told.size(), std::size_t(1));
        QVERIFY(told.front().settings);
        wanted.account.settings.insert(QStringLiteral("business_hours"), QStringLiteral("Mon"));
        wanted.account.timeZone = QStringLiteral("UTC");
        QCOMPARE(runTask(house.service->changeAccount(wanted, {})).error().kind(),
                 Error::Kind::BadInput);
        // What the server has a say in still asks it.
        wanted.account.settings.remove(QStringLiteral("business_hours"));
        wanted.account.settings.insert(QStringLiteral("history_days"), 9);
        QCOMPARE(runTask(house.service->changeAccount(wanted, {})).error().kind(),
                 Error::Kind::Network);
        QCOMPARE(told.size(), std::size_t(1));
    }

    void anothersSecretsAreNeitherOverwrittenNorSent()
    {
        SyncHouse house(FakeWorld::vendor());
        const Account first = house.add();
        NewAccount second = SyncHouse::wanted(QStringLiteral("B"));
        second.secrets.insert(QStringLiteral("token"), QStringLiteral("of B"));
        QVERIFY(runTask(house.service->addAccount(second, {})).ok());
        QStringList sent;
        const auto usual = house.vendor->probe;
        house.vendor->probe = [&](const Account &account, const Secrets &secrets) {
            sent.append(secrets.value(QStringLiteral("token")));
            return usual(account, secrets);
        };
        NewAccount renamed;
        renamed.account = first;
        renamed.account.name = QStringLiteral("B");
        QVERIFY(runTask(house.service->probe(renamed, {})).ok()); // the dialog's test button
        QCOMPARE(sent, QStringList{QStringLiteral("hush")});
        const auto changed = runTask(house.service->changeAccount(renamed, {}));
        QCOMPARE(changed.error().kind(), Error::Kind::BadInput);
        QVERIFY(changed.error().sentence().contains(u"already an account called \"B\""));
        QCOMPARE(house.keyring->secrets.value(QStringLiteral("B")).value(QStringLiteral("token")),
                 QStringLiteral("of B"));
    }

    void removingAnAccountEndsThePassesThatWait()
    {
        SyncHouse house(FakeWorld::vendor());
        house.add();
        house.vendor->open.setOpen(false);
        auto running = house.service->syncOnce({}, {});
        auto waiting = house.service->syncOnce({}, {});
        QTRY_COMPARE(house.vendor->requests.size(), 1U);
        auto removing = house.service->removeAccount(nameA, true);
        QCOMPARE(runTask(std::move(running))->accounts.front().error->kind(),
                 Error::Kind::Cancelled);
        house.vendor->open.setOpen(true);
        QVERIFY(runTask(std::move(removing)).ok());
        const auto second = runTask(std::move(waiting));
        QCOMPARE(second->accounts.front().error->kind(), Error::Kind::Cancelled);
        QCOMPARE(house.vendor->requests.size(), 1U);
    }

    void closingWaitsForNoPrompt()
    {
        SyncHouse house(FakeWorld::vendor());
        house.add();
        house.keyring->silent = true;
        auto testing = house.service->testAccount(nameA, {});
        auto passing = house.service->syncOnce({}, {});
        QTRY_VERIFY(!testing.isReady());
        house.service->close();
        QCOMPARE(runTask(std::move(testing), 5'000).error().kind(), Error::Kind::Cancelled);
        QCOMPARE(runTask(std::move(passing), 5'000)->accounts.front().error->kind(),
                 Error::Kind::Cancelled);
        house.kill(); // and the destructor ends
        QVERIFY(house.vendor->requests.empty());
    }

    void removingAnAccountEndsItsPass()
    {
        SyncHouse house(FakeWorld::vendor());
        house.add();
        house.vendor->open.setOpen(false);
        house.service->start();
        QTRY_COMPARE(house.vendor->requests.size(), 1U);
        QVERIFY(runTask(house.service->removeAccount(nameA, true)).ok());
        QCOMPARE(house.vendor->cancelled, 1);
        house.vendor->open.setOpen(true);
        house.add(QStringLiteral("B")); // and a new one is taken up by the loop
        QTRY_COMPARE(house.vendor->count(QStringLiteral("links")), 1);
    }

    void anAccountThatCouldNotBeRemovedStaysFresh()
    {
        SyncHouse house(FakeWorld::vendor());
        house.add();
        house.service->start();
        QTRY_COMPARE(house.clock.sleeping(), 1);
        refuseDeletions(house.profile.path());
        QVERIFY(!runTask(house.service->removeAccount(nameA, true)).ok());
        QCOMPARE(accountsOf(house).size(), std::size_t(1));
        QTRY_COMPARE(house.clock.sleeping(), 1);
        const int before = house.vendor->count(QStringLiteral("live"));
        house.clock.advance(hourMs);
        QTRY_VERIFY(house.vendor->count(QStringLiteral("live")) > before);
    }

    void anEditDuringATestIsKept()
    {
        SyncHouse house(FakeWorld::vendor());
        Account edited = house.add();
        edited.settings.insert(QStringLiteral("history_days"), 9);
        const auto usual = house.vendor->probe;
        house.vendor->probe = [&](const Account &account, const Secrets &secrets) {
            auto editing =
                house.store->run([&edited](Store &store) { return store.updateAccount(edited); });
            editing.waitForFinished();
            auto found = usual(account, secrets);
            found->version = QStringLiteral("9.9.9");
            return found;
        };
        QVERIFY(runTask(house.service->testAccount(nameA, {})).ok());
        QCOMPARE(accountsOf(house).front().settings.value(u"history_days").toInt(), 9);
    }

    void aBadTokenIsAskedAgainOnlyWhenChanged()
    {
        SyncHouse house(FakeWorld::vendor());
        house.add();
        const auto usual = house.vendor->answer;
        house.vendor->answer = [](const FetchRequest &) -> Result<SyncBatch> {
            return Error(Error::Kind::Unauthorized, QStringLiteral("token refused"));
        };
        house.service->start();
        QTRY_COMPARE(house.clock.sleeping(), 1);
        for (int i = 0; i < 5; ++i) {
            house.clock.advance(minuteMs);
            QTRY_COMPARE(house.clock.sleeping(), 1);
        }
        QCOMPARE(house.vendor->requests.size(), 1U);
        house.vendor->answer = usual;
        NewAccount token;
        token.account = accountsOf(house).front();
        token.secrets.insert(QStringLiteral("token"), QStringLiteral("new"));
        QVERIFY(runTask(house.service->changeAccount(token, {})).ok());
        QTRY_COMPARE(house.vendor->count(QStringLiteral("links")), 1);
    }

    void oneConversationOnDemand()
    {
        SyncHouse house(FakeWorld::vendor());
        const Account account = house.add();
        const auto usual = house.vendor->answer;
        house.vendor->answer = [&](const FetchRequest &request) -> Result<SyncBatch> {
            if (request.conversation.isEmpty())
                return usual(request);
            SyncBatch batch;
            batch.conversations = {FakeWorld::conversation(request.conversation.toInt())};
            return batch;
        };
        house.changes.clear();
        QVERIFY(
            runTask(house.service->refreshConversation(account.id, QStringLiteral("5"), {})).ok());
        QCOMPARE(house.vendor->requests.back().feed, QStringLiteral("links"));
        QVERIFY(house.anyFact());
        QVERIFY(!house.state(QStringLiteral("links")).lastSuccess);
        QCOMPARE(
            runTask(house.service->refreshConversation(99, QStringLiteral("5"), {})).error().kind(),
            Error::Kind::NotFound);
    }

    void namesThatDoNotExistAreSaid()
    {
        SyncHouse house(FakeWorld::vendor());
        house.add();
        SyncOptions options;
        options.accounts = {QStringLiteral("Nobody")};
        QCOMPARE(runTask(house.service->syncOnce(options, {})).error().kind(),
                 Error::Kind::BadInput);
        options.accounts = {nameA};
        options.feeds = {QStringLiteral("nothing")};
        QVERIFY(
            runTask(house.service->syncOnce(options, {})).error().sentence().contains(u"history"));
        options.feeds = {QStringLiteral("agents")};
        QVERIFY(runTask(house.service->syncOnce(options, {}))->complete());
        QCOMPARE(house.vendor->requests.size(), 2U);
    }
};

QTEST_GUILESS_MAIN(TestSyncService)
#include "tst_syncservice.moc"
