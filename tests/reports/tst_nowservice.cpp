// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/metriccatalog.h"
#include "backend/reports/reportservice.h"
#include "support/deskcache.h"
#include "support/fakeclock.h"
#include "support/runtask.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

/// The Now page's questions over a real cache.
class TestNowService : public QObject {
    Q_OBJECT

private:
    FakeClock m_clock{at("2026-06-01T11:02:00.000Z")};

private Q_SLOTS:
    void theCacheAnswers()
    {
        const QTemporaryDir profile;
        const auto store = openStore(profile.path());
        const RowId acme = writeDesk(*store);
        const QString open = QStringLiteral("open_conversations");
        QVERIFY(store->addCounterSamples({{acme, open, at("2026-06-01T10:01:00.000Z"), 2},
                                          {acme, open, at("2026-05-31T10:01:00.000Z"), 9}}));
        ReportService service(profile.path(), m_clock);
        const auto now = runFuture(service.now({}, soonByDefault, QTimeZone::utc()));
        QVERIFY2(now.ok(), qPrintable(now.ok() ? QString() : now.error().sentence()));
        QCOMPARE(now->counters[0].value, std::optional(3.0));
        QCOMPARE(now->queue.rows.size(), std::size_t(3));
        QCOMPARE(now->agents.size(), std::size_t(2));
        QCOMPARE(now->courses[0].todayTotal, std::optional<qint64>(3));
        QCOMPARE(now->asOf, std::optional(at("2026-06-01T11:00:00.000Z")));
        // Of today alone, in steps of five minutes.
        QCOMPARE(now->history[0].values.at(120), std::optional(2.0));
        QCOMPARE(std::count_if(now->history[0].values.begin(), now->history[0].values.end(),
                               [](const auto &value) { return value.has_value(); }),
                 1);

        ReportFilter ana;
        ana.agents = {runFuture(service.agents({{}, {0, 1}}))->rows[0].agent.id};
        QCOMPARE(runFuture(service.now(ana, soonByDefault, QTimeZone::utc()))->counters[0].value,
                 std::optional(1.0));
        const auto counters = runFuture(service.counters(soonByDefault));
        QCOMPARE(counters->scopes.size(), std::size_t(1));
        QCOMPARE(counters->scopes[0].counters[0].value, std::optional(3.0));
        QCOMPARE(counters->asOf.size(), std::size_t(1));
    }

    /// What is soon on Now is soon in every table.
    void oneTimeAheadForEveryFigure()
    {
        const QTemporaryDir profile;
        const auto store = openStore(profile.path());
        const RowId account = writeDesk(*store);
        Conversation due = conversation("104", "open", "3", "2026-06-01T10:30:00.000Z");
        due.dueAt = m_clock.now() + 20 * 60'000;
        SyncBatch batch;
        batch.conversations = {due};
        batch.fetchedAt = m_clock.now();
        QVERIFY(store->apply(account, batch, doneFeed("active_conversations")));
        ReportService service(profile.path(), m_clock);
        const auto open = runFuture(service.queue({}, soonByDefault));
        QVERIFY(open.ok());
        QCOMPARE(open->soon, soonByDefault);
        const MetricList soon{metricSpec("soon_overdue_conversations")};
        const auto counted = [&] {
            const auto report = runFuture(service.breakdown({}, Dimension::Account, soon));
            return report.ok() ? report->total.front().value : std::nullopt;
        };
        const auto inAll = [&](DurationMs ahead) {
            const auto queue = runFuture(service.queue({}, ahead));
            return queue.ok() ? std::optional(double(queue->soonDue)) : std::nullopt;
        };
        QCOMPARE(counted(), inAll(service.soon()));
        QSignalSpy changed(&service, &ReportService::soonChanged);
        service.setSoon(600 * 60'000);
        service.setSoon(600 * 60'000);
        QCOMPARE(changed.size(), 1);
        QVERIFY(inAll(service.soon()) != inAll(soonByDefault)); // or this test would show nothing
        QCOMPARE(counted(), inAll(service.soon()));
    }
};

QTEST_GUILESS_MAIN(TestNowService)
#include "tst_nowservice.moc"
