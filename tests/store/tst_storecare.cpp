// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/storethread.h"
#include "store/closedtalk.h"
#include "support/cachedump.h"
#include "support/runtask.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>

using namespace watchfloor;
using namespace watchfloor::test;

/// Progress of feeds, retention, the check, the worker thread.
class TestStoreCare : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void feedsRememberWhereTheyAre();
    void failuresAreKeptAndForgotten();
    void eventsAreAskedForUntilComplete();
    void questionsOfTheSync();
    void purgeKeepsWhatIsOpenOrNew();
    void purgeKeepsWhatTheVendorToldOnce();
    void purgeOfAnAccountLeavesTheOther();
    void checkFindsAndMends_data();
    void checkFindsAndMends();
    void aBatchUnderWayHidesNothing();
    void readersAnswerWhileALargeBatchIsWritten();
    void theWorkerTellsHowOpeningWent();
};

void TestStoreCare::feedsRememberWhereTheyAre()
{
    TestCache cache;
    FeedProgress progress;
    progress.feed = QStringLiteral("events");
    progress.cursor = QStringLiteral("3");
    progress.window = TimeRange{T0, T0 + Hour};
    progress.covered = TimeRange{T0, T0 + Hour};
    progress.at = T0 + 5;
    cache.apply({}, progress);
    progress.cursor.clear();
    progress.window.reset();
    progress.covered = TimeRange{T0 + Hour, T0 + 2 * Hour};
    progress.watermark = T0 + 2 * Hour;
    progress.backfilled = true;
    progress.passEnded = true;
    FeedState state = cache.store->feedStates(cache.account)->front();
    QCOMPARE(state.cursor, QStringLiteral("3"));
    QVERIFY(state.window == std::optional(TimeRange{T0, T0 + Hour}));
    QVERIFY(!state.lastSuccess && !state.backfilled && !state.watermark);
    cache.apply({}, progress);
    progress.watermark.reset();
    progress.backfilled = false;
    progress.covered = TimeRange{T0 + 9 * Hour, T0 + 10 * Hour};
    cache.apply({}, progress);
    state = cache.reader()->feedStates(cache.account)->front();
    QCOMPARE(state.cursor, QString());
    QVERIFY(!state.window);
    QCOMPARE(*state.watermark, T0 + 2 * Hour); // kept
    QVERIFY(state.backfilled);
    QCOMPARE(*state.lastSuccess, T0 + 5);
    const std::vector<TimeRange> covered{{T0, T0 + 2 * Hour}, {T0 + 9 * Hour, T0 + 10 * Hour}};
    QVERIFY(state.coverage == covered);

    QVERIFY(cache.store->resetFeed(cache.account, progress.feed).ok());
    state = cache.store->feedStates(cache.account)->front();
    QVERIFY(!state.watermark && !state.backfilled && state.coverage.empty());
}

void TestStoreCare::failuresAreKeptAndForgotten()
{
    TestCache cache;
    const QString feed = QStringLiteral("csat");
    QVERIFY(cache.store->noteAttempt(cache.account, feed, T0).ok());
    QCOMPARE(*cache.store->feedStates(cache.account)->front().lastAttempt, T0);
    const Error error(Error::Kind::Forbidden, QStringLiteral("No right"), QStringLiteral("403"),
                      QStringLiteral("Ask an administrator"));
    QVERIFY(cache.store->noteFailure(cache.account, feed, error, true, T0 + 1).ok());
    FeedState state = cache.store->feedStates(cache.account)->front();
    QVERIFY(state.off);
    QCOMPARE(state.lastError->sentence(), error.sentence());
    QCOMPARE(state.lastError->kind(), Error::Kind::Forbidden);
    QCOMPARE(*state.lastAttempt, T0 + 1);
    FeedProgress progress;
    progress.feed = feed;
    progress.passEnded = true;
    progress.at = T0 + 2;
    cache.apply({}, progress);
    state = cache.store->feedStates(cache.account)->front();
    QVERIFY(!state.off && !state.lastError);
}

