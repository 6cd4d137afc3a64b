// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/http.h"
#include "sandbox/simkinds.h"

#include <QMap>
#include <QString>

#include <memory>

namespace watchfloor::sandbox {

class Simulation;

/// What the Chatwoot server of this run is like.
struct ChatwootOptions {
    QString edition = QStringLiteral("enterprise"); ///< enterprise | community
    QString version = QStringLiteral("4.15.1");
    QString role = QStringLiteral("administrator"); ///< administrator | agent | report_manage
    QString token = QStringLiteral("sandbox-token-0123456789");
    int limitPerIp = 60'000; ///< requests a minute
    int limitReports = 100;  ///< .../reports* a minute, per user and account
    int limitMeta = 30;      ///< .../conversations/meta a minute
};

/// Reads KEY=VALUE of --chatwoot; one sentence when it is wrong, else empty.
QString setChatwootOption(ChatwootOptions *options, const QString &key, const QString &value);

/// How one vendor answers on the wire.
class VendorDialect {
public:
    VendorDialect() = default;
    virtual ~VendorDialect() = default;
    Q_DISABLE_COPY_MOVE(VendorDialect)
    /// The simulation stands at request.nowMs.
    virtual Response handle(const Request &request) = 0;
};

/// Null for a vendor that has no dialect (yet).
std::unique_ptr<VendorDialect> makeDialect(const Simulation &simulation, const QString &baseUrl,
                                           const ChatwootOptions &chatwoot);
bool hasDialect(Vendor vendor);

/// The account id the product must be given.
QString accountIdOf(Vendor vendor);

} // namespace watchfloor::sandbox
