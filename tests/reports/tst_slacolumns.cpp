// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/rowfacts.h"
#include "backend/engine/metriccatalog.h"
#include "backend/reports/factloader.h"
#include "backend/reports/reportservice.h"
#include "backend/reports/slacolumns.h"
#include "store/testcache.h"
#include "support/fakeclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

constexpr TimeMs Now = T0 + 100 * Hour;
const QString firstResponse = QStringLiteral("first_response");

/// First responses of 10, 20, 30 and 40 s, business hours of half as much for the first two.
SyncBatch responses()
{
    SyncBatch batch;
    batch.conversations = {someConversation(1)};
    for (int i = 1; i <= 4; ++i) {
        ReportingEvent event = someEvent(i, firstResponse, T0 + i * Hour);
        event.conversationRemoteId = QStringLiteral("1");
        event.value = i * 10'000;
        event.start = event.created - event.value;
        event.end = event.created;
        if (i <= 2)
            event.valueInBusinessHours = event.value / 2;
        batch.events.push_back(event);
    }
    batch.fetchedAt = T0 + 10 * Hour;
    return batch;
}

ChangeSet setTarget(TestCache &cache, const QString &key, const QJsonValue &seconds)
{
    Account account = cache.store->accounts()->front();
    account.settings.insert(key, seconds);
    if (seconds.isNull())
        account.settings.remove(key);
    const auto change = cache.store->updateAccount(account);
    if (!change)
        qFatal("%s", qPrintable(change.error().sentence()));
    return *change;
}

std::map<RowId, DurationMs> targetsOf(FactLoader &loader)
{
    for (int i = 0; i < 2; ++i) { // once more: nobody told of the commit
        if (!loader.tableFor({T0, Now}, Now))
            return {};
    }
    const FactColumnId column = loader.columns().events.value(firstResponse, -9);
    return (*loader.tableFor({T0, Now}, Now))->targets(column);
}

qint64 hitsOf(FactLoader &loader)
{
    FactQuery query;
    query.window = {T0, Now};
    const auto table = loader.tableFor(query.window, Now);
    if (!table)
        return -1;
    query.column = loader.columns().events.value(firstResponse, -9);
    return (*table)->query(query).total.hits;
}

} // namespace

