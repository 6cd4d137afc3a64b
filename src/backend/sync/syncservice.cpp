// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/syncservice.h"

#include "backend/domain/keeppolicy.h"
#include "backend/store/agedrows.h"
#include "backend/store/cachefile.h"
#include "backend/store/factreader.h"
#include "backend/store/storageuse.h"
#include "backend/sync/accountpasses.h"
#include "backend/sync/agedhistory.h"

#include <QCoreApplication>
#include <QCoroFuture>

namespace watchfloor {
namespace {

Result<std::vector<Account>> theseOf(const std::vector<Account> &all, const QStringList &asked)
{
    if (asked.isEmpty())
        return all;
    QStringList missing = asked;
    QStringList names;
    std::vector<Account> chosen;
    for (const Account &account : all) {
        names.append(account.name);
        if (missing.removeAll(account.name) > 0)
            chosen.push_back(account);
    }
    if (missing.isEmpty())
        return chosen;
    return Error(Error::Kind::BadInput,
                 QStringLiteral("There is no account called \"%1\"").arg(missing.front()), {},
                 names.isEmpty()
                     ? QStringLiteral("Add one first")
                     : QStringLiteral("There are: %1").arg(names.join(QStringLiteral(", "))));
}

/// The accounts of these names as the cache has them now; none named: all.
QCoro::Task<Result<std::vector<Account>>> chosenAccounts(StoreThread *store, QStringList asked)
{
    auto reading = store->run([](Store &cache) { return cache.accounts(); });
    const Result<std::vector<Account>> all = co_await reading;
    if (!all)
        co_return all.error();
    auto chosen = theseOf(*all, asked);
    co_return chosen;
}

} // namespace

struct SyncService::Private {
    Private(SyncService *service, const QString &profile, StoreThread &storeThread, Clock &clock)
        : q(service)
        , profileDir(profile)
        , store(storeThread)
        , wall(clock)
        , setup(storeThread, ProviderContext{&http, &storeThread.worker(), &clock},
                keyringCredentials(profile), fileCredentials(profile))
        , passes(storeThread, clock, setup, hooks(),
                 [this](bool active) { Q_EMIT q->activeChanged(active); })
    {
    }

    /// Counts what callers await, so that the destructor can let it end.
    class Operation {
    public:
        explicit Operation(Private *owner)
            : m_owner(owner)
        {
            ++m_owner->operations;
        }
        ~Operation() { --m_owner->operations; }
        Operation(const Operation &) = delete;
        Operation &operator=(const Operation &) = delete;

    private:
        Private *m_owner;
    };

    using Desk = AccountPasses::Desk;

    SyncHooks hooks()
    {
        SyncHooks made;
        made.committed = [this](const ChangeSet &change) { Q_EMIT q->committed(change); };
        made.progress = [this](const FeedProgressReport &report) { Q_EMIT q->progress(report); };
        made.removal = [this](const RemovalReport &report) { Q_EMIT q->removal(report); };
        made.accountChanged = [this] { Q_EMIT q->accountsChanged(); };
        return made;
    }
    QStringList feedsOf(const std::vector<Account> &accounts) const;
    /// Reads the cache beside the store worker, which may be writing for a while.
    WorkerThread &looker()
    {
        if (!looking)
            looking = std::make_unique<WorkerThread>(QStringLiteral("look"));
        return *looking;
    }

    SyncService *q;
    QString profileDir;
    StoreThread &store;
    Clock &wall;
    std::stop_source looks;
    std::unique_ptr<WorkerThread> looking;
    HttpClient http;
    AccountSetup setup;
    AccountPasses passes;
    int operations = 0;
};

QStringList SyncService::Private::feedsOf(const std::vector<Account> &accounts) const
{
    QStringList keys;
    for (const Account &account : accounts) {
        const ProviderEntry *entry = findProvider(setup.providers(), account.provider);
        if (!entry)
            continue;
        for (const FeedInfo &feed : entry->info.feeds) {
            if (!keys.contains(feed.key))
                keys.append(feed.key);
        }
    }
    return keys;
}

SyncService::SyncService(const QString &profileDir, StoreThread &store, Clock &clock,
                         QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, profileDir, store, clock))
{
    qRegisterMetaType<ChangeSet>();
    d->setup.setCommitted([this](const ChangeSet &change) { Q_EMIT committed(change); });
    qRegisterMetaType<FeedProgressReport>();
    qRegisterMetaType<RemovalReport>();
}

