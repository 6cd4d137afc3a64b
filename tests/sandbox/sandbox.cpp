// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/sandbox.h"

#include "sandbox/truthjson.h"

#include <QDateTime>

namespace watchfloor::sandbox {

namespace {

std::optional<Vendor> vendorOf(const QString &word)
{
    for (const VendorRow &row : vendorRows()) {
        if (vendorWord(row.vendor) == word)
            return row.vendor;
    }
    return std::nullopt;
}

Response jsonResponse(int status, const QByteArray &body)
{
    Response response;
    response.status = status;
    response.headers.emplace_back("Content-Type", "application/json; charset=utf-8");
    response.body = body;
    return response;
}

Response refuse(int status, const QString &sentence)
{
    TruthJson json;
    json.beginObject().key("error").text(QStringLiteral("sandbox: ") + sentence).endObject();
    return jsonResponse(status, json.bytes());
}

void writeMap(TruthJson *json, const char *key, const QMap<QString, QString> &map)
{
    json->key(key).beginObject();
    for (auto it = map.begin(); it != map.end(); ++it)
        json->key(it.key().toUtf8().constData()).text(it.value());
    json->endObject();
}

} // namespace

Sandbox::Sandbox(const SandboxConfig &config, QObject *parent)
    : QObject(parent)
    , m_config(config)
    , m_clock(config.now.value_or(QDateTime::currentMSecsSinceEpoch()), config.freeze, config.speed)
{
    if (m_config.time && !m_config.paced)
        m_config.paced = m_config.time;
    const Ms start = now();
    m_config.now = start;
    if (!m_config.epoch)
        m_config.epoch = start / Day * Day - m_config.days * Day;
}

Sandbox::~Sandbox()
{
    for (const auto &[vendor, server] : m_servers)
        server->stop();
    if (m_truth)
        m_truth->stop();
}

bool Sandbox::start(QString *error)
{
    const int base = m_config.portBase;
    ServerConfig truth = serverConfig(QStringLiteral("truth"));
    truth.handle = [this](const Request &request) { return handleTruth(request); };
    truth.now = [this] { return now(); };
    m_truth = std::make_unique<HttpServer>(std::move(truth));
    if (!m_truth->start(static_cast<quint16>(base), error))
        return false;
    for (size_t i = 0; i < vendorRows().size(); ++i) {
        const Vendor vendor = vendorRows()[i].vendor;
        if (!vendorRows()[i].make)
            continue;
        ServerConfig own = serverConfig(vendorWord(vendor));
        own.handle = [this, vendor](const Request &request) {
            return handleVendor(vendor, request);
        };
        own.now = [this] { return now(); };
        own.faults = m_config.faults.value(own.name);
        own.seed = Random::mixed(m_config.seed + i) ^ 0xFA0175;
        if (own.faults.tls != TlsFault::None) {
            if (!m_folder)
                m_folder = std::make_unique<QTemporaryDir>();
            own.tls = makeTlsIdentity(own.faults.tls, m_folder->filePath(own.name), error);
            if (!own.tls)
                return false;
        }
        auto server = std::make_unique<HttpServer>(std::move(own));
        if (!server->start(base == 0 ? quint16(0) : static_cast<quint16>(base + 1 + int(i)), error))
            return false;
        m_ports[vendor] = server->serverPort();
        m_servers[vendor] = std::move(server);
    }
    return true;
}

ServerConfig Sandbox::serverConfig(const QString &name)
{
    ServerConfig config;
    config.name = name;
    config.log = [this](const LogEntry &entry) { note(entry); };
    return config;
}

void Sandbox::note(const LogEntry &entry)
{
    // A demo may run for weeks.
    if (m_log.size() >= 2 * LogLength)
        m_log.erase(m_log.begin(), m_log.begin() + static_cast<qptrdiff>(LogLength));
    m_log.push_back(entry);
    ++m_counts[entry.server][entry.route];
    if (entry.status == 429)
        ++m_refused[entry.server][entry.route];
}

QString Sandbox::truthUrl() const
{
    return m_truth ? m_truth->url() : QString();
}

std::vector<Vendor> Sandbox::served() const
{
    std::vector<Vendor> vendors;
    for (const auto &[vendor, server] : m_servers)
        vendors.push_back(vendor);
    return vendors;
}

VendorAccess Sandbox::access(Vendor vendor) const
{
    VendorAccess access;
    const auto server = m_servers.find(vendor);
    if (server == m_servers.end())
        return access;
    access.url =
        QStringLiteral("%1://127.0.0.1:%2")
            .arg(server->second->config().tls ? QStringLiteral("https") : QStringLiteral("http"),
                 QString::number(m_ports.at(vendor)));
    vendorRow(vendor).fill(m_config, &access);
    return access;
}

QString Sandbox::authorityFile(Vendor vendor) const
{
    const auto server = m_servers.find(vendor);
    return server != m_servers.end() && server->second->config().tls
               ? server->second->config().tls->authority
               : QString();
}

QByteArray Sandbox::readyLine() const
{
    TruthJson json;
    json.beginObject().key("truth").text(truthUrl()).key("now").time(now());
    for (const Vendor vendor : served()) {
        const VendorAccess own = access(vendor);
        json.key(vendorWord(vendor).toUtf8().constData()).beginObject().key("url").text(own.url);
        json.key("account_id").text(own.accountId);
        writeMap(&json, "settings", own.settings);
        writeMap(&json, "secrets", own.secrets);
        const QString authority = authorityFile(vendor);
        if (!authority.isEmpty())
            json.key("ca").text(authority);
        json.endObject();
    }
    return json.endObject().bytes();
}

Ms Sandbox::now(Vendor vendor) const
{
    return now() + m_config.faults.value(vendorWord(vendor)).skewMs;
}

void Sandbox::setNow(Ms now)
{
    m_clock.set(now);
}

void Sandbox::setFaults(const FaultMap &faults)
{
    m_config.faults = faults;
    for (const auto &[vendor, server] : m_servers) {
        FaultSettings own = faults.value(vendorWord(vendor));
        own.tls = server->config().faults.tls;
        server->setFaults(own);
    }
}

void Sandbox::stopVendor(Vendor vendor)
{
    const auto server = m_servers.find(vendor);
    if (server != m_servers.end())
        server->second->stop();
}

bool Sandbox::startVendor(Vendor vendor, QString *error)
{
    const auto server = m_servers.find(vendor);
    if (server != m_servers.end())
        return server->second->isListening() || server->second->start(m_ports.at(vendor), error);
    *error = QStringLiteral("%1 is not served.").arg(vendorWord(vendor));
    return false;
}

Simulation &Sandbox::simulation(Vendor vendor)
{
    std::unique_ptr<Simulation> &own = m_simulations[vendor];
    if (!own) {
        SimulationConfig config;
        config.vendor = vendor;
        config.seed = m_config.seed;
        config.epoch = *m_config.epoch;
        config.agents = m_config.agents;
        config.conversationsPerDay = m_config.conversationsPerDay;
        config.days = m_config.days;
        config.pii = m_config.pii;
        config.tidy = m_config.tidy;
        config.vanish = vendor == Vendor::ChatDash && m_config.chatdash.vanish;
        own = std::make_unique<Simulation>(config);
    }
    own->advanceTo(now(vendor));
    return *own;
}

const World &Sandbox::world(Vendor vendor)
{
    return simulation(vendor).world();
}

TruthAccount Sandbox::accountOf(Vendor vendor) const
{
    VendorAccess own = access(vendor);
    if (own.url.isEmpty()) {
        vendorRow(vendor).fill(m_config, &own);
        own.url = truthUrl();
    }
    return {own.accountId, own.url};
}

TruthAnswer Sandbox::truth(Vendor vendor, const QString &operation, const TruthParams &params,
                           const QByteArray &body)
{
    return Truth(world(vendor), accountOf(vendor)).answer(operation, params, body);
}

Response Sandbox::handleVendor(Vendor vendor, const Request &request)
{
    const Simulation &own = simulation(vendor);
    // Made when somebody asks: a test of one vendor does not pay for the days of four.
    std::unique_ptr<VendorDialect> &dialect = m_dialects[vendor];
    if (!dialect)
        dialect = vendorRow(vendor).make(own, m_servers.at(vendor)->url(), m_config);
    Request paced = request;
    paced.pacedMs = m_config.paced ? m_config.paced() : m_clock.paced();
    return dialect->handle(paced);
}

Response Sandbox::handleTruth(const Request &request)
{
    const QStringList parts = request.path.mid(1).split(QLatin1Char('/'));
    if (parts.value(0) != QLatin1String("truth"))
        return refuse(404, QStringLiteral("ask below /truth"));
    if (parts.size() == 2 && parts.at(1) == QLatin1String("now")) {
        TruthJson json;
        json.beginObject().key("now").time(request.nowMs);
        return jsonResponse(200, json.endObject().bytes());
    }
    const std::optional<Vendor> vendor = vendorOf(parts.value(1));
    if (!vendor || parts.size() != 3)
        return refuse(404, QStringLiteral("ask /truth/VENDOR/OPERATION or /truth/now"));
    if ((request.method == "POST") != Truth::isPost(parts.at(2)))
        return refuse(405,
                      QStringLiteral("%1 is asked by %2")
                          .arg(parts.at(2), Truth::isPost(parts.at(2)) ? QStringLiteral("POST")
                                                                       : QStringLiteral("GET")));
    const TruthAnswer answer = truth(*vendor, parts.at(2), request.query, request.body);
    return jsonResponse(answer.status, answer.json);
}

QMap<QString, int> Sandbox::requestCounts(Vendor vendor) const
{
    return m_counts.value(vendorWord(vendor));
}

QMap<QString, int> Sandbox::refusedCounts(Vendor vendor) const
{
    return m_refused.value(vendorWord(vendor));
}

int Sandbox::requestCount(Vendor vendor) const
{
    int count = 0;
    const QMap<QString, int> counts = requestCounts(vendor);
    for (const int own : counts)
        count += own;
    return count;
}

void Sandbox::clearLog()
{
    m_log.clear();
    m_counts.clear();
    m_refused.clear();
}

} // namespace watchfloor::sandbox
