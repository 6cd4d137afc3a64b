// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/server.h"
#include "sandbox/serverparser.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace watchfloor::sandbox;

namespace {

constexpr qint64 Noon = 1'780'315'200'000; // 2026-06-01T12:00:00Z

Response echo(const Request &request)
{
    QByteArray text = request.method + ' ' + request.path.toUtf8();
    for (const auto &[key, value] : request.query)
        text += ' ' + key.toUtf8() + '=' + value.toUtf8();
    Response response;
    response.headers.emplace_back("Content-Type", "application/json");
    response.body = "{\"echo\":\"" + text + "\",\"size\":" + QByteArray::number(request.body.size()) + "}";
    return response;
}

struct Served {
    explicit Served(const FaultSettings &faults = {}, std::optional<TlsIdentity> tls = std::nullopt)
        : server(config(faults, std::move(tls)))
    {
        QString error;
        QVERIFY2(server.start(0, &error), qPrintable(error));
    }
    ServerConfig config(const FaultSettings &faults, std::optional<TlsIdentity> tls)
    {
        ServerConfig config;
        config.name = QStringLiteral("chatwoot");
        config.handle = [this](const Request &request) {
            ++handled;
            return handle(request);
        };
        config.now = [] { return Noon; };
        config.log = [this](const LogEntry &entry) { log.push_back(entry); };
        config.faults = faults;
        config.seed = 7;
        config.tls = std::move(tls);
        return config;
    }
    std::function<Response(const Request &)> handle = echo;
    std::vector<LogEntry> log;
    int handled = 0;
    HttpServer server;
};

/// What comes back until the server closes, or `answers` whole answers are there.
struct RawAnswer {
    QByteArray bytes;
    bool closed = false;
};

RawAnswer talk(quint16 port, const QList<QByteArray> &pieces, int answers = -1)
{
    QTcpSocket socket;
    RawAnswer answer;
    QObject::connect(&socket, &QTcpSocket::readyRead, &socket,
                     [&] { answer.bytes += socket.readAll(); });
    QObject::connect(&socket, &QTcpSocket::disconnected, &socket, [&] { answer.closed = true; });
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    const bool connected = QTest::qWaitFor([&] { return socket.state() == QTcpSocket::ConnectedState; });
    if (!connected)
        return answer;
    for (const QByteArray &piece : pieces) {
        socket.write(piece);
        socket.flush();
        QCoreApplication::processEvents();
    }
    const bool done = QTest::qWaitFor([&] {
        return answer.closed || (answers >= 0 && answer.bytes.count("HTTP/1.1 ") >= answers &&
                                 answer.bytes.endsWith('}'));
    });
    if (!done)
        answer.bytes += "(timed out)";
    socket.disconnect(); // its end must not count as the server's
    return answer;
}

/// How the kernel sees the end of a connection on which nothing is answered: 0 = closed, else
/// errno. Qt gives both the same name.
int endOfSilence(quint16 port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr generic{};
    std::memcpy(&generic, &address, sizeof generic);
    int end = -1;
    if (::connect(fd, &generic, sizeof generic) == 0 && ::send(fd, "GET / HTTP/1.1\r\nHost: x\r\n\r\n", 27, 0) == 27) {
        const bool ended = QTest::qWaitFor([&] {
            char byte = 0;
            const auto got = ::recv(fd, &byte, 1, MSG_DONTWAIT);
            end = got == 0 ? 0 : got > 0 ? -2 : errno;
            return end != EAGAIN;
        });
        end = ended ? end : -3;
    }
    ::close(fd);
    return end;
}

QByteArray get(const char *target, const char *more = "")
{
    return QByteArray("GET ") + target + " HTTP/1.1\r\nHost: x\r\n" + more + "\r\n";
}

QByteArray bodyOf(const QByteArray &answer)
{
    return answer.mid(answer.indexOf("\r\n\r\n") + 4);
}

} // namespace

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
    void readsFaults_data();
    void readsFaults();
    void resets();
    void drops();
    void truncates();
    void answersByItself_data();
    void answersByItself();
    void spoilsTypes();
    void diceAreSeeded();
    void delays();
    void skewsItsClock();
    void failsTls_data();
    void failsTls();
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
        {QStringLiteral("x"), QStringLiteral("1+2")}, {QStringLiteral("y"), QStringLiteral("a b")},
        {QStringLiteral("x"), QStringLiteral("&")},   {QStringLiteral("flag"), QString()},
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
        << QByteArray("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na")
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
    const RawAnswer answer =
        talk(served.server.serverPort(), {"HEAD /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"});
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

