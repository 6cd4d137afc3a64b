// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/facts/livewindow.h"
#include "support/randomfacts.h"

#include <QTest>

#include <algorithm>

using namespace watchfloor;
using namespace watchfloor::testing;

class TestFactLive : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bracketsFollowTheirRank();
    void carriedForwardEqualsAskedAnew_data();
    void carriedForwardEqualsAskedAnew();
    void newCellsJoinAStandingChoice();
    void lateRowsMoveNoFullWeek();
};

void TestFactLive::bracketsFollowTheirRank()
{
    std::mt19937_64 random(3);
    for (int round = 0; round < 40; ++round) {
        std::vector<qint64> values;
        for (std::size_t i = random() % 3000; i > 0; --i) {
            values.push_back(static_cast<qint64>(random() % (round % 2 ? 50 : 100'000)));
        }
        std::vector<qint64> scratch = values;
        const auto middle = [&] { return static_cast<qint64>(values.size() / 2 + 1); };
        RankBracket bracket;
        bracket.fill(scratch, middle());
        for (int step = 0; step < 500; ++step) {
            if (values.empty() || random() % 100 < 55) {
                values.push_back(static_cast<qint64>(random() % 70'000));
                bracket.add(values.back());
            } else {
                std::swap(values[random() % values.size()], values.back());
                bracket.remove(values.back());
                values.pop_back();
            }
            if (values.empty()) {
                continue;
            }
            scratch = values;
            const auto nth = scratch.begin() + (middle() - 1);
            std::nth_element(scratch.begin(), nth, scratch.end());
            const auto told = bracket.at(middle());
            if (told) {
                QCOMPARE(*told, *nth);
            } else {
                bracket.fill(scratch, middle());
                QVERIFY(bracket.at(middle()).has_value());
            }
        }
    }
}

void TestFactLive::carriedForwardEqualsAskedAnew_data()
{
    QTest::addColumn<qint64>("exactRows");
    QTest::addColumn<int>("rows");
    QTest::newRow("exact") << qint64(2'000'000) << 6000;
    QTest::newRow("histogram") << qint64(0) << 52'000;
    QTest::newRow("between the two") << qint64(30'000) << 52'000;
    QTest::newRow("few rows") << qint64(2'000'000) << 900;
}

void TestFactLive::carriedForwardEqualsAskedAnew()
{
    QFETCH(qint64, exactRows);
    QFETCH(int, rows);
    for (quint64 seed = 0; seed < (rows > 10'000 ? 3 : 15); ++seed) {
        RandomFacts random(seed);
        auto cells = random.cells();
        FactTable table(seed % 2 ? 500 : FactColumn::kDenseWeek);
        for (const auto &[code, values] : cells) {
            table.cells().set(code, values);
        }
        table.setTargets(1, {{1, 5000}, {2, 100}});
        std::vector<FactRow> known = random.rows(rows);
        table.load(1, known);

        std::vector<LiveWindow> live;
        for (int i = 0; i < 6; ++i) {
            FactQuery query = random.query(1);
            query.exactRows = exactRows;
            if (i < 4) {
                query.filter.clear();
            }
            query.window = {random.time(), random.time()};
            if (query.window.from > query.window.to || i % 2) {
                query.window = {0, query.window.to};
            }
            live.emplace_back(query);
        }
        CellCode next = 60'000;
        for (int step = 0; step < 10; ++step) {
            FactChanges changes;
            if (random.chance(30)) {
                // A cell nobody has seen, with an agent nobody has seen.
                CellValues fresh;
                fresh.set(Dimension::Account, 1);
                fresh.set(Dimension::Agent, next);
                table.cells().set(next, fresh);
                FactRow row = random.row();
                row.cell = next++;
                changes.push_back({1, std::nullopt, row});
            }
            for (qint64 i = random.below(60); i > 0; --i) {
                changes.push_back({1, std::nullopt, random.row()});
            }
            for (const FactChange &change : changes) {
                known.push_back(*change.after);
            }
            for (qint64 i = random.below(30); i > 0; --i) {
                const auto at = static_cast<std::size_t>(random.below(qint64(known.size()) / 2));
                FactChange change{1, known[at], std::nullopt};
                if (random.chance(50)) {
                    change.after = random.row();
                    known[at] = *change.after;
                } else {
                    known.erase(known.begin() + static_cast<std::ptrdiff_t>(at));
                }
                changes.push_back(change);
            }
            const FactsApplied applied = table.apply(changes);
            QVERIFY(applied.missing == 0);
            if (random.chance(5)) {
                const std::vector<FactRow> more = random.rows(20);
                known.insert(known.end(), more.begin(), more.end());
                table.load(1, more);
            }
            if (random.chance(20)) {
                table.foldSome(100'000);
            }
            for (LiveWindow &window : live) {
                window.applied(table, changes);
                if (random.chance(60)) {
                    TimeRange moved = window.query().window;
                    const TimeMs by =
                        random.below(std::max<TimeMs>((moved.to - moved.from) / 200, 0) + 2);
                    moved.from += moved.from == 0 ? 0 : by;
                    moved.to += by;
                    if (random.chance(4)) {
                        moved = random.window();
                    }
                    window.moveTo(table, moved);
                }
                if (random.chance(80)) {
                    const FactResult expected = table.query(window.query());
                    const FactResult &got = window.result(table);
                    QCOMPARE(got.exactQuantiles, expected.exactQuantiles);
                    QVERIFY2(got == expected,
                             qPrintable(QStringLiteral("seed %1 step %2").arg(seed).arg(step)));
                }
            }
        }
    }
}

void TestFactLive::newCellsJoinAStandingChoice()
{
    for (quint64 seed = 1; seed <= 60; ++seed) {
        RandomFacts random(seed);
        CellTable cells;
        const FactQuery query = random.query(1);
        CellChoice standing(cells, query.filter, query.groupBy);
        const auto all = random.cells();
        for (const auto &[code, values] : all) {
            QVERIFY(cells.set(code, values));
            if (random.chance(10)) {
                cells.reassign(code, all.begin()->second);
            }
            if (random.chance(60)) {
                continue;
            }
            standing.extend(cells);
            const CellChoice anew(cells, query.filter, query.groupBy);
            QCOMPARE(standing.slots(), anew.slots());
            QCOMPARE(standing.keys(), anew.keys());
            QCOMPARE(standing.passesAll(), anew.passesAll());
        }
    }
}

void TestFactLive::lateRowsMoveNoFullWeek()
{
    constexpr TimeMs kMonday = 1'700'438'400'000;
    constexpr qint64 kRows = 100'000;
    FactTable table;
    table.cells().set(1, {});
    std::vector<FactRow> rows;
    for (qint64 i = 0; i < kRows; ++i) {
        rows.push_back({kMonday + i * 6000, 1, i, std::nullopt});
    }
    table.load(1, rows);
    table.shrink();
    const std::size_t before = table.memoryUse();
    // A little before its end, where rows of the present week go to their place at once.
    table.apply({{1, std::nullopt, FactRow{rows.back().time - 1, 1, 7, std::nullopt}}});
    QVERIFY(table.memoryUse() < before + 10'000);
    // Growing at the end costs no second week either.
    table.apply({{1, std::nullopt, FactRow{rows.back().time + 1, 1, 7, std::nullopt}}});
    QVERIFY(table.memoryUse() < before + before / 4);
    QCOMPARE(table.rows(1, {rows.back().time - 1, kLatestFact}).size(), std::size_t{3});
}

QTEST_APPLESS_MAIN(TestFactLive)
#include "tst_factlive.moc"
