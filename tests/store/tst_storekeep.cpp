// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/keeppolicy.h"
#include "backend/store/agedrows.h"
#include "backend/store/cachefile.h"
#include "backend/store/storageuse.h"
#include "store/closedtalk.h"
#include "support/cachedump.h"
#include "support/plainsql.h"

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

constexpr TimeMs Day = 24 * Hour;
constexpr TimeMs Limit = T0 + 50 * Hour;

MetricValue figure(const char *metric, std::optional<TimeRange> window, TimeMs takenAt)
{
    MetricValue value;
    value.metric = QLatin1String(metric);
    value.window = window;
    value.value = 7;
    value.takenAt = takenAt;
    return value;
}

/// All steps of a removal, added up; how many there were.
int removeAll(TestCache &cache, RowId account, TimeMs limit, ChangeSet *all)
{
    int steps = 0;
    for (AgedCursor cursor; !cursor.ended(); ++steps) {
        const auto step = cache.store->removeAged(account, limit, cursor);
        if (!step)
            qFatal("%s", qPrintable(step.error().sentence()));
        all->conversations += step->change.conversations;
        all->events += step->change.events;
        all->metricValues += step->change.metricValues;
        all->agentStates += step->change.agentStates;
        cursor = step->next;
    }
    return steps;
}

AgedCount countAll(TestCache &cache, RowId account, TimeMs limit)
{
    AgedCount all;
    const auto reader = cache.reader();
    while (!all.next.ended()) {
        const auto part = reader->countAged(account, limit, all.next);
        if (!part)
            qFatal("%s", qPrintable(part.error().sentence()));
        all.conversations += part->conversations;
        all.events += part->events;
        all.next = part->next;
    }
    return all;
}

qint64 oneNumber(const TestCache &cache, const char *sql)
{
    return plainSql(cache.path(), QLatin1String(sql)).front()[0].toLongLong();
}

/// So many conversations with four events each, written past the store.
void fillPlainly(const TestCache &cache, RowId account, int conversations, qint64 firstEvent)
{
    plainSql(
        cache.path(),
        QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE "
                       "i < %2) INSERT INTO conversation (account, remote_id, status, created) "
                       "SELECT %1, i, 'closed', %3 + i FROM n")
            .arg(account)
            .arg(conversations)
            .arg(T0));
    plainSql(cache.path(),
             QStringLiteral("INSERT OR IGNORE INTO cell (account) VALUES (%1)").arg(account));
    plainSql(cache.path(), QStringLiteral("INSERT OR IGNORE INTO event_name VALUES (1, 'x')"));
    plainSql(cache.path(),
             QStringLiteral("INSERT INTO reporting_event (account, remote_id, conversation, name, "
                            "value, created, cell) SELECT %1, %2 + c.id * 4 + k, c.id, 1, 5, "
                            "c.created, (SELECT id FROM cell WHERE account = %1) FROM conversation "
                            "c, (SELECT 0 AS k UNION SELECT 1 UNION SELECT 2 UNION SELECT 3) "
                            "WHERE c.account = %1")
                 .arg(account)
                 .arg(firstEvent));
}

} // namespace

/// What an account's policy removes, and what of the cache is whose.
class TestStoreKeep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void policiesAreReadOrRefused_data();
    void policiesAreReadOrRefused();
    void onlyWhatEndedBeforeGoes();
    void theResultIsACacheThatNeverHadIt();
    void aStepTooFewLeavesNoClaimTooMuch();
    void spaceGoesBackToTheDisk();
    void aSmallCacheIsCounted();
    void aLargeCacheIsLookedAt();
};

void TestStoreKeep::policiesAreReadOrRefused_data()
{
    QTest::addColumn<QJsonValue>("words");
    QTest::addColumn<QString>("from"); // empty = everything stays
    QTest::addColumn<bool>("good");
    QTest::newRow("none") << QJsonValue() << "" << true;
    QTest::newRow("days") << QJsonValue(QStringLiteral("90d")) << "2026-03-03" << true;
    QTest::newRow("a bare number") << QJsonValue(90) << "2026-03-03" << true;
    QTest::newRow("months") << QJsonValue(QStringLiteral("13m")) << "2025-05-01" << true;
    QTest::newRow("a month that has no such day")
        << QJsonValue(QStringLiteral("3m")) << "2026-03-01" << true;
    QTest::newRow("zero") << QJsonValue(QStringLiteral("0d")) << "" << false;
    QTest::newRow("less than nothing") << QJsonValue(-3) << "" << false;
    QTest::newRow("words") << QJsonValue(QStringLiteral("soon")) << "" << false;
    QTest::newRow("too many") << QJsonValue(QStringLiteral("1201m")) << "" << false;
}