void TestServer::readsFaults_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<bool>("good");
    for (const char *spec : {"", "latency=5,jitter=10", "reset=0.5@chatwoot", "tls=expired",
                             "skew=-3.5@liveperson", "429=1, 5xx=0,html=0.1,types=1,drop=0,truncate=1"})
        QTest::newRow(qPrintable(QLatin1String("good ") + QLatin1String(spec)))
            << QString::fromLatin1(spec) << true;
    for (const char *spec : {"latency", "=5", "latency=-1", "latency=x", "reset=2", "reset=nan",
                             "tls=odd", "boom=1", "reset=1@nobody", "skew=soon", "reset=1@truth"})
        QTest::newRow(qPrintable(QLatin1String("bad ") + QLatin1String(spec)))
            << QString::fromLatin1(spec) << false;
}

void TestServer::readsFaults()
{
    QFETCH(QString, spec);
    QFETCH(bool, good);
    QString error;
    const auto faults = parseFaults(spec, &error);
    QCOMPARE(faults.has_value(), good);
    QCOMPARE(error.isEmpty(), good);
    if (spec == QLatin1String("reset=0.5@chatwoot")) {
        QCOMPARE(faults->value(QStringLiteral("chatwoot")).reset, 0.5);
        QCOMPARE(faults->value(QStringLiteral("chatdash")).reset, 0.0);
    }
    if (spec == QLatin1String("skew=-3.5@liveperson"))
        QCOMPARE(faults->value(QStringLiteral("liveperson")).skewMs, -3500);
}

void TestServer::resets()
{
    FaultSettings faults;
    faults.reset = 1;
    Served served(faults);
    QCOMPARE(endOfSilence(served.server.serverPort()), ECONNRESET);
    QCOMPARE(served.handled, 0);
    QCOMPARE(served.log.at(0).fault, FaultKind::Reset);
    QCOMPARE(served.log.at(0).status, 0);
    QNetworkAccessManager network;
    QNetworkReply *reply = network.get(
        QNetworkRequest(QUrl(served.server.url() + QStringLiteral("/x"))));
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(reply->error() != QNetworkReply::NoError);
}

void TestServer::drops()
{
    FaultSettings faults;
    faults.drop = 1;
    Served served(faults);
    QCOMPARE(endOfSilence(served.server.serverPort()), 0);
    QCOMPARE(served.handled, 0);
    QCOMPARE(served.log.at(0).fault, FaultKind::Drop);
}

void TestServer::truncates()
{
    FaultSettings faults;
    faults.truncate = 1;
    Served served(faults);
    const RawAnswer answer = talk(served.server.serverPort(), {get("/")});
    QVERIFY(answer.closed);
    QVERIFY(answer.bytes.contains("Content-Length: 25\r\n"));
    QCOMPARE(bodyOf(answer.bytes).size(), 12);
    QCOMPARE(served.handled, 1);
}

void TestServer::answersByItself_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QList<int>>("statuses");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("429") << QStringLiteral("429=1") << QList<int>{429} << QByteArray("text/plain");
    QTest::newRow("5xx") << QStringLiteral("5xx=1") << QList<int>{500, 502, 503}
                         << QByteArray("text/html");
    QTest::newRow("html") << QStringLiteral("html=1") << QList<int>{200} << QByteArray("text/html");
}

void TestServer::answersByItself()
{
    QFETCH(QString, spec);
    QFETCH(QList<int>, statuses);
    QFETCH(QByteArray, type);
    QString error;
    const FaultMap faults = parseFaults(spec, &error).value_or(FaultMap());
    Served served(faults.value(QStringLiteral("chatwoot")));
    QByteArray all;
    for (int i = 0; i < 30; ++i)
        all += get("/", i == 29 ? "Connection: close\r\n" : "");
    const RawAnswer answer = talk(served.server.serverPort(), {all});
    QCOMPARE(served.handled, 0);
    QCOMPARE(answer.bytes.count("Content-Type: " + type + "\r\n"), 30);
    QCOMPARE(served.log.size(), size_t(30));
    for (const LogEntry &entry : served.log)
        QVERIFY(statuses.contains(entry.status));
    for (const int status : statuses)
        QVERIFY(answer.bytes.contains("HTTP/1.1 " + QByteArray::number(status) + ' '));
}

