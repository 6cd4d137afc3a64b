// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/feedrun.h"

#include <algorithm>

namespace watchfloor {

FeedRun::FeedRun(const QString &account, const FeedInfo &feed)
    : info(feed)
{
    summary.feed = feed.key;
    report.account = account;
    report.feed = feed.key;
    report.title = feed.title;
}

FeedProgress FeedRun::progressOf(const SyncStep &step, const SyncBatch &batch,
                                 std::optional<TimeMs> watermark, TimeMs at)
{
    const bool windows = info.shape == FeedShape::Windows;
    const bool last = batch.nextCursor.isEmpty();
    const FetchRequest &request = step.request;

    FeedProgress progress;
    progress.feed = info.key;
    progress.at = at;
    progress.covered = batch.covered;
    progress.passEnded = last && (!windows || step.liveEdge);
    if (progress.passEnded)
        progress.watermark = watermark;

    if (!step.liveEdge) {
        storedCursor.clear();
        storedWindow.reset();
        // An Items feed asks the cache what is needed: its place in the list means nothing later.
        if (!last && info.shape != FeedShape::Items) {
            storedCursor = batch.nextCursor;
            const TimeMs from =
                info.shape == FeedShape::Backfill ? request.horizon : request.since.value_or(0);
            storedWindow = windows ? *request.window : TimeRange{from, request.passStarted};
        }
    }
    progress.cursor = storedCursor;
    progress.window = storedWindow;

    if (windows && last && !progress.covered)
        progress.covered = request.window;
    if (step.liveEdge && progress.covered) // what lies ahead cannot be known yet
        progress.covered->to = std::min(progress.covered->to, request.passStarted);
    if (info.shape == FeedShape::Backfill && last) {
        progress.backfilled = true;
        TimeRange whole =
            progress.covered.value_or(TimeRange{request.horizon, request.passStarted});
        whole.from = std::min(whole.from, request.horizon);
        progress.covered = whole;
    }
    // A resumed pass may have been told its watermark on a page of an earlier run.
    if (info.shape == FeedShape::Delta && last && step.resumed && !progress.watermark)
        progress.watermark = request.passStarted;
    return progress;
}

Error FeedRun::leftOut() const
{
    const Error &first = problems.front();
    if (problems.size() == 1)
        return first;
    return Error(first.kind(),
                 QStringLiteral("%1 rows were left out, the first one: %2")
                     .arg(problems.size())
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

} // namespace watchfloor
