// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/sandboxclock.h"
#include "sandbox/sandboxvendors.h"
#include "sandbox/server.h"
#include "sandbox/simulation.h"
#include "sandbox/truth.h"

#include <QJsonObject>
#include <QMap>
#include <QTemporaryDir>

#include <functional>
#include <map>
#include <memory>

namespace watchfloor::sandbox {

struct SandboxConfig {
    quint64 seed = 1;
    bool pii = false;
    bool tidy = false; ///< nothing stays open for much longer than a day
    int days = 30;
    int agents = 40;
    int conversationsPerDay = 300;
    std::optional<Ms> now;   ///< the clock's start; empty = the machine's time
    std::optional<Ms> epoch; ///< start of the history; empty = UTC midnight, `days` before now
    bool freeze = true;      ///< the clock moves by setNow() and advance() only
    double speed = 1;
    /// Somebody else's clock, looked at with each request, for the world and the limits alike:
    /// what comes after a jump in time is never counted before it. Empty = the sandbox's own.
    std::function<Ms()> time;
    /// What the vendors' limits of requests a minute go by; empty = the machine's monotonic clock.
    std::function<Ms()> paced;
    int portBase = 0; ///< truth here, vendors on the next ones; 0 = any free ports
    FaultMap faults;
    ChatwootOptions chatwoot;
    RocketChatOptions rocketchat;
    LivePersonOptions liveperson;
    ChatDashOptions chatdash;
};

/// The whole sandbox in one object, for the program and for tests that run it in-process:
///     Sandbox box({.days = 5, .agents = 8}); QString error; QVERIFY(box.start(&error));
/// It lives in one thread and needs its event loop. The world moves on when somebody asks.
class Sandbox : public QObject {
    Q_OBJECT
public:
    explicit Sandbox(const SandboxConfig &config = {}, QObject *parent = nullptr);
    ~Sandbox() override;

    /// False and one sentence in `error` when a port is taken or no certificate can be made.
    bool start(QString *error);

    const SandboxConfig &config() const { return m_config; }
    QString truthUrl() const;
    /// Vendors with a dialect; the truth answers for all four.
    std::vector<Vendor> served() const;
    VendorAccess access(Vendor vendor) const;
    /// PEM of the authority a test may trust when a vendor speaks TLS, else empty.
    QString authorityFile(Vendor vendor) const;
    /// The one line the program prints.
    QByteArray readyLine() const;

    Ms now() const { return m_config.time ? m_config.time() : m_clock.now(); }
    /// As that vendor's server sees it: with its skew.
    Ms now(Vendor vendor) const;
    void setNow(Ms now);
    void advance(Ms duration) { setNow(now() + duration); }

    /// TLS faults are fixed at start(); the others take effect with the next request.
    void setFaults(const FaultMap &faults);
    /// Closes one vendor's port and connections; startVendor() opens the same port again.
    void stopVendor(Vendor vendor);
    bool startVendor(Vendor vendor, QString *error);

    /// The world at now(vendor).
    const World &world(Vendor vendor);
    /// The same answer as /truth/{vendor}/{operation}, without the wire.
    TruthAnswer truth(Vendor vendor, const QString &operation, const TruthParams &params = {},
                      const QByteArray &body = {});

    /// The newest requests to all servers, oldest first, LogLength at least when there were more.
    const std::vector<LogEntry> &log() const { return m_log; }
    static constexpr size_t LogLength = 50'000;
    /// Every request since the last clearLog() by "METHOD /path/{id}" (see routeOf), failed ones
    /// included.
    QMap<QString, int> requestCounts(Vendor vendor) const;
    int requestCount(Vendor vendor) const;
    /// Those of them which were answered by 429, by a fault or by the vendor's own limits: a client
    /// that keeps the limits never sees one.
    QMap<QString, int> refusedCounts(Vendor vendor) const;
    void clearLog();

private:
    Simulation &simulation(Vendor vendor);
    Response handleTruth(const Request &request);
    Response handleVendor(Vendor vendor, const Request &request);
    ServerConfig serverConfig(const QString &name);
    void note(const LogEntry &entry);
    TruthAccount accountOf(Vendor vendor) const;

    SandboxConfig m_config;
    SandboxClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder; ///< certificates, when there are any
    std::map<Vendor, std::unique_ptr<Simulation>> m_simulations;
    std::map<Vendor, std::unique_ptr<VendorDialect>> m_dialects;
    std::map<Vendor, std::unique_ptr<HttpServer>> m_servers;
    std::map<Vendor, quint16> m_ports;
    std::unique_ptr<HttpServer> m_truth;
    std::vector<LogEntry> m_log;
    QMap<QString, QMap<QString, int>> m_counts;  ///< by server and route
    QMap<QString, QMap<QString, int>> m_refused; ///< of these, answered by 429
};

} // namespace watchfloor::sandbox
