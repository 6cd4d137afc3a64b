// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/syncservice.h"

#include "backend/async/taskscope.h"
#include "backend/sync/accountdesk.h"
#include "backend/sync/accountsetup.h"

#include <QCoreApplication>
#include <QCoroFuture>

#include <algorithm>
#include <map>

namespace watchfloor {
namespace {

constexpr DurationMs shortestNap = 1'000;
constexpr DurationMs longestNap = 60'000;     // a computer that slept wakes up late otherwise
constexpr DurationMs afterBadToken = 900'000; // asking each minute could lock the login

Result<std::vector<Account>> chosenAccounts(const std::vector<Account> &all,
                                            const SyncOptions &options)
{
    if (options.accounts.isEmpty())
        return all;
    QStringList missing = options.accounts;
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
                 names.isEmpty() ? QStringLiteral("Add one first")
                                 : QStringLiteral("There are: %1")
                                       .arg(names.join(QStringLiteral(", "))));
}

} // namespace

struct SyncService::Private {
    Private(SyncService *service, const QString &profileDir, StoreThread &storeThread,
            Clock &serviceClock)
        : q(service)
        , store(storeThread)
        , clock(serviceClock)
        , profile(profileDir)
        , setup(std::make_unique<AccountSetup>(storeThread, context(),
                                               keyringCredentials(profileDir),
                                               fileCredentials(profileDir)))
    {}

    /// Counts what callers await, so that the destructor can let it end.
    class Operation {
    public:
        explicit Operation(Private *owner) : m_owner(owner) { ++m_owner->operations; }
        ~Operation() { --m_owner->operations; }
        Operation(const Operation &) = delete;
        Operation &operator=(const Operation &) = delete;

    private:
        Private *m_owner;
    };

    using Desk = std::shared_ptr<AccountDesk>;

    ProviderContext context() { return ProviderContext{&http, &store.worker(), &clock}; }
    Desk deskOf(const Account &account);
    SyncHooks hooks();
    void tellAccount(const QString &name, const Error &error);
    void countPass(int by);
    void startLoop(const Desk &desk);
    void endLoop(AccountDesk &desk);
    QStringList feedsOf(const std::vector<Account> &accounts) const;
    bool knowsFeed(const std::vector<Account> &accounts, const QString &feed) const
    {
        return feedsOf(accounts).contains(feed);
    }

    static QCoro::Task<Result<std::shared_ptr<SyncRunner>>> runnerOf(Private *d, Desk desk);
    static QCoro::Task<AccountSummary> onePass(Private *d, Desk desk, PlanOptions options,
                                               std::stop_token stop);
    static QCoro::Task<> keepFresh(Private *d, Desk desk, std::stop_token stop);
    static QCoro::Task<> startAll(Private *d);

    SyncService *q;
    StoreThread &store;
    Clock &clock;
    QString profile;
    HttpClient http;
    std::unique_ptr<AccountSetup> setup;
    std::map<RowId, Desk> desks;
    Gate pause{true};
    std::stop_source closing;
    int operations = 0;
    int passes = 0;
    bool running = false;
    TaskScope scope;
};

SyncService::Private::Desk SyncService::Private::deskOf(const Account &account)
{
    Desk &desk = desks[account.id];
    if (!desk) {
        desk = std::make_shared<AccountDesk>(account);
    } else if (!(desk->account == account)) {
        desk->account = account;
        desk->runner.reset();
    }
    return desk;
}

SyncHooks SyncService::Private::hooks()
{
    SyncHooks made;
    made.committed = [this](const ChangeSet &change) { Q_EMIT q->committed(change); };
    made.progress = [this](const FeedProgressReport &report) { Q_EMIT q->progress(report); };
    return made;
}

void SyncService::Private::tellAccount(const QString &name, const Error &error)
{
    FeedProgressReport report;
    report.account = name;
    report.state = FeedProgressReport::State::Failed;
    report.sentence = error.sentence();
    Q_EMIT q->progress(report);
}

void SyncService::Private::countPass(int by)
{
    const bool before = passes > 0;
    passes += by;
    if (before != (passes > 0))
        Q_EMIT q->activeChanged(passes > 0);
}

QCoro::Task<Result<std::shared_ptr<SyncRunner>>> SyncService::Private::runnerOf(Private *d,
                                                                                Desk desk)
{
    if (desk->runner)
        co_return desk->runner;
    const Account account = desk->account;
    auto connecting = d->setup->connect(account);
    const Result<std::shared_ptr<Provider>> provider = co_await connecting;
    if (!provider)
        co_return provider.error().withContext(account.name);
    auto runner = std::make_shared<SyncRunner>(account, *provider, d->store, d->clock, d->pause,
                                               d->hooks());
    if (desk->account == account) // not changed meanwhile
        desk->runner = runner;
    co_return runner;
}

