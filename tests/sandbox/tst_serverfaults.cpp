// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/servertalk.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSet>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTemporaryDir>
#include <QTest>

using namespace watchfloor::sandbox;

class TestServerFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
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
    void countsWhatIsUnderWay();
    void skewsItsClock();
    void failsTls_data();
    void failsTls();
};

void TestServerFaults::readsFaults_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<bool>("good");
    for (const char *spec :
         {"", "latency=5,jitter=10", "reset=0.5@chatwoot", "tls=expired", "skew=-3.5@liveperson",
          "429=1, 5xx=0,html=0.1,types=1,drop=0,truncate=1"})
        QTest::newRow(qPrintable(QLatin1String("good ") + QLatin1String(spec)))
            << QString::fromLatin1(spec) << true;
    for (const char *spec : {"latency", "=5", "latency=-1", "latency=x", "reset=2", "reset=nan",
                             "tls=odd", "boom=1", "reset=1@nobody", "skew=soon", "reset=1@truth"})
        QTest::newRow(qPrintable(QLatin1String("bad ") + QLatin1String(spec)))
            << QString::fromLatin1(spec) << false;
}

void TestServerFaults::readsFaults()
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

void TestServerFaults::resets()
{
    FaultSettings faults;
    faults.reset = 1;
    Served served(faults);
    QCOMPARE(endOfSilence(served.server.serverPort()), ECONNRESET);
    QCOMPARE(served.handled, 0);
    QCOMPARE(served.log.at(0).fault, FaultKind::Reset);
    QCOMPARE(served.log.at(0).status, 0);
    QNetworkAccessManager network;
    QNetworkReply *reply =
        network.get(QNetworkRequest(QUrl(served.server.url() + QStringLiteral("/x"))));
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(reply->error() != QNetworkReply::NoError);
}

void TestServerFaults::drops()
{
    FaultSettings faults;
    faults.drop = 1;
    Served served(faults);
    QCOMPARE(endOfSilence(served.server.serverPort()), 0);
    QCOMPARE(served.handled, 0);
    QCOMPARE(served.log.at(0).fault, FaultKind::Drop);
}

void TestServerFaults::truncates()
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

void TestServerFaults::answersByItself_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QList<int>>("statuses");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("429") << QStringLiteral("429=1") << QList<int>{429} << QByteArray("text/plain");
    QTest::newRow("5xx") << QStringLiteral("5xx=1") << QList<int>{500, 502, 503}
                         << QByteArray("text/html");
    QTest::newRow("html") << QStringLiteral("html=1") << QList<int>{200} << QByteArray("text/html");
}

void TestServerFaults::answersByItself()
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

void TestServerFaults::spoilsTypes()
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

void TestServerFaults::diceAreSeeded()
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

void TestServerFaults::delays()
{
    FaultSettings faults;
    faults.latencyMs = 30;
    Served served(faults);
    QElapsedTimer timer;
    timer.start();
    talk(served.server.serverPort(), {get("/", "Connection: close\r\n")});
    QVERIFY(timer.elapsed() >= 28);
}

/// At its arrival, over all connections; who goes away is no longer under way.
void TestServerFaults::countsWhatIsUnderWay()
{
    FaultSettings faults;
    faults.latencyMs = 40;
    Served served(faults);
    std::vector<int> seen;
    served.handle = [&](const Request &request) {
        seen.push_back(request.inFlight);
        return echo(request);
    };
    const auto ask = [&](QTcpSocket *socket) {
        socket->connectToHost(QStringLiteral("127.0.0.1"), served.server.serverPort());
        QVERIFY(QTest::qWaitFor([&] { return socket->state() == QTcpSocket::ConnectedState; }));
        socket->write(get("/"));
        socket->flush();
    };
    {
        QTcpSocket first;
        QTcpSocket second;
        ask(&first);
        ask(&second);
        QVERIFY(QTest::qWaitFor([&] { return seen.size() == 2; }));
        QTcpSocket third;
        ask(&third);
        QVERIFY(QTest::qWaitFor([&] { return served.server.inFlight() == 1; }));
        third.abort();
    }
    QVERIFY(QTest::qWaitFor([&] { return served.server.inFlight() == 0; }));
    talk(served.server.serverPort(), {get("/", "Connection: close\r\n")});
    QCOMPARE(seen, (std::vector<int>{1, 2, 1}));
}

void TestServerFaults::skewsItsClock()
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

void TestServerFaults::failsTls_data()
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

void TestServerFaults::failsTls()
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

QTEST_GUILESS_MAIN(TestServerFaults)
#include "tst_serverfaults.moc"
