// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/server.h"

#include "sandbox/serverconnection.h"

#include <QHostAddress>
#include <QSslConfiguration>
#include <QSslSocket>

#include <algorithm>

namespace watchfloor::sandbox {

namespace {

bool looksLikeAnId(const QString &segment)
{
    const bool digits =
        !segment.isEmpty() && std::all_of(segment.begin(), segment.end(), [](QChar c) {
            return c >= QLatin1Char('0') && c <= QLatin1Char('9');
        });
    const bool mixed = segment.size() >= 17 && std::any_of(segment.begin(), segment.end(),
                                                           [](QChar c) { return c.isDigit(); });
    return digits || mixed;
}

} // namespace

HttpServer::HttpServer(ServerConfig config, QObject *parent)
    : QTcpServer(parent)
    , m_config(std::move(config))
    , m_dice(m_config.seed)
{
}

bool HttpServer::start(quint16 wantedPort, QString *error)
{
    if (listen(QHostAddress::LocalHost, wantedPort))
        return true;
    *error = QStringLiteral("Cannot listen on 127.0.0.1:%1 for %2: %3.")
                 .arg(QString::number(wantedPort), m_config.name, errorString());
    return false;
}

void HttpServer::stop()
{
    close();
    const auto connections = findChildren<HttpConnection *>(Qt::FindDirectChildrenOnly);
    for (HttpConnection *connection : connections)
        connection->reset();
}

QString HttpServer::url() const
{
    return QStringLiteral("%1://127.0.0.1:%2")
        .arg(m_config.tls ? QStringLiteral("https") : QStringLiteral("http"),
             QString::number(serverPort()));
}

void HttpServer::incomingConnection(qintptr descriptor)
{
    if (!m_config.tls) {
        auto *socket = new QTcpSocket;
        if (socket->setSocketDescriptor(descriptor))
            new HttpConnection(socket, this);
        else
            delete socket;
        return;
    }
    auto *socket = new QSslSocket;
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        return;
    }
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(m_config.tls->certificate);
    tls.setPrivateKey(m_config.tls->key);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket->setSslConfiguration(tls);
    new HttpConnection(socket, this);
    socket->startServerEncryption();
}

QString routeOf(const QString &method, const QString &path)
{
    QStringList segments = path.split(QLatin1Char('/'));
    for (QString &segment : segments) {
        if (looksLikeAnId(segment))
            segment = QStringLiteral("{id}");
    }
    return method + QLatin1Char(' ') + segments.join(QLatin1Char('/'));
}

} // namespace watchfloor::sandbox
