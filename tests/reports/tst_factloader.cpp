// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/columncheck.h"
#include "backend/reports/factloader.h"
#include "backend/store/agedrows.h"
#include "store/testcache.h"
#include "support/factquestions.h"
#include "support/followpages.h"

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

constexpr TimeMs Day = 86'400'000;
constexpr TimeMs Now = RandomBatches::Start + RandomBatches::Span - 5 * Day;
constexpr TimeRange Everything{RandomBatches::Start - 100 * Day, RandomBatches::Start + 900 * Day};

QString pathOf(const TestCache &cache)
{
    return cache.path();
}

/// Empty when the table answers what plain SQL does.
QString difference(const TestCache &cache, FactTable &table, const FactQuery &query)
{
    const FactResult result = table.query(query);
    if (!result.complete)
        return QStringLiteral("not complete");
    const QStringList got = linesOf(query, result);
    const QStringList expected = plainAnswer(pathOf(cache), query);
    return got == expected ? QString()
                           : got.join(u'|') + QStringLiteral(" instead of ") + expected.join(u'|');
}

void compare(const TestCache &cache, FactLoader &loader, RandomBatches &random, int questions)
{
    for (int i = 0; i < questions; ++i) {
        const FactQuery query = randomQuestion(random);
        // Once more: what was committed and not told is looked for when it stays away.
        QVERIFY(loader.tableFor(query.window, Now).ok());
        const auto table = loader.tableFor(query.window, Now);
        QVERIFY2(table.ok(), qPrintable(table.ok() ? QString() : table.error().sentence()));
        const QString wrong = difference(cache, **table, query);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }
}

int keepAll(const TestCache &cache, FactLoader &loader)
{
    int kept = 0;
    if (!loader.tableFor(Everything, Now) || !loader.tableFor(Everything, Now))
        return -1;
    for (;;) {
        const auto segments = loader.unkept(20'000);
        if (!segments)
            return -1;
        if (segments->empty())
            return kept;
        kept += *cache.store->writeSegments(*segments);
    }
}

qint64 number(const TestCache &cache, const QString &sql)
{
    return plainSql(cache.path(), sql).front()[0].toLongLong();
}

} // namespace

/// The columns answer what plain SQL over the rows answers, whatever happened on the way.
class TestFactLoader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersAreThoseOfPlainSql_data();
    void answersAreThoseOfPlainSql();
    void anyOrderOfArrivalGivesTheSameAnswers();
    void eventsFollowTheirConversation();
    void todayComesFirst();
    void whatIsLoadedLaterIsNotCountedTwice();
    void segmentsSpareTheRows();
    void damageIsFoundAndCured_data();
    void damageIsFoundAndCured();
    void anotherProcessWrites();
    void cellNumbersGivenAgain();
};