SyncService::~SyncService()
{
    close();
    d->passes.drain();
    while (d->operations > 0)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
}

std::vector<ProviderInfo> SyncService::providers()
{
    std::vector<ProviderInfo> infos;
    for (const ProviderEntry &entry : knownProviders())
        infos.push_back(entry.info);
    return infos;
}

void SyncService::setProviders(std::vector<ProviderEntry> entries)
{
    d->setup.setProviders(std::move(entries));
}

void SyncService::setCredentials(std::unique_ptr<CredentialStore> keyring,
                                 std::unique_ptr<CredentialStore> file)
{
    d->setup.setCredentials(std::move(keyring), std::move(file));
}

QCoro::Task<Result<Account>> SyncService::addAccount(NewAccount account, std::stop_token stop)
{
    const Private::Operation operation(d.get());
    auto adding = d->setup.add(std::move(account), stop);
    Result<Account> added = co_await adding;
    if (added) {
        d->passes.keepFresh(d->passes.deskOf(*added));
        Q_EMIT accountsChanged();
    }
    co_return added;
}

QCoro::Task<Result<Account>> SyncService::changeAccount(NewAccount account, std::stop_token stop)
{
    const Private::Operation operation(d.get());
    auto changing = d->setup.change(std::move(account), stop);
    Result<Account> changed = co_await changing;
    if (changed) {
        const Private::Desk desk = d->passes.deskOf(*changed);
        desk->runner.reset(); // also for a new secret alone
        desk->pass.request_stop();
        d->passes.hurry(*desk);
        Q_EMIT accountsChanged();
    }
    co_return changed;
}

QCoro::Task<Result<ProbeResult>> SyncService::probe(NewAccount account, std::stop_token stop)
{
    const Private::Operation operation(d.get());
    auto probing = d->setup.probe(std::move(account), stop);
    const Result<ProbeResult> result = co_await probing;
    co_return result;
}

QCoro::Task<Result<ProbeResult>> SyncService::testAccount(QString name, std::stop_token stop)
{
    const Private::Operation operation(d.get());
    auto testing = d->setup.test(name, stop);
    const Result<ProbeResult> result = co_await testing;
    if (result) {
        auto looking = d->setup.find(0, name);
        const Result<Account> account = co_await looking;
        if (account)
            d->passes.hurry(*d->passes.deskOf(*account));
        Q_EMIT accountsChanged();
    }
    co_return result;
}

QCoro::Task<Result<void>> SyncService::removeAccount(QString name, bool deleteData)
{
    const Private::Operation operation(d.get());
    auto looking = d->setup.find(0, name);
    const Result<Account> account = co_await looking;
    if (!account)
        co_return account.error();
    auto leaving = d->passes.forget(d->passes.deskOf(*account));
    co_await leaving;
    ChangeSet change;
    auto removing = d->setup.remove(*account, deleteData, &change);
    const Result<void> removed = co_await removing;
    if (change.account != 0)
        Q_EMIT committed(change);
    if (!removed) {
        auto again = d->setup.find(0, name);
        const Result<Account> left = co_await again;
        if (left || left.error().kind() != Error::Kind::NotFound)
            d->passes.keepFresh(d->passes.deskOf(*account)); // it is still there
    }
    Q_EMIT accountsChanged();
    co_return removed;
}

QCoro::Task<Result<ChangeSet>> SyncService::purgeOlderThan(TimeMs limit)
{
    const Private::Operation operation(d.get());
    auto purging = d->store.run([limit](Store &store) { return store.purgeOlderThan(limit); });
    const Result<ChangeSet> purged = co_await purging;
    if (purged)
        Q_EMIT committed(*purged);
    co_return purged;
}

QCoro::Task<Result<std::vector<RemovalReport>>> SyncService::removeAged(QStringList names,
                                                                        std::stop_token stop)
{
    const Private::Operation operation(d.get());
    auto reading = chosenAccounts(&d->store, names);
    const Result<std::vector<Account>> chosen = co_await reading;
    if (!chosen)
        co_return chosen.error();
    std::vector<RemovalReport> done;
    for (const Account &account : *chosen) {
        const auto limit = keeppolicy::keptFrom(account.settings, d->wall.now());
        if (!limit)
            continue;
        StoreThread *store = &d->store;
        const TimeMs before = *limit;
        auto removing = removeAgedHistory(store, d->hooks(), account, before, stop);
        RemovalReport report = co_await removing;
        done.push_back(std::move(report));
    }
    co_return done;
}

