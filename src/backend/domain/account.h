// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace watchfloor {

/// One login at one vendor. Holds no secret: those live in the keyring under secretKey().
struct Account {
    RowId id = 0;
    QString provider;         ///< "chatwoot", "rocketchat", "liveperson", "chatdash"
    QString name;             ///< the user's own, unique
    QUrl baseUrl;             ///< installation root, may have a path prefix, no trailing slash
    QString remoteAccountId;  ///< the vendor's account id as text
    QJsonObject settings;     ///< provider settings (`--set KEY=VALUE`)
    QString timeZone;         ///< IANA id, empty = not known
    QString version;          ///< server version found by the probe
    QStringList capabilities; ///< found by the probe, e.g. "reports", "reporting_events"

    bool can(const QString &capability) const { return capabilities.contains(capability); }
    bool operator==(const Account &) const = default;
};

} // namespace watchfloor
