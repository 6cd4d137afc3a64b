// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersondomains.h"

#include "backend/net/jsonreader.h"

#include <QJsonArray>

namespace watchfloor::liveperson {
namespace {

constexpr DurationMs longestMemory = 24 * DurationMs(3'600'000);
constexpr DurationMs lookUpAgain = 10 * 60'000;

void add(ServiceHosts &found, const QJsonObject &entry)
{
    const QString service = entry.value(QLatin1String("service")).toString();
    const QString host = entry.value(QLatin1String("baseURI")).toString().trimmed();
    const QUrl url(QStringLiteral("https://") + host, QUrl::StrictMode);
    // A host and nothing else: a path or a user name would be somebody's trick.
    if (!service.isEmpty() && url.isValid() && !url.host().isEmpty() && url.authority() == host)
        found.hosts.insert(service, host);
}

} // namespace

ServiceHosts serviceHostsIn(const QJsonArray &baseUris)
{
    ServiceHosts found;
    for (const QJsonValue &entry : baseUris)
        add(found, entry.toObject());
    return found;
}

Result<ServiceHosts> parseServiceHosts(const QByteArray &body)
{
    const auto json = parseJson(body);
    if (!json)
        return json.error();
    const QJsonObject root = json->toObject();
    const QJsonValue list = root.value(QLatin1String("baseURIs"));
    ServiceHosts found = serviceHostsIn(list.toArray());
    add(found, root);
    if (found.hosts.isEmpty() && !list.isArray() && !root.contains(QLatin1String("baseURI"))) {
        return Error(Error::Kind::WrongShape, QStringLiteral("the answer names no host"),
                     QStringLiteral("$.baseURI: text expected"));
    }
    return found;
}

std::optional<QUrl> DomainTable::baseOf(Service service, TimeMs now) const
{
    if (!m_lookUp)
        return m_address;
    const auto found = m_entries.constFind(serviceName(service));
    if (found == m_entries.constEnd() || found->stale || found->learntAt > now ||
        found->learntAt + longestMemory <= now)
        return std::nullopt;
    return found->base;
}

void DomainTable::learn(const ServiceHosts &found, TimeMs now)
{
    for (auto it = found.hosts.begin(); it != found.hosts.end(); ++it) {
        QUrl base(QStringLiteral("https://") + it.value());
        // Plain http stays on this machine, and only where the lookup itself was such.
        if (m_address.scheme() == QLatin1String("http") && isLoopbackHost(base.host()))
            base.setScheme(QStringLiteral("http"));
        m_entries.insert(it.key(), Entry{base, now, false});
    }
}

bool DomainTable::forget(Service service, TimeMs now)
{
    const auto found = m_entries.find(serviceName(service));
    if (!m_lookUp || found == m_entries.end() || found->learntAt + lookUpAgain > now)
        return false;
    found->stale = true;
    return true;
}

} // namespace watchfloor::liveperson
