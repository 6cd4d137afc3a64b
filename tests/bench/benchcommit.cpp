// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchcases.h"

#include "backend/reports/factloader.h"
#include "backend/reports/factrows.h"
#include "backend/store/cachefile.h"
#include "backend/store/store.h"

#include <QDir>
#include <QFile>

namespace watchfloor::bench {

namespace {

constexpr TimeMs kStep = 60'000;
constexpr const char *kNames[] = {
    "",          "first_response",           "reply_time", "conversation_resolved", "assigned",
    "wait_time", "first_assignment_response"};

template<typename T>
T orThrow(Result<T> result)
{
    if (!result) {
        throw BenchError{result.error().sentence()};
    }
    return std::move(*result);
}

/// A cache that may be written: a copy, so that the one on disk stays the year it is.
class WorkingCopy {
public:
    WorkingCopy(const SyntheticYear &year, YearFile &file)
        : m_year(year)
        , m_profile(QDir(file.scratch()).filePath(QStringLiteral("copy")))
    {
        progress(QStringLiteral("Copying the cache ..."));
        QDir().mkpath(m_profile);
        const QString copy = cachefile::path(m_profile);
        QFile::remove(copy);
        if (!QFile::copy(file.file(), copy)) {
            throw BenchError{QStringLiteral("The cache cannot be copied to %1").arg(copy)};
        }
        m_store = orThrow(Store::open(m_profile, nullptr));
        m_account = orThrow(m_store->accounts()).front().id;
        m_loader = std::make_unique<FactLoader>(m_profile);
        while (orThrow(m_loader->loadMore(kYearEnd - 1))) {
        }
    }
    ~WorkingCopy()
    {
        m_loader.reset();
        m_store.reset();
        QDir(m_profile).removeRecursively();
    }

    /// New events of conversations that are there, created within `span` before `now`.
    SyncBatch events(qint64 count, TimeMs now, TimeMs span)
    {
        SyncBatch batch;
        batch.fetchedAt = now;
        const FactChanges made = m_year.newEvents(count, now, span, ++m_seed);
        for (const FactChange &change : made) {
            const FactRow &row = *change.after;
            // Each cell belongs to a combination; its event names the same people.
            const CellValues &values = m_year.combination((row.cell + 1) / 2);
            const auto id = [&](Dimension dimension, qint64 shift) {
                const qint64 key = values.at(dimension);
                return key == kNoKey ? QString() : QString::number(key + shift);
            };
            ReportingEvent event;
            event.remoteId = 900'000'000 + ++m_ids;
            event.conversationRemoteId =
                QString::number(10'000'000 + (m_ids * 7919) % m_year.conversations());
            event.name = QLatin1String(kNames[change.column]);
            event.value = row.value;
            event.valueInBusinessHours = row.business;
            event.start = row.time - row.value;
            event.end = row.time;
            event.created = event.updated = row.time;
            event.agentRemoteId = id(Dimension::Agent, 1000);
            event.groupRemoteId = id(Dimension::Group, 0);
            event.skillRemoteId = id(Dimension::Skill, 0);
            event.inboxRemoteId = id(Dimension::Inbox, 0);
            event.channel = QStringLiteral("channel %1").arg(values.at(Dimension::Channel));
            event.byBot = false;
            batch.events.push_back(std::move(event));
        }
        return batch;
    }

    ChangeSet commit(const SyncBatch &batch)
    {
        FeedProgress progress;
        progress.feed = QStringLiteral("events");
        progress.at = batch.fetchedAt;
        return orThrow(m_store->apply(m_account, batch, progress));
    }

    /// The table with the commit in it, and what it changed for views that are carried forward.
    FactTable &take(const ChangeSet &change, FactChanges *changes)
    {
        m_loader->note(change.sequence, change.facts);
        FactTable &table = this->table();
        const FactRows rows(table.cells(), m_clocks);
        for (const FactDelta::Row &row : change.facts->rows) {
            changes->push_back({row.column, row.before ? rows.of(*row.before) : std::nullopt,
                                row.after ? rows.of(*row.after) : std::nullopt});
        }
        return table;
    }

    FactTable &table() { return *orThrow(m_loader->tableFor({kYearStart, kYearEnd}, kYearEnd)); }

private:
    const SyntheticYear &m_year;
    QString m_profile;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<FactLoader> m_loader;
    BusinessClocks m_clocks = clocksOf({}); ///< the year's account has no calendar
    RowId m_account = 0;
    quint64 m_seed = 1000;
    qint64 m_ids = 0;
};

} // namespace

void benchCommit(BenchCache &cache, YearFile &file, const Choice &choice,
                 std::vector<BenchRow> &rows)
{
    const QString name = QStringLiteral("1,000 committed events to 32 views");
    if (!choice.wants(name)) {
        return;
    }
    WorkingCopy copy(cache.year, file);
    TimeMs now = kYearEnd;
    std::vector<LiveWindow> views = openViews(now);
    for (LiveWindow &view : views) {
        view.result(copy.table());
    }
    const auto line = [&](const QString &text, TimeMs lateness, int rounds,
                          std::optional<double> goal) {
        std::vector<double> commits, times;
        for (int round = 0; round < rounds; ++round) {
            now += kStep;
            const SyncBatch batch = copy.events(1000, now, lateness);
            ChangeSet change;
            commits.push_back(millisecondsOf([&] { change = copy.commit(batch); }));
            times.push_back(millisecondsOf([&] {
                FactChanges changes;
                FactTable &table = copy.take(change, &changes);
                for (LiveWindow &view : views) {
                    view.applied(table, changes);
                    const TimeRange window = view.query().window;
                    view.moveTo(table, {window.from + kStep, window.to + kStep});
                    view.result(table);
                }
            }));
        }
        rows.push_back(measured(text, times, goal));
        rows.push_back(measured(text + QStringLiteral(": commit"), commits, std::nullopt));
    };
    line(name, kStep, cache.rounds(31), 16.7);
    line(name + QStringLiteral(", a year late"), 364 * kDay, cache.rounds(11), 16.7);
    FactTable &table = copy.table();
    for (LiveWindow &view : views) {
        if (!(view.result(table) == table.query(view.query()))) {
            throw BenchError{name + QStringLiteral(": a view differs from one asked anew")};
        }
    }
}

} // namespace watchfloor::bench
