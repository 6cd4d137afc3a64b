// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/httpcaller.h"
#include "backend/net/httpclient.h"
#include "support/fakeclock.h"
#include "support/loopbackserver.h"
#include "support/runtask.h"

#include <QDateTime>
#include <QJsonArray>
#include <QLocale>
#include <QTest>

#include <deque>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

const QString key = QStringLiteral("host");
constexpr TimeMs start = 1'700'000'000'000; // 20 s into a minute

HttpResponse answerOf(int status, const QByteArray &body = "{}",
                      const QList<QPair<QByteArray, QByteArray>> &headers = {})
{
    HttpResponse response;
    response.status = status;
    response.body = body;
    response.headers = headers;
    return response;
}

QPair<QByteArray, QByteArray> dateHeader(TimeMs at)
{
    const auto time = QDateTime::fromMSecsSinceEpoch(at, Qt::UTC);
    const auto text =
        QLocale::c().toString(time, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
    return {"Date", text.toLatin1()};
}

Error transport(Error::Kind kind)
{
    return Error(kind, QStringLiteral("it failed"));
}

/// In place of the network: answers from a list, remembers when it was asked for what.
struct Wire {
    explicit Wire(FakeClock *time)
        : clock(time)
    {
    }

    FakeClock *clock;
    std::deque<Result<HttpResponse>> answers;
    std::vector<TimeMs> sentAt;
    QStringList sent;
    int active = 0;
    int maxActive = 0;
    bool holding = false;
    std::deque<std::function<void()>> held;

    HttpCaller::SendFn send()
    {
        return [this](HttpRequest request, std::stop_token stop) {
            return exchange(this, std::move(request), std::move(stop));
        };
    }
    static QCoro::Task<Result<HttpResponse>> exchange(Wire *self, HttpRequest request,
                                                      std::stop_token stop)
    {
        self->sentAt.push_back(self->clock->now());
        self->sent.append(request.what());
        self->maxActive = std::max(self->maxActive, ++self->active);
        Result<HttpResponse> answer = answerOf(200);
        if (!self->answers.empty()) {
            answer = self->answers.front();
            self->answers.pop_front();
        }
        if (self->holding) {
            Wakeup wakeup;
            wakeup.wakeOnStop(stop);
            self->held.push_back(wakeup.waker());
            co_await wakeup.wait();
        }
        --self->active;
        if (stop.stop_requested())
            co_return Error::cancelled();
        co_return answer;
    }
    void releaseOne()
    {
        held.front()();
        held.pop_front();
    }
};

HttpRequest named(const QString &what)
{
    return HttpRequest(what, QUrl(QStringLiteral("https://host/x")));
}

void settle()
{
    for (int i = 0; i < 20; ++i)
        QCoreApplication::processEvents();
}

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
    void aRefusalWaitsForTheServersNextMinute()
    {
        FakeClock clock(start);
        clock.setAutoAdvance(true);
        Wire wire(&clock);
        // Chatwoot's: plain text, no Retry-After; the server's clock is 10 s ahead.
        wire.answers.push_back(answerOf(
            429, "Retry later\n", {{"Content-Type", "text/plain"}, dateHeader(start + 10'000)}));
        HttpCaller caller(wire.send(), &clock, {}, 1);
        QVERIFY(runTask(begin(caller)).ok());
        QCOMPARE(wire.sentAt.size(), std::size_t(2));
        const TimeMs nextMinute = start + 30'000;
        QVERIFY(wire.sentAt[1] >= nextMinute);
        QVERIFY(wire.sentAt[1] < nextMinute + 250); // only the jitter
        // Everybody else waits for it too, and fewer go at a time.
        QVERIFY(*caller.gate().earliestStart(key, start) >= nextMinute);
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
        row("nonsense", "soon", -1, 60'000 - (start + 100'000) % 60'000);
        row("negative", "-5", -1, 60'000 - (start + 100'000) % 60'000);
        row("sooner than we would", "0", -1, 1'000);
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
        QVERIFY2(at >= waited && at < waited + 250, qPrintable(QString::number(at)));
    }

    void passingFaultsAreTriedAgainWithGrowingDelays_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("500") << -500;
        QTest::newRow("503") << -503;
        QTest::newRow("network") << static_cast<int>(Error::Kind::Network);
        QTest::newRow("timeout") << static_cast<int>(Error::Kind::Timeout);
        QTest::newRow("dns") << static_cast<int>(Error::Kind::Dns);
    }
    void passingFaultsAreTriedAgainWithGrowingDelays()
    {
        QFETCH(int, kind);
        FakeClock clock(start);
        clock.setAutoAdvance(true);
        Wire wire(&clock);
        for (int i = 0; i < 9; ++i) {
            if (kind < 0)
                wire.answers.push_back(answerOf(-kind));
            else
                wire.answers.push_back(transport(static_cast<Error::Kind>(kind)));
        }
        HttpCaller caller(wire.send(), &clock, {}, 1);
        const auto answer = runTask(begin(caller));
        QVERIFY(!answer.ok());
        QCOMPARE(wire.sentAt.size(), std::size_t(4));
        const std::vector<DurationMs> delays{1'000, 5'000, 15'000};
        for (std::size_t i = 0; i < delays.size(); ++i) {
            const DurationMs waited = wire.sentAt[i + 1] - wire.sentAt[i];
            QVERIFY(waited >= delays[i]);
            QVERIFY(waited <= delays[i] + delays[i] / 4);
        }
        if (kind < 0) {
            QCOMPARE(answer.error().kind(), Error::Kind::HttpStatus);
            QCOMPARE(answer.error().httpStatus(), -kind);
            QVERIFY(answer.error().message().startsWith(QLatin1String("the list: ")));
        }
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
        // The server's clock is 5 s ahead; its window ends 30 s from now.
        QTest::newRow("ms") << QByteArray::number(start + 35'000);
        QTest::newRow("s") << QByteArray::number((start + 35'000) / 1'000);
        QTest::newRow("from now") << QByteArray("30");
    }
    void learnsTheLimitFromHeaders()
    {
        QFETCH(QByteArray, reset);
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
        QCOMPARE(wire.sentAt, (std::vector<TimeMs>{start, start + 30'000}));
        QCOMPARE(caller.gate().limit(key).maxPerWindow, 10);
    }

    void aCutOffBodyIsTriedAgain()
    {
        FakeClock clock(start);
        clock.setAutoAdvance(true);
        Wire wire(&clock);
        wire.answers.push_back(answerOf(200, "{\"a\": [1, 2"));
        wire.answers.push_back(answerOf(200, "{\"a\": [1, 2]}", {{"X-Count", "2"}}));
        HttpCaller caller(wire.send(), &clock, {}, 1);
        const auto answer = runTask(caller.callJson(named(QStringLiteral("x")), key, {}, {}));
        QVERIFY(answer.ok());
        QCOMPARE(answer->json()[QStringLiteral("a")].toArray().size(), 2);
        QCOMPARE(answer->response().header("X-Count"), QByteArray("2"));
        QCOMPARE(wire.sentAt.size(), std::size_t(2));

        for (int i = 0; i < 4; ++i)
            wire.answers.push_back(answerOf(200, "<html>"));
        const auto page = runTask(caller.callJson(named(QStringLiteral("The list")), key, {}, {}));
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
        const auto answer = runTask(caller.callJson(std::move(request), key, {}, {}));
        QVERIFY2(answer.ok(), answer.ok() ? "" : qPrintable(answer.error().sentence()));
        QCOMPARE(answer->json()[QStringLiteral("a")].toInt(), 7);
        QVERIFY(server.requests().size() >= 3);
        QCOMPARE(clock.requested().size(), std::size_t(2)); // two waits, so three attempts of ours
    }
};

QTEST_GUILESS_MAIN(TestHttpCaller)
#include "tst_httpcaller.moc"
