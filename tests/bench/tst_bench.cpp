// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/ducklibrary.h"
#include "bench/plainsqlite.h"
#include "bench/walcommits.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLibrary>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace watchfloor::bench;

namespace {

struct Outcome {
    int code = -1;
    QByteArray out;
    QByteArray err;
};

Outcome bench(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(PROJECT_BIN_DIR "/watchfloor-bench"), arguments);
    process.waitForFinished(-1);
    Outcome outcome;
    if (process.exitStatus() == QProcess::NormalExit)
        outcome.code = process.exitCode();
    outcome.out = process.readAllStandardOutput();
    outcome.err = process.readAllStandardError();
    return outcome;
}

template<typename Work>
QString sentenceOf(Work work)
{
    try {
        work();
    } catch (const BenchError &error) {
        return error.sentence;
    }
    return QStringLiteral("nothing is wrong");
}

int aliveInFake()
{
    QLibrary library(QStringLiteral(FAKE_DUCKDB));
    const auto alive = reinterpret_cast<int (*)()>(library.resolve("fakeduck_alive"));
    return alive ? alive() : -1;
}

} // namespace

class TestBench : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bindsDuckDb();
    void duckDbErrors();
    void wrongLibrary_data();
    void wrongLibrary();
    void countsCommits();
    void usageErrors_data();
    void usageErrors();
    void jsonShape();
    void answersAreCompared();
};

void TestBench::bindsDuckDb()
{
    {
        DuckLibrary duck(QStringLiteral(FAKE_DUCKDB));
        QCOMPARE(duck.version(), QStringLiteral("v1.0.0-fake"));
        duck.run("CREATE TABLE fact (a BIGINT, b BIGINT)");
        DuckLibrary::Appender appender(duck, "fact");
        const DuckLibrary::Rows rows{{1, 10}, {2, std::nullopt}, {3, 30}, {4, 40}, {-5, 50}};
        for (const auto &row : rows) {
            appender.append(row[0]);
            appender.append(row[1]);
            appender.endRow();
        }
        appender.close();
        QCOMPARE(duck.rows("SELECT a, b FROM fact"), rows);
    }
    QCOMPARE(aliveInFake(), 0);
}

void TestBench::duckDbErrors()
{
    {
        DuckLibrary duck(QStringLiteral(FAKE_DUCKDB));
        QCOMPARE(sentenceOf([&] { duck.run("BAD"); }),
                 QStringLiteral("DuckDB: the fake refuses (BAD)"));
        QCOMPARE(sentenceOf([&] { duck.rows("SELECT text"); }),
                 QStringLiteral("DuckDB: column 2 is no BIGINT (SELECT text)"));
        QCOMPARE(sentenceOf([&] { DuckLibrary::Appender(duck, "other"); }),
                 QStringLiteral("DuckDB refuses an appender: the fake refuses"));
        QCOMPARE(sentenceOf([&] {
                     DuckLibrary::Appender appender(duck, "fact");
                     appender.append(1);
                     appender.endRow();
                 }),
                 QStringLiteral("DuckDB refuses a row: the fake refuses"));
    }
    QCOMPARE(aliveInFake(), 0);
}

void TestBench::wrongLibrary_data()
{
    QTest::addColumn<QString>("library");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("missing") << QStringLiteral("/nowhere/libduckdb.so")
                             << QStringLiteral("The DuckDB library cannot be loaded: ");
    QTest::newRow("another") << QStringLiteral("libsqlite3.so.0")
                             << QStringLiteral("The library libsqlite3.so.0 is not DuckDB's: it "
                                               "has no duckdb_library_version");
}

void TestBench::wrongLibrary()
{
    QFETCH(QString, library);
    QFETCH(QString, sentence);
    const Outcome outcome = bench({QStringLiteral("--conversations"), QStringLiteral("1000"),
                                   QStringLiteral("--duckdb"), library});
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY2(outcome.err.startsWith("watchfloor-bench: " + sentence.toUtf8()), outcome.err);
    QCOMPARE(outcome.err.count('\n'), 1);
}

void TestBench::countsCommits()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("c.sqlite"));
    PlainDatabase db(file);
    db.exec("PRAGMA journal_mode = WAL");
    db.exec("CREATE TABLE t (a INTEGER)");
    const WalContent before = walContent(file);
    QVERIFY(before.commits > 0);
    db.exec("BEGIN; INSERT INTO t VALUES (1); INSERT INTO t VALUES (2); COMMIT");
    db.exec("BEGIN; SELECT * FROM t; COMMIT");
    db.exec("INSERT INTO t VALUES (3)");
    QCOMPARE(walContent(file).commitsSince(before), 2);
    // The log starts over: what lies behind its end is of before.
    db.exec("PRAGMA wal_checkpoint(RESTART)");
    const WalContent full = walContent(file);
    QCOMPARE(full.commitsSince(full), 0);
    db.exec("INSERT INTO t VALUES (4)");
    QCOMPARE(walContent(file).commitsSince(full), 1);
}

