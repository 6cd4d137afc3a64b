// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "backend/sync/provider.h"

#include <QCoroTask>

namespace watchfloor {

/// Where an account's secrets are. Never anywhere else: no database, log, argument or crash text.
class CredentialStore {
public:
    virtual ~CredentialStore() = default;
    /// Keyring error with a sentence when no service runs. A missing entry is Unauthorized.
    virtual QCoro::Task<Result<Secrets>> read(QString accountName, QStringList keys) = 0;
    virtual QCoro::Task<Result<void>> write(QString accountName, Secrets secrets) = 0;
    virtual QCoro::Task<Result<void>> remove(QString accountName, QStringList keys) = 0;
    /// The program ends: what waits for a person (a keyring asking for its password) answers
    /// Cancelled at once, and so does whatever is asked from now on.
    virtual void abandon() {}
};

/// What read() answers for an entry nobody stored.
Error missingSecret(const QString &accountName, const QString &key);

/// The system keyring (Secret Service, KWallet) through QtKeychain.
/// Entries are named "<profile id>/<account>/<key>" so that two profiles never collide.
std::unique_ptr<CredentialStore> keyringCredentials(const QString &profileDir);

/// `secrets.json` in the profile, mode 0600, only for users who said so explicitly.
std::unique_ptr<CredentialStore> fileCredentials(const QString &profileDir);

} // namespace watchfloor
