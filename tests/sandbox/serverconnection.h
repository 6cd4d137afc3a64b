// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/serverfaults.h"
#include "sandbox/serverparser.h"

#include <QObject>
#include <QTcpSocket>

namespace watchfloor::sandbox {

class HttpServer;

/// One client's connection. Lives until the socket closes; owned by the server.
class HttpConnection : public QObject {
    Q_OBJECT
public:
    /// Takes the socket.
    HttpConnection(QTcpSocket *socket, HttpServer *server);

    /// RST instead of FIN: the peer sees "connection reset".
    void reset();

private:
    void readMore();
    void answerNext();
    void setBusy(bool busy); ///< the server counts the busy ones
    void answer(const ParsedRequest &parsed, const FaultDraw &draw);
    void finish(bool keepAlive);
    void write(const Response &response, bool withBody, bool keepAlive, qsizetype missing);

    HttpServer *m_server;
    QTcpSocket *m_socket;
    RequestParser m_parser;
    bool m_busy = false;
    bool m_closing = false;
};

} // namespace watchfloor::sandbox
