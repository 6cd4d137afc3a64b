// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/reports/compactcolumn.h"

#include <QTest>

#include <limits>
#include <random>

using namespace watchfloor;

namespace {

using Values = std::vector<std::optional<qint64>>;

CompactColumn columnOf(const Values &values)
{
    CompactColumn column;
    for (const std::optional<qint64> &value : values)
        column.append(value);
    column.finish();
    return column;
}

void compare(const CompactColumn &column, const Values &values)
{
    QCOMPARE(column.size(), values.size());
    for (std::size_t row = 0; row < values.size(); ++row) {
        QCOMPARE(column.at(row), values[row]);
        QCOMPARE(column.has(row), values[row].has_value());
        if (values[row])
            QCOMPARE(column[row], *values[row]);
    }
}

/// Up to so many values in steps of `unit` from some start, a share of them none.
Values randomValues(std::mt19937_64 &random, std::size_t size, qint64 unit, qint64 steps,
                    unsigned noneOfHundred)
{
    const auto start = static_cast<qint64>(random() % 2'000'000'000'000) - 1'000'000'000'000;
    Values values(size);
    for (auto &value : values) {
        if (random() % 100 >= noneOfHundred)
            value = start + static_cast<qint64>(random() % static_cast<quint64>(steps)) * unit;
    }
    return values;
}

} // namespace

class TestCompactColumn : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatWasWritten();
    void copiesRuns();
    void takesNoMoreThanSecondsNeed();
    void knowsTheSameBlock();
};

void TestCompactColumn::tellsWhatWasWritten()
{
    std::mt19937_64 random(7);
    for (const qint64 unit : {1, 7, 1000, 1001, 60'000}) {
        for (const qint64 steps : {1, 2, 255, 256, 257, 65'536, 40'000'000}) {
            for (const unsigned none : {0U, 30U, 100U}) {
                const Values values = randomValues(random, 2500, unit, steps, none);
                compare(columnOf(values), values);
                if (QTest::currentTestFailed()) {
                    qWarning("unit %lld, %lld steps, %u %% none", unit, steps, none);
                    return;
                }
            }
        }
    }
    // One that is no whole second among many that are; the widest there are.
    Values seconds = randomValues(random, 1500, 1000, 90'000, 20);
    seconds[1100] = seconds[1100].value_or(0) + 1;
    compare(columnOf(seconds), seconds);
    const Values wide{std::numeric_limits<qint64>::min(), 0, std::numeric_limits<qint64>::max()};
    compare(columnOf(wide), wide);
}

void TestCompactColumn::copiesRuns()
{
    std::mt19937_64 random(11);
    for (int round = 0; round < 40; ++round) {
        const qint64 unit = round % 2 ? 1000 : 1;
        const Values values = randomValues(random, 5000, unit, 100'000, 10);
        const CompactColumn column = columnOf(values);
        CompactColumn copy;
        Values expected;
        while (copy.size() < 9000) {
            const std::size_t first = random() % 2 ? random() % values.size() : 1024;
            const std::size_t last = first + random() % (values.size() - first + 1);
            const auto plus = static_cast<qint64>(random() % 3000) - 1500;
            copy.append(column, first, last, plus);
            for (std::size_t row = first; row < last; ++row)
                expected.push_back(values[row] ? std::optional(*values[row] + plus) : std::nullopt);
        }
        copy.finish();
        compare(copy, expected);
    }
}

void TestCompactColumn::takesNoMoreThanSecondsNeed()
{
    std::mt19937_64 random(13);
    Values values = randomValues(random, CompactColumn::kBlock, 1000, 60'000, 0);
    const std::size_t seconds = columnOf(values).bytes();
    QVERIFY2(seconds < 2 * CompactColumn::kBlock + 64, qPrintable(QString::number(seconds)));
    values[3] = *values[3] + 1; // milliseconds from here on: four bytes each
    QVERIFY(columnOf(values).bytes() > 4 * CompactColumn::kBlock);
}

void TestCompactColumn::knowsTheSameBlock()
{
    // The same steps in another unit are other numbers.
    Values inSeconds, inMilliseconds;
    for (std::size_t row = 0; row < CompactColumn::kBlock; ++row) {
        const auto step = static_cast<qint64>(row);
        inSeconds.push_back(step * 1000);
        inMilliseconds.push_back(step);
    }
    const CompactColumn seconds = columnOf(inSeconds);
    QVERIFY(seconds.isSameBlock(0, columnOf(inSeconds), 0));
    QVERIFY(!seconds.isSameBlock(0, columnOf(inMilliseconds), 0));
    for (auto &value : inSeconds)
        value = *value + 5;
    QVERIFY(!seconds.isSameBlock(0, columnOf(inSeconds), 0));
    QVERIFY(seconds.isSameBlock(0, columnOf(inSeconds), 0, 5));
}

QTEST_APPLESS_MAIN(TestCompactColumn)
#include "tst_compactcolumn.moc"
