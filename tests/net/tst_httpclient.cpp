// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/httpclient.h"
#include "net/wholereply.h"
#include "support/fakeclock.h"
#include "support/loopbackserver.h"
#include "support/runtask.h"

#include <QElapsedTimer>
#include <QStringList>
#include <QTcpServer>
#include <QTest>

#include <thread>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

HttpRequest get(const QUrl &url)
{
    HttpRequest request(QStringLiteral("the list of agents"), url);
    request.setHeader("api_access_token", "s3cret");
    return request;
}

QByteArray bigJson(int rows)
{
    QByteArray body = "[";
    for (int i = 0; i < rows; ++i)
        body += "{\"id\": " + QByteArray::number(i) + ", \"name\": \"agent\"},";
    return body + "{}]";
}

} // namespace

class TestHttpClient : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sendsWhatWasAskedAndReturnsTheAnswer()
    {
        HttpClient client;
        LoopbackServer server;
        server.enqueue(Reply::json("{\"id\": 1}", 201)
                           .with("X-RateLimit-Limit", "10")
                           .with("Date", "Fri, 01 Mar 2024 10:00:07 GMT"));
        const QUrl base = server.url(QStringLiteral("/prefix/"));
        HttpRequest request(
            QStringLiteral("the list"),
            urlBelow(base, QStringLiteral("/api/") + pathSegment(QStringLiteral("a/b c")),
                     {{QStringLiteral("since"), QStringLiteral("2024-01-01T00:00:00+02:00")},
                      {QStringLiteral("ids[]"), QStringLiteral("1&2=3 %20é")}}),
            "POST");
        request.setHeader("api_access_token", "s3cret");
        request.setBody("{\"q\": 1}", "application/json");
        const auto answer = runTask(client.send(std::move(request), {}));
        QVERIFY(answer.ok());
        QCOMPARE(answer->status, 201);
        QCOMPARE(answer->body, QByteArray("{\"id\": 1}"));
        QCOMPARE(answer->header("x-ratelimit-limit"), QByteArray("10"));
        QVERIFY(answer->isJson());
        QCOMPARE(answer->serverTime(), std::optional<TimeMs>(1709287207000));

        const SeenRequest &seen = server.requests().front();
        QCOMPARE(seen.method, QByteArray("POST"));
        QCOMPARE(seen.path(), QByteArray("/prefix/api/a%2Fb%20c"));
        QCOMPARE(seen.query("since"), QByteArray("2024-01-01T00:00:00+02:00"));
        QCOMPARE(seen.query("ids[]"), QByteArray("1&2=3 %20é"));
        QCOMPARE(seen.header("Api_Access_Token"), QByteArray("s3cret"));
        QCOMPARE(seen.header("Content-Type"), QByteArray("application/json"));
        QCOMPARE(seen.body, QByteArray("{\"q\": 1}"));
        QVERIFY(seen.header("User-Agent").startsWith("Watchfloor/"));
    }

    void addressesBelowABase_data()
    {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("whole");
        QTest::newRow("bare") << "https://h"
                              << "/api" << QByteArray("https://h/api");
        QTest::newRow("slashes") << "https://h/"
                                 << "api" << QByteArray("https://h/api");
        QTest::newRow("prefix") << "https://h:8/x//"
                                << "/api/" << QByteArray("https://h:8/x/api/");
        QTest::newRow("query is dropped") << "https://h/x?y=1#z"
                                          << "a" << QByteArray("https://h/x/a");
        QTest::newRow("no path") << "https://h/x"
                                 << "" << QByteArray("https://h/x");
        QTest::newRow("up") << "https://h"
                            << QStringLiteral("a/") + pathSegment(QStringLiteral(".."))
                            << QByteArray();
        QTest::newRow("question") << "https://h"
                                  << "a?b#c" << QByteArray("https://h/a%3Fb%23c");
    }
    void addressesBelowABase()
    {
        QFETCH(QString, base);
        QFETCH(QString, path);
        QTEST(urlBelow(QUrl(base), path).toEncoded(), "whole");
    }

    void anyStatusIsAnAnswer_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {200, 204, 301, 302, 304, 307, 400, 401, 403, 404, 405, 407,
                                 409, 410, 418, 422, 429, 451, 500, 501, 502, 503, 504, 599})
            QTest::addRow("%d", status) << status;
    }
    void anyStatusIsAnAnswer()
    {
        QFETCH(int, status);
        HttpClient client;
        LoopbackServer server;
        const bool bodyless = status == 204 || status == 304;
        server.enqueue(
            Reply(status, "text/plain", bodyless ? QByteArray() : QByteArray("Retry later\n")));
        const auto answer = runTask(client.send(get(server.url()), {}));
        // What a proxy asks for is not an answer of the server's.
        if (status == 407) {
            QVERIFY(!answer.ok());
            QCOMPARE(answer.error().kind(), Error::Kind::Network);
            return;
        }
        QVERIFY2(answer.ok(), answer.ok() ? "" : qPrintable(answer.error().sentence()));
        QCOMPARE(answer->status, status);
        QCOMPARE(answer->body, bodyless ? QByteArray() : QByteArray("Retry later\n"));
        QVERIFY(!answer->isJson());
        QCOMPARE(server.requests().size(), std::size_t(1));
    }

    void aRedirectIsReturnedAndNoHeaderTravels()
    {
        HttpClient client;
        LoopbackServer server;
        LoopbackServer elsewhere;
        server.setResponder([&](const SeenRequest &) {
            return Reply::json("{}", 302).with("Location", elsewhere.url().toEncoded());
        });
        const auto answer = runTask(client.send(get(server.url()), {}));
        QVERIFY(answer.ok());
        QCOMPARE(answer->status, 302);
        QCOMPARE(answer->header("Location"), elsewhere.url().toEncoded());
        QCOMPARE(server.requests().size(), std::size_t(1));
        QVERIFY(elsewhere.requests().empty());
    }

    void keepsNoCookieAndNoLogin()
    {
        HttpClient client;
        LoopbackServer server;
        server.enqueue(Reply::json("{}").with("Set-Cookie", "session=of-another-account; Path=/"));
        server.enqueue(Reply::json("{}", 401).with("WWW-Authenticate", "Basic realm=\"x\""));
        for (int i = 0; i < 3; ++i)
            QVERIFY(runTask(client.send(get(server.url()), {})).ok());
        for (const SeenRequest &seen : server.requests()) {
            QVERIFY(!seen.has("Cookie"));
            QVERIFY(!seen.has("Authorization"));
        }
    }

    void readsBodiesInEveryWrapping_data()
    {
        QTest::addColumn<bool>("gzip");
        QTest::addColumn<bool>("chunked");
        QTest::addColumn<QByteArray>("body");
        // More than Qt reads ahead for us; the last one trips Qt's own check for zip bombs (10 MB).
        const std::vector<std::pair<const char *, QByteArray>> bodies{
            {"small", "{}"},
            {"large", bigJson(100'000)},
            {"dense", QByteArray(12 * 1024 * 1024, ' ')}};
        for (const auto &[name, body] : bodies) {
            QTest::addRow("%s", name) << false << false << body;
            QTest::addRow("%s chunked", name) << false << true << body;
            QTest::addRow("%s gzip", name) << true << false << body;
            QTest::addRow("%s gzip chunked", name) << true << true << body;
        }
    }
    void readsBodiesInEveryWrapping()
    {
        QFETCH(bool, gzip);
        QFETCH(bool, chunked);
        QFETCH(QByteArray, body);
        HttpClient client;
        LoopbackServer server;
        Reply reply = Reply::json(body);
        if (gzip)
            reply.gzipped();
        if (chunked)
            reply.as(Reply::How::Chunked);
        server.enqueue(reply);
        const auto answer = runTask(client.send(get(server.url()), {}));
        QVERIFY2(answer.ok(), answer.ok() ? "" : qPrintable(answer.error().sentence()));
        QVERIFY(answer->body == body);
        QVERIFY(server.requests().front().header("Accept-Encoding").contains("gzip"));
    }

    /// Reading unpacks: never all of it in one turn of the event loop, whose thread paints.
    void readsInTurns_data()
    {
        QTest::addColumn<qint64>("limit");
        QTest::addColumn<bool>("stopped");
        QTest::newRow("all of it") << qint64{32 << 20} << false;
        QTest::newRow("too much") << qint64{1 << 20} << false;
        QTest::newRow("stopped") << qint64{32 << 20} << true;
    }
    void readsInTurns()
    {
        QFETCH(qint64, limit);
        QFETCH(bool, stopped);
        const QByteArray body = bigJson(100'000);
        QVERIFY(body.size() > 3'000'000);
        WholeReplies manager(body);
        WholeReply &reply = *manager.reply;
        qint64 taken = 0;
        qint64 most = 0;
        std::stop_source stop;
        reply.whenTaken = [&] {
            taken = reply.taken;
            most = reply.mostInATurn;
            if (stopped && taken > 1 << 20)
                stop.request_stop();
        };
        HttpRequest request = get(QUrl(QStringLiteral("http://127.0.0.1/")));
        request.maxBodyBytes = limit;
        const auto answer = runTask(exchangeOver(&manager, std::move(request), stop.get_token()));
        QVERIFY2(most <= 512 * 1024, qPrintable(QString::number(most)));
        if (!stopped && limit > body.size()) {
            QVERIFY(answer.ok());
            QVERIFY(answer->body == body);
            return;
        }
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().kind(), stopped ? Error::Kind::Cancelled : Error::Kind::TooLarge);
        QVERIFY2(taken < 2 << 20, qPrintable(QString::number(taken)));
    }

    void refusesWhatIsTooLarge_data()
    {
        QTest::addColumn<int>("way");
        QTest::newRow("announced") << 0;
        QTest::newRow("without end") << 1;
        QTest::newRow("unpacked") << 2;
        QTest::newRow("one byte more") << 3;
    }
    void refusesWhatIsTooLarge()
    {
        QFETCH(int, way);
        HttpClient client;
        LoopbackServer server;
        HttpRequest request = get(server.url());
        if (way == 0)
            server.enqueue(Reply::json({}).announcing(200 * 1024 * 1024));
        else if (way == 1)
            server.enqueue(Reply::doing(Reply::How::Endless, QByteArray(64 * 1024, 'x')));
        else if (way == 2)
            server.enqueue(Reply::json(QByteArray(12 * 1024 * 1024, ' ')).gzipped());
        else
            server.enqueue(Reply::doing(Reply::How::Chunked, QByteArray(1'025, 'x')));
        if (way >= 2)
            request.maxBodyBytes = way == 2 ? 8 * 1024 * 1024 : 1'024;
        const auto answer = runTask(client.send(std::move(request), {}));
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().kind(), Error::Kind::TooLarge);
        const QStringList sizes{QStringLiteral("32 MB"), QStringLiteral("32 MB"),
                                QStringLiteral("8 MB"), QStringLiteral("1024 bytes")};
        QVERIFY2(answer.error().message().contains(sizes[way]),
                 qPrintable(answer.error().sentence()));
        QVERIFY(answer.error().message().contains(QLatin1String("127.0.0.1")));
        // The connection is cut: nothing goes on behind our back.
        if (way < 2)
            QTRY_COMPARE(server.connections(), 0);
        QVERIFY(server.bytesSent() < 64 * 1024 * 1024);
    }

    void exactlyTheLimitIsFine()
    {
        HttpClient client;
        LoopbackServer server;
        server.enqueue(Reply::doing(Reply::How::Chunked, QByteArray(1'024, 'x')));
        HttpRequest request = get(server.url());
        request.maxBodyBytes = 1'024;
        QVERIFY(runTask(client.send(std::move(request), {})).ok());
    }

    void eachDeadlineHasItsOwnSentence_data()
    {
        QTest::addColumn<int>("how");
        QTest::addColumn<int>("connectMs");
        QTest::addColumn<int>("silenceMs");
        QTest::addColumn<int>("totalMs");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *name, Reply::How how, int connect, int silence, int total,
                            const char *why) {
            QTest::newRow(name) << static_cast<int>(how) << connect << silence << total
                                << QString::fromLatin1(why);
        };
        row("no head", Reply::How::Silent, 60, 60'000, 60'000,
            "the beginning of an answer did not come within 0.06 s");
        row("silence", Reply::How::HeadThenSilence, 60'000, 60, 60'000,
            "the next part of the answer did not come within 0.06 s");
        // Each byte comes in time, all of them would take half a minute.
        row("drip", Reply::How::Drip, 60'000, 60'000, 150,
            "the end of the answer did not come within 0.15 s");
    }
    void eachDeadlineHasItsOwnSentence()
    {
        QFETCH(int, how);
        QFETCH(int, connectMs);
        QFETCH(int, silenceMs);
        QFETCH(int, totalMs);
        QFETCH(QString, why);
        HttpClient client;
        LoopbackServer server;
        server.enqueue(Reply::doing(static_cast<Reply::How>(how), QByteArray(3'000, 'x')));
        HttpRequest request = get(server.url());
        request.connectTimeoutMs = connectMs;
        request.inactivityTimeoutMs = silenceMs;
        request.totalTimeoutMs = totalMs;
        const auto answer = runTask(client.send(std::move(request), {}));
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().kind(), Error::Kind::Timeout);
        QVERIFY2(answer.error().message().contains(why), qPrintable(answer.error().sentence()));
        QVERIFY(answer.error().message().contains(QLatin1String("127.0.0.1")));
        QTRY_COMPARE(server.connections(), 0);
    }

    /// A slow but steady answer may take longer than any single pause is allowed to.
    void aSteadyAnswerMayTakeItsTime()
    {
        HttpClient client;
        LoopbackServer server;
        server.enqueue(Reply::doing(Reply::How::Drip, QByteArray(200, 'x')));
        HttpRequest request = get(server.url());
        request.connectTimeoutMs = 1'500;
        request.inactivityTimeoutMs = 1'500;
        const auto answer = runTask(client.send(std::move(request), {}));
        QVERIFY2(answer.ok(), answer.ok() ? "" : qPrintable(answer.error().sentence()));
        QCOMPARE(answer->body.size(), 200);
    }

    void aHandshakeThatNeverEndsTimesOut()
    {
        QTcpServer mute;
        QVERIFY(mute.listen(QHostAddress::LocalHost));
        HttpRequest request =
            get(QUrl(QStringLiteral("https://127.0.0.1:%1/").arg(mute.serverPort())));
        request.reachTimeoutMs = 60;
        HttpClient client;
        const auto answer = runTask(client.send(std::move(request), {}));
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().kind(), Error::Kind::Timeout);
        QVERIFY(answer.error().sentence().contains(u"no encrypted connection came about"));
        QVERIFY(answer.error().sentence().contains(u"https"));
    }

    void waitingForATurnIsNotADeadline()
    {
        HttpClient client;
        LoopbackServer server;
        for (int i = 0; i < 6; ++i)
            server.enqueue(Reply::json("{}").holding());
        std::vector<QCoro::Task<Result<HttpResponse>>> tasks;
        for (int i = 0; i < 7; ++i) {
            HttpRequest request = get(server.url());
            request.connectTimeoutMs = i == 6 ? 300 : 60'000;
            tasks.push_back(client.send(std::move(request), {}));
        }
        QTRY_COMPARE(server.held(), 6);
        // More than the seventh's patience passes while it waits for a connection.
        QElapsedTimer timer;
        timer.start();
        QTRY_VERIFY(timer.elapsed() > 360);
        QVERIFY(!tasks.back().isReady());
        server.releaseHeld();
        for (auto &task : tasks)
            QVERIFY(runTask(std::move(task)).ok());
        QCOMPARE(server.maxActive(), 6);
    }

    void stopsInEveryPhase_data()
    {
        QTest::addColumn<int>("how");
        QTest::addColumn<QString>("by");
        using How = Reply::How;
        for (const char *by : {"token", "another thread", "abortAll", "destruction"}) {
            QTest::addRow("before the head, %s", by) << static_cast<int>(How::Silent) << by;
            QTest::addRow("in the body, %s", by) << static_cast<int>(How::HeadThenSilence) << by;
            QTest::addRow("in a flood, %s", by) << static_cast<int>(How::Endless) << by;
        }
    }
    void stopsInEveryPhase()
    {
        QFETCH(int, how);
        QFETCH(QString, by);
        auto client = std::make_unique<HttpClient>();
        LoopbackServer server;
        server.setResponder([how](const SeenRequest &) {
            return Reply::doing(static_cast<Reply::How>(how), QByteArray(4'096, 'x'));
        });
        std::stop_source stop;
        std::vector<QCoro::Task<Result<HttpResponse>>> tasks;
        for (int i = 0; i < 8; ++i) { // two of them wait for a connection
            HttpRequest request = get(server.url());
            request.maxBodyBytes = 1'000'000'000'000;
            tasks.push_back(client->send(std::move(request), stop.get_token()));
        }
        QTRY_COMPARE(server.active(), 6);
        if (by == QLatin1String("token"))
            stop.request_stop();
        else if (by == QLatin1String("abortAll"))
            client->abortAll();
        else if (by == QLatin1String("destruction"))
            client.reset();
        else
            std::thread([&stop] { stop.request_stop(); }).join();
        for (auto &task : tasks) {
            const auto answer = runTask(std::move(task));
            QVERIFY(!answer.ok());
            QCOMPARE(answer.error().kind(), Error::Kind::Cancelled);
        }
        QTRY_COMPARE(server.connections(), 0);
        QCOMPARE(server.requests().size(), std::size_t(6));
        // A client that was only told to abort still serves.
        server.setResponder({});
        if (client)
            QVERIFY(runTask(client->send(get(server.url()), {})).ok());
    }

    void aStopAskedForBeforehandSendsNothing()
    {
        HttpClient client;
        LoopbackServer server;
        std::stop_source stop;
        stop.request_stop();
        const auto answer = runTask(client.send(get(server.url()), stop.get_token()));
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().kind(), Error::Kind::Cancelled);
        QVERIFY(server.requests().empty());
    }

    void theLateServerIsWaitedFor()
    {
        HttpClient client;
        LoopbackServer server;
        FakeClock clock;
        server.enqueue(Reply::json("{\"late\": 1}").after(&clock, 5'000));
        auto task = client.send(get(server.url()), {});
        QTRY_COMPARE(clock.sleeping(), 1);
        clock.advance(4'999);
        QCoreApplication::processEvents();
        QVERIFY(!task.isReady());
        clock.advance(1);
        QCOMPARE(runTask(std::move(task))->body, QByteArray("{\"late\": 1}"));
    }
};

QTEST_GUILESS_MAIN(TestHttpClient)
#include "tst_httpclient.moc"
