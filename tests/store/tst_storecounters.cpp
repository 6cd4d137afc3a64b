// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/counterrepository.h"
#include "store/testcache.h"
#include "support/cachedump.h"

#include <limits>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

constexpr DurationMs minute = 60'000;
const QString openKey = QStringLiteral("open_conversations");
const QString waitKey = QStringLiteral("longest_queue_wait");

std::vector<CounterSample> stored(const TestCache &cache, DurationMs step = 1,
                                  TimeRange range = {0, T0 + 400 * 24 * Hour})
{
    const auto samples = cache.reader()->counterSamples({cache.account}, range, step);
    if (!samples)
        qFatal("%s", qPrintable(samples.error().sentence()));
    return *samples;
}

} // namespace

/// What counters read: written by the program, kept for a while, no fact.
class TestStoreCounters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theOldSchemasSampleIsRead()
    {
        const QTemporaryDir dir;
        QVERIFY(QFile::copy(QStringLiteral(TEST_DATA_DIR "/store/v4.db"),
                            dir.filePath(QStringLiteral("cache.sqlite"))));
        QVERIFY(Store::open(dir.path(), nullptr).ok());
        const auto reader = FactReader::open(dir.path()).value();
        const auto samples = *reader->counterSamples({1}, {0, T0 + 2 * Hour}, 1);
        QCOMPARE(samples.size(), 1);
        QCOMPARE(samples[0], (CounterSample{1, openKey, T0 + Hour, 7.0}));
    }

    void theSameMomentAgainReplaces()
    {
        TestCache cache;
        const qint64 sequence = *cache.reader()->changeSequence();
        const QString facts = cacheDump(cache.path());
        QVERIFY(cache.store->addCounterSamples({{cache.account, openKey, T0, 5},
                                                {cache.account, waitKey, T0, 90'000},
                                                {cache.account, openKey, T0 + minute, 6}}));
        QVERIFY(cache.store->addCounterSamples({{cache.account, openKey, T0, 4}}));
        const auto samples = stored(cache);
        QCOMPARE(samples.size(), 3);
        QCOMPARE(samples[0], (CounterSample{cache.account, waitKey, T0, 90'000}));
        QCOMPARE(samples[1].value, 4.0);
        QCOMPARE(samples[2].takenAt, T0 + minute);
        // No fact: nobody has to read anything again.
        QCOMPARE(*cache.reader()->changeSequence(), sequence);
        QCOMPARE(cacheDump(cache.path()), facts);
    }

    void whatIsNoNumberAndWhoIsGoneStaysOut()
    {
        TestCache cache;
        QVERIFY(cache.store->addCounterSamples(
            {{cache.account + 7, openKey, T0, 5},
             {cache.account, openKey, T0, std::numeric_limits<double>::quiet_NaN()},
             {cache.account, waitKey, T0, std::numeric_limits<double>::infinity()}}));
        QVERIFY(stored(cache).empty());
        QVERIFY(cache.store->check(false)->empty());
    }

    void aStepHasItsLastSample()
    {
        TestCache cache;
        const TimeMs start = T0 - T0 % (5 * minute);
        std::vector<CounterSample> samples;
        for (int i = 0; i < 12; ++i)
            samples.push_back({cache.account, openKey, start + i * minute, double(i)});
        QVERIFY(cache.store->addCounterSamples(samples));
        const auto steps = stored(cache, 5 * minute);
        QCOMPARE(steps.size(), 3);
        QCOMPARE(steps[0].value, 4.0);
        QCOMPARE(steps[1].value, 9.0);
        QCOMPARE(steps[2].value, 11.0);
        QCOMPARE(steps[2].takenAt, start + 11 * minute);
        // Half-open.
        QCOMPARE(stored(cache, 1, {start, start + 2 * minute}).size(), 2);
    }

    void oldSamplesGo()
    {
        TestCache cache;
        const TimeMs late = T0 + CounterRepository::KeptFor;
        QVERIFY(cache.store->addCounterSamples(
            {{cache.account, openKey, T0 - 1, 1}, {cache.account, openKey, T0, 2}}));
        QVERIFY(cache.store->addCounterSamples({{cache.account, openKey, late, 3}}));
        QCOMPARE(stored(cache).size(), 2);
        QCOMPARE(stored(cache)[0].takenAt, T0);
        QVERIFY(cache.store->purgeOlderThan(T0 + 1).ok());
        QCOMPARE(stored(cache).size(), 1);
        QVERIFY(cache.store->purgeAccount(cache.account).ok());
        QVERIFY(stored(cache).empty());
    }
};

QTEST_GUILESS_MAIN(TestStoreCounters)
#include "tst_storecounters.moc"
