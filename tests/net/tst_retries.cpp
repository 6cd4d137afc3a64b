// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/httpcaller.h"
#include "net/fakewire.h"
#include "support/runtask.h"

#include <QScopeGuard>
#include <QTest>

#include <ctime>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

using Answering = QCoro::Task<Result<HttpResponse>>;

} // namespace

class TestRetries : public QObject {
    Q_OBJECT

    Answering begin(HttpCaller &caller)
    {
        return caller.call(named(QStringLiteral("the list")), key, {}, {});
    }

private Q_SLOTS:
    void aRefusalIsProbedEarlyAndThenWaitsForTheServersNextMinute_data()
    {
        QTest::addColumn<qint64>("ahead"); // the server's clock against ours
        QTest::addColumn<qint64>("slot");
        QTest::newRow("middle of a minute") << qint64(0) << qint64(40'000);
        QTest::newRow("the server is ahead") << qint64(10'000) << qint64(30'000);
        QTest::newRow("the server is behind") << qint64(-5'000) << qint64(45'000);
    }
    void aRefusalIsProbedEarlyAndThenWaitsForTheServersNextMinute()
    {
        QFETCH(const qint64, ahead);
        QFETCH(const qint64, slot);
        FakeClock clock(start);
        clock.setAutoAdvance(true);
        Wire wire(&clock);
        // Chatwoot's: plain text, no Retry-After.
        const auto refuse = [&](TimeMs at) {
            wire.answers.push_back(answerOf(
                429, "Retry later\n", {{"Content-Type", "text/plain"}, dateHeader(at + ahead)}));
        };
        const DurationMs probes[] = {500, 2'500, 10'500};
        refuse(start);
        for (const DurationMs probe : probes)
            refuse(start + probe);
        HttpCaller caller(wire.send(), &clock, {}, 1);
        QVERIFY(runTask(begin(caller)).ok());
        QCOMPARE(wire.sentAt.size(), std::size_t(5));
        for (std::size_t i = 0; i < 3; ++i) { // with the jitter of gate and policy
            const DurationMs early = wire.sentAt[i + 1] - start;
            QVERIFY2(early >= probes[i] && early <= probes[i] * 3 / 2,
                     qPrintable(QString::number(early)));
        }
        const TimeMs minute = start + slot % 60'000;
        // Date has whole seconds and the probe went a little later than its header says.
        QVERIFY2(wire.sentAt[4] >= minute && wire.sentAt[4] <= minute + 8'000,
                 qPrintable(QString::number(wire.sentAt[4] - minute)));
    }

    void theOthersOfTheRouteWaitForTheProbe()
    {
        FakeClock clock(start);
        Wire wire(&clock);
        wire.answers.push_back(answerOf(429, "Retry later\n", {dateHeader(start)}));
        for (int i = 0; i < 3; ++i)
            wire.answers.push_back(answerOf(429, "Retry later\n", {dateHeader(start + 2'000)}));
        HttpCaller caller(wire.send(), &clock, {}, 1);
        std::vector<Answering> tasks;
        tasks.push_back(begin(caller));
        settle();
        QCOMPARE(wire.sentAt.size(), std::size_t(1));
        for (int i = 0; i < 4; ++i)
            tasks.push_back(begin(caller));
        const auto sentUntil = [&](TimeMs until) {
            while (clock.now() < until) {
                clock.advance(100);
                settle();
            }
            return wire.sentAt.size();
        };
        QCOMPARE(sentUntil(start + 400), std::size_t(1));
        wire.holding = true;
        QCOMPARE(sentUntil(start + 10'000), std::size_t(2)); // one alone, its answer is awaited
        wire.holding = false;
        wire.releaseOne();
        settle();
        QCOMPARE(sentUntil(start + 24'000), std::size_t(4)); // refused as well, and the later ones
        QCOMPARE(sentUntil(start + 39'900), std::size_t(4));
        sentUntil(start + 60'000);
        for (auto &task : tasks)
            QVERIFY(runTask(std::move(task)).ok());
        QCOMPARE(wire.sentAt.size(), std::size_t(9));
    }

    void sporadicRefusalsCostSecondsNotMinutes()
    {
        FakeClock clock(start);
        clock.setAutoAdvance(true);
        Wire wire(&clock);
        HttpCaller caller(wire.send(), &clock, {}, 1);
        for (int i = 1; i <= 400; ++i) {
            if (i % 20 == 0)
                wire.answers.push_back(answerOf(429, "Retry later\n", {dateHeader(clock.now())}));
            QVERIFY(runTask(begin(caller)).ok());
        }
        QCOMPARE(wire.sentAt.size(), std::size_t(420));
        QVERIFY(clock.now() - start <= 20 * 800);
    }

    void passingFaultsAreTriedAgainWithGrowingDelays_data()
    {
        QTest::addColumn<int>("kind"); // below 0: a status
        QTest::addColumn<int>("server");
        QTest::addColumn<int>("attempts");
        using Server = RetryPolicy::Server;
        const auto row = [](const char *name, int kind, int speaks, int unknown, int silent) {
            QTest::addRow("%s", name) << kind << static_cast<int>(Server::Speaks) << speaks;
            QTest::addRow("%s at first", name)
                << kind << static_cast<int>(Server::Unknown) << unknown;
            QTest::addRow("%s and silent", name)
                << kind << static_cast<int>(Server::Silent) << silent;
        };
        row("500", -500, 4, 3, 2);
        row("503", -503, 4, 3, 2);
        row("network", static_cast<int>(Error::Kind::Network), 4, 3, 2);
        row("dns", static_cast<int>(Error::Kind::Dns), 4, 3, 2);
        row("html", static_cast<int>(Error::Kind::NotJson), 4, 3, 2);
        row("timeout", static_cast<int>(Error::Kind::Timeout), 2, 1, 1);
    }
    void passingFaultsAreTriedAgainWithGrowingDelays()
    {
        QFETCH(const int, kind);
        QFETCH(const int, server);
        QFETCH(const int, attempts);
        FakeClock clock(start);
        clock.setAutoAdvance(true);
        Wire wire(&clock);
        HttpCaller caller(wire.send(), &clock, {}, 1);
        const auto fail = [&](int times) {
            for (int i = 0; i < times; ++i) {
                if (kind < 0)
                    wire.answers.push_back(answerOf(-kind));
                else if (kind == static_cast<int>(Error::Kind::NotJson))
                    wire.answers.push_back(answerOf(200, "<html>"));
                else
                    wire.answers.push_back(transport(static_cast<Error::Kind>(kind)));
            }
        };
        const auto ask = [&] {
            return runTask(caller.call(named(QStringLiteral("the list")), key, wholeJson, {}));
        };
        if (server == static_cast<int>(RetryPolicy::Server::Speaks))
            QVERIFY(ask().ok());
        if (server == static_cast<int>(RetryPolicy::Server::Silent)) {
            fail(kind == static_cast<int>(Error::Kind::Timeout) ? 1 : 3);
            QVERIFY(!ask().ok());
        }
        const auto first = wire.sentAt.size();
        fail(attempts);
        const auto answer = ask();
        QVERIFY(!answer.ok());
        QCOMPARE(static_cast<int>(wire.sentAt.size() - first), attempts);
        const std::vector<DurationMs> delays{1'000, 5'000, 15'000};
        for (std::size_t i = 0; i + 1 < static_cast<std::size_t>(attempts); ++i) {
            const DurationMs waited = wire.sentAt[first + i + 1] - wire.sentAt[first + i];
            QVERIFY(waited >= delays[i]);
            QVERIFY(waited <= delays[i] + delays[i] / 4);
        }
        if (kind < 0) {
            QCOMPARE(answer.error().kind(), Error::Kind::HttpStatus);
            QCOMPARE(answer.error().httpStatus(), -kind);
            QVERIFY(answer.error().message().startsWith(QLatin1String("the list: ")));
        }
        // One good answer, and it is trusted again.
        QVERIFY(ask().ok());
        const auto before = wire.sentAt.size();
        wire.answers.push_back(answerOf(500));
        wire.answers.push_back(answerOf(500));
        wire.answers.push_back(answerOf(500));
        QVERIFY(ask().ok());
        QCOMPARE(wire.sentAt.size() - before, std::size_t(4));
    }

    void aRefusedServerIsThereAllTheSame()
    {
        FakeClock clock(start);
        clock.setAutoAdvance(true);
        Wire wire(&clock);
        HttpCaller caller(wire.send(), &clock, {}, 1);
        wire.answers.push_back(answerOf(404));
        QCOMPARE(runTask(begin(caller)).error().kind(), Error::Kind::NotFound);
        for (int i = 0; i < 4; ++i)
            wire.answers.push_back(transport(Error::Kind::Network));
        QVERIFY(!runTask(begin(caller)).ok());
        QCOMPARE(wire.sentAt.size(), std::size_t(5));
    }

    void theServersOwnWordOnWaitingWins_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qint64>("classified");
        QTest::addColumn<qint64>("waited");
        const auto row = [](const char *title, const char *value, qint64 classified,
                            qint64 waited) {
            QTest::newRow(title) << QByteArray("Retry-After") << QByteArray(value) << classified
                                 << waited;
        };
        row("seconds", "7", -1, 7'000);
        row("a date of the server's clock", dateHeader(start + 110'000).second.constData(), -1,
            10'000);
        row("from the body", "7", 42'000, 42'000);
        row("nonsense", "soon", -1, 500); // as none at all: the early probe
        row("negative", "-5", -1, 500);
        row("sooner than we would", "0", -1, 500);
    }
    void theServersOwnWordOnWaitingWins()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(qint64, classified);
        QFETCH(qint64, waited);
        FakeClock clock(start);
        clock.setAutoAdvance(true);
        Wire wire(&clock);
        wire.answers.push_back(answerOf(429, "", {{name, value}, dateHeader(start + 100'000)}));
        HttpCaller caller(wire.send(), &clock, {}, 1);
        const auto classify = [classified](const HttpResponse &response) -> std::optional<Error> {
            auto fault = errorFromStatus(response);
            if (fault && classified >= 0)
                fault->setRetryAfterMs(classified);
            return fault;
        };
        QVERIFY(runTask(caller.call(named(QStringLiteral("x")), key, classify, {})).ok());
        const TimeMs at = wire.sentAt.at(1) - start;
        QVERIFY2(at >= waited && at <= waited + 750, qPrintable(QString::number(at)));
    }

    void datesAreOfGreenwichWhereverWeAre()
    {
        const auto restore = qScopeGuard([old = qgetenv("TZ")] {
            qputenv("TZ", old);
            tzset();
        });
        qputenv("TZ", "Europe/Berlin");
        tzset();
        HttpResponse response;
        response.headers = {{"Date", "Sun, 29 Mar 2026 02:30:00 GMT"}}; // no such time in Berlin
        QCOMPARE(response.serverTime(), std::optional<TimeMs>(1'774'751'400'000));
        response.headers = {{"Date", "Sun, 29 Mar 2026 02:30:00"}};
        QVERIFY(!response.serverTime());
        response.headers = {{"Date", "soon"}};
        QVERIFY(!response.serverTime());
    }

    void lastingFaultsAreNotTriedAgain_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("kind");
        const auto row = [](int status, Error::Kind kind) {
            QTest::addRow("%d %d", status, static_cast<int>(kind))
                << status << static_cast<int>(kind);
        };
        row(401, Error::Kind::Unauthorized);
        row(403, Error::Kind::Forbidden);
        row(404, Error::Kind::NotFound);
        row(400, Error::Kind::HttpStatus);
        row(302, Error::Kind::HttpStatus);
        row(0, Error::Kind::Tls);
        row(0, Error::Kind::TooLarge);
        row(0, Error::Kind::Cancelled);
        row(0, Error::Kind::BadInput);
    }
    void lastingFaultsAreNotTriedAgain()
    {
        QFETCH(int, status);
        QFETCH(int, kind);
        FakeClock clock(start);
        Wire wire(&clock);
        if (status > 0)
            wire.answers.push_back(answerOf(status));
        else
            wire.answers.push_back(transport(static_cast<Error::Kind>(kind)));
        HttpCaller caller(wire.send(), &clock, {}, 1);
        const auto answer = runTask(begin(caller));
        QVERIFY(!answer.ok());
        QCOMPARE(static_cast<int>(answer.error().kind()), kind);
        QCOMPARE(answer.error().httpStatus(), status);
        QCOMPARE(wire.sentAt.size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestRetries)
#include "tst_retries.moc"
