// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/syncrunner.h"

#include "backend/sync/cacheview.h"
#include "backend/async/stoplink.h"

#include <QCoroFuture>

#include <algorithm>
#include <cstdlib>

namespace watchfloor {
namespace {

constexpr int longestWalk = 1'000'000; // pages; providers know their own, lower bounds
constexpr int windowsGivenUp = 3;      // in one pass, before a feed is left for later
constexpr DurationMs tellEveryMs = 100;
constexpr DurationMs liveAtLeastEveryMs = 10'000;
constexpr DurationMs firstLiveMs = 60'000;
constexpr DurationMs sameClockMs = 60'000;
constexpr DurationMs faultyAgainMs = 3'600'000;

/// The cache refuses, which no other feed or page will change.
bool isOurs(const Error &error)
{
    switch (error.kind()) {
    case Error::Kind::Storage:
    case Error::Kind::ReadOnly:
    case Error::Kind::SchemaTooNew:
        return true;
    default:
        return false;
    }
}

/// A stored cursor may have lost its meaning, e.g. after an update of the server.
bool cursorMayBeStale(const Error &error)
{
    switch (error.kind()) {
    case Error::Kind::NotFound:
    case Error::Kind::BadInput:
    case Error::Kind::WrongShape:
        return true;
    case Error::Kind::HttpStatus:
        return error.httpStatus() < 500;
    default:
        return false;
    }
}

} // namespace

/// What the cache knows of the feeds.
struct SyncRunner::Known {
    std::vector<FeedState> feeds;
    TimeMs purgedBefore = 0;
};

SyncRunner::SyncRunner(Account account, std::shared_ptr<Provider> provider, StoreThread &store,
                       Clock &clock, Gate &pause, SyncHooks hooks)
    : m_account(std::move(account))
    , m_provider(std::move(provider))
    , m_feeds(m_provider->info().feeds)
    , m_store(store)
    , m_clock(clock)
    , m_pause(pause)
    , m_hooks(std::move(hooks))
    , m_cache(cacheViewOf(store, m_account.id))
{
}

SyncRunner::~SyncRunner() = default;

QCoro::Task<AccountSummary> SyncRunner::run(PlanOptions options, std::stop_token stop)
{
    SyncPass pass;
    pass.options = options;
    pass.nextLive = m_clock.now() + firstLiveMs;
    do {
        auto reading = known();
        const Result<Known> states = co_await reading;
        if (!states) {
            pass.fatal = states.error();
            break;
        }
        SyncPlan plan = planWith(*states, options);
        if (pass.plans == 0) {
            for (const FeedOff &off : plan.off)
                tellOff(off);
        }
        for (FeedRun *run : pass.enlist(m_account.name, &plan))
            tell(run, FeedProgressReport::State::Waiting, true);
        co_await runSteps(&pass, std::move(plan), false, stop);
    } while (pass.planAgain);
    if (!pass.fatal && stop.stop_requested())
        pass.fatal = Error::cancelled();

    AccountSummary summary;
    summary.name = m_account.name;
    if (pass.fatal) {
        summary.error = named(*pass.fatal);
        co_await noteCutOff(&pass);
    }
    for (FeedRun *run : pass.order) {
        if (run->report.state == FeedProgressReport::State::Waiting ||
            run->report.state == FeedProgressReport::State::Running)
            tell(run, FeedProgressReport::State::Idle, true);
        summary.feeds.push_back(run->summary);
    }
    co_return summary;
}

QCoro::Task<> SyncRunner::runSteps(SyncPass *pass, SyncPlan plan, bool between,
                                   std::stop_token stop)
{
    for (const SyncStep &step : plan.steps) {
        if (stop.stop_requested() || pass->fatal)
            co_return;
        FeedRun *run = pass->run(m_account.name, step.info);
        // In between, the planner has just decided that the feed may be tried again.
        if (run->stopped && !between)
            continue;
        co_await runStep(pass, run, step, stop);
        if (between || pass->fatal)
            continue;
        --run->stepsLeft;
        // Planned before anything was heard of the server's clock: what is to come would ask for
        // days that it has not seen yet, or miss its last ones.
        const DurationMs off = m_provider->clockSkew() - step.request.clockSkew;
        pass->planAgain = pass->plans == 1 && std::abs(off) > sameClockMs;
        if (pass->planAgain)
            co_return;
    }
}

QCoro::Task<> SyncRunner::noteCutOff(SyncPass *pass)
{
    // Cancelling is no failure, and a cache that refuses takes no note.
    const bool keep = pass->fatal->kind() != Error::Kind::Cancelled && !isOurs(*pass->fatal);
    for (FeedRun *run : pass->order) {
        if (run->stepsLeft == 0 || run->summary.error)
            continue;
        const Error told = named(run->cutOff(*pass->fatal));
        run->summary.error = told;
        if (!keep)
            continue;
        run->report.sentence = told.sentence();
        tell(run, FeedProgressReport::State::Failed, true);
        if (run->wasOff && !run->tried)
            continue; // why it is off is worth more
        // Without a time of its own: it stays due as it was.
        auto noting = note(run->info.key, told, false, std::nullopt);
        const Result<void> noted = co_await noting;
        if (!noted)
            co_return;
    }
}

QCoro::Task<> SyncRunner::runStep(SyncPass *pass, FeedRun *run, SyncStep step, std::stop_token stop)
{
    auto begun = begin(step);
    const Result<void> noted = co_await begun;
    if (!noted) {
        pass->fatal = noted.error();
        co_return;
    }
    run->tried = true;
    // A live edge may come between two pages of a window of the same feed.
    const bool inner = run->report.state == FeedProgressReport::State::Running;
    if (!inner)
        run->forgetProblems();
    tell(run, FeedProgressReport::State::Running, true);
    co_await walk(pass, run, step, stop);
    const bool ended = run->report.state == FeedProgressReport::State::Running;
    const bool more = run->report.windowsDone < run->report.windowsTotal && !stop.stop_requested();
    if (ended && !inner)
        tell(run, more ? FeedProgressReport::State::Waiting : FeedProgressReport::State::Idle,
             true);
}

QCoro::Task<> SyncRunner::walk(SyncPass *pass, FeedRun *run, SyncStep step, std::stop_token stop)
{
    std::stop_source own; // also ends a fetch that nobody wants any more
    const StopLink link(stop, own);
    const bool window = step.info.shape == FeedShape::Windows && !step.liveEdge;
    step.request.cache = m_cache;
    std::optional<TimeMs> watermark;
    TimeMs endedAt = 0;

    co_await betweenPages(pass, run, step.kind, stop);
    auto fetching = m_provider->fetch(step.request, own.get_token());
    Result<SyncBatch> page = co_await fetching;
    if (!page && step.resumed && cursorMayBeStale(page.error())) {
        step.resumed = false;
        step.request.cursor.clear();
        step.request.passStarted = m_clock.now() + step.request.clockSkew;
        fetching = m_provider->fetch(step.request, own.get_token());
        page = co_await fetching;
    }
    WalkClaims claims(step.request.passStarted);
    for (int pages = 1;; ++pages) {
        if (!page) {
            co_await stepFailed(pass, run, window, page.error(), stop);
            co_return;
        }
        const auto batch = std::make_shared<SyncBatch>(std::move(page.value()));
        if (batch->backfilled)
            batch->nextCursor.clear();
        const bool last = batch->nextCursor.isEmpty();
        if (batch->watermark)
            watermark = std::max(watermark.value_or(*batch->watermark), *batch->watermark);
        // A resumed walk may begin one page before its cursor and then name that cursor again.
        const bool stuck =
            batch->nextCursor == step.request.cursor && !(step.resumed && pages == 1);
        const bool endless = !last && (pages >= longestWalk || stuck);
        endedAt = m_clock.now();
        FeedProgress progress = run->progressOf(step, *batch, &claims, watermark, endedAt);
        if (endless) {
            progress.cursor.clear();
            progress.window.reset();
        }
        auto applying = apply(batch, std::move(progress));

        // The next page travels while this one is written.
        step.request.cursor = batch->nextCursor;
        const bool ahead = !last && !endless && m_pause.isOpen() && !liveIsDue(*pass, step.kind);
        if (ahead)
            fetching = m_provider->fetch(step.request, own.get_token());
        const Result<ChangeSet> change = co_await applying;
        if (!change) {
            pass->fatal = change.error();
            own.request_stop();
            if (ahead)
                page = co_await fetching;
            co_return;
        }
        committed(pass, run, *batch, *change);
        if (endless) {
            const Error error(
                Error::Kind::TooLarge,
                QStringLiteral("%1: the server's list of pages does not end").arg(step.info.title));
            co_await stepFailed(pass, run, window, error, stop);
            co_return;
        }
        if (last)
            break;
        if (!ahead) {
            co_await betweenPages(pass, run, step.kind, stop);
            if (pass->fatal || stop.stop_requested())
                co_return;
            fetching = m_provider->fetch(step.request, own.get_token());
        }
        page = co_await fetching;
    }

    if (step.info.shape == FeedShape::Windows) {
        ++run->summary.windows;
        ++run->report.windowsDone;
        if (claims.faulty)
            m_postponed.push_back({run->info.key, *step.request.window, endedAt + faultyAgainMs});
    }
    run->report.sentence.clear();
    if (!window)
        run->summary.error.reset();
    if (run->rowsLeftOut == 0)
        co_return;
    const Error partial = named(run->leftOut());
    run->summary.error = partial;
    run->report.sentence = partial.sentence();
    // At the pass's own time: the rows are here, so this is no failure that wants a quick retry.
    auto noting = note(run->info.key, partial, false, endedAt);
    const Result<void> noted = co_await noting;
    if (!noted)
        pass->fatal = noted.error();
}

bool SyncRunner::liveIsDue(const SyncPass &pass, SyncStep::Kind kind) const
{
    return kind == SyncStep::Kind::Background && !pass.options.once &&
           m_clock.now() >= pass.nextLive;
}

QCoro::Task<> SyncRunner::betweenPages(SyncPass *pass, FeedRun *run, SyncStep::Kind kind,
                                       std::stop_token stop)
{
    while (!m_pause.isOpen() && !stop.stop_requested()) {
        tell(run, FeedProgressReport::State::Waiting, true);
        co_await m_pause.wait(stop);
        tell(run, FeedProgressReport::State::Running, true);
    }
    if (stop.stop_requested() || !liveIsDue(*pass, kind))
        co_return;
    auto reading = known();
    const Result<Known> states = co_await reading;
    if (!states) {
        pass->fatal = states.error();
        co_return;
    }
    PlanOptions options = pass->options;
    options.liveOnly = true;
    options.full = false;
    SyncPlan plan = planWith(*states, options);
    co_await runSteps(pass, std::move(plan), true, stop);
    pass->nextLive = m_clock.now() + liveAtLeastEveryMs;
}

QCoro::Task<> SyncRunner::stepFailed(SyncPass *pass, FeedRun *run, bool window, Error error,
                                     std::stop_token stop)
{
    if (error.kind() == Error::Kind::Cancelled || stop.stop_requested()) {
        run->stopped = true;
        tell(run, FeedProgressReport::State::Idle, true);
        if (!pass->fatal)
            pass->fatal = Error::cancelled();
        co_return;
    }
    if (error.kind() == Error::Kind::Unauthorized && error.remedy().isEmpty())
        error = Error(error.kind(), error.message(), error.detail(),
                      QStringLiteral("Enter a new token for this account"));
    const Error told = named(error);
    // A suspended account or another server at the address refuses everything: that is no feed's.
    const bool off =
        (error.kind() == Error::Kind::Forbidden || error.kind() == Error::Kind::Unavailable) &&
        (pass->reach.heard() || run->wasOff);
    run->summary.error = told;
    run->report.sentence = told.sentence();
    tell(run, off ? FeedProgressReport::State::Off : FeedProgressReport::State::Failed, true);

    // Retried by the provider already: asking the same host for every other feed takes minutes.
    const bool gone = pass->reach.failed(error);
    if (error.kind() == Error::Kind::Unauthorized || isOurs(error) || gone)
        pass->fatal = error;

    // One window that cannot be read does not hide the older ones.
    const bool next =
        window && !off && !error.isTransient() && ++run->hardFailures < windowsGivenUp;
    run->stopped = !next;
    if (isOurs(error))
        co_return;
    auto noting = note(run->info.key, told, off, m_clock.now());
    const Result<void> noted = co_await noting;
    if (!noted && !pass->fatal)
        pass->fatal = noted.error();
}

void SyncRunner::committed(SyncPass *pass, FeedRun *run, const SyncBatch &batch,
                           const ChangeSet &change)
{
    pass->reach.answered();
    run->summary.rows += batch.wireRows;
    run->report.rows += batch.wireRows;
    run->note(batch);
    if (m_hooks.committed)
        m_hooks.committed(change);
    tell(run, FeedProgressReport::State::Running, false);
}

QFuture<Result<ChangeSet>> SyncRunner::apply(std::shared_ptr<const SyncBatch> batch,
                                             FeedProgress progress)
{
    return m_store.run([account = m_account.id, batch = std::move(batch),
                        progress = std::move(progress)](Store &store) {
        return store.apply(account, *batch, progress);
    });
}

QFuture<Result<void>> SyncRunner::begin(const SyncStep &step)
{
    return m_store.run([account = m_account.id, feed = step.info.key, shape = step.info.shape,
                        reset = step.reset, wasOff = step.wasOff, trustedTo = step.trustedTo,
                        at = m_clock.now()](Store &store) -> Result<void> {
        Result<void> done;
        if (reset)
            done = store.resetFeed(account, feed);
        if (done && reset && shape == FeedShape::Items)
            done = store.forgetEventProgress(account);
        if (done && trustedTo)
            done = store.distrustAfter(account, feed, *trustedTo);
        if (done && wasOff)
            done = store.noteFailure(account, feed, *wasOff, false, at);
        return done ? store.noteAttempt(account, feed, at) : done;
    });
}

QFuture<Result<void>> SyncRunner::note(const QString &feed, const Error &error, bool switchOff,
                                       std::optional<TimeMs> at)
{
    return m_store.run([account = m_account.id, feed, error, switchOff, at](Store &store) {
        return store.noteFailure(account, feed, error, switchOff, at);
    });
}

QFuture<Result<SyncRunner::Known>> SyncRunner::known()
{
    return m_store.run([account = m_account.id](Store &store) -> Result<Known> {
        const auto feeds = store.feedStates(account);
        if (!feeds)
            return feeds.error();
        const auto purged = store.accountTime(account, AccountTime::PurgedBefore);
        if (!purged)
            return purged.error();
        return Known{*feeds, purged->value_or(0)};
    });
}

SyncPlan SyncRunner::planWith(const Known &known, PlanOptions options)
{
    const TimeMs now = m_clock.now();
    std::erase_if(m_postponed, [now](const PostponedWindow &one) { return one.until <= now; });
    options.clockSkew = m_provider->clockSkew();
    options.keepFrom = known.purgedBefore;
    options.postponed = m_postponed;
    return planSync(m_account, m_feeds, known.feeds, options, now);
}

QCoro::Task<Result<std::optional<TimeMs>>> SyncRunner::nextDue(PlanOptions options)
{
    auto reading = known();
    const Result<Known> states = co_await reading;
    if (!states)
        co_return named(states.error());
    co_return planWith(*states, options).nextDue;
}

QCoro::Task<Result<void>> SyncRunner::refresh(QString conversation, std::stop_token stop)
{
    // A vendor with several Items feeds calls the one of its conversations' events by this name.
    auto feed = std::find_if(m_feeds.begin(), m_feeds.end(), [](const FeedInfo &info) {
        return info.key == QLatin1String("conversation_events");
    });
    if (feed == m_feeds.end()) {
        feed = std::find_if(m_feeds.begin(), m_feeds.end(),
                            [](const FeedInfo &info) { return info.shape == FeedShape::Items; });
    }
    if (feed == m_feeds.end())
        co_return Result<void>(); // everything there is comes with the other feeds
    FetchRequest request(feed->key);
    request.conversation = conversation;
    request.passStarted = m_clock.now();
    request.cache = m_cache;
    auto fetching = m_provider->fetch(request, stop);
    Result<SyncBatch> page = co_await fetching;
    if (!page)
        co_return named(page.error());
    const auto batch = std::make_shared<SyncBatch>(std::move(page.value()));
    FeedProgress progress; // rows only: the feed's own pass is not touched
    progress.feed = feed->key;
    progress.at = m_clock.now();
    auto applying = apply(batch, std::move(progress));
    const Result<ChangeSet> change = co_await applying;
    if (!change)
        co_return named(change.error());
    if (m_hooks.committed)
        m_hooks.committed(*change);
    if (!batch->problems.empty())
        co_return named(batch->problems.front());
    co_return Result<void>();
}

void SyncRunner::tell(FeedRun *run, FeedProgressReport::State state, bool always)
{
    run->report.state = state;
    const TimeMs now = m_clock.now();
    if (!always && run->toldAt && now >= *run->toldAt && now - *run->toldAt < tellEveryMs)
        return;
    run->toldAt = now;
    if (m_hooks.progress)
        m_hooks.progress(run->report);
}

void SyncRunner::tellOff(const FeedOff &off)
{
    FeedProgressReport report;
    report.account = m_account.name;
    report.feed = off.feed;
    report.title = off.title;
    report.state = FeedProgressReport::State::Off;
    report.sentence = off.sentence;
    if (m_hooks.progress)
        m_hooks.progress(report);
}

} // namespace watchfloor
