// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/chatdashoptions.h"
#include "sandbox/chatwootoptions.h"
#include "sandbox/http.h"
#include "sandbox/livepersonoptions.h"
#include "sandbox/rocketchatoptions.h"
#include "sandbox/simkinds.h"

#include <QMap>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace watchfloor::sandbox {

class Simulation;
struct SandboxConfig;

/// How one vendor answers on the wire.
class VendorDialect {
public:
    VendorDialect() = default;
    virtual ~VendorDialect() = default;
    Q_DISABLE_COPY_MOVE(VendorDialect)
    /// The simulation stands at request.nowMs.
    virtual Response handle(const Request &request) = 0;
};

/// What an account of the product needs to reach one simulated vendor.
struct VendorAccess {
    QString url;
    QString accountId;
    QMap<QString, QString> settings; ///< for --set KEY=VALUE
    QMap<QString, QString> secrets;  ///< for --secret KEY=-
};

/// Everything the sandbox must know of one vendor; sandboxvendors.cpp has the table.
struct VendorRow {
    using Maker = std::unique_ptr<VendorDialect>(const Simulation &, const QString &baseUrl,
                                                 const SandboxConfig &);

    Vendor vendor = Vendor::Chatwoot;
    /// Reads one KEY=VALUE of --VENDOR; empty, or one sentence why not.
    std::function<QString(SandboxConfig *, const QString &key, const QString &value)> set;
    QString optionHelp; ///< one line a key
    /// Null: the vendor is not on the wire (yet), only its truth is served.
    std::function<Maker> make;
    /// Fills in account id, settings and secrets; may append a path to the URL.
    std::function<void(const SandboxConfig &, VendorAccess *)> fill;
};

/// In the order of their ports.
const std::vector<VendorRow> &vendorRows();
const VendorRow &vendorRow(Vendor vendor);

} // namespace watchfloor::sandbox