void TestBench::usageErrors_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no number") << QStringList{QStringLiteral("--conversations"),
                                              QStringLiteral("many")};
    QTest::newRow("too few") << QStringList{QStringLiteral("--conversations"),
                                            QStringLiteral("999")};
    QTest::newRow("format") << QStringList{QStringLiteral("--format"), QStringLiteral("csv")};
    QTest::newRow("unknown") << QStringList{QStringLiteral("--quickly")};
    QTest::newRow("argument") << QStringList{QStringLiteral("1000")};
    QTest::newRow("no such line") << QStringList{QStringLiteral("--conversations"),
                                                 QStringLiteral("1000"), QStringLiteral("--only"),
                                                 QStringLiteral("no such line")};
}

void TestBench::usageErrors()
{
    QFETCH(QStringList, arguments);
    const Outcome outcome = bench(arguments);
    QCOMPARE(outcome.code, 2);
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY2(outcome.err.startsWith("watchfloor-bench: "), outcome.err);
    QCOMPARE(outcome.err.count('\n'), 1);
}

/// Also what is kept between two sizes.
void TestBench::jsonShape()
{
    QTemporaryDir dir;
    const auto run = [&](const char *conversations, const char *format) {
        return bench({QStringLiteral("--conversations"), QLatin1String(conversations),
                      QStringLiteral("--data"), dir.path(), QStringLiteral("--only"),
                      QStringLiteral("totals by skill, a year"), QStringLiteral("--only"),
                      QStringLiteral("memory per event, all"), QStringLiteral("--format"),
                      QLatin1String(format)});
    };
    const Outcome outcome = run("1000", "json");
    QCOMPARE(outcome.code, 0);
    const QJsonObject answer = QJsonDocument::fromJson(outcome.out).object();
    QCOMPARE(answer.keys(), QStringList({QStringLiteral("machine"), QStringLiteral("rows")}));
    QVERIFY(!answer.value(QStringLiteral("machine")).toObject().isEmpty());
    const QJsonArray rows = answer.value(QStringLiteral("rows")).toArray();
    QStringList names;
    for (const QJsonValue &row : rows) {
        QCOMPARE(row.toObject().keys().join(u' '),
                 QStringLiteral("goal max median met min name peer ratio unit"));
        QVERIFY(row[QLatin1String("median")].isDouble());
        names << row[QLatin1String("name")].toString();
    }
    const QString duck = QStringLiteral("totals by skill, a year, filtered / DuckDB");
    QVERIFY2(names.contains(duck), qPrintable(names.join(u'\n')));
    const QJsonValue absent = rows[names.indexOf(duck)];
    QCOMPARE(absent[QLatin1String("peer")].toObject(),
             QJsonObject({{QStringLiteral("name"), QStringLiteral("DuckDB")},
                          {QStringLiteral("median"), QJsonValue()}}));
    QVERIFY(absent[QLatin1String("ratio")].isNull());
    QVERIFY(absent[QLatin1String("met")].isNull());

    const Outcome larger = run("10000", "table");
    QCOMPARE(larger.code, 0);
    const QList<QByteArray> lines = larger.out.split('\n');
    QVERIFY(std::all_of(lines.begin(), lines.end(),
                        [](const QByteArray &line) { return line.size() <= 120; }));
    QVERIFY2(lines[1].startsWith("memory per event") && lines[1].contains(" x0."), larger.out);
}

/// Ours, the cache on disk, a process of its own and plain SQL tell the same: else exit code 1.
void TestBench::answersAreCompared()
{
    const Outcome outcome =
        bench({QStringLiteral("--conversations"), QStringLiteral("3000"), QStringLiteral("--only"),
               QStringLiteral("SQL"), QStringLiteral("--only"),
               QStringLiteral("all columns loaded"), QStringLiteral("--only"),
               QStringLiteral("start to"), QStringLiteral("--only"), QStringLiteral("committed")});
    QVERIFY2(outcome.code == 0, outcome.err);
    for (const char *line : {"totals by skill, a year / plain SQL", "heat map of a year, counts",
                             "p50/p90 per agent, filtered year / SQL per question",
                             "all columns loaded from segments", "start to today's facts",
                             "start to today's breakdown", "1,000 committed events to 32 views"})
        QVERIFY2(outcome.out.contains(line), line);
}

QTEST_GUILESS_MAIN(TestBench)
#include "tst_bench.moc"
