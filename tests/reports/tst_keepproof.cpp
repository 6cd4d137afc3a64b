// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/columncheck.h"
#include "backend/store/agedrows.h"
#include "support/cachedump.h"
#include "support/deskround.h"
#include "support/fakeclock.h"

#include <QFile>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

/// The same cache as it would be had the old rows never come: plain SQL that shares nothing with
/// the product, the columns left to be made of the rows.
void neverHad(const QString &profile, RowId account, TimeMs limit)
{
    const auto run = [&](const char *sql) {
        plainSql(profile,
                 QString::fromLatin1(sql).arg(QString::number(account), QString::number(limit)));
    };
    run("CREATE TABLE newest AS SELECT c.id, max(c.created, ifnull(c.closed, ifnull(c.updated_at, "
        "c.created)), ifnull(max(e.created), 0)) AS last FROM conversation c "
        "LEFT JOIN reporting_event e ON e.conversation = c.id "
        "WHERE c.account = %1 AND c.known = 1 AND c.status = 'closed' GROUP BY c.id");
    run("DELETE FROM newest WHERE last >= %2 OR %1 = 0");
    for (const char *table : {"reporting_event", "conversation_label", "conversation_fetch"})
        plainSql(profile, QStringLiteral("DELETE FROM %1 WHERE conversation IN (SELECT id FROM "
                                         "newest)")
                              .arg(QLatin1String(table)));
    run("DELETE FROM reporting_event WHERE conversation IS NULL AND account = %1 AND created < %2");
    run("DELETE FROM conversation WHERE id IN (SELECT id FROM newest) AND account = %1 AND "
        "created < %2");
    run("DELETE FROM metric_value WHERE window_to > 0 AND window_to <= %2 AND series IN "
        "(SELECT id FROM metric_series WHERE account = %1)");
    run("DELETE FROM agent_state WHERE ended <= %2 AND agent IN (SELECT id FROM agent WHERE "
        "account = %1)");
    run("DELETE FROM sync_coverage WHERE account = %1 AND to_time <= %2");
    run("UPDATE sync_coverage SET from_time = %2 WHERE account = %1 AND from_time < %2");
    plainSql(profile, QStringLiteral("DROP TABLE newest"));
    plainSql(profile, QStringLiteral("DELETE FROM fact_segment"));
    plainSql(profile, QStringLiteral("UPDATE fact_slice SET written = -1"));
}

} // namespace

/// After an account's policy has removed its old days, every report tells what it tells of a cache
/// that never had them, and what plain SQL says.
class TestKeepProof : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void figuresAreThoseOfACacheThatNeverHadTheRows();
};

void TestKeepProof::figuresAreThoseOfACacheThatNeverHadTheRows()
{
    qint64 removed = 0;
    int differ = 0;
    for (unsigned seed = 1; seed <= 8; ++seed) {
        std::mt19937_64 random(seed * 15'485'863);
        const VendorDesks desks(seed, 9);
        FakeClock clock(desks.now());
        DeskRound round(desks);
        for (const Saying &page : desks.inOrder())
            round.apply(page);
        round.end();
        const std::vector<ReportQuestion> questions = questionsAbout(round, desks, random, 10);
        auto service = std::make_unique<ReportService>(round.path(), clock);
        if (seed % 2)
            service->loadFacts();
        const QStringList before = answersOf(round.path(), *service, questions);
        if (seed % 3 == 0) { // from segments
            FactLoader loader(round.path());
            QVERIFY(keepAll(loader, *round.store, desks.now()) >= 0);
        }

        const QTemporaryDir other;
        QVERIFY(round.store->checkpoint().ok());
        round.store.reset(); // nothing of it is left in a log
        QVERIFY(QFile::copy(round.path() + QStringLiteral("/cache.sqlite"),
                            other.filePath(QStringLiteral("cache.sqlite"))));
        round.open();
        // Rows are told of until the hundredth day: some limits take a few, some nearly all.
        const TimeMs limit = desks.origin() + TimeMs(random() % 120) * VendorDesks::Day;
        for (std::size_t i = 0; i < round.accounts.size(); ++i) {
            if (random() % 4 == 0)
                continue; // its policy keeps everything
            neverHad(other.path(), round.accounts[i], limit);
            ChangeSet all;
            all.account = round.accounts[i];
            for (AgedCursor cursor; !cursor.ended();) {
                const auto step = round.store->removeAged(round.accounts[i], limit, cursor);
                QVERIFY(step.ok());
                all.sequence = step->change.sequence;
                all.conversations += step->change.conversations;
                all.events += step->change.events;
                cursor = step->next;
            }
            all.syncState = true;
            removed += all.conversations;
            service->noteChange(all);
        }
        QCOMPARE(cacheDump(round.path()), cacheDump(other.path()));
        ReportService never(other.path(), clock);
        const QStringList expected = answersOf(other.path(), never, questions);
        differ += before != expected;
        // The service that was standing all the while, and one that opens the cache now.
        QCOMPARE(answersOf(round.path(), *service, questions), expected);
        service = std::make_unique<ReportService>(round.path(), clock);
        QCOMPARE(answersOf(round.path(), *service, questions), expected);
        SqlDesk sql(round.path());
        SqlReports reference(sql, desks.now());
        ReportLines lines(*service, sql);
        for (const ReportQuestion &q : questions)
            QCOMPARE(lines.lines(q), reference.lines(q));
        FactLoader loader(round.path());
        QVERIFY(keepAll(loader, *round.store, desks.now()) >= 0);
        QVERIFY(ColumnCheck::run(round.path(), {})->empty());
    }
    QVERIFY2(removed > 20, qPrintable(QString::number(removed)));
    QVERIFY(differ > 2); // the questions are about what went
}

QTEST_GUILESS_MAIN(TestKeepProof)
#include "tst_keepproof.moc"
