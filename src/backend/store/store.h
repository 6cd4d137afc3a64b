// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/domain/changeset.h"
#include "backend/domain/conversationkey.h"
#include "backend/domain/countersample.h"
#include "backend/domain/feed.h"
#include "backend/domain/result.h"
#include "backend/domain/syncbatch.h"

#include <QString>

#include <memory>
#include <vector>

namespace watchfloor {

class Database;
struct AgedCursor;
struct AgedStep;

struct OpenInfo {
    int schemaVersion = 0;
    bool readOnly = false;
    QString sentence; ///< why it is read-only, or which migration ran; empty = nothing to say
};

/// Progress of a feed that a batch brings along; stored in the batch's own transaction.
struct FeedProgress {
    QString feed;
    QString cursor;
    std::optional<TimeRange> window;
    std::optional<TimeMs> watermark;
    std::optional<TimeRange> covered;
    bool backfilled = false;
    bool passEnded = false; ///< sets lastSuccess
    TimeMs at = 0;
};

struct CheckProblem {
    QString area; ///< "integrity", "schema", "foreign_keys", "columns"
    QString sentence;
};

/// Times the cache remembers of an account (table meta).
enum class AccountTime {
    PurgedBefore, ///< removed on purpose: not fetched again unasked
    ProbedAt,     ///< when the server was last asked what it can do
    KeptFrom,     ///< everything older is gone, as the account's policy wants it
};

/// Face of the cache for writing and for the sync. Lives on the store worker; every method runs in
/// at most one transaction. Screens and queries read through FactReader on another connection.
class Store {
public:
    static Result<std::unique_ptr<Store>> open(const QString &profileDir, OpenInfo *info);
    ~Store();

    // Accounts.
    Result<std::vector<Account>> accounts();
    Result<RowId> addAccount(const Account &account); ///< BadInput when the name is taken
    /// By id; keeps the cache. Other business hours or targets change figures.
    Result<ChangeSet> updateAccount(const Account &account);
    Result<ChangeSet> removeAccount(RowId account, bool deleteData);

    Result<std::optional<TimeMs>> accountTime(RowId account, AccountTime what);
    Result<void> setAccountTime(RowId account, AccountTime what, TimeMs at);

    // Facts.
    /// Guarded upserts, links, derived closing times, tombstones and the feed's progress in one
    /// IMMEDIATE transaction. Applying a batch again writes nothing.
    Result<ChangeSet> apply(RowId account, const SyncBatch &batch, const FeedProgress &progress);

    /// Slices of the engine's columns, kept beside the rows as opaque bytes. One that has changed
    /// since it was made is not taken. Answers how many were; no fact changes.
    Result<int> writeSegments(const std::vector<FactSegment> &segments);

    /// What the counters of the present read: no fact, and no step of the change sequence. Those
    /// of accounts that are gone by now are left out.
    Result<void> addCounterSamples(const std::vector<CounterSample> &samples);

    // Sync state.
    Result<std::vector<FeedState>> feedStates(RowId account);
    Result<void> noteAttempt(RowId account, const QString &feed, TimeMs at);
    /// Without `at` the feed was not asked for: its last attempt stays what it was.
    Result<void> noteFailure(RowId account, const QString &feed, const Error &error, bool switchOff,
                             std::optional<TimeMs> at);
    Result<void> resetFeed(RowId account, const QString &feed); ///< forget cursor and coverage
    /// Watermark and coverage of the feed end at `limit` or before: later claims were wrong.
    Result<void> distrustAfter(RowId account, const QString &feed, TimeMs limit);
    /// `sync --full`: read the events of every conversation again.
    Result<void> forgetEventProgress(RowId account);

    // Questions of the sync.
    Result<std::vector<ConversationKey>> conversationsNeedingEvents(RowId account, int limit);
    Result<std::vector<ConversationKey>> activeConversations(RowId account);
    Result<std::vector<ConversationKey>> conversationsCreated(RowId account, TimeRange range);
    Result<std::vector<ConversationKey>> conversationNamed(RowId account, const QString &remoteId);
    Result<std::vector<UnlinkedConversation>> unlinkedConversations(RowId account);
    Result<std::vector<UnnamedAgent>> unnamedAgents(RowId account);

    // Care.
    Result<std::vector<CheckProblem>> check(bool repair);
    /// Closed conversations and their events; remembered as PurgedBefore of every account.
    Result<ChangeSet> purgeOlderThan(TimeMs limit);
    Result<ChangeSet> purgeAccount(RowId account); ///< all facts; the account stays
    /// One step of what an account's policy removes (AgedRows). The first one takes back what is
    /// claimed of the days before `limit`, so that a step too few never leaves a claim too much.
    Result<AgedStep> removeAged(RowId account, TimeMs limit, AgedCursor from);
    /// Gives up to so many free pages back to the disk; true = there are more.
    Result<bool> shrink(int pages);
    /// When idle: wal_checkpoint(PASSIVE), and the memory of pages read and written is given back.
    Result<void> checkpoint();

private:
    struct Private;
    explicit Store(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace watchfloor
