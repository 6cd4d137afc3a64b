// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/facts/facttable.h"
#include "backend/engine/facts/slotquantiles.h"
#include "backend/engine/facts/valuebins.h"
#include "support/plainfacts.h"
#include "support/randomfacts.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace watchfloor;
using namespace watchfloor::testing;

namespace {

constexpr FactColumnId kColumn = 3;

QString shown(const FactTotals &t)
{
    QString text = QStringLiteral("n %1 sum %2 bn %3 bsum %4 hits %5 min %6 max %7 q")
                       .arg(t.n)
                       .arg(t.sum)
                       .arg(t.businessN)
                       .arg(t.businessSum)
                       .arg(t.hits)
                       .arg(t.min.value_or(-99))
                       .arg(t.max.value_or(-99));
    for (const auto &q : t.quantiles) {
        text += QStringLiteral(" ") + (q ? QString::number(*q) : QStringLiteral("none"));
    }
    return text;
}

/// Empty when equal.
QString difference(const FactResult &got, const FactResult &expected)
{
    if (got.total != expected.total) {
        return QStringLiteral("total: ") + shown(got.total) + QStringLiteral(" / ") +
               shown(expected.total);
    }
    if (got.groups.size() != expected.groups.size()) {
        return QStringLiteral("%1 groups / %2").arg(got.groups.size()).arg(expected.groups.size());
    }
    for (std::size_t i = 0; i < got.groups.size(); ++i) {
        if (got.groups[i] != expected.groups[i]) {
            return QStringLiteral("group %1/%2: ")
                       .arg(got.groups[i].key)
                       .arg(expected.groups[i].key) +
                   shown(got.groups[i].totals) + QStringLiteral(" / ") +
                   shown(expected.groups[i].totals);
        }
    }
    return {};
}

FactTable tableWith(const PlainFacts &facts)
{
    FactTable table(facts.cells.size() % 3 == 0 ? FactColumn::kDenseWeek : 20);
    for (const auto &[code, values] : facts.cells) {
        table.cells().set(code, values);
    }
    return table;
}

FactChanges additions(const std::vector<FactRow> &rows)
{
    FactChanges changes;
    for (const FactRow &row : rows) {
        changes.push_back({kColumn, std::nullopt, row});
    }
    return changes;
}

void compareQueries(FactTable &table, const PlainFacts &plain, RandomFacts &random, int count)
{
    for (int i = 0; i < count; ++i) {
        const FactQuery query = random.query(kColumn);
        const QString wrong = difference(table.query(query), plain.query(query));
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }
}

} // namespace

class TestFactTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void binsKeepTheirBound();
    void loadedTablesAnswerLikePlainLoops();
    void greatValuesAndManyGroupsInOneWeek_data();
    void greatValuesAndManyGroupsInOneWeek();
    void changesInAnyOrderAnswerLikeARebuild();
    void quantilesByHistogram();
    void heatMapAndDistributionAndTrend();
    void refusesWhatItCannotHold();
    void windowsBeforeTheLoadedPartSaySo();
    void droppedRowsComeAgain();
};

void TestFactTable::binsKeepTheirBound()
{
    std::mt19937_64 random(7);
    qint32 last = valuebins::bin(std::numeric_limits<qint64>::min() + 1);
    for (qint64 v = -70'000; v < 70'000; ++v) {
        QVERIFY(valuebins::bin(v) >= last);
        last = valuebins::bin(v);
    }
    for (int i = 0; i < 200'000; ++i) {
        const auto value = static_cast<qint64>(random() >> (1 + random() % 62)) * (i % 3 ? 1 : -1);
        const qint64 told = valuebins::middle(valuebins::bin(value));
        QCOMPARE(valuebins::bin(told), valuebins::bin(value));
        const auto magnitude = static_cast<long double>(std::llabs(value));
        QVERIFY(std::fabs(static_cast<long double>(told) - static_cast<long double>(value)) <=
                magnitude * static_cast<long double>(kHistogramBound));
        if (magnitude < 128) {
            QCOMPARE(told, value);
        }
    }
}

