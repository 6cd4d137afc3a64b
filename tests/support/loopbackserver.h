// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/clock.h"
#include "backend/async/taskscope.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QPair>
#include <QPointer>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace watchfloor::test {

/// A request as it came over the wire.
struct SeenRequest {
    QByteArray method;
    QByteArray target; ///< path and query, still encoded
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;

    QByteArray path() const { return target.split('?').constFirst(); }
    QByteArray header(const QByteArray &name) const;
    bool has(const QByteArray &name) const { return !header(name).isNull(); }
    /// Decoded value of a query item; '+' is a space as servers read it. Null when missing.
    QByteArray query(const QByteArray &name) const;
};

/// What the server does with one request.
class Reply {
public:
    enum class How {
        Whole,
        Chunked,
        CutLength,       ///< announces twice the body, sends it, closes
        CutChunked,      ///< ends in the middle of a chunk and closes
        Drip,            ///< one byte each 10 ms
        HeadThenSilence, ///< head and half the body, then nothing, connection open
        Announce,        ///< only the head with `announced` as its length
        Endless,         ///< the body again and again, chunked, as fast as it is taken
        Silent,          ///< takes the request and never answers
        Drop,            ///< closes without a byte
        Raw,             ///< the body is all that is sent, then the connection closes
    };

    Reply(int status, QByteArray type, QByteArray body);
    static Reply json(QByteArray body, int status = 200);
    static Reply doing(How how, QByteArray body = QByteArrayLiteral("{\"a\": 1}"));

    Reply &with(const QByteArray &name, const QByteArray &value);
    Reply &as(How way)
    {
        how = way;
        return *this;
    }
    Reply &gzipped();
    Reply &announcing(qint64 bytes);
    /// Waits for releaseHeld().
    Reply &holding()
    {
        held = true;
        return *this;
    }
    Reply &after(Clock *time, DurationMs ms)
    {
        clock = time;
        delayMs = ms;
        return *this;
    }

    int status;
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;
    How how = How::Whole;
    qint64 announced = 0;
    bool held = false;
    Clock *clock = nullptr;
    DurationMs delayMs = 0;
};

/// An HTTP server in the test's own event loop that misbehaves as told. Port 0, loopback only.
/// Destroy it after the clients' requests have ended.
class LoopbackServer : public QObject {
    Q_OBJECT

public:
    using Responder = std::function<Reply(const SeenRequest &)>;

    explicit LoopbackServer(const std::optional<QSslConfiguration> &tls = {});
    ~LoopbackServer() override;

    QUrl url(const QString &path = QStringLiteral("/")) const;

    /// The next replies, in order; when they are used up the responder answers, else {"ok": true}.
    void enqueue(const Reply &reply) { m_script.push_back(reply); }
    void setResponder(Responder responder) { m_responder = std::move(responder); }
    void releaseHeld();

    const std::vector<SeenRequest> &requests() const { return m_requests; }
    int active() const { return m_active; } ///< requests not completely answered
    int maxActive() const { return m_maxActive; }
    int held() const { return static_cast<int>(m_held.size()); }
    int connections() const { return static_cast<int>(m_sockets.size()); }
    qint64 bytesSent() const { return m_bytesSent; }

private:
    struct Connection {
        QByteArray incoming;
        bool busy = false;
    };
    struct Held {
        QPointer<QTcpSocket> socket;
        Reply reply;
    };

    void accept();
    void receive(QTcpSocket *socket);
    void closed(QTcpSocket *socket);
    void react(QTcpSocket *socket, const Reply &reply);
    void send(QTcpSocket *socket, const Reply &reply);
    void write(QTcpSocket *socket, const QByteArray &bytes);
    void drip(QTcpSocket *socket, QByteArray rest);
    void pourOn(QTcpSocket *socket, const QByteArray &chunk);
    void answered(QTcpSocket *socket);
    static QCoro::Task<> sendLater(LoopbackServer *self, QPointer<QTcpSocket> socket, Reply reply,
                                   TimeMs deadline, std::stop_token stop);

    std::unique_ptr<QTcpServer> m_server;
    bool m_tls = false;
    QHash<QTcpSocket *, Connection> m_sockets;
    std::deque<Reply> m_script;
    Responder m_responder;
    std::vector<SeenRequest> m_requests;
    std::vector<Held> m_held;
    int m_active = 0;
    int m_maxActive = 0;
    qint64 m_bytesSent = 0;
    TaskScope m_scope;
};

} // namespace watchfloor::test
