// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/server.h"

#include <QTcpSocket>
#include <QTest>

#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

/// For the tests of the loopback server: a server that echoes, and a client that sends raw bytes.
namespace watchfloor::sandbox {

inline constexpr qint64 Noon = 1'780'315'200'000; // 2026-06-01T12:00:00Z

inline Response echo(const Request &request)
{
    QByteArray text = request.method + ' ' + request.path.toUtf8();
    for (const auto &[key, value] : request.query)
        text += ' ' + key.toUtf8() + '=' + value.toUtf8();
    Response response;
    response.headers.emplace_back("Content-Type", "application/json");
    response.body =
        "{\"echo\":\"" + text + "\",\"size\":" + QByteArray::number(request.body.size()) + "}";
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

inline RawAnswer talk(quint16 port, const QList<QByteArray> &pieces, int answers = -1)
{
    QTcpSocket socket;
    RawAnswer answer;
    QObject::connect(&socket, &QTcpSocket::readyRead, &socket,
                     [&] { answer.bytes += socket.readAll(); });
    QObject::connect(&socket, &QTcpSocket::disconnected, &socket, [&] { answer.closed = true; });
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    const bool connected =
        QTest::qWaitFor([&] { return socket.state() == QTcpSocket::ConnectedState; });
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
inline int endOfSilence(quint16 port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr generic{};
    std::memcpy(&generic, &address, sizeof generic);
    int end = -1;
    if (::connect(fd, &generic, sizeof generic) == 0 &&
        ::send(fd, "GET / HTTP/1.1\r\nHost: x\r\n\r\n", 27, 0) == 27) {
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

inline QByteArray get(const char *target, const char *more = "")
{
    return QByteArray("GET ") + target + " HTTP/1.1\r\nHost: x\r\n" + more + "\r\n";
}

inline QByteArray bodyOf(const QByteArray &answer)
{
    return answer.mid(answer.indexOf("\r\n\r\n") + 4);
}

} // namespace watchfloor::sandbox
