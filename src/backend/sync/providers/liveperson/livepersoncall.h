// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "backend/net/httprequest.h"

#include <QJsonObject>

#include <optional>

namespace watchfloor::liveperson {

/// A part of LivePerson with a host and a permission of its own.
enum class Service {
    KeyMetrics,    ///< agentManagerWorkspace
    History,       ///< msgHist: Messaging Interactions
    Config,        ///< accountConfigReadOnly: users, skills, groups
    AgentActivity, ///< agentActivityDomain
    Login,         ///< agentVep
};

/// Who asks: required by some services, at most 20 characters, part of what is signed.
inline constexpr const char *sourceName = "Watchfloor";

/// The name the Domain API knows; case counts.
QString serviceName(Service service);
/// What an API key must be allowed for it, as LivePerson's own pages call it.
QString permissionFor(Service service);

/// One request to one service, as a pure value; the session adds host and signature. The path is
/// as in the documents, with `{id}` where the account's id stands; ids of one's own go in by
/// pathSegment().
class Call {
public:
    /// `what` names it in sentences for people, e.g. "the list of skills".
    Call(QString what, Service service, QString path)
        : m_what(std::move(what))
        , m_service(service)
        , m_path(std::move(path))
    {
    }

    Call &with(const QString &name, const QString &value)
    {
        m_query.append({name, value});
        return *this;
    }
    Call &with(const char *name, qint64 value)
    {
        return with(QString::fromLatin1(name), QString::number(value));
    }
    /// Makes it a POST; the body is not signed.
    Call &post(const QJsonObject &body);
    /// The answer may then be 304.
    Call &ifMatch(const QByteArray &revision)
    {
        m_revision = revision;
        return *this;
    }
    /// Somebody waits in front of a dialog.
    Call &probing()
    {
        m_probing = true;
        return *this;
    }

    const QString &what() const { return m_what; }
    Service service() const { return m_service; }
    bool isProbing() const { return m_probing; }

    /// Without any credential. BadInput when the address does not survive being built: what is
    /// signed would not be what is sent.
    Result<HttpRequest> request(const QUrl &base, const QString &accountId) const;

private:
    QString m_what;
    Service m_service;
    QString m_path;
    QList<QPair<QString, QString>> m_query;
    std::optional<QByteArray> m_body;
    QByteArray m_revision;
    bool m_probing = false;
};

} // namespace watchfloor::liveperson
