// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/loopbackserver.h"

#include <QSslServer>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace watchfloor::test {
namespace {

QByteArray value(const QList<QPair<QByteArray, QByteArray>> &headers, const QByteArray &name)
{
    for (const auto &[key, text] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return text;
    }
    return {};
}

/// Cuts one complete request off the front of `bytes`.
std::optional<SeenRequest> takeRequest(QByteArray &bytes)
{
    const auto end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return std::nullopt;
    SeenRequest request;
    const auto lines = bytes.left(end).split('\n');
    const auto words = lines.first().trimmed().split(' ');
    request.method = words.value(0);
    request.target = words.value(1);
    for (const QByteArray &line : lines.mid(1)) {
        const auto colon = line.indexOf(':');
        request.headers.append({line.left(colon), line.mid(colon + 1).trimmed()});
    }
    const auto length = value(request.headers, "Content-Length").toLongLong();
    if (bytes.size() < end + 4 + length)
        return std::nullopt;
    request.body = bytes.mid(end + 4, length);
    bytes.remove(0, end + 4 + length);
    return request;
}

QByteArray chunkOf(const QByteArray &body)
{
    return QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n";
}

QByteArray headOf(const Reply &reply)
{
    using How = Reply::How;
    QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) + " Told\r\n";
    for (const auto &[name, text] : reply.headers)
        head += name + ": " + text + "\r\n";
    switch (reply.how) {
    case How::Chunked:
    case How::CutChunked:
    case How::Endless:
        head += "Transfer-Encoding: chunked\r\n";
        break;
    case How::CutLength:
        head += "Content-Length: " + QByteArray::number(reply.body.size() * 2) + "\r\n";
        break;
    case How::Announce:
        head += "Content-Length: " + QByteArray::number(reply.announced) + "\r\n";
        break;
    default:
        head += "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n";
    }
    return head + "\r\n";
}

quint32 crc32(const QByteArray &bytes)
{
    quint32 crc = 0xffffffffU;
    for (const char c : bytes) {
        crc ^= static_cast<quint8>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1U) != 0U ? 0xedb88320U : 0U);
    }
    return ~crc;
}

QByteArray littleEndian(quint32 number)
{
    QByteArray bytes;
    for (int i = 0; i < 4; ++i)
        bytes.append(static_cast<char>((number >> (8 * i)) & 0xffU));
    return bytes;
}

} // namespace

QByteArray SeenRequest::header(const QByteArray &name) const
{
    return value(headers, name);
}

QByteArray SeenRequest::query(const QByteArray &name) const
{
    const auto begin = target.indexOf('?');
    const auto items = begin < 0 ? QByteArray() : target.mid(begin + 1);
    for (QByteArray item : items.split('&')) {
        item.replace('+', ' ');
        const auto equals = item.indexOf('=');
        if (QByteArray::fromPercentEncoding(item.left(equals)) == name)
            return QByteArray::fromPercentEncoding(item.mid(equals + 1));
    }
    return {};
}

Reply::Reply(int code, QByteArray type, QByteArray content)
    : status(code)
    , body(std::move(content))
{
    with("Content-Type", type);
}

Reply Reply::json(QByteArray body, int status)
{
    return Reply(status, "application/json; charset=utf-8", std::move(body));
}

Reply Reply::doing(How how, QByteArray body)
{
    return json(std::move(body)).as(how);
}

Reply &Reply::with(const QByteArray &name, const QByteArray &text)
{
    headers.append({name, text});
    return *this;
}

Reply &Reply::gzipped()
{
    // qCompress: 4 bytes length, 2 bytes zlib head, raw deflate, 4 bytes check sum.
    const QByteArray zlib = qCompress(body, 9);
    const QByteArray deflate = zlib.mid(6, zlib.size() - 10);
    const QByteArray head = QByteArray::fromHex("1f8b08000000000000ff");
    const QByteArray tail =
        littleEndian(crc32(body)) + littleEndian(static_cast<quint32>(body.size()));
    body = head + deflate + tail;
    return with("Content-Encoding", "gzip");
}

Reply &Reply::announcing(qint64 bytes)
{
    announced = bytes;
    return as(How::Announce);
}

LoopbackServer::LoopbackServer(const std::optional<QSslConfiguration> &tls)
    : m_tls(tls.has_value())
{
    if (tls) {
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(*tls);
        m_server = std::move(server);
    } else {
        m_server = std::make_unique<QTcpServer>();
    }
    m_server->setListenBacklogSize(512);
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] { accept(); });
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("the loopback server cannot listen");
}

LoopbackServer::~LoopbackServer()
{
    m_scope.drain();
    const auto sockets = m_sockets.keys();
    for (QTcpSocket *socket : sockets) {
        socket->disconnect(this);
        socket->abort();
    }
}