void TestStoreKeep::policiesAreReadOrRefused()
{
    QFETCH(const QJsonValue, words);
    QFETCH(const QString, from);
    QFETCH(const bool, good);
    const QJsonObject settings{{QLatin1String(keeppolicy::key), words}};
    QCOMPARE(keeppolicy::read(settings).ok(), good);
    const TimeMs now = QDateTime(QDate(2026, 6, 1), QTime(23, 59, 59), Qt::UTC).toMSecsSinceEpoch();
    const auto limit = keeppolicy::keptFrom(settings, now);
    QCOMPARE(limit ? QDateTime::fromMSecsSinceEpoch(*limit, Qt::UTC).toString(Qt::ISODate)
                   : QString(),
             from.isEmpty() ? QString() : from + QStringLiteral("T00:00:00Z"));
}

void TestStoreKeep::onlyWhatEndedBeforeGoes()
{
    TestCache cache;
    Account other = cache.store->accounts()->front();
    other.name = QStringLiteral("Beta");
    other.id = 0;
    const RowId second = *cache.store->addAccount(other);
    QVERIFY(cache.store->apply(second, closedTalk(1, T0), {}).ok());
    const QStringList beta = cacheDump(cache.path()).split(u'\n').filter(QStringLiteral("Beta"));

    cache.apply(closedTalk(1, T0));              // old
    cache.apply(closedTalk(2, T0, "open"));      // old but open
    cache.apply(closedTalk(3, T0 + 100 * Hour)); // new
    cache.apply(closedTalk(4, T0 + 49 * Hour));  // its last event is no older than the limit
    SyncBatch figures;
    figures.fetchedAt = T0;
    Agent agent;
    agent.remoteId = agent.name = QStringLiteral("7");
    figures.agents = {agent};
    figures.metricValues = {figure("avg_wait_time", TimeRange{T0, T0 + Hour}, T0 + Hour),
                            figure("avg_wait_time", TimeRange{Limit - Hour, Limit}, Limit),
                            figure("avg_wait_time", TimeRange{Limit - Hour, Limit + 1}, Limit),
                            figure("agent_load", {}, T0), figure("agent_load", {}, T0 + Hour)};
    figures.metricValues.back().value = 8;
    AgentState state;
    state.agentRemoteId = QStringLiteral("7");
    state.state = QStringLiteral("online");
    state.from = T0;
    state.to = T0 + Hour;
    figures.agentStates = {state};
    state.from = T0 + Hour;
    state.to = Limit + Hour;
    figures.agentStates.push_back(state);
    cache.apply(figures);
    FeedProgress progress;
    progress.feed = QStringLiteral("events");
    progress.covered = TimeRange{T0, T0 + 200 * Hour};
    cache.apply({}, progress);
    QVERIFY(cache.store->apply(second, {}, progress).ok());

    const AgedCount counted = countAll(cache, cache.account, Limit);
    ChangeSet gone;
    removeAll(cache, cache.account, Limit, &gone);
    QCOMPARE(gone.conversations, 1);
    QCOMPARE(gone.events, 2);
    QCOMPARE(counted.conversations, gone.conversations);
    QCOMPARE(counted.events, gone.events);
    QCOMPARE(gone.metricValues, 3); // two windows and the older load
    QCOMPARE(gone.agentStates, 1);
    const auto talks = [&](const char *id) {
        return plainSql(cache.path(), QStringLiteral("SELECT (SELECT count(*) FROM reporting_event "
                                                     "e WHERE e.conversation = c.id) FROM "
                                                     "conversation c WHERE account = %1 AND "
                                                     "remote_id = '%2'")
                                          .arg(cache.account)
                                          .arg(QLatin1String(id)));
    };
    QVERIFY(talks("1").empty());
    QCOMPARE(talks("4").at(0)[0].toInt(), 2);
    QCOMPARE(oneNumber(cache, "SELECT value FROM metric_value WHERE window_to = 0"), 8);
    QCOMPARE(cacheDump(cache.path()).split(u'\n').filter(QStringLiteral("Beta")), beta);
    const std::vector<TimeRange> cut{{Limit, T0 + 200 * Hour}};
    const std::vector<TimeRange> whole{{T0, T0 + 200 * Hour}};
    QVERIFY(cache.store->feedStates(cache.account)->front().coverage == cut);
    QVERIFY(cache.store->feedStates(second)->front().coverage == whole);
    QVERIFY(cache.store->check(false)->empty());
    ChangeSet again;
    removeAll(cache, cache.account, Limit, &again);
    QVERIFY(!again.touchesFacts());
}