class TestSlaColumns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void columnsFollowTheSettings()
    {
        TestCache cache;
        setTarget(cache, QStringLiteral("sla.avg_wait_time_first_response"), 5);
        cache.apply(responses());
        FactLoader loader(cache.path());
        using Targets = std::map<RowId, DurationMs>;
        QCOMPARE(targetsOf(loader), (Targets{{cache.account, 5'000}}));
        // The first metric in the catalogue has the column; the other's hits are counted by row.
        setTarget(cache, QStringLiteral("sla.first_response"), 25);
        QCOMPARE(targetsOf(loader), (Targets{{cache.account, 25'000}}));
        QCOMPARE(hitsOf(loader), qint64(2));
        FactLoader fresh(cache.path()); // targets first, rows then
        QCOMPARE(hitsOf(fresh), qint64(2));
        const ChangeSet told = setTarget(cache, QStringLiteral("sla.first_response"), QJsonValue());
        loader.note(told.sequence, told.facts);
        QCOMPARE(targetsOf(loader), (Targets{{cache.account, 5'000}}));
        setTarget(cache, QStringLiteral("sla.avg_wait_time_first_response"), QJsonValue());
        QCOMPARE(targetsOf(loader), Targets());
        FactLoader again(cache.path());
        QCOMPARE(targetsOf(again), Targets());
        QCOMPARE(hitsOf(again), qint64(0));
    }

    void aLargeColumnIsUpdatedInSteps()
    {
        FactTable table;
        CellValues cell;
        cell.set(Dimension::Account, 1);
        table.cells().set(1, cell);
        TableColumns columns;
        columns.events.insert(firstResponse, 7);
        table.load(7, {{T0, 1, 10'000, {}}, {T0 + 1, 1, 20'000, 4'000}, {T0 + 2, 1, 30'000, {}}});
        AccountInboxes account;
        account.account.id = 1;
        account.account.provider = QStringLiteral("chatwoot");
        account.account.settings.insert(QStringLiteral("sla.first_response"), 20);
        SlaColumns sla(2); // rows
        sla.setAccounts({account});
        sla.follow(table, columns);
        QCOMPARE(columns.updating, (std::set<FactColumnId>{7}));

        const std::vector<AccountRows> none;
        DimensionKeys keys(none);
        RowFacts rows(none, keys, {});
        TableFacts facts(table, columns, rows);
        FactAsk ask;
        ask.parts = {{{FactMeasure::Kind::Event, firstResponse}, {1}}};
        ask.window = {T0, T0 + 10};
        ask.targets = {{1, 20'000}};
        QVERIFY(facts.ask(ask).updating); // no number of old targets
        QVERIFY(!sla.step(table, columns));
        QVERIFY(columns.updating.empty());
        QVERIFY(!facts.ask(ask).updating);
        QCOMPARE(facts.ask(ask).total.hits, qint64(2));
        ask.business = true;
        QCOMPARE(facts.ask(ask).total.hits, qint64(1));
        ask.business = false;
        ask.targets = {{1, 10'000}}; // of another metric on the same column
        QCOMPARE(facts.ask(ask).total.hits, qint64(1));
        QVERIFY(!facts.ask(ask).updating);
        HeatMap map = facts.heatMap(ask, QTimeZone::utc());
        qint64 hits = 0;
        for (const SlotTotals &slot : map)
            hits += slot.hits;
        QCOMPARE(hits, qint64(1));
        // Nothing is left to count once the setting has gone.
        account.account.settings = {};
        sla.setAccounts({account});
        sla.follow(table, columns);
        QVERIFY(!columns.updating.empty());
        QVERIFY(!sla.step(table, columns));
        QVERIFY(table.targets(7).empty());
    }

    /// A change while the program runs: told, counted, told again when all is counted.
    void theServiceFollows()
    {
        TestCache cache;
        cache.apply(responses());
        FakeClock clock(Now);
        ReportService service(cache.path(), clock);
        QSignalSpy told(&service, &ReportService::invalidated);
        FigureRequest request;
        request.range = {T0, Now};
        const MetricList metrics{metricSpec("sla_hits_first_response_time"),
                                 metricSpec("sla_rate_first_response_time"),
                                 metricSpec("sla_rate_reply_time")};
        const auto asked = [&] {
            auto answer = service.breakdown(request, Dimension::Account, metrics);
            answer.waitForFinished();
            return answer.result();
        };
        QVERIFY(asked()->total[0].why == WhyAbsent::NoTarget);
        service.noteChange(setTarget(cache, QStringLiteral("sla.first_response"), 20));
        QTRY_COMPARE(told.size(), 2);
        auto report = asked();
        QCOMPARE(report->total[0].value, std::optional<double>(2));
        QCOMPARE(report->total[0].n, std::optional<qint64>(4));
        QCOMPARE(report->total[1].value, std::optional<double>(0.5));
        QVERIFY(report->total[2].why == WhyAbsent::NoTarget);
        request.business = true;
        report = asked();
        QCOMPARE(report->total[1].value, std::optional<double>(1));
        QCOMPARE(report->total[1].n, std::optional<qint64>(2));
        // Hours for the other two, which took 30 and 40 s of a Tuesday evening.
        Account account = cache.store->accounts()->front();
        account.timeZone = QStringLiteral("UTC");
        account.settings.insert(QStringLiteral("business_hours"),
                                QStringLiteral("Mon 09:00-17:00"));
        service.noteChange(*cache.store->updateAccount(account));
        QTRY_COMPARE(told.size(), 4);
        report = asked();
        QCOMPARE(report->total[0].value, std::optional<double>(4));
        QCOMPARE(report->total[1].n, std::optional<qint64>(4));
    }
};

QTEST_GUILESS_MAIN(TestSlaColumns)
#include "tst_slacolumns.moc"
