// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/buildfigures.h"
#include "backend/engine/figures/conversationcell.h"
#include "backend/reports/reportservice.h"
#include "backend/reports/rowsource.h"
#include "support/fakeclock.h"
#include "support/mixedcache.h"
#include "support/runtask.h"

#include <QTest>

#include <set>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

const TimeRange always{0, RandomBatches::Start * 2};
const TimeRange middle{RandomBatches::Start + RandomBatches::Span / 4,
                       RandomBatches::Start + RandomBatches::Span / 2};

/// What the list must hold: whole rows, one by one, through the cells of figures.
std::set<RowId> expected(std::vector<AccountRows> &accounts, const ReportQuery &query)
{
    DimensionKeys keys(accounts);
    const FactFilter cells = query.filter.ofCells(keys);
    std::set<RowId> rows;
    for (const AccountRows &account : accounts) {
        const KeyRules &rules = rulesFor(account.account.provider).key;
        for (const Conversation &c : account.conversations) {
            if (query.range.contains(c.created) && query.filter.passesLabels(c.labels) &&
                passesFilter(cellOf(c, account.account.id, rules, keys, false), cells))
                rows.insert(c.id);
        }
    }
    return rows;
}

/// Everything a row shows.
QString lineOf(const ConversationList &list, std::size_t row)
{
    QString line;
    QDebug out(&line);
    out.nospace() << list.id(row) << ' ' << list.account(row).id << list.account(row).name
                  << list.remoteId(row) << list.contact(row) << list.status(row)
                  << list.priority(row) << list.labels(row) << list.created(row) << ' '
                  << list.isOver(row);
    for (const auto &value : {list.firstResponse(row), list.waitingSince(row), list.closed(row),
                              list.dueAt(row), list.goneAt(row)})
        out << ' ' << value.value_or(-1);
    const ConversationCell &cell = list.cell(row);
    out << ' ' << list.csat(row).value_or(-1) << ' ' << list.unread(row).value_or(-1) << ' '
        << cell.id << ' ' << cell.agent << ' ' << cell.group << ' ' << cell.skill << ' '
        << cell.inbox << cell.agentName << cell.groupName << cell.skillName << cell.inboxName
        << cell.channel;
    return line;
}

QStringList linesOf(const ConversationList &list)
{
    QStringList lines;
    for (std::size_t row = 0; row < list.size(); ++row)
        lines << lineOf(list, row);
    return lines;
}

std::set<RowId> idsOf(const ConversationList &list)
{
    std::set<RowId> rows;
    for (std::size_t row = 0; row < list.size(); ++row)
        rows.insert(list.id(row));
    return rows;
}

} // namespace

class TestListedRows : public QObject {
    Q_OBJECT

    MixedCache m_cache{5};
    FakeClock m_clock{RandomBatches::Start + RandomBatches::Span};
    ReportService m_service{m_cache.path(), m_clock};
    std::vector<AccountRows> m_rows;

private Q_SLOTS:
    void initTestCase()
    {
        RowSource source(m_cache.path());
        RowNeeds needs;
        needs.conversations.emplace();
        auto rows = source.rows({}, needs);
        QVERIFY(rows.ok());
        m_rows = std::move(*rows);
    }