void TestServer::spoilsTypes()
{
    const QByteArray json = R"({"a":"x:\"y","b":[1,-2.5,true,null],"c":{}})";
    QSet<QByteArray> seen;
    for (quint64 salt = 0; salt < 40; ++salt) {
        const QByteArray spoilt = withWrongType(json, salt | (salt % 3) << 32);
        const QJsonObject object = QJsonDocument::fromJson(spoilt).object();
        QCOMPARE(object.size(), 3); // still JSON, still the same keys
        QVERIFY(spoilt != json);
        seen.insert(spoilt);
    }
    QVERIFY(seen.size() >= 5);
    QCOMPARE(withWrongType("{\"c\":{}}", 3), "{\"c\":{}}");
    FaultSettings faults;
    faults.types = 1;
    Served served(faults);
    const QByteArray body =
        bodyOf(talk(served.server.serverPort(), {get("/", "Connection: close\r\n")}).bytes);
    QVERIFY(body != "{\"echo\":\"GET /\",\"size\":0}");
    QCOMPARE(QJsonDocument::fromJson(body).object().size(), 2);
}

void TestServer::diceAreSeeded()
{
    FaultSettings some;
    some.reset = 0.2;
    some.tooMany = 0.2;
    some.jitterMs = 100;
    FaultSettings none;
    FaultDice first(42);
    FaultDice second(42);
    FaultDice third(42);
    int resets = 0;
    for (int i = 0; i < 2000; ++i) {
        const FaultDraw a = first.draw(some);
        const FaultDraw b = second.draw(some);
        const FaultDraw quiet = third.draw(none);
        QCOMPARE(a.kind, b.kind);
        QCOMPARE(a.delayMs, b.delayMs);
        QCOMPARE(a.salt, quiet.salt); // rates never change how many numbers are used
        QCOMPARE(quiet.kind, FaultKind::None);
        QVERIFY(a.delayMs >= 0 && a.delayMs <= 100);
        resets += a.kind == FaultKind::Reset ? 1 : 0;
    }
    QVERIFY(resets > 330 && resets < 470);
}

void TestServer::delays()
{
    FaultSettings faults;
    faults.latencyMs = 80;
    Served served(faults);
    QElapsedTimer timer;
    timer.start();
    talk(served.server.serverPort(), {get("/", "Connection: close\r\n")});
    QVERIFY(timer.elapsed() >= 75);
}

void TestServer::skewsItsClock()
{
    FaultSettings faults;
    faults.skewMs = 3'600'000;
    Served served(faults);
    qint64 seen = 0;
    served.handle = [&](const Request &request) {
        seen = request.nowMs;
        return echo(request);
    };
    const RawAnswer answer = talk(served.server.serverPort(), {get("/", "Connection: close\r\n")});
    QVERIFY(answer.bytes.contains("Date: Mon, 01 Jun 2026 13:00:00 GMT\r\n"));
    QCOMPARE(seen, Noon + 3'600'000);
}

void TestServer::failsTls_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<bool>("goodWhenTrusted");
    QTest::addColumn<int>("expected");
    QTest::newRow("expired") << int(TlsFault::Expired) << false
                             << int(QSslError::CertificateExpired);
    QTest::newRow("host") << int(TlsFault::Host) << false << int(QSslError::HostNameMismatch);
    QTest::newRow("selfsigned") << int(TlsFault::SelfSigned) << true
                                << int(QSslError::SelfSignedCertificate);
}

void TestServer::failsTls()
{
    QFETCH(int, fault);
    QFETCH(bool, goodWhenTrusted);
    QFETCH(int, expected);
    QTemporaryDir folder;
    QString error;
    const auto identity = makeTlsIdentity(static_cast<TlsFault>(fault), folder.path(), &error);
    QVERIFY2(identity, qPrintable(error));
    Served served({}, identity);
    QVERIFY(served.server.url().startsWith(QStringLiteral("https://127.0.0.1:")));
    for (const bool trusted : {false, true}) {
        QNetworkAccessManager network;
        QNetworkRequest request(QUrl(served.server.url() + QStringLiteral("/x")));
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        if (trusted)
            tls.addCaCertificates(QSslCertificate::fromPath(identity->authority));
        request.setSslConfiguration(tls);
        QNetworkReply *reply = network.get(request);
        QList<int> errors;
        connect(reply, &QNetworkReply::sslErrors, this, [&](const QList<QSslError> &found) {
            for (const QSslError &one : found)
                errors.append(one.error());
        });
        QTRY_VERIFY(reply->isFinished());
        const bool good = trusted && goodWhenTrusted;
        QCOMPARE(reply->error() == QNetworkReply::NoError, good);
        QCOMPARE(errors.contains(expected), !good);
        if (good)
            QVERIFY(reply->readAll().contains("GET /x"));
    }
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
