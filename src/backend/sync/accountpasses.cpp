// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/accountpasses.h"

#include "backend/domain/keeppolicy.h"
#include "backend/sync/agedhistory.h"

#include <QCoroFuture>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr DurationMs shortestNap = 1'000;
constexpr DurationMs longestNap = 60'000;     // a computer that slept wakes up late otherwise
constexpr DurationMs afterBadToken = 900'000; // asking each minute could lock the login

} // namespace

AccountPasses::AccountPasses(StoreThread &store, Clock &clock, AccountSetup &setup, SyncHooks hooks,
                             std::function<void(bool)> activeChanged)
    : m_store(store)
    , m_clock(clock)
    , m_setup(setup)
    , m_hooks(std::move(hooks))
    , m_activeChanged(std::move(activeChanged))
{
}

AccountPasses::Desk AccountPasses::deskOf(const Account &account)
{
    Desk &desk = m_desks[account.id];
    if (!desk) {
        desk = std::make_shared<AccountDesk>(account);
    } else if (!(desk->account == account)) {
        desk->account = account;
        desk->runner.reset();
    }
    return desk;
}

QCoro::Task<> AccountPasses::forget(Desk desk)
{
    desk->leaving = true;
    endLoop(*desk);
    desk->pass.request_stop();
    const std::stop_token never;
    while (!desk->idle.isOpen())
        co_await desk->idle.wait(never);
    m_desks.erase(desk->account.id);
}

void AccountPasses::tellAccount(const QString &name, const Error &error)
{
    FeedProgressReport report;
    report.account = name;
    report.state = FeedProgressReport::State::Failed;
    report.sentence = error.sentence();
    m_hooks.progress(report);
}

void AccountPasses::countPass(int by)
{
    const bool before = m_passes > 0;
    m_passes += by;
    if (m_passes == 0 && !closing().stop_requested()) // idle; the next time tells if it fails
        m_store.run([](Store &store) { return store.checkpoint(); });
    if (before != (m_passes > 0))
        m_activeChanged(m_passes > 0);
}

QCoro::Task<Result<std::shared_ptr<SyncRunner>>> AccountPasses::runnerOf(Desk desk)
{
    // A copy: QCoro moves from what is co_returned when it has to convert it, members included.
    if (const std::shared_ptr<SyncRunner> kept = desk->runner)
        co_return kept;
    const Account account = desk->account;
    auto connecting = m_setup.connect(account);
    const Result<std::shared_ptr<Provider>> provider = co_await connecting;
    if (!provider)
        co_return provider.error().withContext(account.name);
    auto runner =
        std::make_shared<SyncRunner>(account, *provider, m_store, m_clock, m_pause, m_hooks);
    if (desk->account == account) // not changed meanwhile
        desk->runner = runner;
    co_return runner;
}

QCoro::Task<AccountSummary> AccountPasses::run(Desk desk, PlanOptions options, std::stop_token stop)
{
    AccountSummary summary;
    summary.name = desk->account.name;
    while (!desk->idle.isOpen() && !stop.stop_requested())
        co_await desk->idle.wait(stop);
    if (stop.stop_requested() || desk->leaving) {
        summary.error = Error::cancelled().withContext(summary.name);
        co_return summary;
    }
    desk->idle.setOpen(false);
    desk->pass = std::stop_source();
    const StopLink asked(stop, desk->pass);
    const StopLink closed(closing(), desk->pass);
    const std::stop_token own = desk->pass.get_token();
    countPass(1);

    const Account before = desk->account;
    auto looking = m_setup.upToDate(before, own);
    const Account fresh = co_await looking;
    if (!(fresh == before) && desk->account == before) { // not changed meanwhile
        desk->account = fresh;
        desk->runner.reset();
        m_hooks.accountChanged();
    }
    auto making = runnerOf(desk);
    const Result<std::shared_ptr<SyncRunner>> runner = co_await making;
    if (!runner) {
        summary.error = runner.error();
    } else {
        auto running = (*runner)->run(options, own);
        summary = co_await running;
    }
    if (summary.error && summary.error->kind() != Error::Kind::Cancelled)
        tellAccount(summary.name, *summary.error);
    const Account kept = desk->account;
    auto tidying = removeAged(kept, own);
    co_await tidying;
    countPass(-1);
    desk->idle.setOpen(true);
    co_return summary;
}

