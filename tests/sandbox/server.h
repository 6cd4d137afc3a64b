// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/http.h"
#include "sandbox/serverfaults.h"
#include "sandbox/servertls.h"

#include <QHash>
#include <QString>
#include <QTcpServer>

#include <functional>
#include <optional>
#include <vector>

namespace watchfloor::sandbox {

/// One request as it was answered. `status` 0: no answer left the server (reset, drop).
struct LogEntry {
    qint64 timeMs = 0; ///< the server's clock when the request was whole
    QString server;
    QString method;
    QString path;
    QString route; ///< method and path with ids replaced by {id}
    int status = 0;
    FaultKind fault = FaultKind::None;
};

struct ServerConfig {
    QString name; ///< vendor or "truth"
    std::function<Response(const Request &)> handle;
    std::function<qint64()> now; ///< ms UTC, without the skew
    std::function<void(const LogEntry &)> log;
    FaultSettings faults;
    quint64 seed = 0; ///< of the faults' dice
    std::optional<TlsIdentity> tls;
};

/// HTTP/1.1 on 127.0.0.1, with keep-alive and any number of connections; one connection's requests
/// are answered in order. HEAD is answered as GET without the body. Faults strike before the
/// handler is asked, except "types" and "truncate", which spoil its answer.
class HttpServer : public QTcpServer {
    Q_OBJECT
public:
    explicit HttpServer(ServerConfig config, QObject *parent = nullptr);

    /// Port 0: any free one. False and one sentence in `error` when the port is taken.
    bool start(quint16 wantedPort, QString *error);
    /// Stops listening and resets what is connected; start() may follow.
    void stop();
    QString url() const;

    void setFaults(const FaultSettings &faults) { m_config.faults = faults; }
    const ServerConfig &config() const { return m_config; }
    FaultDice &dice() { return m_dice; }
    qint64 now() const { return m_config.now() + m_config.faults.skewMs; }
    /// Requests that came and wait for their answer, over all connections.
    int inFlight() const { return m_inFlight; }
    void addInFlight(int change) { m_inFlight += change; }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    ServerConfig m_config;
    FaultDice m_dice;
    int m_inFlight = 0;
};

/// "GET /api/v1/accounts/7" -> "GET /api/v1/accounts/{id}"
QString routeOf(const QString &method, const QString &path);

} // namespace watchfloor::sandbox
