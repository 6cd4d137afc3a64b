// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/factreader.h"

#include "backend/store/accountrepository.h"
#include "backend/store/agedrows.h"
#include "backend/store/cellrows.h"
#include "backend/store/counterrepository.h"
#include "backend/store/database.h"
#include "backend/store/factqueries.h"
#include "backend/store/readablecache.h"
#include "backend/store/storageuse.h"
#include "backend/store/syncstaterepository.h"

#include <utility>

namespace watchfloor {

struct FactReader::Private {
    explicit Private(std::unique_ptr<Database> database)
        : db(std::move(database))
        , accounts(*db)
        , sync(*db)
        , queries(*db)
    {
    }

    std::unique_ptr<Database> db;
    AccountRepository accounts;
    SyncStateRepository sync;
    FactQueries queries;
    bool reading = false;
};

FactReader::FactReader(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

FactReader::~FactReader() = default;

Result<std::unique_ptr<FactReader>> FactReader::open(const QString &profileDir)
{
    auto db = openReadable(profileDir);
    if (!db)
        return db.error();
    return std::unique_ptr<FactReader>(new FactReader(std::make_unique<Private>(std::move(*db))));
}

Result<void> FactReader::begin()
{
    end();
    d->reading = d->db->exec(QStringLiteral("BEGIN"));
    d->db->scalar(QStringLiteral("SELECT value FROM meta")); // the first read picks the commit
    return d->db->answer();
}

void FactReader::end()
{
    if (!std::exchange(d->reading, false))
        return;
    if (!d->db->exec(QStringLiteral("COMMIT")) && d->db->failed())
        d->db->takeError(); // nothing was written: the next begin() tells what is wrong
}

Result<qint64> FactReader::changeSequence()
{
    const auto value = d->db->scalar(QStringLiteral("SELECT value FROM meta WHERE key = 'change'"));
    return d->db->answer(value.value_or(0));
}

Result<std::vector<Account>> FactReader::accounts()
{
    return d->db->answer(d->accounts.all());
}

Result<std::vector<Agent>> FactReader::agents(const std::vector<RowId> &accounts)
{
    return d->db->answer(d->queries.agents(accounts));
}

Result<std::vector<Grouping>> FactReader::groupings(const std::vector<RowId> &accounts)
{
    return d->db->answer(d->queries.groupings(accounts));
}

Result<std::vector<Membership>> FactReader::memberships(RowId account)
{
    return d->db->answer(d->queries.memberships(account));
}

Result<std::vector<Conversation>> FactReader::conversations(const ConversationQuery &query)
{
    const bool own = !d->reading; // rows and labels of one commit
    if (own) {
        if (const Result<void> begun = begin(); !begun)
            return begun.error();
    }
    auto rows = d->queries.conversations(query);
    auto answer = d->db->answer(std::move(rows));
    if (own)
        end();
    return answer;
}

Result<std::vector<ReportingEvent>> FactReader::events(RowId conversation)
{
    return d->db->answer(d->queries.events(conversation));
}

Result<std::vector<ReportingEvent>> FactReader::events(RowId account, TimeRange created,
                                                       const QStringList &labels)
{
    return d->db->answer(d->queries.events(account, created, labels));
}

Result<std::vector<TimeMs>> FactReader::waitingEvents(RowId account, TimeRange created)
{
    return d->db->answer(d->queries.waitingEvents(account, created));
}

Result<std::vector<MetricValue>> FactReader::currentMetricValues(RowId account)
{
    return d->db->answer(d->queries.currentMetricValues(account));
}

Result<void> FactReader::countedEvents(const CountedEvents &events,
                                       const CountedRows::VisitEvent &visit)
{
    CountedRows(*d->db).events(events, visit);
    return d->db->answer();
}

Result<void> FactReader::countedConversations(const CountedRange &range,
                                              const CountedRows::VisitConversation &visit)
{
    CountedRows(*d->db).conversations(range, visit);
    return d->db->answer();
}

Result<std::vector<AgentState>> FactReader::agentStates(RowId account, const QString &agent,
                                                        TimeRange range)
{
    return d->db->answer(d->queries.agentStates(account, agent, range));
}

Result<std::vector<AgentState>> FactReader::agentStates(RowId account, TimeRange range)
{
    return d->db->answer(d->queries.agentStates(account, range));
}

Result<void> FactReader::listedConversations(const ListedQuery &query,
                                             const ListedRows::Visit &visit)
{
    ListedRows(*d->db).conversations(query, visit);
    return d->db->answer();
}

Result<ListedRows::Links> FactReader::labelLinks(const std::vector<RowId> &conversations)
{
    return d->db->answer(ListedRows(*d->db).labelLinks(conversations));
}

Result<ListedRows::Links> FactReader::labelLinks(RowId low, RowId high)
{
    return d->db->answer(ListedRows(*d->db).labelLinks(low, high));
}

Result<void> FactReader::exportedEvents(const std::vector<RowId> &conversations,
                                        const ExportedRows::Visit &visit)
{
    ExportedRows(*d->db).events(conversations, visit);
    return d->db->answer();
}

Result<QHash<RowId, QString>> FactReader::eventNames()
{
    return d->db->answer(ExportedRows(*d->db).eventNames());
}

Result<QHash<RowId, QString>> FactReader::labelNames()
{
    return d->db->answer(d->queries.texts(QStringLiteral("SELECT id, name FROM label")));
}

Result<QHash<QString, RowId>> FactReader::channelRows()
{
    return d->db->answer(cellrows::names(*d->db, QStringLiteral("channel")));
}

Result<std::vector<FactCell>> FactReader::cells(RowId account)
{
    return d->db->answer(cellrows::cells(*d->db, account));
}

Result<std::vector<RowId>> FactReader::undescribed(const std::vector<RowId> &conversations)
{
    return d->db->answer(CountedRows(*d->db).undescribed(conversations));
}

Result<QStringList> FactReader::channels()
{
    return d->db->answer(d->queries.channels());
}

Result<QStringList> FactReader::labels(const std::vector<RowId> &accounts)
{
    return d->db->answer(d->queries.labels(accounts));
}

Result<std::vector<MetricValue>>
FactReader::windowMetricValues(RowId account, const QStringList &metrics, TimeRange range)
{
    return d->db->answer(d->queries.windowMetricValues(account, metrics, range));
}

Result<std::vector<CounterSample>> FactReader::counterSamples(const std::vector<RowId> &accounts,
                                                              TimeRange range, DurationMs step)
{
    return d->db->answer(CounterRepository(*d->db).read(accounts, range, step));
}

Result<std::vector<FeedState>> FactReader::feedStates(RowId account)
{
    return d->db->answer(d->sync.states(account));
}

Result<StorageUse> FactReader::storageUse()
{
    return d->db->answer(StorageMeter(*d->db).measure());
}

Result<AgedCount> FactReader::countAged(RowId account, TimeMs limit, AgedCursor from)
{
    constexpr int countedAtOnce = 20'000;
    return d->db->answer(AgedRows(*d->db, account, limit).count(from, countedAtOnce));
}

} // namespace watchfloor
