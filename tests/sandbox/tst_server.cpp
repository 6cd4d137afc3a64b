// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/serverparser.h"
#include "sandbox/servertalk.h"

#include <QTest>

using namespace watchfloor::sandbox;

class TestServer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void parsesAnyChunks_data();
    void parsesAnyChunks();
    void refusesMalformed_data();
    void refusesMalformed();
    void answersPipelinedInOrder();
    void headHasNoBody();
    void waitsForContinue();
    void stopsAndStartsOnItsPort();
    void namesRoutes();
};

void TestServer::parsesAnyChunks_data()
{
    QTest::addColumn<int>("chunk");
    for (const int chunk : {1, 2, 3, 7, 64, 100'000})
        QTest::addRow("%d", chunk) << chunk;
}

void TestServer::parsesAnyChunks()
{
    QFETCH(int, chunk);
    const QByteArray stream =
        "\r\nPOST /a%20b/%C3%A9?x=1%2B2&y=a+b&x=%26&flag&empty= HTTP/1.1\r\nHost: h\r\n"
        "Content-Length: 5\r\nX-Odd:   v: w  \r\n\r\nab\r\ncGET / HTTP/1.0\r\n\r\n";
    RequestParser parser;
    QList<ParsedRequest> found;
    for (qsizetype at = 0; at < stream.size(); at += chunk) {
        parser.feed(stream.mid(at, chunk));
        ParsedRequest parsed;
        while (parser.next(&parsed) == RequestParser::State::Ready)
            found.append(parsed);
    }
    QCOMPARE(found.size(), 2);
    const Request &first = found.at(0).request;
    QCOMPARE(first.method, "POST");
    QCOMPARE(first.path, QStringLiteral("/a b/é"));
    QCOMPARE(first.rawTarget, "/a%20b/%C3%A9?x=1%2B2&y=a+b&x=%26&flag&empty=");
    const std::vector<std::pair<QString, QString>> query{
        {QStringLiteral("x"), QStringLiteral("1+2")},
        {QStringLiteral("y"), QStringLiteral("a b")},
        {QStringLiteral("x"), QStringLiteral("&")},
        {QStringLiteral("flag"), QString()},
        {QStringLiteral("empty"), QString()}};
    QCOMPARE(first.query.size(), query.size());
    for (size_t i = 0; i < query.size(); ++i) {
        QCOMPARE(first.query[i].first, query[i].first);
        QCOMPARE(first.query[i].second, query[i].second);
    }
    QCOMPARE(first.body, "ab\r\nc");
    QCOMPARE(first.header("x-odd"), "v: w");
    QVERIFY(found.at(0).keepAlive);
    QCOMPARE(found.at(1).request.path, QStringLiteral("/"));
    QVERIFY(!found.at(1).keepAlive);
}

void TestServer::refusesMalformed_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<int>("status");
    QTest::newRow("bare LF") << QByteArray("GET / HTTP/1.1\nHost: x\r\n\r\n") << 400;
    QTest::newRow("no host") << QByteArray("GET / HTTP/1.1\r\nA: b\r\n\r\n") << 400;
    QTest::newRow("no path") << QByteArray("GET x HTTP/1.1\r\nHost: x\r\n\r\n") << 400;
    QTest::newRow("broken escape") << QByteArray("GET /%4 HTTP/1.1\r\nHost: x\r\n\r\n") << 400;
    QTest::newRow("no UTF-8") << QByteArray("GET /%FF HTTP/1.1\r\nHost: x\r\n\r\n") << 400;
    QTest::newRow("folded") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n y\r\n\r\n") << 400;
    QTest::newRow("two lengths")
        << QByteArray(
               "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na")
        << 400;
    QTest::newRow("signed length")
        << QByteArray("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n") << 400;
    QTest::newRow("chunked")
        << QByteArray("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n") << 501;
    QTest::newRow("huge body")
        << QByteArray("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n") << 413;
    QTest::newRow("endless head") << QByteArray("GET / HTTP/1.1\r\nX: ") + QByteArray(70'000, 'a')
                                  << 431;
    QTest::newRow("HTTP/2") << QByteArray("PRI * HTTP/2.0\r\n\r\n") << 505;
}

void TestServer::refusesMalformed()
{
    QFETCH(QByteArray, stream);
    QFETCH(int, status);
    RequestParser parser;
    parser.feed(stream);
    ParsedRequest parsed;
    QCOMPARE(parser.next(&parsed), RequestParser::State::Bad);
    QCOMPARE(parser.errorStatus(), status);

    Served served;
    const RawAnswer answer = talk(served.server.serverPort(), {stream});
    QVERIFY(answer.bytes.startsWith("HTTP/1.1 " + QByteArray::number(status)));
    QVERIFY(answer.closed);
    QCOMPARE(served.handled, 0);
}

void TestServer::answersPipelinedInOrder()
{
    FaultSettings slow;
    slow.latencyMs = 1;
    slow.jitterMs = 5;
    Served served(slow);
    QByteArray all;
    for (int i = 0; i < 20; ++i)
        all += get(qPrintable(QStringLiteral("/n/%1").arg(i)));
    const RawAnswer answer =
        talk(served.server.serverPort(), {all.left(33), all.mid(33, 100), all.mid(133)}, 20);
    QVERIFY(!answer.closed);
    qsizetype at = 0;
    for (int i = 0; i < 20; ++i) {
        const qsizetype found = answer.bytes.indexOf("GET /n/" + QByteArray::number(i) + '"', at);
        QVERIFY(found > at);
        at = found;
    }
    QCOMPARE(served.log.size(), size_t(20));
    QCOMPARE(served.log.front().status, 200);
    QVERIFY(answer.bytes.contains("Date: Mon, 01 Jun 2026 12:00:00 GMT\r\n"));
}

void TestServer::headHasNoBody()
{
    Served served;
    const RawAnswer answer = talk(served.server.serverPort(),
                                  {"HEAD /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"});
    QVERIFY(answer.bytes.contains("Content-Length: 26\r\n")); // {"echo":"GET /x","size":0}
    QVERIFY(answer.bytes.endsWith("\r\n\r\n"));
    QCOMPARE(served.log.at(0).method, QStringLiteral("HEAD"));
}

void TestServer::waitsForContinue()
{
    Served served;
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), served.server.serverPort());
    socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    QByteArray bytes;
    QTRY_COMPARE((bytes += socket.readAll()), QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
    socket.write("ab");
    QTRY_VERIFY((bytes += socket.readAll()).endsWith("\"size\":2}"));
}

void TestServer::stopsAndStartsOnItsPort()
{
    Served served;
    const quint16 port = served.server.serverPort();
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    QTRY_COMPARE(socket.state(), QTcpSocket::ConnectedState);
    socket.write(get("/"));
    QTRY_VERIFY(socket.bytesAvailable() > 0);
    served.server.stop();
    QTRY_COMPARE(socket.state(), QTcpSocket::UnconnectedState);
    QString error;
    QVERIFY2(served.server.start(port, &error), qPrintable(error));
    QVERIFY(talk(port, {get("/", "Connection: close\r\n")}).bytes.startsWith("HTTP/1.1 200 OK"));
    HttpServer second(served.server.config());
    QVERIFY(!second.start(port, &error) && !error.isEmpty());
}

void TestServer::namesRoutes()
{
    QCOMPARE(routeOf(QStringLiteral("GET"), QStringLiteral("/api/v1/accounts/1/agents")),
             QStringLiteral("GET /api/v1/accounts/{id}/agents"));
    QCOMPARE(routeOf(QStringLiteral("GET"), QStringLiteral("/agents/64b1f0c2a9e77d0012345678/x")),
             QStringLiteral("GET /agents/{id}/x"));
    QCOMPARE(routeOf(QStringLiteral("GET"),
                     QStringLiteral("/live_reports/grouped_conversation_metrics")),
             QStringLiteral("GET /live_reports/grouped_conversation_metrics"));
}

QTEST_GUILESS_MAIN(TestServer)
#include "tst_server.moc"