void TestStoreKeep::theResultIsACacheThatNeverHadIt()
{
    TestCache whole;
    TestCache never;
    int removed = 0;
    SyncBatch all;
    SyncBatch kept;
    const auto add = [](SyncBatch &batch, const SyncBatch &talk) {
        batch.fetchedAt = talk.fetchedAt;
        batch.conversations.push_back(talk.conversations.front());
        batch.events.insert(batch.events.end(), talk.events.begin(), talk.events.end());
    };
    for (int number = 1; number <= 1'300; ++number) {
        const TimeMs created = T0 + (number * 7'919 % 1'300) * (Day / 100);
        const bool closed = number % 5 != 0;
        SyncBatch talk = closedTalk(number, created, closed ? "closed" : "open");
        talk.conversations[0].updatedAt = created + 2 * Hour;
        add(all, talk);
        // By hand: closed, and neither its events nor its closing (the resolving) reach the limit.
        const bool old = closed && created + Hour < T0 + 6 * Day;
        removed += old ? 1 : 0;
        if (!old)
            add(kept, talk);
    }
    whole.apply(all);
    never.apply(kept);
    ChangeSet gone;
    const int steps = removeAll(whole, whole.account, T0 + 6 * Day, &gone);
    QVERIFY(removed > 400 && removed < 600);
    QCOMPARE(gone.conversations, removed);
    QCOMPARE(gone.events, 2 * removed);
    QVERIFY(steps > 5); // several of conversations
    QCOMPARE(cacheDump(whole.path()), cacheDump(never.path()));
    QVERIFY(whole.store->check(false)->empty());
    QCOMPARE(miscountedFacts(whole.path()), 0);
    // What comes again finds nothing that points at deleted rows.
    whole.apply(closedTalk(1, T0));
    QCOMPARE(whole.events(QStringLiteral("1")).size(), std::size_t(2));
}

void TestStoreKeep::aStepTooFewLeavesNoClaimTooMuch()
{
    TestCache cache;
    cache.apply(closedTalk(1, T0));
    FeedProgress progress;
    progress.feed = QStringLiteral("events");
    progress.covered = TimeRange{T0, T0 + 200 * Hour};
    cache.apply({}, progress);
    QVERIFY(cache.store->removeAged(cache.account, Limit, {}).ok());
    cache.open(); // a kill behind the first step
    QCOMPARE(cache.store->feedStates(cache.account)->front().coverage.front().from, Limit);
    QCOMPARE(*cache.store->accountTime(cache.account, AccountTime::PurgedBefore),
             std::optional<TimeMs>(Limit));
    QVERIFY(!cache.store->accountTime(cache.account, AccountTime::KeptFrom)->has_value());
    ChangeSet rest;
    removeAll(cache, cache.account, Limit, &rest);
    QCOMPARE(*cache.store->accountTime(cache.account, AccountTime::KeptFrom),
             std::optional<TimeMs>(Limit));
    // A wider policy brings nothing back by itself.
    removeAll(cache, cache.account, T0, &rest);
    QCOMPARE(*cache.store->accountTime(cache.account, AccountTime::PurgedBefore),
             std::optional<TimeMs>(Limit));
    QCOMPARE(cache.store->removeAged(99, Limit, {}).error().kind(), Error::Kind::NotFound);
}

