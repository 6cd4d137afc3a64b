// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/httpclient.h"
#include "support/loopbackserver.h"
#include "support/runtask.h"
#include "support/testcertificates.h"

#include <QElapsedTimer>
#include <QNetworkProxy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <random>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

const QString what = QStringLiteral("the list of agents");

HttpRequest get(const QUrl &url)
{
    HttpRequest request(what, url);
    request.setHeader("api_access_token", "s3cret-token");
    return request;
}

/// Every sentence names request and host and gives no secret away.
bool isGoodSentence(const Error &error, const QUrl &url)
{
    const QString text = error.sentence();
    return text.contains(what, Qt::CaseInsensitive) && text.contains(url.host()) &&
           !error.remedy().isEmpty() && !text.contains(QLatin1String("s3cret")) &&
           !text.contains(QLatin1String("key="));
}

QUrl withQuery(QUrl url)
{
    url.setQuery(QStringLiteral("key=s3cret-query"));
    return url;
}

} // namespace

class TestHttpFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void brokenAnswers_data()
    {
        QTest::addColumn<int>("how");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *name, Reply::How how, const QByteArray &body,
                            const char *why) {
            QTest::newRow(name) << static_cast<int>(how) << body << QString::fromUtf8(why);
        };
        row("dropped", Reply::How::Drop, "", "closed before the answer was complete");
        row("shorter than announced", Reply::How::CutLength, "{}",
            "closed before the answer was complete");
        row("not http", Reply::How::Raw, "220 mail.example ESMTP\r\n", "");
        row("nothing at all", Reply::How::Raw, "", "closed before the answer was complete");
        row("half a head", Reply::How::Raw, "HTTP/1.1 200 OK\r\nContent-Ty", "");
    }
    void brokenAnswers()
    {
        QFETCH(int, how);
        QFETCH(QByteArray, body);
        QFETCH(QString, why);
        HttpClient client;
        LoopbackServer server;
        server.setResponder(
            [&](const SeenRequest &) { return Reply::doing(static_cast<Reply::How>(how), body); });
        const QUrl url = withQuery(server.url(QStringLiteral("/agents")));
        const auto answer = runTask(client.send(get(url), {}));
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().kind(), Error::Kind::Network);
        QVERIFY2(isGoodSentence(answer.error(), url), qPrintable(answer.error().sentence()));
        QVERIFY2(answer.error().message().contains(why), qPrintable(answer.error().sentence()));
    }

    void aRefusedConnection()
    {
        QUrl url;
        {
            LoopbackServer gone;
            url = withQuery(gone.url());
        }
        HttpClient client;
        const auto answer = runTask(client.send(get(url), {}));
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().kind(), Error::Kind::Network);
        QVERIFY(isGoodSentence(answer.error(), url));
        QVERIFY(answer.error().message().contains(QLatin1String("refused")));
    }

    void anUnknownHost()
    {
        // Too long for the name service: fails without a question to the network.
        const QString label = QString(50, u'x') + u'.';
        const QUrl url = withQuery(
            QUrl(QStringLiteral("https://") + label.repeated(6) + QStringLiteral("invalid")));
        QVERIFY(url.isValid());
        HttpClient client;
        const auto answer = runTask(client.send(get(url), {}));
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().kind(), Error::Kind::Dns);
        QVERIFY2(isGoodSentence(answer.error(), url), qPrintable(answer.error().sentence()));
    }

    void neverLeavesTheMachine_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *address, const char *why) {
            QTest::newRow(address) << QString::fromLatin1(address) << QString::fromLatin1(why);
        };
        row("http://support.example.com/x?key=s3cret", "plain http");
        row("http://10.0.0.1/", "plain http");
        row("http://127.0.0.1.example.com/", "plain http");
        row("http://localhost.example.com/", "plain http");
        row("ftp://support.example.com/", "only https");
        row("file:///etc/passwd", "no usable address");
        row("support.example.com", "no usable address");
        row("", "no usable address");
        row("https://me:s3cret@support.example.com/", "user name or password");
    }
    void neverLeavesTheMachine()
    {
        QFETCH(QString, address);
        QFETCH(QString, why);
        HttpClient client;
        const auto answer = runTask(client.send(get(QUrl(address)), {}));
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().kind(), Error::Kind::BadInput);
        QVERIFY2(answer.error().message().contains(why), qPrintable(answer.error().sentence()));
        QVERIFY(!answer.error().sentence().contains(QLatin1String("s3cret")));
        QVERIFY(!answer.error().remedy().isEmpty());
    }

    void aLineBreakInACredentialIsRefused()
    {
        HttpClient client;
        LoopbackServer server;
        HttpRequest request(what, server.url());
        request.setHeader("api_access_token", "s3cret\r\nX-Injected: 1");
        const auto answer = runTask(client.send(std::move(request), {}));
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().kind(), Error::Kind::BadInput);
        QVERIFY(!answer.error().sentence().contains(QLatin1String("s3cret")));
        QVERIFY(server.requests().empty());
    }

    void tlsFaultsAreToldApart_data()
    {
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<bool>("trusted");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *certificate, bool trusted, const char *why) {
            QTest::addRow("%s%s", certificate, trusted ? "" : ", unknown authority")
                << QString::fromLatin1(certificate) << trusted << QString::fromLatin1(why);
        };
        row("good", true, "");
        row("good", false, "authority this computer does not know");
        row("expired", true, "has expired");
        row("wronghost", true, "belongs to another host name");
        row("selfsigned", true, "is self-signed");
    }
    void tlsFaultsAreToldApart()
    {
        QFETCH(QString, certificate);
        QFETCH(bool, trusted);
        QFETCH(QString, why);
        static const TestCertificates certificates;
        QVERIFY(certificates.ok());
        LoopbackServer server(certificates.serving(certificate));
        HttpClient client;
        if (trusted)
            client.setSslConfiguration(certificates.trusting());
        const QUrl url = withQuery(server.url());
        const auto answer = runTask(client.send(get(url), {}));
        if (why.isEmpty()) {
            QVERIFY2(answer.ok(), answer.ok() ? "" : qPrintable(answer.error().sentence()));
            QCOMPARE(answer->body, QByteArray("{\"ok\": true}"));
            return;
        }
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().kind(), Error::Kind::Tls);
        QVERIFY2(answer.error().message().contains(why), qPrintable(answer.error().sentence()));
        QVERIFY(isGoodSentence(answer.error(), url));
        QVERIFY2(server.requests().empty(), "the token left before the certificate was checked");
    }

    void aServerWithoutTls()
    {
        LoopbackServer server;
        server.setResponder([](const SeenRequest &) { return Reply::json("{}", 400); });
        QTcpServer plain;
        QVERIFY(plain.listen(QHostAddress::LocalHost));
        connect(&plain, &QTcpServer::newConnection, &plain, [&plain] {
            QTcpSocket *socket = plain.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                socket->readAll();
                socket->write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            });
        });
        const QUrl url(QStringLiteral("https://127.0.0.1:%1/").arg(plain.serverPort()));
        HttpClient client;
        const auto answer = runTask(client.send(get(url), {}));
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().kind(), Error::Kind::Tls);
        QVERIFY2(answer.error().message().contains(QLatin1String("no encrypted connection")),
                 qPrintable(answer.error().sentence()));
    }

    void proxiesServeOtherHostsButNotThisComputer()
    {
        LoopbackServer proxy;
        LoopbackServer server;
        proxy.setResponder([](const SeenRequest &) {
            return Reply::doing(Reply::How::Raw, "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n");
        });
        const auto old = QNetworkProxy::applicationProxy();
        QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::HttpProxy,
                                                         QStringLiteral("127.0.0.1"),
                                                         static_cast<quint16>(proxy.url().port())));
        HttpClient client;
        const auto near = runTask(client.send(get(server.url()), {}));
        const QUrl away(QStringLiteral("https://support.example.com/agents?key=s3cret"));
        const auto far = runTask(client.send(get(away), {}));
        QNetworkProxy::setApplicationProxy(old);

        QVERIFY(near.ok());
        QVERIFY(!far.ok());
        QCOMPARE(far.error().kind(), Error::Kind::Network);
        QVERIFY2(isGoodSentence(far.error(), away), qPrintable(far.error().sentence()));
        QVERIFY(!proxy.requests().empty());
        for (const SeenRequest &seen : proxy.requests()) {
            QCOMPARE(seen.method, QByteArray("CONNECT"));
            QCOMPARE(seen.target, QByteArray("support.example.com:443"));
            QVERIFY(!seen.has("api_access_token"));
        }
    }

    void threeHundredRequestsWithRandomFaultsAllEnd()
    {
        HttpClient client;
        LoopbackServer server;
        std::mt19937 random(7);
        server.setResponder([&random](const SeenRequest &) {
            switch (random() % 10) {
            case 0:
                return Reply::json("{}", 500);
            case 1:
                return Reply::doing(Reply::How::Drop);
            case 2:
                return Reply::doing(Reply::How::CutLength);
            case 3:
                return Reply::doing(Reply::How::CutChunked);
            case 4:
                return Reply::doing(Reply::How::Silent);
            case 5:
                return Reply::doing(Reply::How::Raw, "garbage");
            case 6:
                return Reply::json("{\"a\": 1}").gzipped();
            case 7:
                return Reply::doing(Reply::How::Chunked);
            default:
                return Reply::json("{\"a\": 1}");
            }
        });
        std::vector<std::stop_source> stops(300);
        std::vector<QCoro::Task<Result<HttpResponse>>> tasks;
        for (std::size_t i = 0; i < stops.size(); ++i) {
            HttpRequest request = get(server.url(QStringLiteral("/%1").arg(i)));
            request.connectTimeoutMs = 150;
            request.inactivityTimeoutMs = 150;
            tasks.push_back(client.send(std::move(request), stops[i].get_token()));
        }
        for (std::size_t i = 0; i < stops.size(); i += 7)
            stops[i].request_stop();
        int answers = 0;
        int faults = 0;
        int cancelled = 0;
        for (std::size_t i = 0; i < stops.size(); ++i) {
            const auto answer = runTask(std::move(tasks[i]));
            if (answer.ok()) {
                ++answers;
            } else if (answer.error().kind() == Error::Kind::Cancelled) {
                ++cancelled;
                QCOMPARE(i % 7, std::size_t(0));
            } else {
                ++faults;
                QVERIFY(answer.error().kind() == Error::Kind::Network ||
                        answer.error().kind() == Error::Kind::Timeout);
            }
        }
        QCOMPARE(cancelled, 43);
        QCOMPARE(answers + faults, 257);
        QVERIFY(answers > 20);
        QVERIFY(faults > 40);
        QVERIFY(server.maxActive() <= 6);
    }

    void aSlowAnswerIsNoMissingConnection_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::newRow("http") << false;
        QTest::newRow("https") << true;
    }
    void aSlowAnswerIsNoMissingConnection()
    {
        QFETCH(const bool, tls);
        static const TestCertificates certificates;
        QVERIFY(certificates.ok());
        LoopbackServer server(tls ? std::optional(certificates.serving(QStringLiteral("good")))
                                  : std::nullopt);
        HttpClient client;
        if (tls)
            client.setSslConfiguration(certificates.trusting());
        QElapsedTimer timer;
        for (int i = 0; i < 3; ++i) { // the later ones on the connection of the first
            server.enqueue(Reply::json("{}").holding());
            HttpRequest request = get(server.url());
            request.reachTimeoutMs = 400;
            auto task = client.send(std::move(request), {});
            QTRY_COMPARE(server.held(), 1);
            timer.restart();
            QTRY_VERIFY(timer.elapsed() > 440);
            QVERIFY(!task.isReady());
            server.releaseHeld();
            QVERIFY(runTask(std::move(task)).ok());
        }
        QCOMPARE(server.connections(), 1);
    }

    void aPeerWithoutTlsIsToldAtOnce()
    {
        QTcpServer plain; // answers whatever comes first, as web servers do
        QVERIFY(plain.listen(QHostAddress::LocalHost));
        QObject::connect(&plain, &QTcpServer::newConnection, &plain, [&plain] {
            QTcpSocket *socket = plain.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                socket->write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
                socket->disconnectFromHost();
            });
        });
        HttpClient client;
        const QUrl url(QStringLiteral("https://127.0.0.1:%1/").arg(plain.serverPort()));
        const auto answer = runTask(client.send(get(url), {}));
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().kind(), Error::Kind::Tls);
        QVERIFY(!answer.error().isTransient());
        QVERIFY(isGoodSentence(answer.error(), url));
        QVERIFY2(answer.error().sentence().contains(u"serves https"),
                 qPrintable(answer.error().sentence()));
    }
};

QTEST_GUILESS_MAIN(TestHttpFaults)
#include "tst_httpfaults.moc"
