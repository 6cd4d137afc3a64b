// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "backend/net/httpresponse.h"
#include "backend/sync/providers/liveperson/livepersoncall.h"

#include <QHash>
#include <QUrl>

#include <optional>

namespace watchfloor::liveperson {

/// Hosts by service name, as one answer of the Domain API (or of the login) tells them.
class ServiceHosts {
public:
    QHash<QString, QString> hosts; ///< "msgHist" -> "va.msghist.liveperson.net"
};

/// Takes both shapes, one service or `baseURIs`. What is no host, or host and port, is left out.
Result<ServiceHosts> parseServiceHosts(const QByteArray &body);
/// The same from a list that stands elsewhere (`csdsCollectionResponse.baseURIs` of the login).
ServiceHosts serviceHostsIn(const QJsonArray &baseUris);

/// Where each service lives, remembered for a day. Pure but for what it is told.
class DomainTable {
public:
    /// With a fixed address nothing is ever looked up.
    DomainTable(QUrl address, bool lookUp)
        : m_address(std::move(address))
        , m_lookUp(lookUp)
    {
    }

    bool looksUp() const { return m_lookUp; }
    const QUrl &address() const { return m_address; }
    /// Nothing when it must be asked for (anew).
    std::optional<QUrl> baseOf(Service service, TimeMs now) const;
    void learn(const ServiceHosts &found, TimeMs now);
    /// The host did not answer as such: false when it was looked up just now.
    bool forget(Service service, TimeMs now);

private:
    struct Entry {
        QUrl base;
        TimeMs learntAt = 0;
        bool stale = false;
    };

    QUrl m_address;
    bool m_lookUp;
    QHash<QString, Entry> m_entries;
};

} // namespace watchfloor::liveperson
