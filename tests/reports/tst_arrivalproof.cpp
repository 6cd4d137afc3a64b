// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/columncheck.h"
#include "support/cachedump.h"
#include "support/deskround.h"
#include "support/fakeclock.h"

#include <QProcess>
#include <QRegularExpression>

#include <cstdio>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

/// More rounds for a long run: WATCHFLOOR_PROOF_ROUNDS=10 asks ten times as many caches.
unsigned rounds()
{
    return std::max(1U, unsigned(qEnvironmentVariableIntValue("WATCHFLOOR_PROOF_ROUNDS")));
}

/// Empty when equal, else what differs first.
QString difference(const QStringList &got, const QStringList &expected)
{
    for (int i = 0; i < std::max(got.size(), expected.size()); ++i) {
        if (got.value(i) != expected.value(i))
            return QStringLiteral("line %1: %2\n instead of: %3")
                .arg(i)
                .arg(got.value(i), expected.value(i));
    }
    return {};
}

/// Without rows that only facts name (a version nobody ever saw names nothing) and without the
/// states of agents, which are what polls saw in the order of their seeing.
QStringList cacheRows(const QString &profile)
{
    static const QRegularExpression placeholder(
        QStringLiteral("^(grouping\t[^\t]*\t[^\t]*|agent\t[^\t]*)\t[^\t]*\t0\t|^state\t"));
    QStringList rows = cacheDump(profile).split(u'\n');
    rows.erase(std::remove_if(rows.begin(), rows.end(),
                              [](const QString &row) { return row.contains(placeholder); }),
               rows.end());
    return rows;
}

const QString damages[] = {
    QStringLiteral("DELETE FROM fact_segment WHERE id % 3 = 0"),
    QStringLiteral("UPDATE fact_segment SET bytes = CAST(substr(bytes, 1, length(bytes) / 2) AS "
                   "BLOB) WHERE id % 3 = 1"),
    QStringLiteral("UPDATE fact_segment SET bytes = CAST(substr(bytes, 1, length(bytes) - 1) || "
                   "x'5a' AS BLOB) WHERE id % 4 = 0"),
    QStringLiteral("UPDATE fact_segment SET as_of = as_of - 1 WHERE id % 5 = 0"),
    QStringLiteral("UPDATE fact_slice SET written = -1 WHERE day / 86400000 % 4 = 0"),
    QStringLiteral("UPDATE fact_segment SET bytes = (SELECT max(bytes) FROM fact_segment)"),
    QStringLiteral("DELETE FROM fact_segment"),
};

} // namespace

/// The order in which rows arrive, how pages are cut, what comes twice, stale or late: nothing of
/// it changes any answer, neither while commits are followed nor from a cache that is opened again.
class TestArrivalProof : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anyOrderOfArrivalGivesTheSameAnswers();
    void whatIsRolledBackIsNowhere();
    void aKillLeavesNoUntrueSegment();
};