void TestStoreCare::eventsAreAskedForUntilComplete()
{
    TestCache cache;
    const auto needing = [&](int limit = 100) {
        QStringList ids;
        const auto keys = cache.store->conversationsNeedingEvents(cache.account, limit);
        for (const ConversationKey &key : *keys)
            ids << key.remoteId;
        return ids;
    };
    SyncBatch batch;
    for (int i = 1; i <= 3; ++i)
        batch.conversations.push_back(someConversation(i, T0 + i));
    cache.apply(batch);
    QCOMPARE(needing(),
             (QStringList{QStringLiteral("3"), QStringLiteral("2"), QStringLiteral("1")}));
    QCOMPARE(needing(1), QStringList{QStringLiteral("3")});
    SyncBatch complete;
    for (const Conversation &c : batch.conversations)
        complete.eventsComplete.push_back({c.remoteId, *c.updatedAt});
    const ChangeSet change = cache.apply(complete);
    QVERIFY(!change.touchesFacts() && change.syncState);
    QCOMPARE(needing(), QStringList());
    *batch.conversations[1].updatedAt += 1;
    cache.apply(batch);
    QCOMPARE(needing(), QStringList{QStringLiteral("2")});
    SyncBatch gone;
    gone.goneConversations = {QStringLiteral("2")};
    cache.apply(gone);
    QCOMPARE(needing(), QStringList());
    QVERIFY(cache.store->forgetEventProgress(cache.account).ok());
    QCOMPARE(needing().size(), 2);
}

void TestStoreCare::questionsOfTheSync()
{
    TestCache cache;
    cache.apply(closedTalk(1, T0));
    cache.apply(closedTalk(2, T0 + 5, "open"));
    cache.apply(closedTalk(3, T0 + 9, "open"));
    SyncBatch gone;
    gone.fetchedAt = T0 + 9'999 * Hour;
    gone.goneConversations = {QStringLiteral("3")};
    cache.apply(gone);
    const auto active = *cache.store->activeConversations(cache.account);
    QCOMPARE(active.size(), 1);
    QCOMPARE(active[0].remoteId, QStringLiteral("2"));
    QCOMPARE(active[0].status, QStringLiteral("open"));
    QCOMPARE(active[0].updatedAt, T0 + 5 + Hour);
    const TimeRange range{T0, T0 + 9};
    QCOMPARE(cache.store->conversationsCreated(cache.account, range)->size(), 2); // half-open

    const auto count = [&](const ConversationQuery &wanted) {
        return cache.reader()->conversations(wanted)->size();
    };
    ConversationQuery query;
    QCOMPARE(count(query), 3);
    query.created = TimeRange{T0, T0 + 1};
    QCOMPARE(count(query), 1);
    query.activeToo = true;
    QCOMPARE(count(query), 2);
    query = {};
    query.activeOnly = true;
    QCOMPARE(count(query), 1);
    query = {};
    query.withGone = false;
    QCOMPARE(count(query), 2);
    query.accounts = {cache.account + 1};
    QCOMPARE(count(query), 0);
}

void TestStoreCare::purgeKeepsWhatIsOpenOrNew()
{
    TestCache cache;
    cache.apply(closedTalk(1, T0));              // old
    cache.apply(closedTalk(2, T0, "open"));      // old but open
    cache.apply(closedTalk(3, T0 + 100 * Hour)); // new
    SyncBatch late;
    late.events = {someEvent(99, QStringLiteral("csat_answer"), T0 + 200 * Hour)};
    late.events[0].conversationRemoteId = QStringLiteral("4");
    FeedProgress progress;
    progress.feed = QStringLiteral("events");
    progress.covered = TimeRange{T0, T0 + 200 * Hour};
    cache.apply(late, progress);
    cache.apply(closedTalk(4, T0)); // old with a young event
    const qint64 before = *cache.reader()->changeSequence();
    const ChangeSet change = *cache.store->purgeOlderThan(T0 + 50 * Hour);
    QCOMPARE(change.conversations, 1);
    QCOMPARE(change.events, 2);
    QCOMPARE(change.sequence, before + 1);
    QVERIFY(!cache.conversation(QStringLiteral("1")));
    QCOMPARE(cache.reader()->conversations({})->size(), 3);
    const std::vector<TimeRange> cut{{T0 + 50 * Hour, T0 + 200 * Hour}};
    QVERIFY(cache.store->feedStates(cache.account)->front().coverage == cut);
    QVERIFY(cache.store->check(false)->empty());
    QVERIFY(!cache.store->purgeOlderThan(T0 + 50 * Hour)->touchesFacts());
}

