// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersoncall.h"

#include <QJsonDocument>

namespace watchfloor::liveperson {

QString serviceName(Service service)
{
    switch (service) {
    case Service::KeyMetrics:
        return QStringLiteral("agentManagerWorkspace");
    case Service::History:
        return QStringLiteral("msgHist");
    case Service::Config:
        return QStringLiteral("accountConfigReadOnly");
    case Service::AgentActivity:
        return QStringLiteral("agentActivityDomain");
    case Service::Login:
        return QStringLiteral("agentVep");
    }
    return {};
}

QString permissionFor(Service service)
{
    switch (service) {
    case Service::KeyMetrics:
        return QStringLiteral("Data, Key Messaging Metrics");
    case Service::History:
        return QStringLiteral("Data, Engagement History / Messaging Interactions");
    case Service::Config:
        return QStringLiteral("Administration, Users, Skills and Agent Groups (read)");
    case Service::AgentActivity:
        return QStringLiteral("Data, Workforce Management, Agent Activity API");
    case Service::Login:
        return QStringLiteral("Login");
    }
    return {};
}

Call &Call::post(const QJsonObject &body)
{
    m_body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return *this;
}

Result<HttpRequest> Call::request(const QUrl &base, const QString &accountId) const
{
    QString path = m_path;
    path.replace(QStringLiteral("{id}"), pathSegment(accountId));
    const QUrl url = urlBelow(base, path, m_query);
    const QByteArray bytes = url.toEncoded();
    if (!url.isValid() || QUrl::fromEncoded(bytes, QUrl::StrictMode).toEncoded() != bytes) {
        return Error(Error::Kind::BadInput,
                     QStringLiteral("%1 has an address that cannot be asked for").arg(m_what), {},
                     QStringLiteral("Check the account's web address and id"));
    }
    HttpRequest request(m_what, url, m_body ? QByteArrayLiteral("POST") : QByteArrayLiteral("GET"));
    request.setHeader(QByteArrayLiteral("Accept"), QByteArrayLiteral("application/json"));
    if (m_body)
        request.setBody(*m_body, QByteArrayLiteral("application/json"));
    if (!m_revision.isEmpty())
        request.setHeader(QByteArrayLiteral("If-Match"), m_revision);
    return request;
}

} // namespace watchfloor::liveperson
