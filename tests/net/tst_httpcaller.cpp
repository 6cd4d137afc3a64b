// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/httpclient.h"
#include "net/fakewire.h"
#include "support/loopbackserver.h"
#include "support/runtask.h"

#include <QJsonArray>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

using Answering = QCoro::Task<Result<HttpResponse>>;

} // namespace

class TestHttpCaller : public QObject {
    Q_OBJECT

    Answering begin(HttpCaller &caller, std::stop_token stop = {}, const QString &gateKey = key,
                    const QString &what = QStringLiteral("the list"))
    {
        return caller.call(named(what), gateKey, {}, std::move(stop));
    }

private Q_SLOTS:
    void keepsOrderAndTheCapWithoutPolling()
    {
        FakeClock clock(start);
        Wire wire(&clock);
        wire.holding = true;
        HttpCaller caller(wire.send(), &clock, {}, 1);
        std::vector<Answering> tasks;
        QStringList names;
        for (int i = 0; i < 10; ++i) {
            names.append(QString::number(i));
            tasks.push_back(begin(caller, {}, key, names.last()));
        }
        for (int released = 0; released < 10; ++released) {
            settle();
            QCOMPARE(wire.active, std::min(2, 10 - released));
            wire.releaseOne();
        }
        for (auto &task : tasks)
            QVERIFY(runTask(std::move(task)).ok());
        QCOMPARE(wire.maxActive, 2);
        QCOMPARE(wire.sent, names);
        QVERIFY(clock.requested().empty()); // nobody slept: slots wake their waiters
    }

    void aSlotOfTheHostWakesItsOtherRoutes()
    {
        FakeClock clock(start);
        Wire wire(&clock);
        wire.holding = true;
        HttpCaller caller(wire.send(), &clock, {}, 1);
        RateLimit one;
        one.maxInFlight = 1;
        caller.setLimit(key, one);
        auto first = begin(caller, {}, QStringLiteral("host /a"));
        auto second = begin(caller, {}, QStringLiteral("host /b"));
        settle();
        QCOMPARE(wire.active, 1);
        wire.releaseOne();
        QVERIFY(runTask(std::move(first)).ok());
        settle();
        QCOMPARE(wire.active, 1);
        wire.releaseOne();
        QVERIFY(runTask(std::move(second)).ok());
    }

    void spacingIsWaitedForByTheClock()
    {
        FakeClock clock(start);
        clock.setAutoAdvance(true);
        Wire wire(&clock);
        HttpCaller caller(wire.send(), &clock, {}, 1);
        RateLimit spaced;
        spaced.minSpacingMs = 250;
        caller.setLimit(key, spaced);
        std::vector<Answering> tasks;
        for (int i = 0; i < 4; ++i)
            tasks.push_back(begin(caller));
        for (auto &task : tasks)
            QVERIFY(runTask(std::move(task)).ok());
        QCOMPARE(wire.sentAt, (std::vector<TimeMs>{start, start + 250, start + 500, start + 750}));
    }

