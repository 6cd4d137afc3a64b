// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchcases.h"
#include "bench/chatwootpages.h"
#include "bench/walcommits.h"

#include "backend/store/cachefile.h"
#include "backend/store/store.h"
#include "backend/sync/providers/chatwoot/chatwootparser.h"

#include <QTemporaryDir>

namespace watchfloor::bench {

namespace {

constexpr int kPages = 40;
constexpr int kOnPage = 5000;
constexpr const char *kFeed = "events";

SyncBatch parsed(const QByteArray &page)
{
    Result<chatwoot::ListPage> list = chatwoot::parseEventPage(page);
    if (!list) {
        throw BenchError{list.error().sentence()};
    }
    if (list->batch.events.size() != kOnPage) {
        throw BenchError{QStringLiteral("A page of the stream was not read whole")};
    }
    return std::move(list->batch);
}

/// A cache that has the conversations already.
struct StreamCache {
    explicit StreamCache(const ChatwootPages &stream)
    {
        auto opened = Store::open(dir.path(), nullptr);
        if (!opened) {
            throw BenchError{opened.error().sentence()};
        }
        store = std::move(*opened);
        Account login;
        login.provider = QStringLiteral("chatwoot");
        login.name = QStringLiteral("Stream");
        login.baseUrl = QUrl(QStringLiteral("http://127.0.0.1"));
        account = store->addAccount(login).value();
        for (const SyncBatch &batch : stream.conversations) {
            apply(batch, {});
        }
    }

    ChangeSet apply(const SyncBatch &batch, const FeedProgress &progress)
    {
        const Result<ChangeSet> change = store->apply(account, batch, progress);
        if (!change) {
            throw BenchError{change.error().sentence()};
        }
        return *change;
    }

    /// The whole feed once, as a pass at the live edge; answers how many fact rows were written.
    qint64 sync(const ChatwootPages &stream)
    {
        qint64 written = 0;
        for (std::size_t page = 0; page < stream.pages.size(); ++page) {
            SyncBatch batch = parsed(stream.pages[page]);
            batch.fetchedAt = kYearEnd;
            FeedProgress progress;
            progress.feed = QLatin1String(kFeed);
            progress.at = kYearEnd;
            progress.passEnded = page + 1 == stream.pages.size();
            if (progress.passEnded) {
                progress.watermark = kYearEnd;
                progress.covered = TimeRange{kYearStart, kYearEnd};
            }
            const ChangeSet change = apply(batch, progress);
            written += change.events + change.conversations;
        }
        return written;
    }

    QTemporaryDir dir;
    std::unique_ptr<Store> store;
    RowId account = 0;
};

/// Events a second from milliseconds; more is better.
BenchRow speed(const QString &name, qint64 events, const std::vector<double> &times,
               std::optional<double> goal)
{
    std::vector<double> rates;
    for (const double ms : times) {
        rates.push_back(static_cast<double>(events) / ms * 1000);
    }
    return atLeast(measured(name, rates, std::nullopt), QStringLiteral("ev/s"), goal);
}

} // namespace

void benchStream(const Choice &choice, std::vector<BenchRow> &rows)
{
    const QString name = QStringLiteral("page stream");
    if (!choice.wants(name)) {
        return;
    }
    progress(QStringLiteral("Pages of events ..."));
    const ChatwootPages stream = chatwootPages(kPages, kOnPage);
    qint64 read = 0;
    rows.push_back(speed(name + QStringLiteral(", parse alone"), stream.events,
                         timed(3,
                               [&] {
                                   for (const QByteArray &page : stream.pages) {
                                       read += static_cast<qint64>(parsed(page).events.size());
                                   }
                               }),
                         std::nullopt));
    std::vector<double> first, again;
    qint64 rewritten = 0;
    int commits = 0;
    for (int round = 0; round < 3; ++round) {
        StreamCache cache(stream);
        const QString file = cachefile::path(cache.dir.path());
        first.push_back(millisecondsOf([&] {
            if (cache.sync(stream) < stream.events) {
                throw BenchError{QStringLiteral("The store did not write every event")};
            }
        }));
        if (const Result<void> idle = cache.store->checkpoint(); !idle) {
            throw BenchError{idle.error().sentence()};
        }
        const WalContent before = walContent(file);
        again.push_back(millisecondsOf([&] { rewritten += cache.sync(stream); }));
        commits = std::max(commits, walContent(file).commitsSince(before));
    }
    rows.push_back(speed(name + QStringLiteral(", parse + store"), stream.events, first, 50'000));
    rows.push_back(
        speed(name + QStringLiteral(", unchanged re-sync"), stream.events, again, std::nullopt));
    rows.push_back(figure(name + QStringLiteral(", re-sync: fact rows written"),
                          QStringLiteral("rows"), static_cast<double>(rewritten), 0));
    rows.push_back(figure(name + QStringLiteral(", re-sync: commits of the feed"),
                          QStringLiteral("commits"), commits, 1));
}

} // namespace watchfloor::bench
