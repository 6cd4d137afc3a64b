// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cachedump.h"
#include "sync/synchouse.h"

#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

using Answer = std::function<Result<SyncBatch>(const FetchRequest &)>;

/// `error` for one feed (from its `from`-th request on), the world's answers for the others.
Answer failing(const QString &feed, const Error &error, const Answer &usual, int from = 1)
{
    auto seen = std::make_shared<int>(0);
    return [=](const FetchRequest &request) -> Result<SyncBatch> {
        if (request.feed == feed && ++*seen >= from)
            return error;
        return usual(request);
    };
}

Error error(Error::Kind kind)
{
    return Error(kind, QStringLiteral("the request failed"));
}

const QString all =
    QStringLiteral("agents 7 0\nupdates 0 0\nlive 0 0\nhistory 57 0\nevents 171 4\nlinks 0 0");

} // namespace

class TestSyncRunner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstPassFollowsTheVendorsOrder()
    {
        SyncHouse house(FakeWorld::vendor());
        house.add();
        const SyncSummary summary = house.sync();
        QVERIFY(summary.complete());
        QCOMPARE(lines(summary.accounts.front()), all);
        const QStringList expected{
            QStringLiteral("agents"),
            QStringLiteral("agents 2"),
            QStringLiteral("updates"),
            QStringLiteral("live"),
            QStringLiteral("history"),
            QStringLiteral("history 2"),
            QStringLiteral("history 3"),
            QStringLiteral("history 4"),
            QStringLiteral("history 5"),
            QStringLiteral("history 6"),
            QStringLiteral("history 7"),
            QStringLiteral("events [19999,20000)"),
            QStringLiteral("events [19999,20000) 2"),
            QStringLiteral("events [19999,20000)"),
            QStringLiteral("events [19999,20000) 2"),
            QStringLiteral("events [19999,20000) 3"),
            QStringLiteral("events [19999,20000) 4"),
        };
        QCOMPARE(house.vendor->asked().mid(0, 11), expected.mid(0, 11));
        QVERIFY(house.vendor->asked().last() == u"links");
        QVERIFY(house.state(QStringLiteral("history")).backfilled);
        QCOMPARE(house.state(QStringLiteral("updates")).watermark, worldNow);
        const FeedState events = house.state(QStringLiteral("events"));
        const std::vector<TimeRange> covered{{19'997 * dayMs, worldNow}};
        QCOMPARE(events.coverage, covered);
        QCOMPARE(events.lastSuccess, worldNow);
        QVERIFY(events.cursor.isEmpty());
    }

    void aSecondPassWritesNoFact()
    {
        SyncHouse house(FakeWorld::vendor());
        house.add();
        house.sync();
        const qsizetype before = house.vendor->asked().size();
        house.changes.clear();
        QVERIFY(house.sync().complete());
        QVERIFY(!house.anyFact());
        QCOMPARE(house.vendor->asked().size() - before, 6); // agents twice, no history, one edge
        SyncOptions full;
        full.full = true;
        QCOMPARE(lines(house.sync(full).accounts.front()),
                 all.section(u'\n', 1, 2) +
                     QStringLiteral("\nevents 171 4\nagents 7 0\nhistory 57 0\nlinks 0 0"));
        QVERIFY(!house.anyFact());
    }

    void killedAnywhereTheNextPassEndsEqual()
    {
        QString whole;
        int requests = 0;
        {
            SyncHouse house(FakeWorld::vendor());
            house.add();
            house.sync();
            requests = static_cast<int>(house.vendor->requests.size());
            house.kill();
            whole = cacheDump(house.profile.path());
        }
        QVERIFY(requests > 15 && whole.size() > 5'000);
        for (int killAt = 1; killAt <= requests; ++killAt) {
            const auto vendor = FakeWorld::vendor();
            const auto usual = vendor->answer;
            vendor->answer = [&vendor = *vendor, usual, killAt](const FetchRequest &request) {
                if (static_cast<int>(vendor.requests.size()) == killAt)
                    vendor.open.setOpen(false); // every later page never arrives
                return usual(request);
            };
            SyncHouse house(vendor);
            house.add();
            {
                auto pass = house.service->syncOnce({}, {});
                QTRY_VERIFY(vendor->requests.size() >= static_cast<size_t>(killAt));
                QTRY_VERIFY(!vendor->open.isOpen());
                house.kill();
                QVERIFY(pass.isReady());
            }
            vendor->open.setOpen(true);
            vendor->answer = usual;
            house.open();
            QVERIFY(house.sync().complete());
            QVERIFY(house.sync().complete());
            house.kill();
            QCOMPARE(cacheDump(house.profile.path()), whole);
        }
    }

    void aRunGoesOnWhereTheLastOneStopped()
    {
        const auto vendor = FakeWorld::vendor();
        const auto usual = vendor->answer;
        vendor->answer = failing(QStringLiteral("history"), error(Error::Kind::Timeout), usual, 4);
        SyncHouse house(vendor);
        house.add();
        SyncSummary summary = house.sync();
        QVERIFY(!summary.complete() && !summary.nothingDone());
        QCOMPARE(house.state(QStringLiteral("history")).cursor, QStringLiteral("4"));
        house.clock.advance(hourMs);
        vendor->answer = usual;
        vendor->requests.clear();
        summary = house.sync();
        QVERIFY(summary.complete());
        QVERIFY(!vendor->asked().contains(QStringLiteral("history")));
        QVERIFY(vendor->asked().contains(QStringLiteral("history 4")));
        // The resumed pass claims nothing of the hour in between.
        QCOMPARE(house.state(QStringLiteral("history")).coverage.back().to, worldNow);
    }

    void aStaleCursorStartsThePassAgain()
    {
        const auto vendor = FakeWorld::vendor();
        const auto usual = vendor->answer;
        vendor->answer = failing(QStringLiteral("history"), error(Error::Kind::Timeout), usual, 4);
        SyncHouse house(vendor);
        house.add();
        house.sync();
        vendor->requests.clear();
        vendor->answer = [&](const FetchRequest &request) -> Result<SyncBatch> {
            if (request.feed == u"history" && vendor->count(request.feed) == 1)
                return error(Error::Kind::NotFound);
            return usual(request);
        };
        QVERIFY(house.sync().complete());
        QCOMPARE(vendor->count(QStringLiteral("history")), 1 + 7);
    }

    void errorsOfAFeed_data()
    {
        QTest::addColumn<QString>("feed");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<bool>("off");
        const auto row = [](const char *name, const char *feed, Error::Kind kind,
                            const char *expected, bool off) {
            QTest::newRow(name) << QString::fromLatin1(feed) << static_cast<int>(kind)
                                << QString::fromLatin1(expected) << off;
        };
        row("no right", "history", Error::Kind::Forbidden,
            "agents 7 0\nupdates 0 0\nlive 0 0\nhistory 0 0 forbidden\nevents 171 4\nlinks 0 0",
            true);
        row("no such edition", "events", Error::Kind::Unavailable,
            "agents 7 0\nupdates 0 0\nlive 0 0\nhistory 57 0\nevents 0 0 unavailable\nlinks 0 0",
            true);
        row("once unreachable", "live", Error::Kind::Network,
            "agents 7 0\nupdates 0 0\nlive 0 0 network\nhistory 57 0\nevents 171 4\nlinks 0 0",
            false);
        row("a page that is HTML", "agents", Error::Kind::NotJson,
            "agents 0 0 not_json\nupdates 0 0\nlive 0 0\nhistory 57 0\nevents 171 4\nlinks 0 0",
            false);
        row("bad token", "live", Error::Kind::Unauthorized,
            "agents 7 0\nupdates 0 0\nlive 0 0 unauthorized\nhistory 0 0 unauthorized\n"
            "events 0 0 unauthorized\nlinks 0 0 unauthorized\nerror unauthorized",
            false);
        row("bad certificate", "agents", Error::Kind::Tls,
            "agents 0 0 tls\nupdates 0 0 tls\nlive 0 0 tls\nhistory 0 0 tls\nevents 0 0 tls\n"
            "links 0 0 tls\nerror tls",
            false);
    }
    void errorsOfAFeed()
    {
        QFETCH(const QString, feed);
        QFETCH(const int, kind);
        QFETCH(const QString, expected);
        QFETCH(const bool, off);
        const auto vendor = FakeWorld::vendor();
        const auto usual = vendor->answer;
        vendor->answer = failing(feed, error(static_cast<Error::Kind>(kind)), usual);
        SyncHouse house(vendor);
        house.add(QStringLiteral("Süd"));
        const SyncSummary summary = house.sync();
        QVERIFY(!summary.complete());
        QCOMPARE(lines(summary.accounts.front()), expected);
        const FeedState state = house.state(feed);
        QCOMPARE(state.off, off);
        QVERIFY(state.lastError && state.lastError->message().startsWith(u"Süd: "));
        QVERIFY(!state.lastSuccess);
        if (summary.accounts.front().error)
            QVERIFY(summary.nothingDone());
        if (kind == static_cast<int>(Error::Kind::Unauthorized))
            QVERIFY(summary.accounts.front().error->sentence().contains(u"new token"));

        // A switched off feed is left alone, and then the others are complete.
        vendor->answer = usual;
        const int before = vendor->count(feed);
        house.clock.advance(hourMs);
        QVERIFY(house.sync().complete());
        QCOMPARE(vendor->count(feed) > before, !off);
        if (!off)
            return;
        QVERIFY(std::any_of(house.reports.begin(), house.reports.end(), [&](const auto &report) {
            return report.feed == feed && report.state == FeedProgressReport::State::Off &&
                   report.sentence.contains(u"the request failed");
        }));
        QVERIFY(runTask(house.service->testAccount(QStringLiteral("Süd"), {})).ok());
        QVERIFY(house.sync().complete());
        QVERIFY(vendor->count(feed) > before);
        QVERIFY(!house.state(feed).off);
    }

    void aServerThatIsGoneIsNotAskedForEveryFeed_data()
    {
        QTest::addColumn<int>("kind"); // below 0: a status
        QTest::addColumn<int>("atFirst");
        QTest::addColumn<int>("inTheMiddle"); // requests besides the two of agents, 0 = all go on
        const auto row = [](const char *name, int kind, int atFirst, int inTheMiddle) {
            QTest::newRow(name) << kind << atFirst << inTheMiddle;
        };
        row("refused", static_cast<int>(Error::Kind::Network), 1, 2);
        row("timeout", static_cast<int>(Error::Kind::Timeout), 2, 2);
        row("no such host", static_cast<int>(Error::Kind::Dns), 1, 1);
        row("certificate", static_cast<int>(Error::Kind::Tls), 1, 1);
        row("a page for everything", static_cast<int>(Error::Kind::NotJson), 2, 3);
        row("nothing behind the gateway", -502, 2, 3);
        row("slow reports", -504, 0, 0);
        row("a request of ours is wrong", -422, 0, 0);
    }
    void aServerThatIsGoneIsNotAskedForEveryFeed()
    {
        QFETCH(const int, kind);
        QFETCH(const int, atFirst);
        QFETCH(const int, inTheMiddle);
        const auto fault = [kind](const FetchRequest &) -> Result<SyncBatch> {
            if (kind >= 0)
                return error(static_cast<Error::Kind>(kind));
            return error(Error::Kind::HttpStatus).setHttpStatus(-kind);
        };
        const auto vendor = FakeWorld::vendor();
        vendor->answer = fault;
        SyncHouse house(vendor);
        house.add();
        SyncSummary summary = house.sync();
        const auto isWhole = [&summary] { return summary.accounts.front().error.has_value(); };
        QCOMPARE(isWhole(), atFirst > 0);
        QVERIFY(summary.nothingDone()); // also when each feed failed by itself
        if (atFirst > 0)
            QCOMPARE(static_cast<int>(vendor->requests.size()), atFirst);
        for (const FeedSummary &feed : summary.accounts.front().feeds)
            QVERIFY(feed.error.has_value());

        // Gone in the middle: what answered before gets the benefit of the doubt.
        vendor->answer = [&](const FetchRequest &request) {
            return request.feed == u"agents" ? FakeWorld::vendor()->answer(request)
                                             : fault(request);
        };
        vendor->requests.clear();
        house.clock.advance(hourMs);
        summary = house.sync();
        QCOMPARE(isWhole(), inTheMiddle > 0);
        QCOMPARE(summary.nothingDone(), isWhole());
        if (inTheMiddle > 0)
            QCOMPARE(static_cast<int>(vendor->requests.size()), 2 + inTheMiddle);
        vendor->answer = FakeWorld::vendor()->answer;
        QVERIFY(house.sync().complete());
    }

    void whoRefusesEverythingSwitchesNoFeedOff_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("requests");
        QTest::newRow("suspended account") << static_cast<int>(Error::Kind::Forbidden) << 6;
        QTest::newRow("another server") << static_cast<int>(Error::Kind::Unavailable) << 2;
    }
    void whoRefusesEverythingSwitchesNoFeedOff()
    {
        QFETCH(const int, kind);
        QFETCH(const int, requests);
        const auto vendor = FakeWorld::vendor();
        const auto usual = vendor->answer;
        vendor->answer = [kind](const FetchRequest &) -> Result<SyncBatch> {
            return error(static_cast<Error::Kind>(kind)).setHttpStatus(404);
        };
        SyncHouse house(vendor);
        house.add();
        QVERIFY(house.sync().nothingDone());
        QCOMPARE(static_cast<int>(vendor->requests.size()), requests);
        for (const FeedInfo &feed : vendor->info.feeds) {
            QVERIFY(house.state(feed.key).lastError);
            QVERIFY(!house.state(feed.key).off);
        }
        vendor->answer = usual;
        const SyncSummary summary = house.sync();
        QVERIFY(summary.complete());
        QCOMPARE(lines(summary.accounts.front()), all);
    }

    void feedsThatWereNotTriedSayWhy()
    {
        const auto vendor = FakeWorld::vendor();
        const auto usual = vendor->answer;
        vendor->answer = [](const FetchRequest &) -> Result<SyncBatch> {
            return Error(Error::Kind::Network, QStringLiteral("The list could not be fetched"), {},
                         QStringLiteral("Check the address"));
        };
        SyncHouse house(vendor);
        house.add(QStringLiteral("Süd"));
        SyncSummary summary = house.sync();
        const FeedSummary &last = summary.accounts.front().feeds.back();
        QCOMPARE(last.feed, QStringLiteral("links"));
        QCOMPARE(last.error->sentence(),
                 QStringLiteral("Süd: not tried, because this failed before: The list could not be "
                                "fetched. Check the address."));
        QCOMPARE(summary.accounts.front().error->sentence(),
                 QStringLiteral("Süd: The list could not be fetched. Check the address."));
        // Kept for the windows, but nothing was attempted: it is due as soon as the server is back.
        FeedState state = house.state(QStringLiteral("links"));
        QVERIFY(state.lastError && !state.off && !state.lastAttempt);
        QVERIFY(house.state(QStringLiteral("agents")).lastAttempt.has_value());
        vendor->answer = usual;
        QVERIFY(house.sync().complete());
        state = house.state(QStringLiteral("links"));
        QVERIFY(!state.lastError && state.lastSuccess);

        // Cancelling is no failure: it is said in the summary and kept nowhere.
        std::stop_source stop;
        vendor->answer = [&](const FetchRequest &request) {
            if (request.feed == u"live")
                stop.request_stop();
            return usual(request);
        };
        house.clock.advance(hourMs);
        summary = house.sync({}, stop.get_token());
        QStringList cancelled;
        for (const FeedSummary &feed : summary.accounts.front().feeds) {
            if (feed.error)
                cancelled.append(feed.error->sentence());
        }
        QVERIFY2(
            cancelled.contains(QStringLiteral("Süd: not tried, because the sync was cancelled. "
                                              "The next sync goes on from there.")),
            qPrintable(cancelled.join(u'\n')));
        QVERIFY(!house.state(QStringLiteral("links")).lastError);
    }

    void rowsLeftOutAreTheFeedsLastError()
    {
        const auto vendor = FakeWorld::vendor();
        const auto usual = vendor->answer;
        vendor->answer = [&usual](const FetchRequest &request) -> Result<SyncBatch> {
            Result<SyncBatch> batch = usual(request);
            if (request.feed == u"history" && batch)
                batch->problems.push_back(Error(Error::Kind::WrongShape, QStringLiteral("row 3"),
                                                QStringLiteral("$.payload[3].id")));
            return batch;
        };
        SyncHouse house(vendor);
        house.add();
        const SyncSummary summary = house.sync();
        QCOMPARE(lines(summary.accounts.front()),
                 QString(all).replace(QStringLiteral("history 57 0"),
                                      QStringLiteral("history 57 0 wrong_shape")));
        const FeedState state = house.state(QStringLiteral("history"));
        QVERIFY(state.backfilled && state.lastSuccess == worldNow);
        QVERIFY(state.lastError->message().contains(u"7 rows were left out"));
        vendor->answer = usual;
    }

    void anEndlessListIsCut()
    {
        const auto vendor = FakeWorld::vendor();
        const auto usual = vendor->answer;
        vendor->answer = [&usual](const FetchRequest &request) -> Result<SyncBatch> {
            Result<SyncBatch> batch = usual(request);
            if (request.feed == u"agents")
                batch->nextCursor = QStringLiteral("2");
            return batch;
        };
        SyncHouse house(vendor);
        house.add();
        const SyncSummary summary = house.sync();
        QCOMPARE(lines(summary.accounts.front()).section(u'\n', 0, 0),
                 QStringLiteral("agents 7 0 too_large"));
        QCOMPARE(vendor->count(QStringLiteral("agents")), 2);
        QVERIFY(house.state(QStringLiteral("agents")).cursor.isEmpty());
        vendor->answer = usual;
    }
};

QTEST_GUILESS_MAIN(TestSyncRunner)
#include "tst_syncrunner.moc"