    void stopsAtOnceWhereverItWaits_data()
    {
        QTest::addColumn<int>("phase");
        QTest::addColumn<bool>("byDestruction");
        const QList<const char *> phases{"at the gate", "for a slot", "in the queue", "on the wire",
                                         "for the next try"};
        for (int i = 0; i < phases.size(); ++i) {
            QTest::addRow("%s", phases[i]) << i << false;
            QTest::addRow("%s, caller gone", phases[i]) << i << true;
        }
    }
    void stopsAtOnceWhereverItWaits()
    {
        QFETCH(int, phase);
        QFETCH(bool, byDestruction);
        FakeClock clock(start);
        Wire wire(&clock);
        auto caller = std::make_unique<HttpCaller>(wire.send(), &clock, RetryPolicy(), 1);
        RateLimit limit;
        limit.maxInFlight = phase == 0 ? 5 : 1;
        limit.minSpacingMs = phase == 0 ? 10'000 : 0;
        caller->setLimit(key, limit);
        wire.holding = phase != 4;
        if (phase == 4)
            wire.answers.push_back(answerOf(503));
        std::vector<Answering> before;
        std::vector<std::stop_source> others(2);
        for (std::size_t i = 0; i < (phase == 2 ? 2U : phase < 2 ? 1U : 0U); ++i)
            before.push_back(begin(*caller, others[i].get_token()));
        std::stop_source stop;
        auto task = begin(*caller, stop.get_token());
        settle();
        QVERIFY(!task.isReady());
        const auto sent = wire.sentAt.size();
        if (byDestruction)
            caller.reset();
        else
            stop.request_stop();
        const auto answer = runTask(std::move(task));
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().kind(), Error::Kind::Cancelled);
        QCOMPARE(wire.sentAt.size(), sent);
        QCOMPARE(clock.now(), start);
        for (auto &other : others)
            other.request_stop();
        for (auto &other : before)
            QCOMPARE(runTask(std::move(other)).error().kind(), Error::Kind::Cancelled);
        // What was stopped holds no place: the next one goes through.
        if (caller && phase != 0) {
            wire.holding = false;
            wire.answers.clear();
            QVERIFY(runTask(begin(*caller)).ok());
        }
    }

    void aLongWaitIsAnsweredInsteadOfWaitedFor()
    {
        FakeClock clock(start);
        Wire wire(&clock);
        wire.answers.push_back(answerOf(429, "", {{"Retry-After", "900"}}));
        HttpCaller caller(wire.send(), &clock, {}, 1);
        auto answer = runTask(begin(caller));
        QCOMPARE(answer.error().kind(), Error::Kind::RateLimited);
        QCOMPARE(answer.error().retryAfterMs(), std::optional<qint64>(900'000));
        clock.advance(60'000);
        answer = runTask(begin(caller));
        QCOMPARE(answer.error().kind(), Error::Kind::RateLimited);
        QCOMPARE(answer.error().retryAfterMs(), std::optional<qint64>(840'000));
        QVERIFY(answer.error().message().contains(QLatin1String("14 minutes")));
        QCOMPARE(wire.sentAt.size(), std::size_t(1));
        clock.advance(840'000);
        QVERIFY(runTask(begin(caller)).ok());

        wire.answers.push_back(answerOf(429, "", {{"Retry-After", "99999999999"}}));
        answer = runTask(begin(caller));
        QCOMPARE(answer.error().retryAfterMs(), std::optional<qint64>(3'600'000));
    }

    void learnsTheLimitFromHeaders_data()
    {
        QTest::addColumn<QByteArray>("reset");
        QTest::addColumn<DurationMs>("wait");
        // The server's clock is 5 s ahead; its window ends 30 s from now. A millisecond named
        // may be the window's last one.
        QTest::newRow("ms") << QByteArray::number(start + 35'000) << DurationMs(30'001);
        QTest::newRow("s") << QByteArray::number((start + 35'000) / 1'000) << DurationMs(30'000);
        QTest::newRow("from now") << QByteArray("30") << DurationMs(30'000);
    }
    void learnsTheLimitFromHeaders()
    {
        QFETCH(QByteArray, reset);
        QFETCH(DurationMs, wait);
        FakeClock clock(start);
        clock.setAutoAdvance(true);
        Wire wire(&clock);
        wire.answers.push_back(answerOf(200, "{}",
                                        {{"X-RateLimit-Limit", "10"},
                                         {"X-RateLimit-Remaining", "0"},
                                         {"X-RateLimit-Reset", reset},
                                         dateHeader(start + 5'000)}));
        HttpCaller caller(wire.send(), &clock, {}, 1);
        QVERIFY(runTask(begin(caller)).ok());
        QVERIFY(runTask(begin(caller)).ok());
        QCOMPARE(wire.sentAt, (std::vector<TimeMs>{start, start + wait}));
        QCOMPARE(caller.gate().limit(key).maxPerWindow, 10);
    }

    void aResetAtTheEndOfTimeIsNoMatter()
    {
        FakeClock clock(start);
        clock.setAutoAdvance(true);
        Wire wire(&clock);
        wire.answers.push_back(answerOf(200, "{}",
                                        {{"X-RateLimit-Limit", "10"},
                                         {"X-RateLimit-Remaining", "0"},
                                         {"X-RateLimit-Reset", "9223372036854775807"},
                                         dateHeader(start - 5'000)}));
        HttpCaller caller(wire.send(), &clock, {}, 1);
        QVERIFY(runTask(begin(caller)).ok());
        QVERIFY(runTask(begin(caller)).ok());
        QVERIFY(wire.sentAt.at(1) >= start + 60'000);
    }

    void aCutOffBodyIsTriedAgain()
    {
        FakeClock clock(start);
        clock.setAutoAdvance(true);
        Wire wire(&clock);
        wire.answers.push_back(answerOf(200, "{\"a\": [1, 2"));
        wire.answers.push_back(answerOf(200, "{\"a\": [1, 2]}", {{"X-Count", "2"}}));
        HttpCaller caller(wire.send(), &clock, {}, 1);
        const auto answer = runTask(caller.call(named(QStringLiteral("x")), key, wholeJson, {}));
        QVERIFY(answer.ok());
        QCOMPARE(answer->body, QByteArray("{\"a\": [1, 2]}"));
        QCOMPARE(answer->header("X-Count"), QByteArray("2"));
        QCOMPARE(wire.sentAt.size(), std::size_t(2));

        for (int i = 0; i < 4; ++i)
            wire.answers.push_back(answerOf(200, "<html>"));
        const auto page =
            runTask(caller.call(named(QStringLiteral("The list")), key, wholeJson, {}));
        QCOMPARE(page.error().kind(), Error::Kind::NotJson);
        QVERIFY(page.error().message().startsWith(QLatin1String("The list: ")));
    }

    void worksOverTheWire()
    {
        FakeClock clock(start);
        clock.setAutoAdvance(true);
        HttpClient client;
        LoopbackServer server;
        server.enqueue(Reply::json("{}", 503));
        server.enqueue(Reply::doing(Reply::How::CutChunked));
        // For any later request: Qt repeats one by itself when it meets a closing connection.
        server.setResponder(
            [](const SeenRequest &) { return Reply::doing(Reply::How::Chunked, "{\"a\": 7}"); });
        HttpCaller caller(&client, &clock, {}, 1);
        HttpRequest request(QStringLiteral("the list"), server.url());
        const auto answer = runTask(caller.call(std::move(request), key, wholeJson, {}));
        QVERIFY2(answer.ok(), answer.ok() ? "" : qPrintable(answer.error().sentence()));
        QCOMPARE(answer->body, QByteArray("{\"a\": 7}"));
        QVERIFY(server.requests().size() >= 3);
        QCOMPARE(clock.requested().size(), std::size_t(2)); // two waits, so three attempts of ours
    }
};

QTEST_GUILESS_MAIN(TestHttpCaller)
#include "tst_httpcaller.moc"