/// A vendor that forgets its own figures after a day is not asked again: they stay for ever,
/// however old what they are of. Only who removes the account removes them.
void TestStoreCare::purgeKeepsWhatTheVendorToldOnce()
{
    TestCache cache;
    SyncBatch batch = closedTalk(1, T0);
    for (int hour = 0; hour < 3; ++hour) {
        MetricValue value;
        value.metric = QStringLiteral("avg_wait_time");
        value.scope = hour == 2 ? MetricScope::Skill : MetricScope::Account;
        value.scopeKey = hour == 2 ? QStringLiteral("12") : QString();
        value.window = TimeRange{T0 + hour * Hour, T0 + (hour + 1) * Hour};
        value.value = 1'000.0 * (hour + 1);
        value.n = hour + 1;
        value.takenAt = T0 + 4 * Hour;
        batch.metricValues.push_back(value);
    }
    MetricValue load = batch.metricValues.front();
    load.metric = QStringLiteral("agent_load");
    load.window.reset();
    batch.metricValues.push_back(load);
    cache.apply(batch);
    const auto figures = [&cache] {
        return cacheDump(cache.path()).split(u'\n').filter(QStringLiteral("avg_wait_time")) +
               cacheDump(cache.path()).split(u'\n').filter(QStringLiteral("agent_load"));
    };
    const QStringList told = figures();
    QCOMPARE(told.size(), 4);
    const ChangeSet change = *cache.store->purgeOlderThan(T0 + 9'000 * Hour);
    QCOMPARE(change.conversations, 1);
    QCOMPARE(change.metricValues, 0);
    QCOMPARE(figures(), told);
    cache.open(); // and in the file
    QCOMPARE(figures(), told);
    QVERIFY(cache.store->check(false)->empty());
    QCOMPARE(cache.store->purgeAccount(cache.account)->metricValues, 4);
    QCOMPARE(figures(), QStringList());
}

void TestStoreCare::purgeOfAnAccountLeavesTheOther()
{
    TestCache cache;
    Account other = cache.store->accounts()->front();
    other.name = QStringLiteral("Beta");
    other.id = 0;
    const RowId second = *cache.store->addAccount(other);
    const SyncBatch batch = closedTalk(1, T0);
    cache.apply(batch);
    QVERIFY(cache.store->apply(second, batch, {}).ok());
    const QStringList beta = cacheDump(cache.path()).split(u'\n').filter(QStringLiteral("Beta"));
    const ChangeSet change = *cache.store->purgeAccount(cache.account);
    QCOMPARE(change.conversations, 1);
    QCOMPARE(change.events, 2);
    QCOMPARE(cacheDump(cache.path()).split(u'\n'), beta);
    QCOMPARE(cache.store->accounts()->size(), 2);
    QVERIFY(cache.store->check(false)->empty());
    cache.apply(batch); // nothing remembered points at deleted rows
    QVERIFY(cache.store->removeAccount(second, true).ok());
    QCOMPARE(cache.store->accounts()->size(), 1);
    QVERIFY(cache.store->check(false)->empty());
    QCOMPARE(cache.events(QStringLiteral("1")).size(), std::size_t(2));
}

void TestStoreCare::checkFindsAndMends_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("area");
    QTest::addColumn<bool>("mendable");
    QTest::newRow("closing time") << QStringLiteral("UPDATE conversation SET closed = 5")
                                  << QStringLiteral("columns") << true;
    QTest::newRow("an event lost its conversation")
        << QStringLiteral("UPDATE reporting_event SET conversation = NULL, internal_id = 77 "
                          "WHERE remote_id = 10")
        << QStringLiteral("columns") << true;
    QTest::newRow("a derived row twice")
        << QStringLiteral("INSERT INTO reporting_event (account, internal_id, name, value, "
                          "start_lag, end_lag, created, cell, fact_cell) SELECT account, 77, "
                          "name, value, start_lag, end_lag, created, cell, fact_cell "
                          "FROM reporting_event "
                          "WHERE remote_id IS NULL")
        << QStringLiteral("columns") << true;
    QTest::newRow("events in no column")
        << QStringLiteral("UPDATE reporting_event SET fact_cell = NULL")
        << QStringLiteral("columns") << true;
    QTest::newRow("events counted elsewhere")
        << QStringLiteral("UPDATE reporting_event SET fact_cell = (SELECT cell FROM conversation)")
        << QStringLiteral("columns") << true;
    QTest::newRow("progress lost")
        << QStringLiteral("DELETE FROM conversation_fetch") << QStringLiteral("columns") << true;
    QTest::newRow("orphan events") << QStringLiteral("UPDATE reporting_event SET account = 99 "
                                                     "WHERE remote_id = 10")
                                   << QStringLiteral("foreign_keys") << true;
    QTest::newRow("orphan samples")
        << QStringLiteral("INSERT INTO counter_sample (account, taken_at, counter, value) "
                          "VALUES (99, 1, 1, 1)")
        << QStringLiteral("foreign_keys") << true;
    QTest::newRow("a row that is not there")
        << QStringLiteral("UPDATE conversation SET agent = 4711") << QStringLiteral("foreign_keys")
        << false;
    QTest::newRow("schema") << QStringLiteral("PRAGMA user_version = 0") << QStringLiteral("schema")
                            << false;
}

