// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/store.h"

#include "backend/store/accountrepository.h"
#include "backend/store/agedrows.h"
#include "backend/store/batchwriter.h"
#include "backend/store/cachecheck.h"
#include "backend/store/cachefile.h"
#include "backend/store/counterrepository.h"
#include "backend/store/database.h"
#include "backend/store/hourmarks.h"
#include "backend/store/migrations.h"
#include "backend/store/retention.h"
#include "backend/store/segmentrepository.h"
#include "backend/store/slicemarks.h"
#include "backend/store/syncquestions.h"
#include "backend/store/syncstaterepository.h"

#include <algorithm>

#include <QDir>
#include <QFileInfo>
#include <QLockFile>

namespace watchfloor {

/// Conversations looked at in one step of a removal: some ten milliseconds.
static constexpr int agedAtOnce = 400;

struct Store::Private {
    Private(std::unique_ptr<QLockFile> heldLock, std::unique_ptr<Database> database,
            std::optional<Error> whyReadOnly)
        : lock(std::move(heldLock))
        , db(std::move(database))
        , refusal(std::move(whyReadOnly))
        , accounts(*db)
        , writer(*db)
        , sync(*db)
        , questions(*db)
        , marks(*db)
    {
        marks.forget(sequence());
    }

    std::unique_ptr<QLockFile> lock; // released last
    std::unique_ptr<Database> db;
    std::optional<Error> refusal; // set = read only, and why
    AccountRepository accounts;
    BatchWriter writer;
    SyncStateRepository sync;
    SyncQuestions questions;
    SliceMarks marks;

    qint64 sequence()
    {
        return db->scalar(QStringLiteral("SELECT value FROM meta WHERE key = 'change'"))
            .value_or(0);
    }

    /// The 64 MB that help a first sync are nobody's use afterwards.
    void giveBackPages()
    {
        if (!db->exec(QStringLiteral("PRAGMA shrink_memory")))
            db->takeError();
    }

    /// Ends a transaction that changed facts: one step of the change sequence per commit.
    /// Without a journal the slices were marked by whoever changed them.
    Result<ChangeSet> finish(Transaction &transaction, ChangeSet change,
                             FactJournal *journal = nullptr)
    {
        if (change.touchesFacts())
            db->exec(QStringLiteral("UPDATE meta SET value = value + 1 WHERE key = 'change'"));
        change.sequence = sequence();
        if (journal) {
            change.facts = journal->finish();
            if (change.settings) // rows that nobody wrote count otherwise
                change.facts.reset();
            marks.touch(journal->touched(), change.sequence);
        }
        const Result<void> done = transaction.commit();
        if (!done) {
            writer.forget();
            marks.forget(sequence());
            return done.error();
        }
        return change;
    }

    /// What it means that the account's row was `before` until now.
    ChangeSet settled(const Account &before, RowId id)
    {
        ChangeSet change;
        change.account = id;
        if (const auto after = accounts.find(id); after && hourmarks::differ(before, *after)) {
            hourmarks::account(*db, before, *after);
            change.settings = true;
        }
        return change;
    }

    /// A small write without facts.
    template<typename Work>
    Result<void> write(Work work)
    {
        if (refusal)
            return *refusal;
        Transaction transaction(*db);
        work();
        return transaction.commit();
    }