/// Each way of removing gives the freed pages back, not one of them.
void TestStoreKeep::spaceGoesBackToTheDisk()
{
    for (const bool byPolicy : {true, false}) {
        TestCache cache;
        fillPlainly(cache, cache.account, 5'000, 0);
        QVERIFY(cache.store->checkpoint().ok());
        const qint64 before = oneNumber(cache, "PRAGMA page_count");
        if (byPolicy) {
            ChangeSet gone;
            removeAll(cache, cache.account, T0 + 9'000 * Hour, &gone);
            QCOMPARE(gone.conversations, 5'000);
            QVERIFY(oneNumber(cache, "PRAGMA freelist_count") > 300);
            int rounds = 0;
            for (bool more = true; more; ++rounds)
                more = *cache.store->shrink(100);
            QVERIFY(rounds > 3);
        } else {
            QCOMPARE(cache.store->purgeOlderThan(T0 + 9'000 * Hour)->conversations, 5'000);
        }
        QCOMPARE(oneNumber(cache, "PRAGMA freelist_count"), 0);
        QVERIFY(oneNumber(cache, "PRAGMA page_count") < before / 4);
        QVERIFY(cache.store->check(false)->empty());
    }
}

void TestStoreKeep::aSmallCacheIsCounted()
{
    TestCache cache;
    cache.apply(closedTalk(1, T0));
    cache.apply(closedTalk(2, T0 + Hour));
    SyncBatch figures;
    figures.metricValues = {figure("agent_load", {}, T0)};
    cache.apply(figures);
    // Neither what the vendor has taken away nor what it has only named is shown anywhere.
    cache.apply(closedTalk(3, T0 - Hour));
    cache.apply(closedTalk(4, T0 + 2 * Hour));
    plainSql(cache.path(), QStringLiteral("DELETE FROM reporting_event WHERE conversation IN "
                                          "(SELECT id FROM conversation WHERE created NOT IN (%1, "
                                          "%2))")
                               .arg(T0)
                               .arg(T0 + Hour));
    plainSql(
        cache.path(),
        QStringLiteral("UPDATE conversation SET gone_at = 5 WHERE created = %1").arg(T0 - Hour));
    plainSql(
        cache.path(),
        QStringLiteral("UPDATE conversation SET known = 0 WHERE created = %1").arg(T0 + 2 * Hour));
    const StorageUse use = *cache.reader()->storageUse();
    QCOMPARE(use.accounts.size(), std::size_t(1));
    QCOMPARE(use.accounts[0].conversations, 2);
    QCOMPARE(use.accounts[0].created, (TimeRange{T0, T0 + Hour + 1}));
    QCOMPARE(use.accounts[0].events, 4);
    QCOMPARE(use.accounts[0].figures, 1);
    QVERIFY(!use.accounts[0].about && !use.accounts[0].removedBefore);
    QVERIFY(use.accounts[0].bytes > 500 && use.accounts[0].bytes < 5'000);
    QVERIFY(cache.store->removeAged(cache.account, T0 - Day, {}).ok());
    QCOMPARE(cache.reader()->storageUse()->accounts[0].removedBefore,
             std::optional<TimeMs>(T0 - Day));
}

void TestStoreKeep::aLargeCacheIsLookedAt()
{
    TestCache cache;
    std::vector<RowId> accounts{cache.account};
    for (const char *name : {"Beta", "Gamma"}) {
        Account other = cache.store->accounts()->front();
        other.name = QLatin1String(name);
        other.id = 0;
        accounts.push_back(*cache.store->addAccount(other));
    }
    fillPlainly(cache, accounts[0], 30'000, 0);
    fillPlainly(cache, accounts[1], 10'000, 0);
    fillPlainly(cache, accounts[2], 90, 0);
    // A purged stretch in the middle is not counted.
    plainSql(cache.path(), QStringLiteral("DELETE FROM reporting_event WHERE id BETWEEN 40001 AND "
                                          "60000"));
    const StorageUse use = *cache.reader()->storageUse();
    const auto near = [](qint64 told, qint64 truth) {
        return std::abs(double(told - truth)) < 0.04 * 40'000;
    };
    QVERIFY(use.accounts[0].about && use.accounts[1].about);
    QVERIFY2(near(use.accounts[0].conversations, 30'000),
             qPrintable(QString::number(use.accounts[0].conversations)));
    QVERIFY(near(use.accounts[1].conversations, 10'000));
    QCOMPARE(use.accounts[2].conversations, 90); // seldom seen: counted
    QCOMPARE(use.accounts[2].events, 360);
    QVERIFY2(near(use.accounts[0].events / 4, 25'000),
             qPrintable(QString::number(use.accounts[0].events)));
    QVERIFY(near(use.accounts[1].events / 4, 10'000));
    qint64 sum = 0;
    for (const AccountStorage &one : use.accounts)
        sum += one.bytes;
    QVERIFY2(sum <= use.usedBytes && sum > use.usedBytes / 2,
             qPrintable(QStringLiteral("%1 of %2").arg(sum).arg(use.usedBytes)));
    // Unchanged, it tells the same.
    QVERIFY(cache.reader()->storageUse()->accounts == use.accounts);
}

QTEST_GUILESS_MAIN(TestStoreKeep)
#include "tst_storekeep.moc"
