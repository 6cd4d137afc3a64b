// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/slicereader.h"
#include "store/factlistener.h"
#include "store/testcache.h"
#include "support/plainsql.h"
#include "support/randombatches.h"

#include <map>

using namespace watchfloor;
using namespace watchfloor::test;

/// Every commit tells what it did to the rows that the engine's columns hold.
class TestStoreFacts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void deltasAddUpToTheRows_data();
    void deltasAddUpToTheRows();
    void aRowIsToldOnce();
    void conversationsHaveTheCellOfTheirDimensions();
    void slicesKnowWhatChanged_data();
    void slicesKnowWhatChanged();
    void segmentsAreTakenOnlyWhenTrue();
    void purgeMarksWhatItTouches();
};

void TestStoreFacts::deltasAddUpToTheRows_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestStoreFacts::deltasAddUpToTheRows()
{
    QFETCH(unsigned, seed);
    TestCache cache;
    RandomBatches random(seed);
    FactListener listener;
    std::vector<SyncBatch> sent;
    for (int page = 0; page < 40; ++page) {
        const bool again = !sent.empty() && random.chance(15);
        sent.push_back(again ? sent[std::size_t(random.below(int(sent.size())))] : random.next());
        const ChangeSet change = cache.apply(sent.back());
        QVERIFY(change.facts);
        QVERIFY(change.touchesFacts() || change.facts->rows.empty());
        listener.take(*change.facts);
        if (QTest::currentTestFailed())
            return;
        if (page % 8 == 7)
            QCOMPARE(listener.rows(), plainFactRows(cache.path()));
        QCOMPARE(miscountedFacts(cache.path()), 0);
        if (page % 16 == 15)
            cache.open(); // nothing that was remembered is needed
    }
    QVERIFY(listener.rows().size() > 100);
    for (const SqlRow &row : plainSql(
             cache.path(), QStringLiteral("SELECT id, account, ifnull(agent, 0), ifnull(grp, 0), "
                                          "ifnull(skill, 0), ifnull(inbox, 0), "
                                          "ifnull(channel, 0), ifnull(bot, -1), "
                                          "ifnull(conversation_group, 0), estimated FROM cell"))) {
        const FactCell cell{row[0].toLongLong(), row[1].toLongLong(), row[2].toLongLong(),
                            row[3].toLongLong(), row[4].toLongLong(), row[5].toLongLong(),
                            row[6].toLongLong(), row[7].toInt(),      row[8].toLongLong(),
                            row[9].toInt()};
        QVERIFY(listener.cells().at(cell.id) == cell);
    }
    const auto problems = cache.store->check(false);
    for (const CheckProblem &problem : *problems)
        QFAIL(qPrintable(problem.sentence));
}

void TestStoreFacts::aRowIsToldOnce()
{
    TestCache cache;
    SyncBatch batch;
    batch.fetchedAt = T0;
    batch.events = {someEvent(1, QStringLiteral("reply_time")),
                    someEvent(1, QStringLiteral("reply_time")),
                    someEvent(2, QStringLiteral("reply_time"))};
    batch.events[1].updated += 1; // a newer version in the same page, of another day and name
    batch.events[1].created += 48 * Hour;
    batch.events[1].updated += 48 * Hour;
    batch.events[1].name = QStringLiteral("first_response");
    const ChangeSet first = cache.apply(batch);
    QCOMPARE(first.facts->rows.size(), 2);
    for (const FactDelta::Row &row : first.facts->rows)
        QVERIFY(!row.before && row.after);
    QCOMPARE(first.facts->cells.size(), 1);

    SyncBatch rename;
    rename.fetchedAt = T0 + 1;
    rename.events = {batch.events[2]};
    rename.events[0].name = QStringLiteral("first_response");
    rename.events[0].updated += 1;
    const ChangeSet second = cache.apply(rename);
    QCOMPARE(second.facts->rows.size(), 2); // out of one column, into the other
    QVERIFY(!second.facts->rows[0].after && !second.facts->rows[1].before);
    QVERIFY(cache.apply(rename).facts->rows.empty());
}