QFuture<Result<AgedCount>> SyncService::countAged(RowId account, TimeMs limit, std::stop_token stop)
{
    return d->looker().run([dir = d->profileDir, account, limit, stop,
                            closed = d->looks.get_token()]() -> Result<AgedCount> {
        const auto reader = FactReader::open(dir);
        if (!reader)
            return reader.error();
        AgedCount all;
        while (!all.next.ended()) {
            if (stop.stop_requested() || closed.stop_requested())
                return Error::cancelled();
            const auto part = (*reader)->countAged(account, limit, all.next);
            if (!part)
                return part.error();
            all.conversations += part->conversations;
            all.events += part->events;
            all.next = part->next;
        }
        return all;
    });
}

QCoro::Task<Result<SyncSummary>> SyncService::syncOnce(SyncOptions options, std::stop_token stop)
{
    const Private::Operation operation(d.get());
    auto reading = chosenAccounts(&d->store, options.accounts);
    const Result<std::vector<Account>> chosen = co_await reading;
    if (!chosen)
        co_return chosen.error();
    const QStringList known = d->feedsOf(*chosen);
    for (const QString &feed : options.feeds) {
        if (!known.contains(feed))
            co_return Error(Error::Kind::BadInput,
                            QStringLiteral("No account has a feed called \"%1\"").arg(feed), {},
                            QStringLiteral("There are: %1").arg(known.join(QStringLiteral(", "))));
    }
    PlanOptions plan;
    plan.feeds = options.feeds;
    plan.since = options.since;
    plan.full = options.full;
    plan.once = true;
    std::vector<QCoro::Task<AccountSummary>> passes; // each is running as soon as it is made
    for (const Account &account : *chosen)
        passes.push_back(d->passes.run(d->passes.deskOf(account), plan, stop));
    SyncSummary summary;
    for (auto &pass : passes) {
        AccountSummary one = co_await pass;
        summary.accounts.push_back(std::move(one));
    }
    co_return summary;
}

void SyncService::start()
{
    d->passes.start();
}

void SyncService::stop()
{
    d->passes.stop();
}

bool SyncService::isRunning() const
{
    return d->passes.isRunning();
}

void SyncService::setPaused(bool paused)
{
    d->passes.pause().setOpen(!paused);
}

bool SyncService::isPaused() const
{
    return !d->passes.pause().isOpen();
}

void SyncService::syncNow()
{
    d->passes.hurryAll();
}

void SyncService::cancel()
{
    d->passes.cancel();
}

void SyncService::close()
{
    d->passes.close();
    d->http.abortAll();
    d->setup.abandonSecrets();
    d->looks.request_stop();
}

QCoro::Task<Result<void>> SyncService::refreshConversation(RowId account, QString remoteId,
                                                           std::stop_token stop)
{
    const Private::Operation operation(d.get());
    auto looking = d->setup.find(account, QString());
    const Result<Account> found = co_await looking;
    if (!found)
        co_return found.error();
    auto making = d->passes.runnerOf(d->passes.deskOf(*found));
    const Result<std::shared_ptr<SyncRunner>> runner = co_await making;
    if (!runner)
        co_return runner.error();
    std::stop_source own;
    const StopLink asked(stop, own);
    const StopLink closed(d->passes.closing(), own);
    auto refreshing = (*runner)->refresh(remoteId, own.get_token());
    const Result<void> refreshed = co_await refreshing;
    co_return refreshed;
}

QFuture<Result<std::vector<Account>>> SyncService::accounts()
{
    return d->store.run([](Store &store) { return store.accounts(); });
}

QFuture<Result<std::vector<FeedState>>> SyncService::feedStates(RowId account)
{
    return d->store.run([account](Store &store) { return store.feedStates(account); });
}

QFuture<Result<qint64>> SyncService::cacheBytes()
{
    return d->store.worker().run(
        [dir = d->profileDir]() -> Result<qint64> { return cachefile::bytes(dir); });
}

QFuture<Result<StorageUse>> SyncService::storageUse()
{
    return d->looker().run([dir = d->profileDir]() -> Result<StorageUse> {
        const auto reader = FactReader::open(dir);
        if (!reader)
            return reader.error();
        return (*reader)->storageUse();
    });
}

} // namespace watchfloor