/// Waits for its turn, then one pass. Everything that ends passes ends this one.
QCoro::Task<AccountSummary> SyncService::Private::onePass(Private *d, Desk desk,
                                                          PlanOptions options, std::stop_token stop)
{
    AccountSummary summary;
    summary.name = desk->account.name;
    while (!desk->idle.isOpen() && !stop.stop_requested())
        co_await desk->idle.wait(stop);
    if (stop.stop_requested()) {
        summary.error = Error::cancelled().withContext(summary.name);
        co_return summary;
    }
    desk->idle.setOpen(false);
    desk->pass = std::stop_source();
    const StopLink asked(stop, desk->pass);
    const StopLink closed(d->closing.get_token(), desk->pass);
    const std::stop_token own = desk->pass.get_token();
    d->countPass(1);

    auto making = runnerOf(d, desk);
    const Result<std::shared_ptr<SyncRunner>> runner = co_await making;
    if (!runner) {
        summary.error = runner.error();
    } else {
        auto running = (*runner)->run(options, own);
        summary = co_await running;
    }
    if (summary.error && summary.error->kind() != Error::Kind::Cancelled)
        d->tellAccount(summary.name, *summary.error);
    d->countPass(-1);
    desk->idle.setOpen(true);
    co_return summary;
}

QCoro::Task<> SyncService::Private::keepFresh(Private *d, Desk desk, std::stop_token stop)
{
    while (!stop.stop_requested()) {
        PlanOptions options;
        options.liveNow = std::exchange(desk->liveNow, false);
        auto passing = onePass(d, desk, options, stop);
        const AccountSummary summary = co_await passing;
        if (stop.stop_requested())
            co_return;
        TimeMs until = d->clock.now() + longestNap;
        if (summary.error && summary.error->kind() == Error::Kind::Unauthorized)
            until = d->clock.now() + afterBadToken;
        // Nap until something is due, or somebody asks.
        while (!stop.stop_requested() && !desk->liveNow) {
            if (!summary.error && desk->runner) {
                const std::shared_ptr<SyncRunner> runner = desk->runner;
                const PlanOptions cadence;
                auto asking = runner->nextDue(cadence);
                const Result<std::optional<TimeMs>> due = co_await asking;
                until = d->clock.now() + longestNap;
                if (due && *due)
                    until = std::max(**due, d->clock.now() + shortestNap);
            }
            if (stop.stop_requested() || desk->liveNow)
                break;
            desk->nap = std::stop_source();
            const StopLink ended(stop, desk->nap);
            const std::stop_token nap = desk->nap.get_token();
            const TimeMs wake = std::min(until, d->clock.now() + longestNap);
            co_await d->clock.sleepUntil(wake, nap);
            if (d->clock.now() >= until || nap.stop_requested())
                break;
        }
    }
}

QCoro::Task<> SyncService::Private::startAll(Private *d)
{
    auto reading = d->store.run([](Store &store) { return store.accounts(); });
    const Result<std::vector<Account>> accounts = co_await reading;
    if (!accounts) {
        d->tellAccount({}, accounts.error());
        co_return;
    }
    if (!d->running)
        co_return;
    for (const Account &account : *accounts)
        d->startLoop(d->deskOf(account));
}

void SyncService::Private::startLoop(const Desk &desk)
{
    if (desk->looping)
        return;
    desk->looping = true;
    desk->loop = std::stop_source();
    scope.launch(keepFresh(this, desk, desk->loop.get_token()));
}

void SyncService::Private::endLoop(AccountDesk &desk)
{
    desk.looping = false;
    desk.loop.request_stop();
}