    /// Deletes an account's facts; see Retention::purgeAccount for the foreign keys.
    template<typename Work>
    Result<ChangeSet> deleteAccount(RowId account, Work afterwards)
    {
        if (refusal)
            return *refusal;
        db->exec(QStringLiteral("PRAGMA foreign_keys = OFF"));
        Result<ChangeSet> result = ChangeSet{};
        {
            Transaction transaction(*db);
            ChangeSet change = Retention(*db).purgeAccount(account);
            change.syncState = true;
            afterwards();
            result = finish(transaction, change);
        }
        writer.forget();
        db->exec(QStringLiteral("PRAGMA foreign_keys = ON"));
        if (db->failed())
            return db->takeError();
        if (result)
            Retention(*db).shrinkAll();
        return result;
    }
};

Store::Store(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const QString &profileDir, OpenInfo *info)
{
    OpenInfo unused;
    OpenInfo &said = info ? *info : unused;
    said = {};
    const QString file = cachefile::path(profileDir);
    std::optional<Error> refusal;
    std::unique_ptr<QLockFile> lock;
    auto locked = cachefile::lockForWriting(profileDir);
    if (locked)
        lock = std::move(*locked);
    else if (locked.error().kind() == Error::Kind::ReadOnly && QFileInfo::exists(file))
        refusal = locked.error();
    else
        return locked.error();

    if (!refusal) {
        if (const Result<void> secured = cachefile::secure(file); !secured)
            refusal = secured.error();
    }
    // Look before touching: opening for writing would already change somebody else's file.
    if (QFileInfo(file).size() > 0) {
        auto look = Database::openForReading(file);
        if (!look)
            return look.error();
        const Result<int> version = migrations::version(**look);
        if (!version)
            return version.error();
        said.schemaVersion = *version;
        if (*version > migrations::head())
            refusal =
                Error(Error::Kind::SchemaTooNew,
                      QStringLiteral("The cache %1 was written by a newer Watchfloor (schema %2, "
                                     "this one knows %3)")
                          .arg(QDir::toNativeSeparators(file))
                          .arg(*version)
                          .arg(migrations::head()),
                      {}, QStringLiteral("It can be read but not written. Update Watchfloor"));
        if (refusal) {
            said.readOnly = true;
            said.sentence = refusal->sentence();
            return std::unique_ptr<Store>(new Store(
                std::make_unique<Private>(std::move(lock), std::move(*look), std::move(refusal))));
        }
    } else if (refusal) {
        return *refusal;
    }

    auto db = Database::open(file, Database::Mode::ReadWrite);
    if (!db)
        return db.error();
    const Result<int> from = migrations::climb(**db);
    if (!from)
        return from.error();
    said.schemaVersion = migrations::head();
    if (*from > 0 && *from < migrations::head())
        said.sentence = QStringLiteral("The cache was brought from schema %1 to %2")
                            .arg(*from)
                            .arg(migrations::head());
    return std::unique_ptr<Store>(
        new Store(std::make_unique<Private>(std::move(lock), std::move(*db), std::nullopt)));
}

Result<std::vector<Account>> Store::accounts()
{
    return d->db->answer(d->accounts.all());
}

Result<RowId> Store::addAccount(const Account &account)
{
    if (d->refusal)
        return *d->refusal;
    Transaction transaction(*d->db);
    const auto twin = d->accounts.find(d->accounts.removedTwin(account));
    const Result<RowId> id = d->accounts.add(account);
    if (!id)
        return id.error();
    const auto done = d->finish(transaction, twin ? d->settled(*twin, *id) : ChangeSet());
    if (!done)
        return done.error();
    return id;
}

Result<ChangeSet> Store::updateAccount(const Account &account)
{
    if (d->refusal)
        return *d->refusal;
    Transaction transaction(*d->db);
    const auto before = d->accounts.find(account.id);
    const Result<void> updated = d->accounts.update(account);
    if (!updated)
        return updated.error();
    return d->finish(transaction, before ? d->settled(*before, account.id) : ChangeSet());
}

Result<std::optional<TimeMs>> Store::accountTime(RowId account, AccountTime what)
{
    return d->db->answer(d->accounts.time(account, what));
}

Result<void> Store::setAccountTime(RowId account, AccountTime what, TimeMs at)
{
    return d->write([&] { d->accounts.setTime(account, what, at); });
}

Result<ChangeSet> Store::removeAccount(RowId account, bool deleteData)
{
    if (deleteData)
        return d->deleteAccount(account, [&] { d->accounts.remove(account); });
    if (d->refusal)
        return *d->refusal;
    Transaction transaction(*d->db);
    d->accounts.hide(account);
    ChangeSet change;
    change.account = account;
    change.agents = true; // nobody and nothing of it is shown any more
    change.groupings = true;
    change.syncState = true;
    return d->finish(transaction, change);
}

Result<ChangeSet> Store::apply(RowId account, const SyncBatch &batch, const FeedProgress &progress)
{
    if (d->refusal)
        return *d->refusal;
    Transaction transaction(*d->db);
    if (!d->accounts.exists(account) && !d->db->failed())
        d->db->fail(
            Error(Error::Kind::NotFound, QStringLiteral("The account is no longer in the cache")));
    ChangeSet change = d->writer.write(account, batch);
    if (!progress.feed.isEmpty()) {
        d->sync.advance(account, progress);
        change.syncState = true;
    }
    return d->finish(transaction, change, &d->writer.journal());
}

Result<int> Store::writeSegments(const std::vector<FactSegment> &segments)
{
    int taken = 0;
    const Result<void> done = d->write([&] {
        SegmentRepository repository(*d->db, d->marks);
        for (const FactSegment &segment : segments)
            taken += repository.write(segment) ? 1 : 0;
    });
    if (!done) {
        d->marks.forget(d->sequence());
        return done.error();
    }
    d->giveBackPages();
    return taken;
}

Result<void> Store::addCounterSamples(const std::vector<CounterSample> &samples)
{
    return d->write([&] {
        std::vector<CounterSample> known;
        for (const CounterSample &sample : samples) {
            if (d->accounts.exists(sample.account))
                known.push_back(sample);
        }
        CounterRepository(*d->db).add(known);
    });
}

Result<std::vector<FeedState>> Store::feedStates(RowId account)
{
    return d->db->answer(d->sync.states(account));
}

Result<void> Store::noteAttempt(RowId account, const QString &feed, TimeMs at)
{
    return d->write([&] { d->sync.noteAttempt(account, feed, at); });
}

Result<void> Store::noteFailure(RowId account, const QString &feed, const Error &error,
                                bool switchOff, std::optional<TimeMs> at)
{
    return d->write([&] { d->sync.noteFailure(account, feed, error, switchOff, at); });
}

Result<void> Store::resetFeed(RowId account, const QString &feed)
{
    return d->write([&] { d->sync.reset(account, feed); });
}

Result<void> Store::distrustAfter(RowId account, const QString &feed, TimeMs limit)
{
    return d->write([&] { d->sync.distrustAfter(account, feed, limit); });
}

Result<void> Store::forgetEventProgress(RowId account)
{
    return d->write([&] {
        Statement update = d->db->statement(QStringLiteral(
            "UPDATE conversation_fetch SET events_as_of = NULL, due = 1 WHERE account = :account"));
        update.bind("account", account).run();
    });
}

Result<std::vector<ConversationKey>> Store::conversationsNeedingEvents(RowId account, int limit)
{
    return d->db->answer(d->questions.needingEvents(account, limit));
}

Result<std::vector<ConversationKey>> Store::activeConversations(RowId account)
{
    return d->db->answer(d->questions.active(account));
}

Result<std::vector<ConversationKey>> Store::conversationsCreated(RowId account, TimeRange range)
{
    return d->db->answer(d->questions.created(account, range));
}

Result<std::vector<ConversationKey>> Store::conversationNamed(RowId account,
                                                              const QString &remoteId)
{
    return d->db->answer(d->questions.named(account, remoteId));
}

Result<std::vector<UnlinkedConversation>> Store::unlinkedConversations(RowId account)
{
    return d->db->answer(d->questions.unlinked(account));
}

Result<std::vector<UnnamedAgent>> Store::unnamedAgents(RowId account)
{
    return d->db->answer(d->questions.unnamedAgents(account));
}

Result<std::vector<CheckProblem>> Store::check(bool repair)
{
    CacheCheck check(*d->db);
    if (!repair)
        return d->db->answer(check.run(false));
    if (d->refusal)
        return *d->refusal;
    Transaction transaction(*d->db);
    const std::vector<CheckProblem> problems = check.run(true);
    ChangeSet change;
    change.conversations = check.mended();
    const Result<ChangeSet> done = d->finish(transaction, change);
    if (!done)
        return done.error();
    return problems;
}

Result<ChangeSet> Store::purgeOlderThan(TimeMs limit)
{
    if (d->refusal)
        return *d->refusal;
    Result<ChangeSet> result = ChangeSet{};
    {
        Transaction transaction(*d->db);
        const ChangeSet change = Retention(*d->db).purgeOlderThan(limit);
        d->sync.cutCoverage(limit);
        for (const Account &account : d->accounts.all()) {
            const TimeMs before =
                d->accounts.time(account.id, AccountTime::PurgedBefore).value_or(limit);
            d->accounts.setTime(account.id, AccountTime::PurgedBefore, std::max(before, limit));
        }
        result = d->finish(transaction, change);
    }
    d->writer.forget();
    if (result)
        Retention(*d->db).shrinkAll();
    return result;
}

Result<ChangeSet> Store::purgeAccount(RowId account)
{
    return d->deleteAccount(account, [] {});
}

Result<AgedStep> Store::removeAged(RowId account, TimeMs limit, AgedCursor from)
{
    if (d->refusal)
        return *d->refusal;
    Transaction transaction(*d->db);
    if (!d->accounts.exists(account) && !d->db->failed())
        d->db->fail(
            Error(Error::Kind::NotFound, QStringLiteral("The account is no longer in the cache")));
    AgedStep step = AgedRows(*d->db, account, limit).remove(from, agedAtOnce);
    const TimeMs before = d->accounts.time(account, AccountTime::PurgedBefore).value_or(limit);
    d->accounts.setTime(account, AccountTime::PurgedBefore, std::max(before, limit));
    d->sync.cutCoverage(limit, account);
    step.change.syncState = true;
    if (step.next.ended())
        d->accounts.setTime(account, AccountTime::KeptFrom, limit);
    const Result<ChangeSet> done = d->finish(transaction, step.change);
    d->writer.forget();
    if (!done)
        return done.error();
    step.change = *done;
    return step;
}

Result<bool> Store::shrink(int pages)
{
    if (d->refusal)
        return *d->refusal;
    return d->db->answer(Retention(*d->db).shrink(pages));
}

Result<void> Store::checkpoint()
{
    if (d->refusal)
        return {};
    if (d->db->exec(QStringLiteral("PRAGMA wal_checkpoint(PASSIVE)")))
        d->giveBackPages();
    return d->db->answer();
}

} // namespace watchfloor