void TestFactLoader::answersAreThoseOfPlainSql_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 16; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestFactLoader::answersAreThoseOfPlainSql()
{
    QFETCH(unsigned, seed);
    TestCache cache;
    RandomBatches random(seed);
    for (int page = random.below(20); page > 0; --page)
        cache.apply(random.next());
    auto loader = std::make_unique<FactLoader>(cache.path());
    std::vector<ChangeSet> onTheWay;
    for (int round = 0; round < 30; ++round) {
        for (int page = random.below(4); page > 0; --page)
            onTheWay.push_back(cache.apply(random.next()));
        if (random.chance(5))
            onTheWay.push_back(*cache.store->purgeOlderThan(random.time()));
        if (random.chance(5)) // one step of a policy, or two and the rest never
            onTheWay.push_back(
                cache.store->removeAged(cache.account, random.time(), AgedCursor())->change);
        if (random.chance(3))
            onTheWay.push_back(*cache.store->purgeAccount(cache.account));
        if (random.chance(3))
            QVERIFY(cache.store->check(true)->empty());
        if (random.chance(50))
            QVERIFY(loader->loadMore(Now).ok()); // in the middle of commits on their way
        if (random.chance(20))
            std::shuffle(onTheWay.begin(), onTheWay.end(), random.engine());
        for (const ChangeSet &change : onTheWay)
            if (change.touchesFacts() && !random.chance(3)) // some never arrive
                loader->note(change.sequence, change.facts);
        onTheWay.clear();
        if (random.chance(30)) {
            const auto segments = loader->unkept(random.below(30'000));
            QVERIFY(segments.ok());
            if (random.chance(30)) // others come first
                onTheWay.push_back(cache.apply(random.next()));
            if (random.chance(80)) // or a kill
                QVERIFY(cache.store->writeSegments(*segments).ok());
        }
        if (random.chance(8)) {
            cache.open();
            loader = std::make_unique<FactLoader>(cache.path());
        }
        if (random.chance(30))
            loader->tidy();
        if (random.chance(40))
            compare(cache, *loader, random, 4);
        if (QTest::currentTestFailed())
            return;
    }
    compare(cache, *loader, random, 20);
    QVERIFY(keepAll(cache, *loader) >= 0);
    QVERIFY(ColumnCheck::run(cache.path(), {})->empty());
    QCOMPARE(number(cache, QStringLiteral("SELECT count(*) FROM fact_slice "
                                          "WHERE written < changed")),
             0);
    FactLoader again(cache.path()); // from segments alone
    compare(cache, again, random, 20);
}

void TestFactLoader::anyOrderOfArrivalGivesTheSameAnswers()
{
    for (unsigned seed = 1; seed <= 5; ++seed) {
        RandomBatches random(seed);
        std::vector<SyncBatch> pages;
        for (int i = 0; i < 25; ++i) {
            SyncBatch page = random.next();
            page.links.clear(); // random ones contradict each other: the first word stays
            page.eventsComplete.clear();
            for (Conversation &c : page.conversations) {
                c.internalId.clear();
                c.updatedAt = Now + i * 1'000;
            }
            for (ReportingEvent &e : page.events) {
                e.conversationInternalId.clear();
                e.conversationRemoteId = QStringLiteral("1");
                e.updated = Now + i * 1'000;
                if (!e.remoteId)
                    e.agentRemoteId.clear(); // of two readings the first named agent stays
            }
            std::sort(page.conversations.begin(), page.conversations.end(),
                      [](const auto &a, const auto &b) { return a.remoteId < b.remoteId; });
            page.conversations.erase(
                std::unique(page.conversations.begin(), page.conversations.end(),
                            [](const auto &a, const auto &b) { return a.remoteId == b.remoteId; }),
                page.conversations.end());
            std::sort(page.events.begin(), page.events.end(), [](const auto &a, const auto &b) {
                return std::tie(a.remoteId, a.name, a.created) <
                       std::tie(b.remoteId, b.name, b.created);
            });
            page.events.erase(std::unique(page.events.begin(), page.events.end(),
                                          [](const auto &a, const auto &b) {
                                              return a.remoteId && a.remoteId == b.remoteId;
                                          }),
                              page.events.end());
            pages.push_back(page);
        }
        const auto answers = [&](bool whole) {
            TestCache cache;
            FactLoader loader(cache.path());
            for (const SyncBatch &page : pages) {
                const ChangeSet change = cache.apply(page);
                if (whole && !loader.isComplete() && !loader.tableFor(Everything, Now))
                    return QStringList();
                loader.note(change.sequence, change.facts);
            }
            QStringList lines;
            for (const SqlRow &name :
                 plainSql(cache.path(), QStringLiteral("SELECT id, name FROM event_name UNION "
                                                       "VALUES (0, 'created'), (-1, 'closed')"))) {
                for (TimeMs t = RandomBatches::Start; t < Now; t += 3 * Day + 1) {
                    FactQuery query;
                    query.column = name[0].toLongLong();
                    query.window = {t, t + 3 * Day + 1};
                    const auto table = loader.tableFor(query.window, Now);
                    lines << lineOf(name[1].toString(), (*table)->query(query).total);
                }
            }
            lines.sort();
            return lines;
        };
        const QStringList expected = answers(false);
        for (std::size_t i = 0; i < 8; ++i)
            pages.push_back(pages[i * 2]);
        std::shuffle(pages.begin(), pages.end(), random.engine());
        QCOMPARE(answers(true), expected);
    }
}

/// Whoever took what the commits told, and whoever reads afterwards, answer as plain SQL does.
void TestFactLoader::eventsFollowTheirConversation()
{
    std::vector<SyncBatch> pages = FollowPages::all();
    std::mt19937 random(3);
    for (int order = 0; order < 5; ++order) {
        TestCache cache;
        cache.apply(FollowPages::lists());
        FactLoader told(cache.path());
        QVERIFY(told.tableFor(Everything, Now).ok());
        for (const SyncBatch &page : pages) {
            const ChangeSet change = cache.apply(page);
            told.note(change.sequence, change.facts);
            FactLoader anew(cache.path());
            for (int column = -1; column <= 2; ++column) {
                FactQuery query;
                query.column = column;
                query.window = Everything;
                for (const Dimension dimension :
                     {Dimension::Group, Dimension::Inbox, Dimension::Channel}) {
                    query.groupBy = dimension;
                    for (FactLoader *loader : {&told, &anew}) {
                        const QString wrong =
                            difference(cache, **loader->tableFor(Everything, Now), query);
                        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
                    }
                }
            }
        }
        std::shuffle(pages.begin(), pages.end(), random);
    }
}

void TestFactLoader::todayComesFirst()
{
    TestCache cache;
    RandomBatches random(3);
    for (int page = 0; page < 30; ++page)
        cache.apply(random.next());
    FactLoader before(cache.path());
    QVERIFY(keepAll(cache, before) > 50);
    FactLoader loader(cache.path());
    const TimeMs today = FactDay::dayOf(Now);
    const auto first = loader.loadMore(Now);
    QVERIFY(first.ok() && *first);
    QCOMPARE(loader.loadedFrom(), today);
    FactQuery query;
    query.column = ConversationsCreatedColumn;
    query.window = {today, today + Day};
    auto table = loader.tableFor(query.window, Now);
    QCOMPARE(difference(cache, **table, query), QString());
    QCOMPARE(loader.loadedFrom(), today); // and nothing else was waited for
    query.window.from -= 30 * Day;
    QVERIFY(!(*table)->query(query).complete);
    const TimeMs week = today - 6 * Day;
    query.window = {week, today};
    table = loader.tableFor(query.window, Now);
    QCOMPARE(difference(cache, **table, query), QString());
    QVERIFY(!loader.isComplete());
    int steps = 0;
    while (*loader.loadMore(Now))
        ++steps;
    QVERIFY(loader.isComplete());
    // A late row of a day that was loaded long ago.
    SyncBatch late;
    late.conversations = {someConversation(900, RandomBatches::Start + 1)};
    const ChangeSet change = cache.apply(late);
    loader.note(change.sequence, change.facts);
    query.window = Everything;
    table = loader.tableFor(query.window, Now);
    QCOMPARE(difference(cache, **table, query), QString());
}

/// A commit's rows come with a slice that is loaded before the commit is told.
void TestFactLoader::whatIsLoadedLaterIsNotCountedTwice()
{
    TestCache cache;
    RandomBatches random(6);
    for (int page = 0; page < 10; ++page)
        cache.apply(random.next());
    FactLoader loader(cache.path());
    QVERIFY(loader.loadMore(Now).ok());
    std::vector<ChangeSet> untold;
    for (int i = 0; i < 3; ++i) {
        SyncBatch fresh; // one in the loaded part, one in the rest
        fresh.conversations = {someConversation(910 + i, RandomBatches::Start + i * Day),
                               someConversation(920 + i, Now + i)};
        untold.push_back(cache.apply(fresh));
    }
    while (*loader.loadMore(Now)) {
    }
    for (const ChangeSet &change : untold)
        loader.note(change.sequence, change.facts);
    FactQuery query;
    query.column = ConversationsCreatedColumn;
    query.window = Everything;
    const auto table = loader.tableFor(query.window, Now);
    QCOMPARE(difference(cache, **table, query), QString());
}

void TestFactLoader::segmentsSpareTheRows()
{
    TestCache cache;
    RandomBatches random(4);
    for (int page = 0; page < 20; ++page)
        cache.apply(random.next());
    FactLoader loader(cache.path());
    QVERIFY(keepAll(cache, loader) > 50);
    FactQuery query;
    query.column = 1;
    query.window = Everything;
    const FactResult good = (*loader.tableFor(Everything, Now))->query(query);
    plainSql(cache.path(), QStringLiteral("UPDATE reporting_event SET value = value + 1"));
    FactLoader again(cache.path());
    QVERIFY((*again.tableFor(Everything, Now))->query(query) == good); // the rows were not read
    QVERIFY(!ColumnCheck::run(cache.path(), {})->empty());
    // Only what a commit touched is made anew.
    SyncBatch batch;
    batch.conversations = {someConversation(901, Now)};
    const ChangeSet change = cache.apply(batch);
    loader.note(change.sequence, change.facts);
    QCOMPARE(loader.unkept(1 << 20)->size(), 1);
}

void TestFactLoader::damageIsFoundAndCured_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("word");
    const QString one = QStringLiteral("(SELECT id FROM fact_segment ORDER BY length(bytes) DESC)");
    QTest::newRow("flipped byte")
        << QStringLiteral("UPDATE fact_segment SET bytes = CAST(substr(bytes, 1, 60) || "
                          "char(1) || substr(bytes, 62) AS BLOB) WHERE id = ") +
               one
        << QStringLiteral("damaged");
    QTest::newRow("cut off") << QStringLiteral("UPDATE fact_segment SET bytes = "
                                               "CAST(substr(bytes, 1, 50) AS BLOB) WHERE id = ") +
                                    one
                             << QStringLiteral("damaged");
    QTest::newRow("of another day")
        << QStringLiteral("UPDATE fact_segment SET bytes = (SELECT bytes FROM fact_segment "
                          "ORDER BY length(bytes) LIMIT 1) WHERE id = ") +
               one
        << QStringLiteral("damaged");
    QTest::newRow("another version")
        << QStringLiteral("UPDATE fact_segment SET bytes = CAST(x'0000' || bytes AS BLOB) "
                          "WHERE id = ") +
               one
        << QStringLiteral("another version");
    QTest::newRow("missing") << QStringLiteral("DELETE FROM fact_segment WHERE id = ") + one
                             << QStringLiteral("missing");
    QTest::newRow("an old one under its name")
        << QStringLiteral("UPDATE fact_segment SET as_of = as_of - 1 WHERE id = ") + one
        << QStringLiteral("missing");
    QTest::newRow("all gone") << QStringLiteral("DELETE FROM fact_segment")
                              << QStringLiteral("missing");
    QTest::newRow("stale mark") << QStringLiteral(
                                       "UPDATE fact_slice SET written = -1 WHERE day % 2 = 0")
                                << QString();
}

void TestFactLoader::damageIsFoundAndCured()
{
    QFETCH(QString, sql);
    QFETCH(QString, word);
    TestCache cache;
    RandomBatches random(8);
    for (int page = 0; page < 15; ++page)
        cache.apply(random.next());
    {
        FactLoader loader(cache.path());
        QVERIFY(keepAll(cache, loader) > 50);
    }
    QVERIFY(ColumnCheck::run(cache.path(), {})->empty());
    plainSql(cache.path(), sql);
    auto problems = *ColumnCheck::run(cache.path(), {});
    QCOMPARE(problems.size(), word.isEmpty() ? 0 : 1); // what is not used does no harm
    if (!problems.empty()) {
        QCOMPARE(problems[0].area, QStringLiteral("columns"));
        QVERIFY2(problems[0].sentence.contains(word), qPrintable(problems[0].sentence));
    }
    {
        FactLoader loader(cache.path());
        compare(cache, loader, random, 30); // right in between
    }
    const auto keep = [&](const std::vector<FactSegment> &segments) {
        return cache.store->writeSegments(segments);
    };
    QVERIFY(ColumnCheck::run(cache.path(), keep)->empty());
    QVERIFY(ColumnCheck::run(cache.path(), {})->empty());
    FactLoader mended(cache.path());
    compare(cache, mended, random, 10);
    QVERIFY(mended.unkept(1)->empty());
}

/// Nobody tells a second window; the cache does.
void TestFactLoader::anotherProcessWrites()
{
    TestCache cache;
    RandomBatches random(11);
    for (int page = 0; page < 10; ++page)
        cache.apply(random.next());
    FactLoader reader(cache.path()), writer(cache.path());
    for (int round = 0; round < 30; ++round) {
        for (int page = random.below(3); page >= 0; --page)
            cache.apply(random.next());
        if (random.chance(50))
            QVERIFY(keepAll(cache, writer) >= 0);
        const FactQuery query = randomQuestion(random);
        const auto table = reader.tableFor(query.window, Now); // at once, not at the second time
        QCOMPARE(difference(cache, **table, query), QString());
    }
}

/// The cells of a deleted account give their numbers to others.
void TestFactLoader::cellNumbersGivenAgain()
{
    TestCache cache;
    RandomBatches random(12);
    for (int page = 0; page < 10; ++page)
        cache.apply(random.next());
    FactLoader loader(cache.path());
    QVERIFY(keepAll(cache, loader) > 0);
    ChangeSet change = *cache.store->purgeAccount(cache.account);
    loader.note(change.sequence, change.facts);
    for (int page = 0; page < 10; ++page) {
        change = cache.apply(random.next());
        loader.note(change.sequence, change.facts);
    }
    compare(cache, loader, random, 30);
    FactLoader again(cache.path());
    compare(cache, again, random, 30);
}

QTEST_GUILESS_MAIN(TestFactLoader)
#include "tst_factloader.moc"