void TestArrivalProof::anyOrderOfArrivalGivesTheSameAnswers()
{
    for (unsigned seed = 1; seed <= 6 * rounds(); ++seed) {
        std::mt19937_64 random(seed * 104'729);
        const VendorDesks desks(seed, 9);
        FakeClock clock(desks.now());
        DeskRound ordered(desks);
        for (const Saying &page : desks.inOrder())
            ordered.apply(page);
        ordered.end();
        const std::vector<ReportQuestion> questions = questionsAbout(ordered, desks, random, 24);
        QStringList expected, columns;
        {
            ReportService service(ordered.path(), clock);
            expected = answersOf(ordered.path(), service, questions);
            FactLoader loader(ordered.path());
            SqlDesk sql(ordered.path());
            columns = columnLines(loader, sql, desks.now());
        }
        const QStringList rows = cacheRows(ordered.path());
        QVERIFY(columns.size() > 100);

        for (int permutation = 0; permutation < 3; ++permutation) {
            const QByteArray where = "seed " + QByteArray::number(seed) + ", permutation " +
                                     QByteArray::number(permutation);
            const auto fail = [&where](const QString &what) -> QByteArray {
                return where + ": " + what.toUtf8();
            };
            DeskRound round(desks);
            auto service = std::make_unique<ReportService>(round.path(), clock);
            service->loadFacts();
            FactLoader loader(round.path());
            QVERIFY(loader.tableFor({kEarliestFact, kLatestFact}, desks.now()).ok());
            const qint64 slicesRead = loader.slicesRead();
            const auto follow = [&](const ChangeSet &change) {
                service->noteChange(change);
                if (change.touchesFacts())
                    loader.note(change.sequence, change.facts);
                QVERIFY2(loader.isComplete(), where.constData()); // never given up
            };
            const Pages pages = desks.shuffled(random);
            std::vector<FactSegment> made;
            for (std::size_t i = 0; i < pages.size(); ++i) {
                follow(round.apply(pages[i]));
                if (random() % 8 == 0)
                    loader.tidy();
                if (random() % 16 == 0) // whatever is remembered between questions
                    answersOf(round.path(), *service, {questions[random() % questions.size()]});
                if (random() % 12 == 0) { // segments are made, and written commits later
                    QVERIFY(round.store->writeSegments(made).ok());
                    const auto segments = loader.unkept(10'000);
                    QVERIFY(segments.ok());
                    made = *segments;
                }
                if (QTest::currentTestFailed())
                    return;
            }
            for (const ChangeSet &change : round.end())
                follow(change);
            QCOMPARE(difference(cacheRows(round.path()), rows), QString());
            QString wrong = difference(answersOf(round.path(), *service, questions), expected);
            QVERIFY2(wrong.isEmpty(), fail(wrong));
            {
                SqlDesk sql(round.path());
                wrong = difference(columnLines(loader, sql, desks.now()), columns);
                QVERIFY2(wrong.isEmpty(), fail(wrong));
            }
            // Followed by deltas alone, from an empty cache to the end.
            QCOMPARE(loader.slicesRead(), slicesRead);

            QVERIFY(keepAll(loader, *round.store, desks.now()) >= 0);
            plainSql(round.path(), damages[random() % std::size(damages)]);
            round.open();
            service = std::make_unique<ReportService>(round.path(), clock);
            wrong = difference(answersOf(round.path(), *service, questions), expected);
            QVERIFY2(wrong.isEmpty(), fail(QStringLiteral("opened again: ") + wrong));
            FactLoader again(round.path());
            SqlDesk sql(round.path());
            wrong = difference(columnLines(again, sql, desks.now()), columns);
            QVERIFY2(wrong.isEmpty(), fail(QStringLiteral("opened again: ") + wrong));
            QVERIFY(keepAll(again, *round.store, desks.now()) >= 0);
            const auto problems = ColumnCheck::run(round.path(), {});
            QVERIFY2(problems.ok() && problems->empty(), where.constData());
        }
    }
}

/// Commits and segments that fail in their middle, now and then, between those that do not.
void TestArrivalProof::whatIsRolledBackIsNowhere()
{
    const QString hindrances[] = {
        QStringLiteral("UPDATE ON meta"),         QStringLiteral("INSERT ON reporting_event"),
        QStringLiteral("INSERT ON conversation"), QStringLiteral("INSERT ON cell"),
        QStringLiteral("INSERT ON fact_slice"),   QStringLiteral("UPDATE ON fact_slice"),
        QStringLiteral("INSERT ON fact_segment"), QStringLiteral("UPDATE ON conversation"),
    };
    int failed = 0;
    for (unsigned seed = 1; seed <= 4 * rounds(); ++seed) {
        std::mt19937_64 random(seed * 15'485'863);
        const VendorDesks desks(seed + 500);
        DeskRound round(desks);
        FactLoader loader(round.path());
        QVERIFY(loader.tableFor({kEarliestFact, kLatestFact}, desks.now()).ok());
        const auto hinder = [&] {
            plainSql(round.path(),
                     QStringLiteral("CREATE TRIGGER hindrance BEFORE %1 WHEN random() % 3 = 0 "
                                    "BEGIN SELECT RAISE(ABORT, 'no'); END")
                         .arg(hindrances[random() % std::size(hindrances)]));
        };
        const auto unhinder = [&] {
            plainSql(round.path(), QStringLiteral("DROP TRIGGER IF EXISTS hindrance"));
        };
        for (const Saying &page : desks.shuffled(random)) {
            const bool hindered = random() % 3 == 0;
            if (hindered)
                hinder();
            for (;;) { // as the sync does: the same page again
                const auto change = round.store->apply(round.accounts[page.account], page.rows, {});
                if (change) {
                    if (change->touchesFacts())
                        loader.note(change->sequence, change->facts);
                    break;
                }
                ++failed;
                if (random() % 2)
                    unhinder();
            }
            if (random() % 6 == 0) {
                const auto segments = loader.unkept(5'000);
                QVERIFY(segments.ok());
                const auto taken = round.store->writeSegments(*segments);
                failed += taken.ok() ? 0 : 1;
            }
            if (hindered)
                unhinder();
            if (random() % 12 == 0)
                round.open();
        }
        SqlDesk sql(round.path());
        FactLoader again(round.path());
        const QStringList expected = columnLines(again, sql, desks.now());
        QCOMPARE(difference(columnLines(loader, sql, desks.now()), expected), QString());
        plainSql(round.path(), QStringLiteral("UPDATE fact_slice SET written = -1"));
        FactLoader fromRows(round.path());
        QCOMPARE(difference(columnLines(fromRows, sql, desks.now()), expected), QString());
    }
    QVERIFY(failed > 20);
}

namespace {

/// The child: commits pages and keeps segments until it is killed; a word after each step.
int writeUntilKilled(const QString &profile, unsigned seed)
{
    const auto store = openStore(profile);
    const VendorDesks desks(seed, 30);
    std::vector<RowId> accounts;
    const auto known = store->accounts();
    for (const Account &account : *known)
        accounts.push_back(account.id);
    FactLoader loader(profile);
    std::mt19937_64 random(seed);
    for (;;) {
        for (const Saying &page : desks.shuffled(random)) {
            if (page.account >= accounts.size())
                continue;
            const auto change = store->apply(accounts[page.account], page.rows, {});
            if (!change)
                qFatal("%s", qPrintable(change.error().sentence()));
            if (change->touchesFacts())
                loader.note(change->sequence, change->facts);
            if (random() % 3 == 0) {
                const auto table = loader.tableFor({kEarliestFact, kLatestFact}, desks.now());
                const auto segments = loader.unkept(4'000);
                if (!table || !segments || !store->writeSegments(*segments))
                    return 2;
            }
            std::printf("step\n");
            std::fflush(stdout);
        }
    }
}

} // namespace

void TestArrivalProof::aKillLeavesNoUntrueSegment()
{
    const VendorDesks desks(1, 1);
    DeskRound round(desks);
    round.store.reset();
    qint64 believed = 0;
    for (unsigned kill = 1; kill <= 10 * rounds(); ++kill) {
        QProcess child;
        child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        child.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("--write"), round.path(), QString::number(900 + kill)});
        QVERIFY(child.waitForStarted());
        for (unsigned step = 0; step < 5 + kill * 7 % 40; ++step) {
            QVERIFY2(child.canReadLine() || child.waitForReadyRead(60'000),
                     qPrintable(QStringLiteral("ended with %1").arg(child.exitCode())));
            child.readLine();
        }
        child.kill();
        QVERIFY(child.waitForFinished());

        const auto problems = ColumnCheck::run(round.path(), {});
        QVERIFY(problems.ok());
        for (const CheckProblem &problem : *problems)
            QFAIL(qPrintable(problem.sentence));
        believed += plainSql(round.path(), QStringLiteral("SELECT count(*) FROM fact_slice s JOIN "
                                                          "fact_segment g ON g.col = s.col AND "
                                                          "g.day = s.day AND g.as_of = s.written "
                                                          "WHERE s.written >= s.changed"))
                        .front()[0]
                        .toLongLong();
        SqlDesk sql(round.path());
        FactLoader loader(round.path());
        const QStringList told = columnLines(loader, sql, desks.now());
        // What follows is built from the rows alone: in a copy, so that segments live on.
        const QTemporaryDir copy;
        const QString name = QStringLiteral("/cache.sqlite");
        plainSql(round.path(), QStringLiteral("VACUUM INTO '%1'").arg(copy.path() + name));
        plainSql(copy.path(), QStringLiteral("DELETE FROM fact_segment"));
        FactLoader fromRows(copy.path());
        QCOMPARE(difference(told, columnLines(fromRows, sql, desks.now())), QString());
    }
    QVERIFY(believed > 100);
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 4 && qstrcmp(argv[1], "--write") == 0)
        return writeUntilKilled(QString::fromLocal8Bit(argv[2]), QByteArray(argv[3]).toUInt());
    TestArrivalProof test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_arrivalproof.moc"