void TestFactTable::loadedTablesAnswerLikePlainLoops()
{
    for (quint64 seed = 0; seed < 200; ++seed) {
        RandomFacts random(seed);
        PlainFacts plain;
        plain.cells = random.cells();
        plain.rows[kColumn] = random.rows(random.below(random.chance(10) ? 4000 : 250));
        if (random.chance(60)) {
            plain.targets[kColumn] = {{1, random.value()}, {3, random.value()}};
        }
        FactTable table = tableWith(plain);
        const bool targetsFirst = random.chance(50);
        if (targetsFirst) {
            table.setTargets(kColumn, plain.targets[kColumn]);
        }
        QCOMPARE(table.load(kColumn, plain.rows[kColumn]).added,
                 qint64(plain.rows[kColumn].size()));
        if (!targetsFirst) {
            table.setTargets(kColumn, plain.targets[kColumn]);
        }
        QCOMPARE(table.rowCount(), qint64(plain.rows[kColumn].size()));
        compareQueries(table, plain, random, 15);
        if (QTest::currentTestFailed()) {
            qWarning("seed %llu", seed);
            return;
        }
    }
}

void TestFactTable::greatValuesAndManyGroupsInOneWeek_data()
{
    QTest::addColumn<qint64>("unit");
    QTest::addColumn<qint64>("greatest");
    QTest::addColumn<int>("agents");
    QTest::addColumn<bool>("oneTarget");
    QTest::newRow("seconds") << qint64(1000) << qint64(2'147'483'647) << 3 << true;
    QTest::newRow("seconds, some targets") << qint64(1000) << qint64(2'147'483'647) << 3 << false;
    QTest::newRow("milliseconds") << qint64(1) << qint64(2'147'483'647) << 3 << true;
    QTest::newRow("small") << qint64(1000) << qint64(2000) << 3 << false;
    QTest::newRow("two bytes") << qint64(1000) << qint64(65'534) << 3 << false;
    QTest::newRow("more than two bytes") << qint64(1000) << qint64(65'535) << 3 << true;
    QTest::newRow("two bytes, many agents") << qint64(1) << qint64(65'534) << 700 << true;
    QTest::newRow("many agents") << qint64(1000) << qint64(40'000'000) << 700 << true;
    QTest::newRow("many agents and targets") << qint64(1) << qint64(40'000'000) << 700 << false;
}

void TestFactTable::greatValuesAndManyGroupsInOneWeek()
{
    QFETCH(qint64, unit);
    QFETCH(qint64, greatest);
    QFETCH(int, agents);
    QFETCH(bool, oneTarget);
    RandomFacts random(quint64(greatest + agents));
    PlainFacts plain;
    for (CellCode code = 1; code <= 2 * CellCode(agents); ++code) {
        CellValues values;
        values.set(Dimension::Account, 1 + code % 2);
        values.set(Dimension::Agent, 1 + code % CellCode(agents));
        plain.cells[code] = values;
    }
    // Nearly all in one agent, so that its sums are the greatest there can be.
    const TimeMs week = WeekChunk::weekOf(1'740'000'000'000);
    for (int i = 0; i < 70'000; ++i) {
        const bool first = random.chance(95);
        const auto code = first ? CellCode(agents) : CellCode(1 + random.below(2 * agents));
        FactRow row{week + random.below(WeekChunk::kWeek), code,
                    unit * (random.chance(90) ? greatest : random.below(greatest)), std::nullopt};
        if (random.chance(90)) {
            row.business = random.chance(50) ? row.value : unit * random.below(greatest);
        }
        plain.rows[kColumn].push_back(row);
    }
    plain.targets[kColumn] = {{1, unit * greatest / 2 + 1}};
    if (oneTarget) {
        plain.targets[kColumn][2] = plain.targets[kColumn][1];
    } else if (random.chance(50)) {
        plain.targets[kColumn][2] = unit * greatest;
    }
    FactTable table = tableWith(plain);
    table.load(kColumn, plain.rows[kColumn]);
    table.setTargets(kColumn, plain.targets[kColumn]);
    table.shrink();
    for (const bool business : {false, true}) {
        for (int kind = 0; kind < 4; ++kind) {
            FactQuery query;
            query.column = kColumn;
            // Less than half of it: read row by row, not taken from the whole.
            query.window = {week + 1000, week + WeekChunk::kWeek * 45 / 100};
            if (kind == 3) {
                query.window = {week, week + WeekChunk::kWeek};
            }
            query.groupBy = kind == 2 ? Dimension::None : Dimension::Agent;
            query.business = business;
            if (kind == 1) {
                query.filter[Dimension::Account] = {1};
            }
            query.quantiles = {500, 990};
            const QString wrong = difference(table.query(query), plain.query(query));
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        }
    }
}

void TestFactTable::changesInAnyOrderAnswerLikeARebuild()
{
    for (quint64 seed = 1000; seed < 1100; ++seed) {
        RandomFacts random(seed);
        PlainFacts plain;
        plain.cells = random.cells();
        FactTable table = tableWith(plain);
        if (random.chance(50)) {
            plain.targets[kColumn] = {{2, random.value()}};
            table.setTargets(kColumn, plain.targets[kColumn]);
        }
        const bool large = random.chance(20); // late rows wait only in weeks of some size
        const int batches = 1 + int(random.below(large ? 4 : 10));
        for (int batch = 0; batch < batches; ++batch) {
            std::vector<FactRow> fresh = random.rows(random.below(large ? 1500 : 60));
            if (random.chance(50)) {
                std::sort(fresh.begin(), fresh.end(),
                          [](const FactRow &a, const FactRow &b) { return a.time < b.time; });
            }
            FactChanges changes = additions(fresh);
            std::vector<FactRow> old = plain.rows[kColumn];
            std::shuffle(old.begin(), old.end(), random.engine());
            old.resize(std::min<std::size_t>(old.size(), std::size_t(random.below(60))));
            for (const FactRow &row : old) {
                FactChange change{kColumn, row, std::nullopt};
                if (random.chance(60)) {
                    change.after = random.row();
                    change.after->time = random.chance(50) ? row.time : change.after->time;
                }
                changes.push_back(change);
            }
            plain.apply(changes);
            const FactsApplied applied = table.apply(changes);
            QVERIFY(applied.ok());
            QCOMPARE(applied.added, qint64(fresh.size()));
            QCOMPARE(applied.removed + applied.replaced, qint64(old.size()));
            if (random.chance(20)) {
                while (table.foldSome(1 + random.below(500))) {
                }
            } else if (random.chance(20)) {
                table.shrink({random.time(), random.time()});
            } else if (random.chance(20)) {
                table.shrink();
            }
            compareQueries(table, plain, random, 6);
            if (QTest::currentTestFailed()) {
                qWarning("seed %llu batch %d", seed, batch);
                return;
            }
        }
        // The rows themselves, too.
        std::vector<FactRow> got = table.rows(kColumn, {kEarliestFact, kLatestFact});
        QVERIFY(std::is_sorted(got.begin(), got.end(),
                               [](const FactRow &a, const FactRow &b) { return a.time < b.time; }));
        QVERIFY(std::is_permutation(got.begin(), got.end(), plain.rows[kColumn].begin(),
                                    plain.rows[kColumn].end()));
    }
}

void TestFactTable::quantilesByHistogram()
{
    for (quint64 seed = 2000; seed < 2120; ++seed) {
        RandomFacts random(seed);
        PlainFacts plain;
        plain.cells = random.cells();
        plain.rows[kColumn] = random.rows(random.below(random.chance(10) ? 3000 : 200));
        FactTable table = tableWith(plain);
        table.load(kColumn, plain.rows[kColumn]);
        plain.targets[kColumn] = {{1, random.value()}, {2, random.value()}};
        table.setTargets(kColumn, plain.targets[kColumn]);
        FactQuery query = random.query(kColumn);
        query.groupBy = random.dimension();
        query.quantiles = {500, 900, 1, 1000};
        if (random.chance(60)) {
            query.filter.clear();
            query.window = random.chance(50) ? TimeRange{0, random.time()} : query.window;
        }
        FactColumn &column = table.column(kColumn);
        std::optional<GroupTrack> track;
        if (const CellChoice all(table.cells(), query.filter, query.groupBy);
            all.passesAll() && random.chance(80)) {
            column.keepLog();
            track.emplace(column, all, query.business);
            if (random.chance(60)) {
                // What is kept from before is read together with the change.
                FactChanges changes = additions(random.rows(random.below(40)));
                if (random.chance(50) && !plain.rows[kColumn].empty()) {
                    changes.push_back({kColumn, plain.rows[kColumn].front(), random.row()});
                }
                plain.apply(changes);
                table.apply(changes);
                QVERIFY(track->isUsable(column));
            }
        }
        const FactResult expected = plain.query(query);
        const CellChoice choice(table.cells(), query.filter, query.groupBy);
        std::vector<qint64> measured(choice.groups() + 1, 0);
        for (const FactGroup &group : expected.groups) {
            const auto key = std::find(choice.keys().begin(), choice.keys().end(), group.key);
            measured[std::size_t(key - choice.keys().begin()) + 1] =
                query.business ? group.totals.businessN : group.totals.n;
        }
        for (const bool exact : {true, false}) {
            const SlotQuantiles got = slotQuantiles(column,
                                                    {query.window, query.business, query.quantiles,
                                                     exact, 0, track ? &*track : nullptr},
                                                    choice, measured);
            const auto check = [&](const auto &mine, const auto &theirs) {
                for (std::size_t q = 0; q < query.quantiles.size(); ++q) {
                    QCOMPARE(mine[q].has_value(), theirs[q].has_value());
                    if (theirs[q]) {
                        const double bound =
                            exact ? 0 : std::abs(double(*theirs[q])) * kHistogramBound;
                        QVERIFY(std::abs(double(*mine[q] - *theirs[q])) <= bound);
                    }
                }
            };
            check(got.ofAll, expected.total.quantiles);
            const auto totals =
                slotTotals(column, query.window, choice, query.business, track ? &*track : nullptr);
            for (const FactGroup &group : expected.groups) {
                const auto key = std::find(choice.keys().begin(), choice.keys().end(), group.key);
                const std::size_t slot = std::size_t(key - choice.keys().begin()) + 1;
                check(got.ofSlot[slot], group.totals.quantiles);
                const FactTotals &sums = group.totals;
                QVERIFY((totals[slot] == SlotTotals{sums.n, sums.sum, sums.businessN,
                                                    sums.businessSum, sums.hits}));
            }
            QVERIFY2(!QTest::currentTestFailed(), qPrintable(QString::number(seed)));
        }
    }
}

void TestFactTable::heatMapAndDistributionAndTrend()
{
    const QList<QByteArray> zones{"Europe/Berlin", "Asia/Kolkata", "America/New_York", "UTC",
                                  "Australia/Lord_Howe"};
    for (quint64 seed = 3000; seed < 3040; ++seed) {
        RandomFacts random(seed);
        PlainFacts plain;
        plain.cells = random.cells();
        plain.rows[kColumn] = random.rows(random.below(800));
        plain.targets[kColumn] = {{1, 60'000}, {2, 100}};
        FactTable table = tableWith(plain);
        table.load(kColumn, plain.rows[kColumn]);
        table.setTargets(kColumn, plain.targets[kColumn]);
        FactQuery query = random.query(kColumn);
        query.window = {random.time(), random.time()};
        const QTimeZone zone(zones[int(random.below(zones.size()))]);
        QVERIFY(table.heatMap(query, offsetSpans(query.window, zone)) ==
                plain.heatMap(query, zone));

        std::vector<qint64> edges;
        for (qint64 i = random.below(8); i > 0; --i) {
            edges.push_back(random.value());
        }
        std::sort(edges.begin(), edges.end());
        QCOMPARE(table.distribution(query, edges), plain.distribution(query, edges));

        std::vector<TimeMs> boundaries;
        for (qint64 i = random.below(9); i > 0; --i) {
            boundaries.push_back(random.time());
        }
        std::sort(boundaries.begin(), boundaries.end());
        const std::vector<FactResult> trend = table.trend(query, boundaries);
        QCOMPARE(trend.size(), boundaries.empty() ? 0 : boundaries.size() - 1);
        for (std::size_t i = 0; i < trend.size(); ++i) {
            query.window = {boundaries[i], boundaries[i + 1]};
            const QString wrong = difference(trend[i], plain.query(query));
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        }
    }
}

void TestFactTable::refusesWhatItCannotHold()
{
    FactTable table;
    CellValues values;
    values.set(Dimension::Account, 1);
    QVERIFY(table.cells().set(5, values));
    QVERIFY(table.cells().set(5, values));
    CellValues other = values;
    other.set(Dimension::Agent, 9);
    QVERIFY(!table.cells().set(5, other));
    QVERIFY(!table.cells().set(0, values));
    QVERIFY(!table.cells().set(CellTable::kMaxCode + 1, values));

    const FactRow good{1'700'000'000'000, 5, 12, std::nullopt};
    FactRow unknownCell = good;
    unknownCell.cell = 4;
    FactRow noCell = good;
    noCell.cell = 0;
    FactRow tooLate = good;
    tooLate.time = kLatestFact;
    FactRow reserved = good;
    reserved.business = kReservedValue;
    const FactsApplied applied = table.apply({{1, std::nullopt, good},
                                              {1, std::nullopt, unknownCell},
                                              {1, std::nullopt, noCell},
                                              {1, std::nullopt, tooLate},
                                              {1, std::nullopt, reserved}});
    QCOMPARE(applied.added, 1);
    QCOMPARE(applied.refused, 4);
    FactRow never = good;
    never.value = 13;
    QCOMPARE(table.apply({{1, never, std::nullopt}}).missing, 1);
    QCOMPARE(table.apply({{1, never, good}}).missing, 1);
    QCOMPARE(table.load(1, {good, unknownCell}).refused, 1);
    QCOMPARE(table.rowCount(), 2);
}

void TestFactTable::windowsBeforeTheLoadedPartSaySo()
{
    FactTable table;
    CellValues values;
    values.set(Dimension::Account, 1);
    table.cells().set(1, values);
    const TimeMs day = 86'400'000;
    const TimeMs t = 1'700'000'000'000;
    table.setLoadedFrom(1, t);
    table.load(1, {{t, 1, 5, std::nullopt}, {t + day, 1, 6, std::nullopt}});
    // Changes of what is not loaded come with their segment.
    const FactsApplied applied =
        table.apply({{1, std::nullopt, FactRow{t - 1, 1, 7, std::nullopt}},
                     {1, FactRow{t - 2, 1, 7, std::nullopt}, FactRow{t - 3, 1, 7, std::nullopt}},
                     {1, FactRow{t, 1, 5, std::nullopt}, FactRow{t - 4, 1, 5, std::nullopt}}});
    QCOMPARE(applied.ignored, 2);
    QCOMPARE(applied.removed, 1);
    FactQuery query;
    query.column = 1;
    query.window = {t - 1, t + 2 * day};
    QVERIFY(!table.query(query).complete);
    QCOMPARE(table.query(query).loadedFrom, t);
    QCOMPARE(table.query(query).total.n, 1);
    query.window.from = t;
    QVERIFY(table.query(query).complete);
    // A column nobody has filled is whole and empty.
    query.column = 99;
    query.window.from = 0;
    QVERIFY(table.query(query).complete);
}

void TestFactTable::droppedRowsComeAgain()
{
    RandomFacts random(77);
    PlainFacts plain;
    plain.cells = random.cells();
    plain.rows[kColumn] = random.rows(2000);
    FactTable table = tableWith(plain);
    table.load(kColumn, plain.rows[kColumn]);
    for (int i = 0; i < 20; ++i) {
        const TimeRange window = random.window();
        const std::vector<FactRow> gone = table.rows(kColumn, window);
        table.dropRows(kColumn, window);
        QCOMPARE(table.rows(kColumn, window).size(), std::size_t(0));
        QCOMPARE(table.rowCount(), qint64(plain.rows[kColumn].size() - gone.size()));
        table.load(kColumn, gone);
        compareQueries(table, plain, random, 5);
    }
}

QTEST_APPLESS_MAIN(TestFactTable)
#include "tst_facttable.moc"
