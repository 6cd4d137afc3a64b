// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/reportservice.h"
#include "backend/store/storethread.h"
#include "store/testcache.h"
#include "support/factquestions.h"
#include "support/fakeclock.h"
#include "support/runtask.h"

#include <QRegularExpression>
#include <QSignalSpy>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

constexpr TimeMs Now = RandomBatches::Start + RandomBatches::Span;

qint64 stale(const QString &profile)
{
    return plainSql(profile,
                    QStringLiteral("SELECT count(*) FROM fact_slice s LEFT JOIN fact_segment g "
                                   "ON g.col = s.col AND g.day = s.day AND g.as_of = s.written "
                                   "WHERE s.written < s.changed OR g.id IS NULL"))
        .front()[0]
        .toLongLong();
}

} // namespace

/// Columns behind the report service: loading, following commits, segments written when idle.
class TestFactService : public QObject {
    Q_OBJECT

private:
    FakeClock m_clock{Now};

    QString wrong(ReportService &service, const QString &profile, RandomBatches &random)
    {
        for (int i = 0; i < 15; ++i) {
            const FactQuery query = randomQuestion(random);
            const auto result = runFuture(service.facts(query));
            if (!result)
                return result.error().sentence();
            if (!result->complete || linesOf(query, *result) != plainAnswer(profile, query))
                return QStringLiteral("question %1").arg(i);
        }
        return {};
    }

private Q_SLOTS:
    // A connection used or closed on a foreign thread is only a warning of Qt, and a race.
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("QSql"))); }

    void followsCommitsAndKeepsSegments()
    {
        TestCache cache;
        RandomBatches random(1);
        for (int page = 0; page < 10; ++page)
            cache.apply(random.next());
        cache.store.reset();
        const QString profile = cache.path();
        const RowId account = cache.account;
        StoreThread store(profile);
        QVERIFY(runFuture(store.opened()).ok());
        {
            ReportService service(profile, m_clock);
            QSignalSpy loaded(&service, &ReportService::factsLoaded);
            QSignalSpy kept(&service, &ReportService::segmentsKept);
            service.keepSegments(store);
            service.loadFacts();
            for (int page = 0; page < 20; ++page) { // commits while it loads
                const SyncBatch batch = random.next();
                const auto change = runFuture(
                    store.run([batch, account](Store &s) { return s.apply(account, batch, {}); }));
                QVERIFY(change.ok());
                service.noteChange(*change);
            }
            QVERIFY(!loaded.isEmpty() || loaded.wait(30'000));
            QCOMPARE(wrong(service, profile, random), QString());
            while (stale(profile) > 0)
                QVERIFY(kept.wait(30'000));
        }
        ReportService again(profile, m_clock);
        QCOMPARE(wrong(again, profile, random), QString());
    }

    void aProfileThatCannotBeWrittenIsAnswered()
    {
        TestCache cache;
        RandomBatches random(2);
        for (int page = 0; page < 10; ++page)
            cache.apply(random.next());
        plainSql(cache.path(), QStringLiteral("PRAGMA user_version = 999"));
        cache.open();
        QVERIFY(cache.info.readOnly);
        ReportService service(cache.path(), m_clock);
        QSignalSpy loaded(&service, &ReportService::factsLoaded);
        service.loadFacts();
        QVERIFY(loaded.wait(30'000));
        QCOMPARE(wrong(service, cache.path(), random), QString());
        QVERIFY(!cache.store->writeSegments({{{1, 0}, 1, "x"}}).ok());
        QVERIFY(stale(cache.path()) > 0);
    }

    void withoutACacheTheQuestionSaysSo()
    {
        const QTemporaryDir dir;
        ReportService service(dir.path(), m_clock);
        service.loadFacts();
        FactQuery query;
        query.window = {0, Now};
        QCOMPARE(runFuture(service.facts(query)).error().kind(), Error::Kind::NotFound);
    }

    void closingWaitsForNoStep()
    {
        TestCache cache;
        RandomBatches random(3);
        for (int page = 0; page < 10; ++page)
            cache.apply(random.next());
        for (int i = 0; i < 10; ++i) {
            ReportService service(cache.path(), m_clock);
            service.loadFacts();
            if (i % 2 == 0)
                QCoreApplication::processEvents();
        }
    }
};

QTEST_GUILESS_MAIN(TestFactService)
#include "tst_factservice.moc"