    void everyColumnIsTheRowsOwn()
    {
        const auto report = runFuture(m_service.conversationList({{{}, always}}));
        QVERIFY2(report.ok(), qPrintable(report.ok() ? QString() : report.error().sentence()));
        const ConversationList &list = *report->list;
        QHash<RowId, std::size_t> at;
        for (std::size_t row = 0; row < list.size(); ++row)
            at.insert(list.id(row), row);
        std::size_t count = 0;
        DimensionKeys keys(m_rows);
        const QueueReport open = buildQueue(m_rows, keys, {}, m_clock.now(), 0);
        QHash<RowId, const QueueRow *> queue;
        for (const QueueRow &row : open.rows)
            queue.insert(row.conversation.id, &row);
        int queuedWithName = 0, waitingUntold = 0;
        for (const AccountRows &account : m_rows) {
            for (const Conversation &c : account.conversations) {
                QVERIFY(at.contains(c.id));
                const std::size_t row = at.value(c.id);
                const ConversationCell &cell = list.cell(row);
                ++count;
                QCOMPARE(list.account(row).id, account.account.id);
                QCOMPARE(list.account(row).provider, account.account.provider);
                QCOMPARE(list.remoteId(row), c.remoteId);
                QCOMPARE(list.contact(row), c.contact);
                QCOMPARE(list.status(row), c.status);
                QCOMPARE(list.priority(row), c.priority);
                QCOMPARE(list.labels(row), c.labels);
                QCOMPARE(list.created(row), c.created);
                QCOMPARE(list.firstResponse(row), c.firstResponse);
                QCOMPARE(list.closed(row), c.closed);
                QCOMPARE(list.dueAt(row), c.dueAt);
                QCOMPARE(list.goneAt(row), c.goneAt);
                QCOMPARE(list.csat(row), c.csat);
                QCOMPARE(list.unread(row), c.unread);
                const RowId id = account.account.id;
                const qint64 holder = holderOf(c, id, keys);
                const auto name = [&keys](Dimension of, qint64 key) { return keys.name(of, key); };
                // Of what is open, who has it and who waits is as in the queue.
                const QueueRow *queued = queue.value(c.id);
                const bool unassigned = queued && queued->unassigned;
                QCOMPARE(list.waitingSince(row), queued ? queued->waitingSince : c.waitingSince);
                QCOMPARE(cell.inQueue, unassigned);
                QCOMPARE(cell.agent, unassigned ? kNoKey : holder);
                QCOMPARE(cell.agentName, name(Dimension::Agent, cell.agent));
                QCOMPARE(cell.groupName,
                         queued ? queued->groupName
                                : name(Dimension::Group, keys.group(id, c.groupRemoteId)));
                queuedWithName += unassigned && holder != kNoKey;
                waitingUntold += queued && queued->waitingSince && !c.waitingSince;
                QCOMPARE(cell.skillName, name(Dimension::Skill, keys.skill(id, c.skillRemoteId)));
                QCOMPARE(cell.inboxName, name(Dimension::Inbox, keys.inbox(id, c.inboxRemoteId)));
                QCOMPARE(cell.channel, c.channel);
            }
        }
        QVERIFY2(count > 30, qPrintable(QString::number(count)));
        QCOMPARE(list.size(), count);
        QVERIFY(queuedWithName > 0 && waitingUntold > queuedWithName);
    }

    /// LivePerson goes on naming who had it, ChatDash tells no waiting time at all.
    void whatIsInTheQueueIsNobodysAndWaits()
    {
        MixedCache cache(3);
        ReportService service(cache.path(), m_clock);
        Conversation talk;
        talk.remoteId = QStringLiteral("900");
        talk.created = RandomBatches::Start;
        talk.queued = talk.created + 60'000;
        talk.waitingSince = talk.created + 90'000;
        talk.agentRemoteId = QStringLiteral("1");
        talk.isLive = true;
        for (const auto &[account, status] : {std::pair(2, "queued"), std::pair(3, "pending")}) {
            SyncBatch batch;
            batch.fetchedAt = RandomBatches::Start + 9 * RandomBatches::Span;
            talk.status = QLatin1String(status);
            batch.conversations = {talk};
            QVERIFY(cache.store->apply(cache.accounts[std::size_t(account)], batch, {}));
        }
        const auto report = runFuture(service.conversationList({{{}, always}}));
        int found = 0;
        for (std::size_t row = 0; row < report->list->size(); ++row) {
            if (report->list->remoteId(row) != talk.remoteId)
                continue;
            ++found;
            QCOMPARE(report->list->waitingSince(row), talk.queued);
            QVERIFY(report->list->cell(row).agentName.isEmpty());
        }
        QCOMPARE(found, 2);
    }

