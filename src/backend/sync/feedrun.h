// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/store.h"
#include "backend/sync/reachability.h"
#include "backend/sync/syncplanner.h"
#include "backend/sync/syncservice.h"

#include <map>
#include <memory>

namespace watchfloor {

/// What the pages of one walk allow to be claimed. Rows left out on a page are missing in the
/// cache: its times are not covered, and the walk begins there the next time.
class WalkClaims {
public:
    explicit WalkClaims(TimeMs passStarted)
        : upTo(passStarted)
    {
    }

    bool faulty = false;   ///< some page had rows left out
    bool pending = false;  ///< the last one did not tell which times it spanned
    TimeMs upTo = 0;       ///< Backfill: nothing later is claimed by the pages to come
    QString faultyCursor;  ///< of the first such page
    TimeMs faultyUpTo = 0; ///< upTo when it came
};

/// One feed within one pass.
class FeedRun {
public:
    FeedRun(const QString &account, const FeedInfo &feed);

    FeedInfo info;
    FeedSummary summary;
    FeedProgressReport report;
    bool stopped = false;              ///< no further step of this feed in this pass
    bool tried = false;                ///< some step of it has begun
    bool wasOff = false;               ///< switched off before, was to get another chance
    int stepsLeft = 0;                 ///< planned and not walked to their end
    int hardFailures = 0;              ///< windows given up
    qint64 rowsLeftOut = 0;            ///< of the pages of this run
    std::optional<Error> firstProblem; ///< of these
    std::optional<TimeMs> toldAt;
    // What the cache holds for a window under way, so that a live edge in between keeps it.
    QString storedCursor;
    std::optional<TimeRange> storedWindow;

    /// The feed's progress that goes into the page's transaction.
    FeedProgress progressOf(const SyncStep &step, const SyncBatch &batch, WalkClaims *claims,
                            std::optional<TimeMs> watermark, TimeMs at);
    void note(const SyncBatch &batch);
    void forgetProblems();
    /// All problems of the run as one error; call only when there are some.
    Error leftOut() const;
    /// Why the feed was not read, or not to its end, when `cause` ended the pass.
    Error cutOff(const Error &cause) const;

private:
    std::optional<TimeMs> deltaWatermark(const SyncStep &step, const SyncBatch &batch,
                                         const WalkClaims &claims,
                                         std::optional<TimeMs> told) const;
    static void claimBackfill(const SyncStep &step, const SyncBatch &batch, WalkClaims *claims,
                              FeedProgress *progress);
};

/// One pass over the feeds of one account.
class SyncPass {
public:
    PlanOptions options;
    std::map<QString, std::unique_ptr<FeedRun>> runs;
    std::vector<FeedRun *> order;
    std::optional<Error> fatal; ///< the account cannot go on; does not name the account yet
    Reachability reach;
    TimeMs nextLive = 0;    ///< when a back-fill lets the live feeds in between
    int plans = 0;          ///< made for this pass
    bool planAgain = false; ///< the first answer showed that the server's clock is another

    FeedRun *run(const QString &account, const FeedInfo &feed);
    /// Takes up a plan; in a second one, feeds that were walked to their end are left out. Answers
    /// the feeds that have steps.
    std::vector<FeedRun *> enlist(const QString &account, SyncPlan *plan);
};

} // namespace watchfloor