QUrl LoopbackServer::url(const QString &path) const
{
    QUrl url;
    url.setScheme(m_tls ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(m_server->serverPort());
    url.setPath(path);
    return url;
}

void LoopbackServer::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_sockets.insert(socket, {});
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] { closed(socket); });
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { receive(socket); });
        receive(socket); // what came together with the handshake
    }
}

void LoopbackServer::closed(QTcpSocket *socket)
{
    const auto found = m_sockets.find(socket);
    if (found == m_sockets.end())
        return;
    if (found->busy)
        --m_active;
    m_sockets.erase(found);
    socket->deleteLater();
}

void LoopbackServer::receive(QTcpSocket *socket)
{
    const auto found = m_sockets.find(socket);
    if (found == m_sockets.end())
        return;
    found->incoming += socket->readAll();
    if (found->busy)
        return;
    const auto request = takeRequest(found->incoming);
    if (!request)
        return;
    found->busy = true;
    m_maxActive = std::max(m_maxActive, ++m_active);
    m_requests.push_back(*request);
    Reply reply = Reply::json("{\"ok\": true}");
    if (!m_script.empty()) {
        reply = m_script.front();
        m_script.pop_front();
    } else if (m_responder) {
        reply = m_responder(*request);
    }
    react(socket, reply);
}

void LoopbackServer::react(QTcpSocket *socket, const Reply &reply)
{
    if (reply.held)
        m_held.push_back({socket, reply});
    else if (reply.clock)
        m_scope.launch(sendLater(this, socket, reply, reply.clock->now() + reply.delayMs,
                                 m_scope.stopToken()));
    else
        send(socket, reply);
}

QCoro::Task<> LoopbackServer::sendLater(LoopbackServer *self, QPointer<QTcpSocket> socket,
                                        Reply reply, TimeMs deadline, std::stop_token stop)
{
    co_await reply.clock->sleepUntil(deadline, stop);
    if (socket && !stop.stop_requested())
        self->send(socket, reply);
}

void LoopbackServer::releaseHeld()
{
    for (const Held &held : std::exchange(m_held, {})) {
        if (held.socket)
            send(held.socket, held.reply);
    }
}

void LoopbackServer::send(QTcpSocket *socket, const Reply &reply)
{
    using How = Reply::How;
    switch (reply.how) {
    case How::Whole:
        write(socket, headOf(reply) + reply.body);
        return answered(socket);
    case How::Chunked:
        write(socket, headOf(reply) + chunkOf(reply.body) + chunkOf({}));
        return answered(socket);
    case How::CutLength:
        write(socket, headOf(reply) + reply.body);
        return socket->disconnectFromHost();
    case How::CutChunked:
        write(socket, headOf(reply) + chunkOf(reply.body).chopped(reply.body.size() / 2 + 2));
        return socket->disconnectFromHost();
    case How::Drip:
        write(socket, headOf(reply));
        return drip(socket, reply.body);
    case How::HeadThenSilence:
        return write(socket, headOf(reply) + reply.body.left(reply.body.size() / 2));
    case How::Announce:
        return write(socket, headOf(reply));
    case How::Endless: {
        write(socket, headOf(reply));
        const QByteArray chunk = chunkOf(reply.body);
        connect(socket, &QTcpSocket::bytesWritten, this,
                [this, socket, chunk] { pourOn(socket, chunk); });
        return pourOn(socket, chunk);
    }
    case How::Silent:
        return;
    case How::Drop:
        return socket->abort();
    case How::Raw:
        write(socket, reply.body);
        return socket->disconnectFromHost();
    }
}

void LoopbackServer::write(QTcpSocket *socket, const QByteArray &bytes)
{
    socket->write(bytes);
    m_bytesSent += bytes.size();
}

void LoopbackServer::drip(QTcpSocket *socket, QByteArray rest)
{
    if (rest.isEmpty())
        return answered(socket);
    write(socket, rest.left(1));
    QTimer::singleShot(10, socket, [this, socket, rest] { drip(socket, rest.mid(1)); });
}

void LoopbackServer::pourOn(QTcpSocket *socket, const QByteArray &chunk)
{
    constexpr qint64 enough = 256 * 1024;
    if (socket->state() == QAbstractSocket::ConnectedState && socket->bytesToWrite() < enough)
        write(socket, chunk);
}

void LoopbackServer::answered(QTcpSocket *socket)
{
    const auto found = m_sockets.find(socket);
    if (found == m_sockets.end() || !found->busy)
        return;
    found->busy = false;
    --m_active;
    // Behind the event loop: the answer goes out first.
    QMetaObject::invokeMethod(
        this,
        [this, at = QPointer<QTcpSocket>(socket)] {
            if (at)
                receive(at);
        },
        Qt::QueuedConnection);
}

} // namespace watchfloor::test
