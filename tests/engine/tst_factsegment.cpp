// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/facts/factsegment.h"
#include "backend/engine/facts/facttable.h"
#include "support/randomfacts.h"

#include <QTest>

#include <algorithm>
#include <tuple>

using namespace watchfloor;
using namespace watchfloor::testing;

namespace {

constexpr TimeMs kDay = 86'400'000;

std::vector<FactRow> rowsOfADay(RandomFacts &random, TimeMs day, qint64 count)
{
    std::vector<FactRow> rows = random.rows(count);
    for (FactRow &row : rows) {
        row.time = day + row.time % kDay;
    }
    std::sort(rows.begin(), rows.end(),
              [](const FactRow &a, const FactRow &b) { return a.time < b.time; });
    return rows;
}

} // namespace

class TestFactSegment : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roundTrip();
    void segmentsLoadLikeTheirRows();
    void everyDamageIsSeen();
    void otherVersionsAndSlicesAreToldApart();
};

void TestFactSegment::roundTrip()
{
    for (quint64 seed = 0; seed < 120; ++seed) {
        RandomFacts random(seed);
        random.cells();
        const TimeMs day = (random.time() / kDay) * kDay;
        const std::vector<FactRow> rows = rowsOfADay(random, day, random.below(300));
        const QByteArray bytes = packSegment(-1, {day, day + kDay}, rows);
        const UnpackedSegment back = unpackSegment(-1, {day, day + kDay}, bytes);
        QCOMPARE(back.state, SegmentState::Good);
        QVERIFY(back.rows == rows);
    }
    // Counting columns cost six bytes a row, measured ones fourteen.
    const std::vector<FactRow> counts(1000, FactRow{5, 7, 0, std::nullopt});
    const std::vector<FactRow> values(1000, FactRow{5, 7, 100, 50});
    QCOMPARE(packSegment(1, {0, kDay}, counts).size(), 48 + 6000);
    QCOMPARE(packSegment(1, {0, kDay}, values).size(), 48 + 14000);
    // Whole seconds need no more room when they are many.
    const std::vector<FactRow> lasting(1000, FactRow{5, 7, 90 * kDay, 50'000});
    QCOMPARE(packSegment(1, {0, kDay}, lasting).size(), 48 + 14000);
}

void TestFactSegment::segmentsLoadLikeTheirRows()
{
    for (quint64 seed = 200; seed < 400; ++seed) {
        RandomFacts random(seed);
        const auto cells = random.cells();
        FactTable bySegments(seed % 2 ? 40 : FactColumn::kDenseWeek);
        for (const auto &[code, values] : cells) {
            bySegments.cells().set(code, values);
        }
        bySegments.setTargets(1, {{1, random.value()}});
        FactTable byRows = bySegments;
        // Some days are there already, by row, some as segments, in any order; shapes differ.
        // Days of many rows are counted in another way than those of few.
        const qint64 most = seed % 16 < 2 ? 2500 : 40;
        std::vector<QByteArray> kept;
        std::vector<TimeRange> windows;
        const TimeMs monday = WeekChunk::weekOf(random.time());
        for (int day = 0; day < 16; ++day) {
            const TimeRange window{monday + day * kDay, monday + (day + 1) * kDay};
            RandomFacts shape(random.chance(70) ? seed : seed + 1000);
            shape.cells();
            std::vector<FactRow> rows = rowsOfADay(shape, window.from, random.below(most));
            for (FactRow &row : rows) {
                row.cell = std::next(cells.begin(), random.below(qint64(cells.size())))->first;
            }
            byRows.load(1, rows);
            if (random.chance(20)) {
                bySegments.load(1, rows);
                continue;
            }
            windows.push_back(window);
            kept.push_back(packSegment(1, window, rows));
        }
        while (!kept.empty()) {
            std::vector<PackedSlice> slices;
            const std::size_t first = random.chance(50) ? kept.size() / 2 : 0;
            for (std::size_t i = first; i < kept.size(); ++i) {
                const SegmentView view = viewSegment(1, windows[i], kept[i]);
                QCOMPARE(view.state, SegmentState::Good);
                slices.push_back(view.rows);
            }
            for (const bool loaded : bySegments.loadSlices(1, slices)) {
                QVERIFY(loaded);
            }
            kept.resize(first);
        }
        const auto inOrder = [](std::vector<FactRow> rows) {
            std::sort(rows.begin(), rows.end(), [](const FactRow &a, const FactRow &b) {
                return std::tie(a.time, a.cell, a.value, a.business) <
                       std::tie(b.time, b.cell, b.value, b.business);
            });
            return rows;
        };
        QVERIFY(inOrder(bySegments.rows(1, {kEarliestFact, kLatestFact})) ==
                inOrder(byRows.rows(1, {kEarliestFact, kLatestFact})));
        for (int i = 0; i < 10; ++i) {
            const FactQuery query = random.query(1);
            QVERIFY2(bySegments.query(query) == byRows.query(query),
                     qPrintable(QString::number(seed)));
        }
    }
    // A segment that names an unknown cell is left alone.
    FactTable table;
    const QByteArray bytes = packSegment(1, {0, kDay}, {FactRow{10, 9, 5, std::nullopt}});
    QCOMPARE(table.loadSlices(1, {viewSegment(1, {0, kDay}, bytes).rows}),
             std::vector<bool>{false});
    QCOMPARE(table.rowCount(), 0);
}

void TestFactSegment::everyDamageIsSeen()
{
    RandomFacts random(5);
    random.cells();
    const std::vector<FactRow> rows = rowsOfADay(random, 0, 40);
    const QByteArray bytes = packSegment(2, {0, kDay}, rows);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        for (const int bit : {1, 16, 128}) {
            QByteArray damaged = bytes;
            damaged[i] = static_cast<char>(damaged[i] ^ bit);
            const UnpackedSegment back = unpackSegment(2, {0, kDay}, damaged);
            QVERIFY2(back.state != SegmentState::Good, qPrintable(QString::number(i)));
            QVERIFY(back.rows.empty());
        }
        QVERIFY(unpackSegment(2, {0, kDay}, bytes.left(i)).state != SegmentState::Good);
    }
    QVERIFY(unpackSegment(2, {0, kDay}, bytes + bytes).state != SegmentState::Good);
    QCOMPARE(unpackSegment(2, {0, kDay}, QByteArray(bytes.size(), '\0')).state,
             SegmentState::OtherVersion);
}

void TestFactSegment::otherVersionsAndSlicesAreToldApart()
{
    const std::vector<FactRow> rows{{10, 1, 5, std::nullopt}};
    QByteArray bytes = packSegment(2, {0, kDay}, rows);
    QCOMPARE(unpackSegment(3, {0, kDay}, bytes).state, SegmentState::OtherSlice);
    QCOMPARE(unpackSegment(2, {kDay, 2 * kDay}, bytes).state, SegmentState::OtherSlice);
    bytes[4] = 9;
    QCOMPARE(unpackSegment(2, {0, kDay}, bytes).state, SegmentState::OtherVersion);
}

QTEST_APPLESS_MAIN(TestFactSegment)
#include "tst_factsegment.moc"