    void filtersLeaveWhatFiguresCount()
    {
        std::vector<ReportFilter> filters(1);
        const auto add = [&filters](auto change) { change(filters.emplace_back()); };
        add([](ReportFilter &f) { f.agents = {0}; });
        add([](ReportFilter &f) { f.actors = {kActorBot, kActorUnknown}; });
        add([](ReportFilter &f) { f.labels = QStringList{QString()}; });
        add([](ReportFilter &f) { f.channels = QStringList{QString()}; });
        QSet<QString> labels, channels;
        for (const AccountRows &account : m_rows) {
            for (const Conversation &c : account.conversations) {
                labels += QSet<QString>(c.labels.begin(), c.labels.end());
                channels += c.channel;
            }
            for (const Agent &agent : account.agents)
                add([&](ReportFilter &f) { f.agents = {agent.id, 0}; });
            for (const Grouping &group : account.groupings)
                add([&](ReportFilter &f) {
                    (group.kind == GroupingKind::Skill   ? f.skills
                     : group.kind == GroupingKind::Inbox ? f.inboxes
                                                         : f.groups) = {group.id};
                });
        }
        for (const QString &label : labels)
            add([&](ReportFilter &f) { f.labels = QStringList{label}; });
        for (const QString &channel : channels)
            add([&](ReportFilter &f) { f.channels = QStringList{channel, QString()}; });
        std::size_t most = 0;
        for (const ReportFilter &filter : filters) {
            const ReportQuery query{{}, middle, filter};
            const auto report = runFuture(m_service.conversationList({query}));
            QVERIFY(report.ok());
            QVERIFY(idsOf(*report->list) == expected(m_rows, query));
            most = std::max(most, report->list->size());
        }
        QVERIFY(most > 20);
    }

    void whatWasPickedIsShownWhateverTheFilter()
    {
        ConversationListQuery query{{{}, middle}};
        query.query.filter.agents = {0};
        query.picked.emplace();
        const auto all = runFuture(m_service.conversationList({{{}, always}}));
        for (const RowId id : idsOf(*all->list)) {
            if (id % 7 != 0) {
                query.picked->rows.push_back(id);
                query.picked->times.push_back(static_cast<quint32>(id % 5 + 1));
            }
        }
        const auto report = runFuture(m_service.conversationList(query));
        QVERIFY(report->list->hasTimes());
        QCOMPARE(report->list->size(), query.picked->rows.size());
        for (std::size_t row = 0; row < report->list->size(); ++row)
            QCOMPARE(report->list->times(row), static_cast<quint32>(report->list->id(row) % 5 + 1));
        query.withGone = false;
        const auto present = runFuture(m_service.conversationList(query));
        QVERIFY(present->list->size() < report->list->size());
        query.picked->rows.clear();
        query.picked->times.clear();
        QCOMPARE(runFuture(m_service.conversationList(query))->list->size(), std::size_t(0));
    }

    void anAnswerTellsWhatIsNew()
    {
        ConversationListQuery query{{{}, always}};
        const auto first = runFuture(m_service.conversationList(query));
        query.shown = first->list;
        const auto same = runFuture(m_service.conversationList(query));
        QCOMPARE(same->list, first->list); // one in memory, not two
        QVERIFY(same->change && same->change->isNone());
        std::stop_source stop;
        stop.request_stop();
        const auto cancelled = runFuture(m_service.conversationList(query, stop.get_token()));
        QVERIFY(!cancelled.ok());
        QCOMPARE(cancelled.error().kind(), Error::Kind::Cancelled);
        const auto rows = runFuture(
            m_service.conversationRows({first->list->id(0), first->list->id(1), 1'000'000}));
        QCOMPARE(rows->size(), std::size_t(2));
        QVERIFY(runFuture(m_service.conversationRows({}))->empty());

        const qint64 commit = first->commit;
        while (runFuture(m_service.conversationList(query))->list == first->list)
            m_cache.next();
        const auto next = runFuture(m_service.conversationList(query));
        QVERIFY(next->commit > commit);
        QVERIFY(!next->change->isNone());
        QCOMPARE(next->since, first->list);
    }

