// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/domain/changeset.h"
#include "backend/domain/feed.h"
#include "backend/domain/providerinfo.h"
#include "backend/domain/result.h"
#include "backend/store/storethread.h"
#include "backend/sync/credentials.h"
#include "backend/sync/provider.h"

#include <QCoroTask>
#include <QObject>

#include <memory>
#include <stop_token>

namespace watchfloor {

struct AgedCount;
struct ProviderEntry;
struct StorageUse;

struct SyncOptions {
    QStringList accounts;        ///< names; empty = all
    QStringList feeds;           ///< keys; empty = all
    std::optional<TimeMs> since; ///< history horizon; default: the account's history_days
    bool full = false;           ///< forget cursors and read everything again
};

/// How one feed of one account stands, live. An empty feed key speaks of the account as a whole.
struct FeedProgressReport {
    QString account;
    QString feed;
    QString title;
    enum class State { Idle, Running, Waiting, Off, Failed } state = State::Idle;
    qint64 rows = 0; ///< wire rows in this run
    int windowsDone = 0;
    int windowsTotal = 0; ///< 0 = not known
    QString sentence;     ///< error or reason, for people
};

/// Old history of an account leaves the cache, as its policy wants it.
struct RemovalReport {
    QString account;
    TimeMs before = 0;        ///< what is older goes
    qint64 conversations = 0; ///< gone so far
    qint64 events = 0;
    bool ended = false; ///< done, stopped or failed
    QString sentence;   ///< why it failed, for people
};

struct FeedSummary {
    QString feed;
    qint64 rows = 0;
    int windows = 0;
    std::optional<Error> error;
};

struct AccountSummary {
    QString name;
    std::vector<FeedSummary> feeds;
    std::optional<Error> error; ///< the account could not be synced at all
};

struct SyncSummary {
    std::vector<AccountSummary> accounts;
    bool complete() const;    ///< no error anywhere
    bool nothingDone() const; ///< every account failed as a whole, or in each of its feeds
};

/// What the account dialog or `account add` brings.
struct NewAccount {
    Account account;
    Secrets secrets;
    bool secretsInFile = false; ///< the user chose the 0600 file explicitly
};

/// Keeps all accounts fresh: plans (SyncPlanner), runs one runner per account so that none blocks
/// another, and tells how it goes. GUI thread.
class SyncService : public QObject {
    Q_OBJECT
public:
    SyncService(const QString &profileDir, StoreThread &store, Clock &clock,
                QObject *parent = nullptr);
    ~SyncService() override;

    /// All known vendors, for dialogs and `account add`.
    static std::vector<ProviderInfo> providers();

    /// Probes first and writes nothing when the probe fails.
    QCoro::Task<Result<Account>> addAccount(NewAccount account, std::stop_token stop);
    QCoro::Task<Result<Account>> changeAccount(NewAccount account, std::stop_token stop);
    QCoro::Task<Result<ProbeResult>> probe(NewAccount account, std::stop_token stop);
    QCoro::Task<Result<ProbeResult>> testAccount(QString name, std::stop_token stop);
    QCoro::Task<Result<void>> removeAccount(QString name, bool deleteData);
    /// Closed conversations created before `limit`, of all accounts, leave the cache.
    QCoro::Task<Result<ChangeSet>> purgeOlderThan(TimeMs limit);
    /// What every account's policy wants gone goes now, not behind its next pass. `names`: only
    /// these accounts.
    QCoro::Task<Result<std::vector<RemovalReport>>> removeAged(QStringList names,
                                                               std::stop_token stop);
    /// What of the account is older than `limit`; Cancelled when stopped. Read beside everything
    /// else, on a thread of its own.
    QFuture<Result<AgedCount>> countAged(RowId account, TimeMs limit, std::stop_token stop);

    /// One pass over everything that is due; returns when all is done or stopped.
    QCoro::Task<Result<SyncSummary>> syncOnce(SyncOptions options, std::stop_token stop);

    /// Keep syncing by cadence until stop().
    void start();
    void stop();
    bool isRunning() const;
    void setPaused(bool paused);
    bool isPaused() const;
    /// F5: everything live is due at once.
    void syncNow();
    /// Cancels what is under way; what was committed stays and is resumed next time.
    void cancel();
    /// The program ends: everything under way answers Cancelled now, prompts of a keyring that
    /// nobody answers included. Nothing is started any more.
    void close();

    /// Fetches one conversation's events now (its timeline is on screen).
    QCoro::Task<Result<void>> refreshConversation(RowId account, QString remoteId,
                                                  std::stop_token stop);

    /// Other vendors or secrets than the built-in ones (tests). Before the first account is used.
    void setProviders(std::vector<ProviderEntry> entries);
    void setCredentials(std::unique_ptr<CredentialStore> keyring,
                        std::unique_ptr<CredentialStore> file);

    QFuture<Result<std::vector<Account>>> accounts();
    QFuture<Result<std::vector<FeedState>>> feedStates(RowId account);
    /// What the cache takes on the disk, also while it cannot be opened.
    QFuture<Result<qint64>> cacheBytes();
    /// What of it is whose, about.
    QFuture<Result<StorageUse>> storageUse();

Q_SIGNALS:
    void committed(const watchfloor::ChangeSet &change);
    void progress(const watchfloor::FeedProgressReport &report);
    void removal(const watchfloor::RemovalReport &report);
    void accountsChanged();
    void activeChanged(bool active);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace watchfloor
Q_DECLARE_METATYPE(watchfloor::FeedProgressReport)
Q_DECLARE_METATYPE(watchfloor::RemovalReport)
