// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/changeset.h"
#include "backend/store/storethread.h"
#include "backend/sync/feedrun.h"
#include "backend/sync/gate.h"
#include "backend/sync/syncplanner.h"
#include "backend/sync/syncservice.h"

#include <functional>
#include <memory>

namespace watchfloor {

/// What a runner tells while it works, on its own thread.
struct SyncHooks {
    std::function<void(const ChangeSet &)> committed;
    std::function<void(const FeedProgressReport &)> progress; ///< at most ten a second and feed
    std::function<void(const RemovalReport &)> removal;
    std::function<void()> accountChanged; ///< the server can do something else than before
};

/// One account: walks the plan's feeds page by page and commits each page with the feed's
/// progress. While page N is being written, page N+1 is fetched. One run() or refresh() at a time;
/// the caller keeps the runner alive until it has answered.
class SyncRunner {
public:
    /// `pause` is waited for between two pages while it is closed.
    SyncRunner(Account account, std::shared_ptr<Provider> provider, StoreThread &store,
               Clock &clock, Gate &pause, SyncHooks hooks);
    ~SyncRunner();

    const Account &account() const { return m_account; }

    /// Errors of single feeds are in the summary's feeds; its own error means that the account
    /// could not go on (token, server, cache, cancelled). What was committed stays in any case.
    QCoro::Task<AccountSummary> run(PlanOptions options, std::stop_token stop);

    /// One conversation's events, now.
    QCoro::Task<Result<void>> refresh(QString conversation, std::stop_token stop);

    /// When a pass will have something to do; none = never.
    QCoro::Task<Result<std::optional<TimeMs>>> nextDue(PlanOptions options);

private:
    QCoro::Task<> runSteps(SyncPass *pass, SyncPlan plan, bool between, std::stop_token stop);
    QCoro::Task<> runStep(SyncPass *pass, FeedRun *run, SyncStep step, std::stop_token stop);
    /// The feeds that the end of the pass left unread say so, here and in the cache.
    QCoro::Task<> noteCutOff(SyncPass *pass);
    QCoro::Task<> walk(SyncPass *pass, FeedRun *run, SyncStep step, std::stop_token stop);
    QCoro::Task<> betweenPages(SyncPass *pass, FeedRun *run, SyncStep::Kind kind,
                               std::stop_token stop);
    QCoro::Task<> stepFailed(SyncPass *pass, FeedRun *run, bool window, Error error,
                             std::stop_token stop);
    QFuture<Result<ChangeSet>> apply(std::shared_ptr<const SyncBatch> batch, FeedProgress progress);
    QFuture<Result<void>> begin(const SyncStep &step);
    QFuture<Result<void>> note(const QString &feed, const Error &error, bool switchOff,
                               std::optional<TimeMs> at);
    struct Known;
    QFuture<Result<Known>> known();
    SyncPlan planWith(const Known &known, PlanOptions options);
    bool liveIsDue(const SyncPass &pass, SyncStep::Kind kind) const;
    void committed(SyncPass *pass, FeedRun *run, const SyncBatch &batch, const ChangeSet &change);
    void tell(FeedRun *run, FeedProgressReport::State state, bool always);
    void tellOff(const FeedOff &off);
    Error named(const Error &error) const { return error.withContext(m_account.name); }

    Account m_account;
    std::shared_ptr<Provider> m_provider;
    std::vector<FeedInfo> m_feeds;
    StoreThread &m_store;
    Clock &m_clock;
    Gate &m_pause;
    SyncHooks m_hooks;
    std::shared_ptr<CacheView> m_cache;
    std::vector<PostponedWindow> m_postponed;
};

} // namespace watchfloor