void TestStoreCare::checkFindsAndMends()
{
    QFETCH(QString, sql);
    QFETCH(QString, area);
    QFETCH(bool, mendable);
    TestCache cache;
    SyncBatch batch = closedTalk(1, T0);
    batch.conversations[0].internalId = QStringLiteral("77");
    batch.conversations[0].agentRemoteId = QStringLiteral("12");
    ReportingEvent derived = batch.events[0];
    derived.remoteId.reset();
    derived.name = QStringLiteral("first_response");
    batch.events.push_back(derived);
    cache.apply(batch);
    QVERIFY(cache.store->check(false)->empty());
    const QString good = cacheDump(cache.path());
    {
        QSqlDatabase db =
            QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("vandal"));
        db.setDatabaseName(cache.path() + QStringLiteral("/cache.sqlite"));
        QVERIFY(db.open());
        QSqlQuery query(db);
        QVERIFY2(query.exec(sql), qPrintable(query.lastError().text()));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("vandal"));
    const auto problems = *cache.store->check(false);
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems[0].area, area);
    QVERIFY(!problems[0].sentence.isEmpty());
    QCOMPARE(cache.store->check(true)->size(), mendable ? 0 : 1);
    QCOMPARE(cache.store->check(false)->size(), mendable ? 0 : 1);
    if (mendable && !sql.contains(QLatin1String("account")))
        QCOMPARE(cacheDump(cache.path()), good);
}

void TestStoreCare::aBatchUnderWayHidesNothing()
{
    TestCache cache;
    cache.apply(closedTalk(1, T0));
    const auto reader = cache.reader();
    QSqlQuery query(cache.writer());
    QVERIFY(query.exec(QStringLiteral("BEGIN IMMEDIATE")));
    QVERIFY(query.exec(QStringLiteral("UPDATE conversation SET status = 'half'")));
    QCOMPARE(reader->conversations({})->front().status, QStringLiteral("closed"));
    QVERIFY(query.exec(QStringLiteral("ROLLBACK")));
}

void TestStoreCare::readersAnswerWhileALargeBatchIsWritten()
{
    TestCache cache;
    cache.apply(closedTalk(1, T0));
    cache.store.reset();
    StoreThread thread(cache.path());
    QVERIFY(runFuture(thread.opened()).ok());
    SyncBatch large;
    for (int i = 0; i < 5'000; ++i) {
        ReportingEvent e = someEvent(1'000 + i, QStringLiteral("reply_time"), T0 + i);
        e.conversationRemoteId = QStringLiteral("1");
        e.agentRemoteId = QString::number(i % 50);
        large.events.push_back(e);
    }
    const auto reader = cache.reader();
    const RowId row = reader->conversations({})->front().id;
    const RowId account = cache.account;
    auto written =
        thread.run([&large, account](Store &store) { return store.apply(account, large, {}); });
    int answers = 0;
    while (!written.isFinished()) {
        const auto events = reader->events(row);
        QVERIFY(events.ok());
        QVERIFY(events->size() == 2 || events->size() == 5'002); // never half a batch
        ++answers;
    }
    QVERIFY(written.result().ok());
    QVERIFY2(answers > 2, qPrintable(QString::number(answers)));
    QCOMPARE(reader->events(row)->size(), 5'002);
}

void TestStoreCare::theWorkerTellsHowOpeningWent()
{
    const QTemporaryDir dir;
    {
        StoreThread thread(dir.path());
        const auto opened = runFuture(thread.opened());
        QVERIFY(opened.ok());
        QVERIFY(opened->schemaVersion > 0);
        StoreThread second(dir.path());
        QCOMPARE(runFuture(second.opened()).error().kind(), Error::Kind::Storage);
        const auto refused = runFuture(second.run([](Store &store) { return store.accounts(); }));
        QVERIFY(refused.error().sentence().contains(QStringLiteral("already uses")));
        QVERIFY(runFuture(thread.run([](Store &store) { return store.checkpoint(); })).ok());
    }
    StoreThread again(dir.path()); // closed and unlocked behind us
    QVERIFY(runFuture(again.opened()).ok());
}

QTEST_GUILESS_MAIN(TestStoreCare)
#include "tst_storecare.moc"
