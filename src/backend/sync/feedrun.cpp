// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/feedrun.h"

#include <algorithm>

namespace watchfloor {
namespace {

constexpr DurationMs longestWait = 3'600'000;

} // namespace

FeedRun::FeedRun(const QString &account, const FeedInfo &feed)
    : info(feed)
{
    summary.feed = feed.key;
    report.account = account;
    report.feed = feed.key;
    report.title = feed.title;
}

FeedProgress FeedRun::progressOf(const SyncStep &step, const SyncBatch &batch, WalkClaims *claims,
                                 std::optional<TimeMs> watermark, TimeMs at)
{
    const bool windows = info.shape == FeedShape::Windows;
    const bool backfill = info.shape == FeedShape::Backfill;
    const bool last = batch.nextCursor.isEmpty();
    const FetchRequest &request = step.request;
    if (!batch.problems.empty() && !claims->faulty) {
        claims->faulty = true;
        claims->faultyCursor = request.cursor;
        claims->faultyUpTo = claims->upTo;
    }

    FeedProgress progress;
    progress.feed = info.key;
    progress.at = at;
    progress.covered = batch.covered;
    progress.passEnded = last && (!windows || step.liveEdge);
    if (progress.passEnded)
        progress.watermark = watermark;
    // The edge goes on all the same; the hole it leaves is asked for like a closed window.
    if (step.liveEdge && last && claims->faulty && !watermark)
        progress.watermark = request.passStarted;

    if (windows && last && !progress.covered)
        progress.covered = request.window;
    if (step.liveEdge && progress.covered) // what lies ahead cannot be known yet
        progress.covered->to = std::min(progress.covered->to, request.passStarted);
    if (backfill)
        claimBackfill(step, batch, claims, &progress);
    else if (claims->faulty)
        progress.covered.reset();
    if (info.shape == FeedShape::Delta && last)
        progress.watermark = deltaWatermark(step, batch, *claims, progress.watermark);

    if (!step.liveEdge) {
        storedCursor.clear();
        storedWindow.reset();
        // An Items feed asks the cache what is needed: its place in the list means nothing later.
        if (!last && info.shape != FeedShape::Items) {
            // A back-fill goes on below and comes back when it has ended; what it claims tells
            // where.
            storedCursor = claims->faulty && !backfill ? claims->faultyCursor : batch.nextCursor;
            const TimeMs from = backfill ? request.horizon : request.since.value_or(0);
            const TimeMs to = backfill ? claims->upTo : request.passStarted;
            if (!storedCursor.isEmpty())
                storedWindow = windows ? *request.window : TimeRange{from, to};
        } else if (last && backfill && !claims->faultyCursor.isEmpty()) {
            storedCursor = claims->faultyCursor;
            storedWindow = TimeRange{request.horizon, claims->faultyUpTo};
        }
    }
    progress.cursor = storedCursor;
    progress.window = storedWindow;
    return progress;
}

/// Pages come newest first, each claims all from its oldest row up to the start of the pass. Below
/// a page with rows left out the claim begins anew, so that the page stays a gap.
void FeedRun::claimBackfill(const SyncStep &step, const SyncBatch &batch, WalkClaims *claims,
                            FeedProgress *progress)
{
    const bool last = batch.nextCursor.isEmpty();
    std::optional<TimeRange> &covered = progress->covered;
    progress->backfilled = last;
    if (last) {
        TimeRange whole = covered.value_or(TimeRange{step.request.horizon, claims->upTo});
        whole.from = std::min(whole.from, step.request.horizon);
        covered = whole;
    }
    if (covered)
        covered->to = std::min(covered->to, claims->upTo);
    if (batch.problems.empty() && !claims->pending)
        return;
    claims->pending = !covered;
    // Even the first page is a hole below something: its end marks how far the walk claims to go.
    const TimeMs top = claims->upTo;
    const bool nothingYet = top == step.request.passStarted;
    if (covered)
        claims->upTo = std::min(top, covered->from);
    covered.reset();
    if (nothingYet)
        covered = TimeRange{top - 1, top};
}

/// While rows are left out the watermark waits, so that the next pass asks for them again. Not for
/// ever: what there is to read grows with every pass.
std::optional<TimeMs> FeedRun::deltaWatermark(const SyncStep &step, const SyncBatch &batch,
                                              const WalkClaims &claims,
                                              std::optional<TimeMs> told) const
{
    const FetchRequest &request = step.request;
    if (!claims.faulty) {
        // A resumed pass may have been told its watermark on a page of an earlier run.
        return step.resumed && !told ? request.passStarted : told;
    }
    const bool waited = request.since && request.passStarted - *request.since > longestWait;
    if (step.faultyBefore && waited)
        return told ? told : request.passStarted;
    if (!request.since && batch.covered)
        return batch.covered->from;
    return {};
}

void FeedRun::note(const SyncBatch &batch)
{
    if (!firstProblem && !batch.problems.empty())
        firstProblem = batch.problems.front();
    rowsLeftOut += static_cast<qint64>(batch.problems.size()) + batch.moreLeftOut;
}

void FeedRun::forgetProblems()
{
    firstProblem.reset();
    rowsLeftOut = 0;
}

Error FeedRun::leftOut() const
{
    const Error &first = *firstProblem;
    if (rowsLeftOut == 1)
        return first;
    return Error(first.kind(),
                 QStringLiteral("%1 rows were left out, the first one: %2")
                     .arg(rowsLeftOut)
                     .arg(first.message()),
                 first.detail(), first.remedy());
}

Error FeedRun::cutOff(const Error &cause) const
{
    const bool cancelled = cause.kind() == Error::Kind::Cancelled;
    QString text = tried ? QStringLiteral("not read to the end, because ")
                         : QStringLiteral("not tried, because ");
    text += cancelled ? QStringLiteral("the sync was cancelled")
                      : QStringLiteral("this failed before: ") + cause.message();
    return Error(cause.kind(), text, cause.detail(),
                 cancelled ? QStringLiteral("The next sync goes on from there") : cause.remedy());
}

FeedRun *SyncPass::run(const QString &account, const FeedInfo &feed)
{
    std::unique_ptr<FeedRun> &slot = runs[feed.key];
    if (!slot) {
        slot = std::make_unique<FeedRun>(account, feed);
        order.push_back(slot.get());
    }
    return slot.get();
}

std::vector<FeedRun *> SyncPass::enlist(const QString &account, SyncPlan *plan)
{
    ++plans;
    planAgain = false;
    for (FeedRun *known : order) {
        const bool done = known->stopped || (known->tried && known->stepsLeft == 0);
        known->stepsLeft = 0;
        known->report.windowsTotal = known->report.windowsDone;
        std::erase_if(plan->steps, [&](const SyncStep &step) {
            return done && step.info.key == known->info.key;
        });
    }
    std::vector<FeedRun *> waiting;
    for (const SyncStep &step : plan->steps) {
        FeedRun *next = run(account, step.info);
        if (next->stepsLeft++ == 0)
            waiting.push_back(next);
        next->wasOff = step.wasOff.has_value();
        if (step.info.shape == FeedShape::Windows)
            ++next->report.windowsTotal;
    }
    return waiting;
}

} // namespace watchfloor
