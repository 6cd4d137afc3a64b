// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/serverconnection.h"

#include "sandbox/server.h"

#include <QDateTime>
#include <QLocale>
#include <QTimer>

#include <sys/socket.h>

namespace watchfloor::sandbox {

namespace {

const char *reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 204:
        return "No Content";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 413:
        return "Content Too Large";
    case 422:
        return "Unprocessable Entity";
    case 429:
        return "Too Many Requests";
    case 500:
        return "Internal Server Error";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    default:
        return "Answer";
    }
}

QByteArray httpDate(qint64 ms)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
    return QLocale::c().toString(time, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'").toLatin1();
}

bool isJson(const Response &response)
{
    for (const auto &[name, value] : response.headers) {
        if (name.compare("content-type", Qt::CaseInsensitive) == 0)
            return value.toLower().contains("json");
    }
    return false;
}

} // namespace

HttpConnection::HttpConnection(QTcpSocket *socket, HttpServer *server)
    : QObject(server)
    , m_server(server)
    , m_socket(socket)
{
    m_socket->setParent(this);
    // What a busy connection sends meanwhile waits in the kernel, not here.
    m_socket->setReadBufferSize(1024 * 1024);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket, &QTcpSocket::readyRead, this, &HttpConnection::readMore);
    connect(m_socket, &QTcpSocket::disconnected, this, [this] {
        setBusy(false);
        deleteLater();
    });
}

void HttpConnection::setBusy(bool busy)
{
    if (m_busy != busy)
        m_server->addInFlight(busy ? 1 : -1);
    m_busy = busy;
}

void HttpConnection::reset()
{
    m_closing = true;
    setBusy(false);
    linger now{};
    now.l_onoff = 1;
    now.l_linger = 0;
    ::setsockopt(static_cast<int>(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now,
                 sizeof now);
    m_socket->abort();
    deleteLater();
}

void HttpConnection::readMore()
{
    if (m_busy || m_closing)
        return;
    m_parser.feed(m_socket->readAll());
    answerNext();
}

void HttpConnection::answerNext()
{
    ParsedRequest parsed;
    while (!m_busy && !m_closing) {
        switch (m_parser.next(&parsed)) {
        case RequestParser::State::NeedMore:
            if (m_parser.takeContinue())
                m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
            if (m_socket->bytesAvailable() == 0)
                return;
            m_parser.feed(m_socket->readAll());
            break;
        case RequestParser::State::Bad: {
            Response response;
            response.status = m_parser.errorStatus();
            response.headers.emplace_back("Content-Type", "text/plain");
            response.body = "sandbox: " + m_parser.errorText() + "\n";
            write(response, true, false, 0);
            finish(false);
            return;
        }
        case RequestParser::State::Ready: {
            const FaultDraw draw = m_server->dice().draw(m_server->config().faults);
            setBusy(true);
            parsed.request.inFlight = m_server->inFlight();
            if (draw.delayMs == 0) {
                answer(parsed, draw);
                break;
            }
            QTimer::singleShot(draw.delayMs, this, [this, parsed, draw] {
                answer(parsed, draw);
                answerNext();
            });
            return;
        }
        }
    }
}

void HttpConnection::answer(const ParsedRequest &parsed, const FaultDraw &draw)
{
    if (m_closing)
        return;
    const ServerConfig &config = m_server->config();
    Request request = parsed.request;
    request.nowMs = m_server->now();
    request.clientIp = m_socket->peerAddress().toString();
    const bool head = request.method == "HEAD";
    if (head)
        request.method = "GET";

    LogEntry entry;
    entry.timeMs = request.nowMs;
    entry.server = config.name;
    entry.method = QString::fromLatin1(parsed.request.method);
    entry.path = request.path;
    entry.route = routeOf(entry.method, entry.path);
    entry.fault = draw.kind;
    if (draw.kind == FaultKind::Reset || draw.kind == FaultKind::Drop) {
        config.log(entry);
        if (draw.kind == FaultKind::Reset)
            reset();
        else
            finish(false);
        return;
    }
    Response response;
    if (draw.kind == FaultKind::TooMany || draw.kind == FaultKind::ServerError ||
        draw.kind == FaultKind::Html)
        response = faultResponse(draw.kind, draw.salt, config.name);
    else
        response = config.handle(request);
    qsizetype missing = 0;
    if (draw.kind == FaultKind::Types && isJson(response))
        response.body = withWrongType(response.body, draw.salt);
    if (draw.kind == FaultKind::Truncate)
        missing = response.body.size() - response.body.size() / 2;
    entry.status = response.status;
    config.log(entry);
    const bool keepAlive = parsed.keepAlive && missing == 0;
    write(response, !head, keepAlive, missing);
    finish(keepAlive);
}

void HttpConnection::write(const Response &response, bool withBody, bool keepAlive,
                           qsizetype missing)
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(response.status) + ' ' +
                     reasonOf(response.status) + "\r\n";
    out += "Date: " + httpDate(m_server->now()) + "\r\n";
    for (const auto &[name, value] : response.headers) {
        const QByteArray lower = name.toLower();
        if (lower != "content-length" && lower != "connection" && lower != "date")
            out += name + ": " + value + "\r\n";
    }
    if (response.status != 204 && response.status != 304)
        out += "Content-Length: " + QByteArray::number(response.body.size()) + "\r\n";
    out += keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    if (withBody && response.status != 204 && response.status != 304)
        out += response.body.left(response.body.size() - missing);
    m_socket->write(out);
}

void HttpConnection::finish(bool keepAlive)
{
    setBusy(false);
    if (keepAlive || m_closing)
        return;
    m_closing = true;
    m_socket->disconnectFromHost();
}

} // namespace watchfloor::sandbox
