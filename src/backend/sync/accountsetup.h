// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/storethread.h"
#include "backend/sync/credentials.h"
#include "backend/sync/providerregistry.h"
#include "backend/sync/syncservice.h"

#include <memory>

namespace watchfloor {

/// Adds, changes, probes and removes accounts: the row in the cache and the secrets beside it.
/// Nothing is written before the server has accepted the login. Its owner keeps it alive until
/// every task has ended.
class AccountSetup {
public:
    AccountSetup(StoreThread &store, ProviderContext context,
                 std::unique_ptr<CredentialStore> keyring, std::unique_ptr<CredentialStore> file);

    void setProviders(std::vector<ProviderEntry> entries) { m_entries = std::move(entries); }
    void setCredentials(std::unique_ptr<CredentialStore> keyring,
                        std::unique_ptr<CredentialStore> file);
    /// The program ends: nobody will answer a keyring's prompt.
    void abandonSecrets();
    const std::vector<ProviderEntry> &providers() const { return m_entries; }
    /// Hears of commits that change figures: other business hours or targets.
    void setCommitted(std::function<void(const ChangeSet &)> committed)
    {
        m_committed = std::move(committed);
    }

    /// With several accounts and none wanted, chosenAccountId stays empty.
    QCoro::Task<Result<ProbeResult>> probe(NewAccount wanted, std::stop_token stop);
    QCoro::Task<Result<Account>> add(NewAccount wanted, std::stop_token stop);
    /// `wanted.account.id` or else its name says which; empty secrets keep what is stored. Settings
    /// that only this program reads change without asking the server.
    QCoro::Task<Result<Account>> change(NewAccount wanted, std::stop_token stop);
    /// Probes with the stored secrets and remembers what the server can do now.
    QCoro::Task<Result<ProbeResult>> test(QString name, std::stop_token stop);
    /// `change` tells what is gone, also when the secrets could not be removed.
    QCoro::Task<Result<void>> remove(Account account, bool deleteData, ChangeSet *change);
    /// Once a day: asks the server again what it can do, and remembers it. Answers the account as
    /// it is then. When the server cannot be asked nothing changes, and it is asked in an hour.
    QCoro::Task<Account> upToDate(Account account, std::stop_token stop);

    QCoro::Task<Result<Account>> find(RowId id, QString name);
    /// A provider ready to talk for a stored account.
    QCoro::Task<Result<std::shared_ptr<Provider>>> connect(Account account);

private:
    struct Probed;
    QCoro::Task<Result<Secrets>> secretsOf(Account account);
    QCoro::Task<Result<Probed>> probed(NewAccount wanted, std::stop_token stop,
                                       bool mayChooseLater = false);
    QCoro::Task<Result<void>> giveOffFeedsAChance(RowId account);
    QCoro::Task<Result<void>> nameIsFree(QString name);
    Result<ProviderEntry> entryOf(const Account &account) const;
    void tell(const ChangeSet &change);
    CredentialStore &credentialsOf(const Account &account);

    StoreThread &m_store;
    ProviderContext m_context;
    std::unique_ptr<CredentialStore> m_keyring;
    std::unique_ptr<CredentialStore> m_file;
    std::vector<ProviderEntry> m_entries;
    std::function<void(const ChangeSet &)> m_committed;
};

} // namespace watchfloor
