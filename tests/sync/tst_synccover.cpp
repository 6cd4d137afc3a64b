// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/agedrows.h"
#include "support/cachedump.h"
#include "sync/synchouse.h"

#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

const QString history = QStringLiteral("history");
const QString events = QStringLiteral("events");
const QString updates = QStringLiteral("updates");

using Wanted = std::function<bool(const FetchRequest &)>;

/// Leaves one row out of the pages that are `garbled`, as a provider does.
void garble(FakeVendor &vendor, Wanted garbled)
{
    vendor.answer = [usual = FakeWorld::vendor()->answer,
                     garbled = std::move(garbled)](const FetchRequest &request) {
        Result<SyncBatch> batch = usual(request);
        if (!garbled(request))
            return batch;
        if (!batch->conversations.empty())
            batch->conversations.erase(batch->conversations.begin() + 4);
        if (!batch->events.empty())
            batch->events.erase(batch->events.begin() + 4);
        batch->problems.push_back(Error(Error::Kind::WrongShape, QStringLiteral("row 4")));
        return batch;
    };
}

QString facts(SyncHouse &house)
{
    house.kill();
    const QString text = cacheDump(house.profile.path());
    house.open();
    return text;
}

} // namespace

/// What a feed claims to cover when rows were left out, the clock jumped or the cache was purged.
class TestSyncCover : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        SyncHouse house(FakeWorld::vendor());
        house.add();
        house.sync();
        m_whole = facts(house);
    }

    void rowsLeftOutAreAGapAndAskedForAgain_data()
    {
        QTest::addColumn<QString>("feed");
        QTest::addColumn<QString>("cursor");
        QTest::addColumn<int>("again"); // requests of the next run
        QTest::newRow("a page of history") << history << "3" << 2;
        QTest::newRow("the first page of history") << history << "" << 2;
        QTest::newRow("the last page of history") << history << "6" << 2;
        QTest::newRow("a page of closed windows") << events << "2" << 12;
    }
    void rowsLeftOutAreAGapAndAskedForAgain()
    {
        QFETCH(const QString, feed);
        QFETCH(const QString, cursor);
        QFETCH(const int, again);
        SyncHouse house(FakeWorld::vendor());
        house.add();
        garble(*house.vendor, [=](const FetchRequest &request) {
            return request.feed == feed && request.cursor == cursor;
        });
        const SyncSummary summary = house.sync();
        QVERIFY(!summary.complete());
        const TimeRange whole{worldNow - 57 * hourMs, worldNow - dayMs};
        QVERIFY(!gapsIn(TimeRange{whole.from, worldNow}, house.state(feed).coverage).empty());
        QVERIFY(facts(house) != m_whole);

        house.vendor->answer = FakeWorld::vendor()->answer;
        house.vendor->requests.clear();
        QVERIFY(house.sync().complete());
        QVERIFY2(house.vendor->count(feed) <= again,
                 qPrintable(house.vendor->asked().join(QStringLiteral(", "))));
        QVERIFY(gapsIn(TimeRange{whole.from, worldNow}, house.state(feed).coverage).empty());
        QCOMPARE(facts(house), m_whole);
        house.vendor->requests.clear();
        QVERIFY(house.sync().complete());
        QCOMPARE(house.vendor->count(history), 0);
    }

    /// Killed after each page, the gap is still known.
    void rowsLeftOutSurviveAKill()
    {
        for (const QString &feed : {history, events}) {
            for (const int killAt : {1, 2, 4, 7}) {
                SyncHouse house(FakeWorld::vendor());
                house.add();
                int seen = 0;
                const QString second = QStringLiteral("2");
                garble(*house.vendor, [&](const FetchRequest &request) {
                    if (request.feed == feed && ++seen > killAt)
                        house.vendor->open.setOpen(false);
                    return request.feed == feed && request.cursor == second;
                });
                {
                    auto pass = house.service->syncOnce({}, {});
                    QTRY_VERIFY(pass.isReady() || !house.vendor->open.isOpen());
                    house.kill();
                }
                house.vendor->open.setOpen(true);
                house.vendor->answer = FakeWorld::vendor()->answer;
                house.open();
                QVERIFY(house.sync().complete());
                QVERIFY(house.sync().complete());
                QCOMPARE(facts(house), m_whole);
            }
        }
    }

    void aWatermarkWaitsForRowsLeftOut()
    {
        SyncHouse house(FakeWorld::vendor());
        house.add();
        house.sync();
        const auto watermark = house.state(updates).watermark;
        QCOMPARE(watermark, std::optional<TimeMs>(worldNow));
        garble(*house.vendor, [](const FetchRequest &request) { return request.feed == updates; });
        for (int i = 0; i < 3; ++i) {
            house.clock.advance(10 * minuteMs);
            QVERIFY(!house.sync().complete());
            QCOMPARE(house.state(updates).watermark, watermark);
        }
        // Rows that nobody can read do not hold it for ever.
        house.clock.advance(hourMs);
        house.sync();
        QCOMPARE(house.state(updates).watermark, std::optional<TimeMs>(house.clock.now()));
    }

    void rowsNobodyCanReadAreNotAskedForEachMinute()
    {
        SyncHouse house(FakeWorld::vendor());
        house.add();
        garble(*house.vendor, [](const FetchRequest &request) {
            return request.feed == history || request.feed == events;
        });
        house.service->start();
        QTRY_COMPARE(house.clock.sleeping(), 1);
        const int pages = house.vendor->count(history);
        const auto closed = [&] {
            return static_cast<int>(std::count_if(
                house.vendor->requests.begin(), house.vendor->requests.end(),
                [](const FetchRequest &request) {
                    return request.feed == events && request.window->to <= worldNow - 10 * hourMs;
                }));
        };
        const int windows = closed();
        for (int i = 0; i < 30; ++i) {
            house.clock.advance(minuteMs);
            QTRY_COMPARE(house.clock.sleeping(), 1);
        }
        QCOMPARE(house.vendor->count(history), pages);
        QCOMPARE(closed(), windows);
        for (int i = 0; i < 40; ++i) {
            house.clock.advance(minuteMs);
            QTRY_COMPARE(house.clock.sleeping(), 1);
        }
        QVERIFY(house.vendor->count(history) > pages);
        QVERIFY(closed() > windows);
    }

    void whatWasPurgedComesBackOnlyWhenAskedFor()
    {
        SyncHouse house(FakeWorld::vendor());
        house.add();
        house.sync();
        const auto purge = [](Store &store) { return store.purgeOlderThan(worldNow - dayMs); };
        const auto purged = runFuture(house.store->run(purge));
        QVERIFY(purged->conversations > 5);
        house.changes.clear();
        house.vendor->requests.clear();
        QVERIFY(house.sync().complete());
        QVERIFY(!house.anyFact());
        QCOMPARE(house.vendor->count(history), 0);
        QCOMPARE(house.vendor->count(events), 1); // the edge
        SyncOptions since;
        since.since = worldNow - 3 * dayMs;
        QVERIFY(house.sync(since).complete());
        QCOMPARE(facts(house), m_whole);
    }

    void thePolicyRemovesBehindThePassAndNothingComesBack()
    {
        SyncHouse house(FakeWorld::vendor());
        Account account = house.add();
        house.sync();
        std::vector<RemovalReport> told;
        QObject::connect(house.service.get(), &SyncService::removal, house.service.get(),
                         [&told](const RemovalReport &report) { told.push_back(report); });
        NewAccount wanted;
        wanted.account = account;
        wanted.account.settings.insert(QStringLiteral("keep"), QStringLiteral("1d"));
        house.vendor->probe = [](const Account &, const Secrets &) -> Result<ProbeResult> {
            return Error(Error::Kind::Network, QStringLiteral("no server is asked for this"));
        };
        QVERIFY(runTask(house.service->changeAccount(wanted, {})).ok());
        const TimeMs limit = worldNow - 34 * hourMs; // the midnight of yesterday
        const auto counted = runFuture(house.service->countAged(account.id, limit, {}));
        QVERIFY(counted.ok());
        QVERIFY(counted->conversations > 5);
        house.changes.clear();
        house.sync();
        QVERIFY(!told.empty() && told.back().ended && told.back().sentence.isEmpty());
        QCOMPARE(told.back().account, QStringLiteral("A"));
        QCOMPARE(told.back().before, limit);
        QCOMPARE(told.back().conversations, counted->conversations);
        QCOMPARE(told.back().events, counted->events);
        const auto facts = std::count_if(house.changes.begin(), house.changes.end(),
                                         [](const ChangeSet &c) { return c.touchesFacts(); });
        QCOMPARE(facts, 1); // one commit is told, however many steps there were
        QCOMPARE(house.state(events).coverage.front().from, limit);

        // Neither the next pass nor who asks for more days brings them back, and nothing is due.
        for (SyncOptions options : {SyncOptions(), SyncOptions()}) {
            told.clear();
            house.changes.clear();
            house.vendor->requests.clear();
            options.since = options.since ? options.since : worldNow - 3 * dayMs;
            house.sync(options);
            QVERIFY(!house.anyFact());
            QVERIFY(told.empty());
        }
        QCOMPARE(runFuture(house.service->countAged(account.id, limit, {}))->conversations, 0);
        house.clock.advance(dayMs); // a day more is old
        house.sync();
        QVERIFY(!told.empty() && told.back().conversations > 3);
    }

    void aRemovalThatIsStoppedGoesOnNextTime()
    {
        SyncHouse house(FakeWorld::vendor());
        Account account = house.add();
        house.sync();
        NewAccount wanted;
        wanted.account = account;
        wanted.account.settings.insert(QStringLiteral("keep"), QStringLiteral("1d"));
        QVERIFY(runTask(house.service->changeAccount(wanted, {})).ok());
        std::stop_source stop;
        int ended = 0;
        QObject::connect(house.service.get(), &SyncService::removal, house.service.get(),
                         [&](const RemovalReport &report) {
                             stop.request_stop();
                             ended += report.ended;
                         });
        house.sync({}, stop.get_token());
        QCOMPARE(ended, 1);
        const auto keptFrom = [&] {
            return *runFuture(house.store->run([id = account.id](Store &store) {
                return store.accountTime(id, AccountTime::KeptFrom);
            }));
        };
        QVERIFY(!keptFrom());
        house.sync();
        QVERIFY(keptFrom().has_value());
        std::stop_source never;
        never.request_stop();
        const auto counted =
            runFuture(house.service->countAged(account.id, worldNow, never.get_token()));
        QVERIFY(!counted.ok());
        QCOMPARE(counted.error().kind(), Error::Kind::Cancelled);
    }

    void aClockThatWasAheadIsFoundOut()
    {
        SyncHouse house(FakeWorld::vendor());
        house.add();
        house.sync();
        house.kill();
        // Its claims as an earlier version made them: two days ahead, and then set right.
        house.clock = FakeClock(worldNow - 2 * dayMs);
        house.open();
        house.vendor->requests.clear();
        house.sync();
        QVERIFY(house.vendor->count(events) > 2);
        for (const QString &feed : {updates, events}) {
            const FeedState state = house.state(feed);
            QVERIFY2(!state.watermark || *state.watermark <= house.clock.now(), qPrintable(feed));
            QVERIFY2(state.coverage.empty() || state.coverage.back().to <= house.clock.now(),
                     qPrintable(feed));
        }
        house.vendor->requests.clear();
        house.sync();
        QVERIFY2(house.vendor->count(events) == 1, // once is enough
                 qPrintable(house.vendor->asked().join(QStringLiteral(", "))));
    }

    void theServerIsAskedOnceADayWhatItCan()
    {
        SyncHouse house(FakeWorld::vendor());
        house.vendor->info.feeds[2].capability = QStringLiteral("reports");
        house.service->setProviders({entryOf(house.vendor)});
        int probes = 0;
        bool fails = false;
        QStringList rights;
        house.vendor->probe =
            [&, usual = house.vendor->probe](const Account &account,
                                             const Secrets &secrets) -> Result<ProbeResult> {
            ++probes;
            if (fails)
                return Error(Error::Kind::Timeout, QStringLiteral("no answer"));
            auto found = usual(account, secrets);
            found->capabilities = rights;
            return found;
        };
        const QString live = QStringLiteral("live");
        house.add();
        probes = 1;
        QVERIFY(house.sync().complete());
        QCOMPARE(probes, 1); // adding it was enough
        QCOMPARE(house.vendor->count(live), 0);

        house.clock.advance(dayMs);
        fails = true;
        QVERIFY(house.sync().complete());
        QVERIFY(house.sync().complete());
        QCOMPARE(probes, 2);

        house.clock.advance(hourMs);
        fails = false;
        rights = {QStringLiteral("reports")};
        int told = 0;
        QObject::connect(house.service.get(), &SyncService::accountsChanged, house.service.get(),
                         [&told] { ++told; });
        QVERIFY(house.sync().complete());
        QVERIFY(house.sync().complete());
        QCOMPARE(probes, 3);
        QCOMPARE(told, 1);
        QCOMPARE(house.vendor->count(live), 2);
        QCOMPARE(runFuture(house.service->accounts())->front().settings.value(u"history_days"), 3);

        // A right is lost when it is missing twice.
        house.clock.advance(dayMs);
        rights.clear();
        QVERIFY(house.sync().complete());
        QCOMPARE(probes, 5);
        QCOMPARE(house.vendor->count(live), 2);
    }

    void removingAnAccountIsAChange_data()
    {
        QTest::addColumn<bool>("deleteData");
        QTest::newRow("with its facts") << true;
        QTest::newRow("the login alone") << false;
    }
    void removingAnAccountIsAChange()
    {
        QFETCH(const bool, deleteData);
        SyncHouse house(FakeWorld::vendor());
        const Account account = house.add();
        house.sync();
        house.changes.clear();
        QVERIFY(runTask(house.service->removeAccount(account.name, deleteData)).ok());
        QCOMPARE(house.changes.size(), size_t(1));
        QCOMPARE(house.changes.front().account, account.id);
        QVERIFY(house.changes.front().touchesFacts());
    }

private:
    QString m_whole;
};

QTEST_GUILESS_MAIN(TestSyncCover)
#include "tst_synccover.moc"