void TestStoreFacts::conversationsHaveTheCellOfTheirDimensions()
{
    TestCache cache;
    SyncBatch batch;
    batch.fetchedAt = T0;
    batch.events = {someEvent(1, QStringLiteral("reply_time"))};
    batch.events[0].conversationRemoteId = QStringLiteral("5"); // a placeholder is no fact
    QCOMPARE(cache.apply(batch).facts->rows.size(), 1);
    SyncBatch known;
    known.fetchedAt = T0;
    known.conversations = {someConversation(5)};
    known.conversations[0].agentRemoteId = QStringLiteral("7");
    known.conversations[0].status = QStringLiteral("closed");
    SyncBatch resolved;
    resolved.fetchedAt = T0;
    resolved.events = {someEvent(2, QStringLiteral("conversation_resolved"))};
    resolved.events[0].conversationRemoteId = QStringLiteral("5");
    const ChangeSet made = cache.apply(known);
    QCOMPARE(made.facts->rows.size(), 1); // nothing tells yet when it was closed
    QCOMPARE(made.facts->rows[0].column, ConversationsCreatedColumn);
    QCOMPARE(made.facts->rows[0].after->time, T0);
    const ChangeSet closed = cache.apply(resolved);
    QCOMPARE(closed.facts->rows.size(), 2);
    const FactDelta::Row &row = closed.facts->rows[1];
    QCOMPARE(row.column, ConversationsClosedColumn);
    QCOMPARE(row.after->time, T0 + Hour - 1'000);
    QCOMPARE(row.after->value, Hour - 1'000);
    QCOMPARE(row.after->cell, made.facts->rows[0].after->cell);
    known.conversations[0].agentRemoteId = QStringLiteral("8");
    *known.conversations[0].updatedAt += 1;
    const ChangeSet handed = cache.apply(known);
    QCOMPARE(handed.facts->rows.size(), 2); // both its rows are the other agent's now
    QVERIFY(handed.facts->rows[0].before->cell != handed.facts->rows[0].after->cell);
    known.conversations[0].status = QStringLiteral("open");
    *known.conversations[0].updatedAt += 1;
    const ChangeSet reopened = cache.apply(known);
    QCOMPARE(reopened.facts->rows.size(), 1);
    QVERIFY(!reopened.facts->rows[0].after);
}

void TestStoreFacts::slicesKnowWhatChanged_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 4; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

static std::map<FactDay, SliceState> slicesOf(SliceReader &reader)
{
    std::map<FactDay, SliceState> states;
    const auto slices = reader.slices();
    for (const SliceState &slice : *slices)
        states[slice.slice] = slice;
    return states;
}

/// Whoever read everything as of some commit finds by the slices alone what to read again.
void TestStoreFacts::slicesKnowWhatChanged()
{
    QFETCH(unsigned, seed);
    TestCache cache;
    RandomBatches random(seed);
    for (int page = 0; page < 12; ++page)
        cache.apply(random.next());
    auto reader = SliceReader::open(cache.path()).value();
    const auto rowsNow = [&] {
        std::vector<SliceState> all;
        for (const auto &[slice, state] : slicesOf(*reader))
            all.push_back(state);
        auto rows = *reader->rows(all);
        for (auto &[slice, images] : rows)
            std::sort(images.begin(), images.end(), [](const FactImage &a, const FactImage &b) {
                return std::tie(a.time, a.cell, a.value, a.business, a.from, a.to) <
                       std::tie(b.time, b.cell, b.value, b.business, b.from, b.to);
            });
        return rows;
    };
    const auto linesNow = [&] {
        std::map<RowId, FactCell> cells;
        const auto all = reader->cells();
        for (const FactCell &cell : *all)
            cells[cell.id] = cell;
        QStringList lines;
        for (const auto &[slice, images] : rowsNow())
            for (const FactImage &image : images)
                lines << factLine(slice.column, image, cells.at(image.cell));
        lines.sort();
        return lines;
    };
    for (int round = 0; round < 25; ++round) {
        const qint64 then = *reader->begin();
        const SliceRows before = rowsNow();
        // Some segments are written, then some commits happen, then some are written again.
        const auto keep = [&](qint64 asOf) {
            std::vector<FactSegment> segments;
            for (const auto &[slice, state] : slicesOf(*reader))
                if (random.chance(50))
                    segments.push_back({slice, asOf, "x"});
            QVERIFY(cache.store->writeSegments(segments).ok());
        };
        keep(then);
        for (int page = random.below(4); page > 0; --page)
            cache.apply(random.next());
        if (random.chance(20))
            QVERIFY(cache.store->purgeOlderThan(random.time()).ok());
        if (random.chance(30))
            keep(*cache.reader()->changeSequence());
        if (random.chance(20))
            cache.open();
        QVERIFY(reader->begin().ok());
        SliceRows after = rowsNow();
        for (const auto &[slice, state] : slicesOf(*reader)) {
            const auto old = before.find(slice);
            const bool same =
                old != before.end() ? old->second == after[slice] : after[slice].empty();
            QVERIFY(same || !state.isAsOf(then));
        }
        QCOMPARE(linesNow(), plainFactRows(cache.path())); // all within their ids
        reader->end();
    }
}

void TestStoreFacts::segmentsAreTakenOnlyWhenTrue()
{
    TestCache cache;
    SyncBatch batch;
    batch.events = {someEvent(1, QStringLiteral("reply_time"))};
    const qint64 first = cache.apply(batch).sequence;
    auto reader = SliceReader::open(cache.path()).value();
    const SliceState made = slicesOf(*reader).begin()->second;
    QVERIFY(!made.hasSegment());
    const auto keep = [&](qint64 asOf, const QByteArray &bytes) {
        return *cache.store->writeSegments({{made.slice, asOf, bytes}});
    };
    QCOMPARE(keep(first - 1, "old"), 0);
    QCOMPARE(keep(first, "good"), 1);
    QCOMPARE(*cache.reader()->changeSequence(), first); // no fact
    SliceState now = slicesOf(*reader)[made.slice];
    QVERIFY(now.hasSegment());
    QCOMPARE(*reader->segment(now), QByteArray("good"));
    batch.events = {someEvent(2, QStringLiteral("reply_time"))};
    const qint64 second = cache.apply(batch).sequence;
    batch.events = {someEvent(3, QStringLiteral("reply_time"))};
    const qint64 third = cache.apply(batch).sequence;
    now = slicesOf(*reader)[made.slice];
    QVERIFY(!now.hasSegment());
    QVERIFY(reader->segment(now)->isEmpty());
    QCOMPARE(keep(second, "between"), 0);
    cache.open();
    QCOMPARE(keep(second, "between"), 0);
    QCOMPARE(keep(third, "new"), 1);
    // A segment of another time under the mark of this one.
    plainSql(cache.path(), QStringLiteral("UPDATE fact_segment SET as_of = 1"));
    QVERIFY(reader->segment(slicesOf(*reader)[made.slice])->isEmpty());
}

void TestStoreFacts::purgeMarksWhatItTouches()
{
    TestCache cache;
    RandomBatches random(5);
    for (int page = 0; page < 12; ++page)
        cache.apply(random.next());
    auto reader = SliceReader::open(cache.path()).value();
    const auto keepAll = [&] {
        std::vector<FactSegment> segments;
        for (const auto &[slice, state] : slicesOf(*reader))
            segments.push_back({slice, *cache.reader()->changeSequence(), "x"});
        QCOMPARE(*cache.store->writeSegments(segments), int(segments.size()));
    };
    const auto stale = [&] {
        const auto states = slicesOf(*reader);
        return std::count_if(states.begin(), states.end(),
                             [](const auto &state) { return !state.second.hasSegment(); });
    };
    keepAll();
    QCOMPARE(stale(), 0);
    const qsizetype all = plainFactRows(cache.path()).size();
    const ChangeSet purged =
        *cache.store->purgeOlderThan(RandomBatches::Start + RandomBatches::Span / 2);
    QVERIFY(purged.touchesFacts() && !purged.facts);
    QVERIFY(plainFactRows(cache.path()).size() < all);
    QVERIFY(stale() > 0 && stale() < int(slicesOf(*reader).size()));
    keepAll();
    QVERIFY(cache.store->purgeAccount(cache.account).ok());
    QVERIFY(plainFactRows(cache.path()).isEmpty());
    QVERIFY(stale() > 0);
    QVERIFY(cache.store->check(false)->empty());
}

QTEST_GUILESS_MAIN(TestStoreFacts)
#include "tst_storefacts.moc"
