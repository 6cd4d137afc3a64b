// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
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
                QCOMPARE(list.waitingSince(row), c.waitingSince);
                QCOMPARE(list.closed(row), c.closed);
                QCOMPARE(list.dueAt(row), c.dueAt);
                QCOMPARE(list.goneAt(row), c.goneAt);
                QCOMPARE(list.csat(row), c.csat);
                QCOMPARE(list.unread(row), c.unread);
                const RowId id = account.account.id;
                QCOMPARE(cell.agent, holderOf(c, id, keys));
                QCOMPARE(cell.agentName, keys.name(Dimension::Agent, cell.agent));
                const auto name = [&keys](Dimension of, qint64 key) { return keys.name(of, key); };
                QCOMPARE(cell.groupName, name(Dimension::Group, keys.group(id, c.groupRemoteId)));
                QCOMPARE(cell.skillName, name(Dimension::Skill, keys.skill(id, c.skillRemoteId)));
                QCOMPARE(cell.inboxName, name(Dimension::Inbox, keys.inbox(id, c.inboxRemoteId)));
                QCOMPARE(cell.channel, c.channel);
            }
        }
        QVERIFY2(count > 30, qPrintable(QString::number(count)));
        QCOMPARE(list.size(), count);
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
};

QTEST_GUILESS_MAIN(TestListedRows)
#include "tst_listedrows.moc"