QStringList SyncService::Private::feedsOf(const std::vector<Account> &accounts) const
{
    QStringList keys;
    for (const Account &account : accounts) {
        const ProviderEntry *entry = findProvider(setup->providers(), account.provider);
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
    : QObject(parent), d(std::make_unique<Private>(this, profileDir, store, clock))
{
    qRegisterMetaType<ChangeSet>();
    qRegisterMetaType<FeedProgressReport>();
}

SyncService::~SyncService()
{
    d->running = false;
    d->closing.request_stop();
    for (const auto &[id, desk] : d->desks) {
        d->endLoop(*desk);
        desk->pass.request_stop();
    }
    d->http.abortAll();
    d->scope.drain();
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
    d->setup->setProviders(std::move(entries));
}

void SyncService::setCredentials(std::unique_ptr<CredentialStore> keyring,
                                 std::unique_ptr<CredentialStore> file)
{
    auto entries = d->setup->providers();
    d->setup = std::make_unique<AccountSetup>(d->store, d->context(), std::move(keyring),
                                              std::move(file));
    d->setup->setProviders(std::move(entries));
}

QCoro::Task<Result<Account>> SyncService::addAccount(NewAccount account, std::stop_token stop)
{
    const Private::Operation operation(d.get());
    auto adding = d->setup->add(std::move(account), stop);
    Result<Account> added = co_await adding;
    if (added) {
        const Private::Desk desk = d->deskOf(*added);
        if (d->running)
            d->startLoop(desk);
        Q_EMIT accountsChanged();
    }
    co_return added;
}

QCoro::Task<Result<Account>> SyncService::changeAccount(NewAccount account, std::stop_token stop)
{
    const Private::Operation operation(d.get());
    auto changing = d->setup->change(std::move(account), stop);
    Result<Account> changed = co_await changing;
    if (changed) {
        const Private::Desk desk = d->deskOf(*changed);
        desk->runner.reset(); // also for a new secret alone
        desk->pass.request_stop();
        desk->liveNow = true;
        desk->nap.request_stop();
        Q_EMIT accountsChanged();
    }
    co_return changed;
}

QCoro::Task<Result<ProbeResult>> SyncService::probe(NewAccount account, std::stop_token stop)
{
    const Private::Operation operation(d.get());
    auto probing = d->setup->probe(std::move(account), stop);
    const Result<ProbeResult> result = co_await probing;
    co_return result;
}

QCoro::Task<Result<ProbeResult>> SyncService::testAccount(QString name, std::stop_token stop)
{
    const Private::Operation operation(d.get());
    auto testing = d->setup->test(name, stop);
    const Result<ProbeResult> result = co_await testing;
    if (result) {
        auto looking = d->setup->find(0, name);
        const Result<Account> account = co_await looking;
        if (account) {
            const Private::Desk desk = d->deskOf(*account);
            desk->liveNow = true;
            desk->nap.request_stop();
        }
        Q_EMIT accountsChanged();
    }
    co_return result;
}

QCoro::Task<Result<void>> SyncService::removeAccount(QString name, bool deleteData)
{
    const Private::Operation operation(d.get());
    auto looking = d->setup->find(0, name);
    const Result<Account> account = co_await looking;
    if (!account)
        co_return account.error();
    const Private::Desk desk = d->deskOf(*account);
    d->endLoop(*desk);
    desk->pass.request_stop();
    const std::stop_token never;
    while (!desk->idle.isOpen())
        co_await desk->idle.wait(never);
    d->desks.erase(account->id);
    auto removing = d->setup->remove(*account, deleteData);
    const Result<void> removed = co_await removing;
    Q_EMIT accountsChanged();
    co_return removed;
}

QCoro::Task<Result<SyncSummary>> SyncService::syncOnce(SyncOptions options, std::stop_token stop)
{
    const Private::Operation operation(d.get());
    auto reading = d->store.run([](Store &store) { return store.accounts(); });
    const Result<std::vector<Account>> all = co_await reading;
    if (!all)
        co_return all.error();
    const Result<std::vector<Account>> chosen = chosenAccounts(*all, options);
    if (!chosen)
        co_return chosen.error();
    for (const QString &feed : options.feeds) {
        if (!d->knowsFeed(*chosen, feed))
            co_return Error(Error::Kind::BadInput,
                            QStringLiteral("No account has a feed called \"%1\"").arg(feed), {},
                            QStringLiteral("There are: %1").arg(
                                d->feedsOf(*chosen).join(QStringLiteral(", "))));
    }
    PlanOptions plan;
    plan.feeds = options.feeds;
    plan.since = options.since;
    plan.full = options.full;
    plan.once = true;
    std::vector<QCoro::Task<AccountSummary>> passes; // each is running as soon as it is made
    for (const Account &account : *chosen)
        passes.push_back(Private::onePass(d.get(), d->deskOf(account), plan, stop));
    SyncSummary summary;
    for (auto &pass : passes) {
        AccountSummary one = co_await pass;
        summary.accounts.push_back(std::move(one));
    }
    co_return summary;
}

void SyncService::start()
{
    if (std::exchange(d->running, true))
        return;
    d->scope.launch(Private::startAll(d.get()));
}

void SyncService::stop()
{
    d->running = false;
    for (const auto &[id, desk] : d->desks)
        d->endLoop(*desk);
}

bool SyncService::isRunning() const
{
    return d->running;
}

void SyncService::setPaused(bool paused)
{
    d->pause.setOpen(!paused);
}

bool SyncService::isPaused() const
{
    return !d->pause.isOpen();
}

void SyncService::syncNow()
{
    for (const auto &[id, desk] : d->desks) {
        desk->liveNow = true;
        desk->nap.request_stop();
    }
}

void SyncService::cancel()
{
    for (const auto &[id, desk] : d->desks)
        desk->pass.request_stop();
}

QCoro::Task<Result<void>> SyncService::refreshConversation(RowId account, QString remoteId,
                                                           std::stop_token stop)
{
    const Private::Operation operation(d.get());
    auto looking = d->setup->find(account, QString());
    const Result<Account> found = co_await looking;
    if (!found)
        co_return found.error();
    auto making = Private::runnerOf(d.get(), d->deskOf(*found));
    const Result<std::shared_ptr<SyncRunner>> runner = co_await making;
    if (!runner)
        co_return runner.error();
    std::stop_source own;
    const StopLink asked(stop, own);
    const StopLink closed(d->closing.get_token(), own);
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

} // namespace watchfloor