QCoro::Task<> AccountPasses::removeAged(Account account, std::stop_token stop)
{
    const auto limit = keeppolicy::keptFrom(account.settings, m_clock.now());
    if (!limit || stop.stop_requested())
        co_return;
    auto asking = m_store.run(
        [id = account.id](Store &store) { return store.accountTime(id, AccountTime::KeptFrom); });
    const Result<std::optional<TimeMs>> done = co_await asking;
    if (!done || done->value_or(0) >= *limit)
        co_return; // as far as the cache can tell; a pass told what is wrong with it
    StoreThread *store = &m_store;
    const SyncHooks hooks = m_hooks;
    const TimeMs before = *limit;
    auto removing = removeAgedHistory(store, hooks, account, before, stop);
    co_await removing;
}

QCoro::Task<> AccountPasses::loop(Desk desk, std::stop_token stop)
{
    while (!stop.stop_requested()) {
        PlanOptions options;
        options.liveNow = std::exchange(desk->liveNow, false);
        auto passing = run(desk, options, stop);
        const AccountSummary summary = co_await passing;
        if (stop.stop_requested())
            co_return;
        TimeMs until = m_clock.now() + longestNap;
        if (summary.error && summary.error->kind() == Error::Kind::Unauthorized)
            until = m_clock.now() + afterBadToken;
        // Nap until something is due, or somebody asks.
        while (!stop.stop_requested() && !desk->liveNow) {
            if (!summary.error && desk->runner) {
                const std::shared_ptr<SyncRunner> runner = desk->runner;
                const PlanOptions cadence;
                auto asking = runner->nextDue(cadence);
                const Result<std::optional<TimeMs>> due = co_await asking;
                until = m_clock.now() + longestNap;
                if (due && *due)
                    until = std::max(**due, m_clock.now() + shortestNap);
            }
            if (stop.stop_requested() || desk->liveNow)
                break;
            desk->nap = std::stop_source();
            const StopLink ended(stop, desk->nap);
            const std::stop_token nap = desk->nap.get_token();
            const TimeMs wake = std::min(until, m_clock.now() + longestNap);
            co_await m_clock.sleepUntil(wake, nap);
            if (m_clock.now() >= until || nap.stop_requested())
                break;
        }
    }
}

QCoro::Task<> AccountPasses::startAll()
{
    auto reading = m_store.run([](Store &store) { return store.accounts(); });
    const Result<std::vector<Account>> accounts = co_await reading;
    if (!accounts) {
        tellAccount({}, accounts.error());
        co_return;
    }
    for (const Account &account : *accounts)
        keepFresh(deskOf(account));
}

void AccountPasses::start()
{
    if (std::exchange(m_running, true))
        return;
    m_scope.launch(startAll());
}

void AccountPasses::stop()
{
    m_running = false;
    for (const auto &[id, desk] : m_desks)
        endLoop(*desk);
}

void AccountPasses::keepFresh(const Desk &desk)
{
    if (!m_running || desk->looping || desk->leaving)
        return;
    desk->looping = true;
    desk->loop = std::stop_source();
    m_scope.launch(loop(desk, desk->loop.get_token()));
}

void AccountPasses::endLoop(AccountDesk &desk)
{
    desk.looping = false;
    desk.loop.request_stop();
}

void AccountPasses::hurry(AccountDesk &desk)
{
    desk.liveNow = true;
    desk.nap.request_stop();
}

void AccountPasses::hurryAll()
{
    for (const auto &[id, desk] : m_desks)
        hurry(*desk);
}

void AccountPasses::cancel()
{
    for (const auto &[id, desk] : m_desks)
        desk->pass.request_stop();
}

void AccountPasses::close()
{
    m_closing.request_stop();
    stop();
    cancel();
}

} // namespace watchfloor
