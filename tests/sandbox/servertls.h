// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/serverfaults.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QString>

#include <optional>

namespace watchfloor::sandbox {

/// What a TLS server shows. `authority` is the file a test may trust: with SelfSigned the
/// connection is then good, with Expired and Host it must fail all the same.
struct TlsIdentity {
    QSslCertificate certificate;
    QSslKey key;
    QString authority;
};

/// Makes the certificate for one TLS fault with the openssl command, in `folder`. nullopt and one
/// sentence in `error` when the command is missing or fails.
std::optional<TlsIdentity> makeTlsIdentity(TlsFault fault, const QString &folder, QString *error);

} // namespace watchfloor::sandbox