    /// Told of every commit, each answer is what reading all rows gives; only when a commit was not
    /// told, or told too little, or what the filter means has changed, all rows are read.
    void refreshesReadWhatWasWritten()
    {
        MixedCache cache(11);
        RowSource source(cache.path());
        struct Asker {
            ReportFilter filter;
            DurationMs span; ///< of a range that moves with the newest conversation; 0: always
            bool withGone = true;
            ConversationLists lists = {};
            std::shared_ptr<const ConversationList> shown = {};
            int refreshes = 0;
            int sizes = 0;
        };
        std::vector<Asker> askers(6);
        askers[1].span = RandomBatches::Span / 3;
        askers[2].filter.agents = {0};
        askers[3].filter.actors = {kActorHuman};
        askers[3].withGone = false;
        askers[4].filter.labels = QStringList{QStringLiteral("vip"), QString()};
        askers[5].span = RandomBatches::Span / 8;
        askers[5].filter.channels = QStringList{QString()};
        const auto ask = [&](Asker &asker, int step) {
            const RowSource::OneCommit commit(source);
            ConversationListQuery query{{{}, always, asker.filter}};
            query.withGone = asker.withGone;
            if (asker.span > 0) {
                const TimeMs from = RandomBatches::Start + step * RandomBatches::Span / 300;
                query.query.range = {from, from + asker.span};
            }
            query.shown = asker.shown;
            const TimeMs now = m_clock.now();
            const auto whole = conversationList(source, query, now);
            const auto answer = asker.lists.answer(source, query, now);
            QVERIFY(whole.ok() && answer.ok());
            QCOMPARE(linesOf(*answer->list), linesOf(*whole->list));
            QCOMPARE(answer->commit, whole->commit);
            QCOMPARE(answer->list->size(), whole->list->size());
            if (asker.shown) {
                QCOMPARE(answer->change->gone, whole->change->gone);
                QCOMPARE(answer->change->changed, whole->change->changed);
                QCOMPARE(answer->change->added, whole->change->added);
            }
            asker.shown = answer->list;
            ++asker.refreshes;
            asker.sizes += int(answer->list->size());
        };
        const int steps = 150;
        for (int step = 0; step < steps; ++step) {
            const ChangeSet change = cache.next();
            for (Asker &asker : askers) {
                asker.lists.note(change);
                if (step % (1 + (&asker - askers.data()) % 3) == 0)
                    ask(asker, step);
                if (QTest::currentTestFailed())
                    return;
            }
        }
        for (const Asker &asker : askers)
            QVERIFY2(asker.sizes > 3 * asker.refreshes, qPrintable(QString::number(asker.sizes)));
        QCOMPARE(askers[0].lists.wholeReadings(), 1);
        QCOMPARE(askers[1].lists.wholeReadings(), 1);
        QVERIFY(askers[2].lists.wholeReadings() > 1); // somebody has left
        QVERIFY(askers[2].lists.wholeReadings() < askers[2].refreshes);
        // A commit nobody told of, one that tells too little, another question.
        Asker &first = askers[0];
        cache.next();
        ask(first, steps);
        QCOMPARE(first.lists.wholeReadings(), 2);
        ChangeSet vague = cache.next();
        vague.conversationRows.reset();
        first.lists.note(vague);
        ask(first, steps);
        QCOMPARE(first.lists.wholeReadings(), 3);
        first.lists.note(cache.next());
        ask(first, steps);
        QCOMPARE(first.lists.wholeReadings(), 3);
        first.filter.labels = QStringList{QStringLiteral("vip")};
        ask(first, steps);
        QCOMPARE(first.lists.wholeReadings(), 4);
    }
};

QTEST_GUILESS_MAIN(TestListedRows)
#include "tst_listedrows.moc"
