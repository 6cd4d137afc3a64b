// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/migrations.h"
#include "backend/store/slicereader.h"
#include "store/factlistener.h"
#include "store/testcache.h"
#include "support/followpages.h"

#include <random>

using namespace watchfloor;
using namespace watchfloor::test;

/// Where an event is counted follows its conversation, and every commit tells it.
class TestStoreCells : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eventsAreCountedWithTheirConversation();
    void theOrderOfArrivalDoesNotMatter();
    void aWrongLinkIsTakenBack();
    void startAndEndAreToldForBusinessHours();
    void namesHaveTheirRows();
    void climbingCountsWhatThereIs();
};

/// Where an event is counted: agent, group, conversation's group, inbox, channel, bot, estimated.
static QString countedAt(const TestCache &cache, const QString &which)
{
    const auto rows = plainSql(
        cache.path(),
        QStringLiteral("SELECT e.fact_cell IS NULL, ifnull(a.remote_id, '-') || ' ' || "
                       "ifnull(g.remote_id, '-') || ' ' || ifnull(p.remote_id, '-') || ' ' || "
                       "ifnull(i.remote_id, '-') || ' ' || ifnull(h.name, '-') || ' ' || "
                       "ifnull(x.bot, '-') || ' ' || x.estimated FROM reporting_event e "
                       "LEFT JOIN cell x ON x.id = e.fact_cell LEFT JOIN agent a ON a.id = x.agent "
                       "LEFT JOIN grouping g ON g.id = x.grp "
                       "LEFT JOIN grouping p ON p.id = x.conversation_group "
                       "LEFT JOIN grouping i ON i.id = x.inbox "
                       "LEFT JOIN channel h ON h.id = x.channel WHERE e.") +
            which);
    if (rows.size() != 1)
        return QStringLiteral("%1 rows").arg(rows.size());
    return rows[0][0].toBool() ? QStringLiteral("nowhere") : rows[0][1].toString();
}

void TestStoreCells::eventsAreCountedWithTheirConversation()
{
    TestCache cache;
    FactListener listener;
    const auto apply = [&](const SyncBatch &page) {
        const ChangeSet change = cache.apply(page);
        listener.take(*change.facts);
        QCOMPARE(listener.rows(), plainFactRows(cache.path()));
        QCOMPARE(miscountedFacts(cache.path()), 0);
        QVERIFY(cache.store->check(false)->empty());
        QVERIFY(cache.apply(page).facts->rows.empty()); // once more is nothing
    };
    apply(FollowPages::lists());
    struct Step {
        SyncBatch page;
        QString first, waiting, estimated;
    };
    const QString no = QStringLiteral("nowhere");
    const QString inMail = QStringLiteral("7 - 4 16 mail - 0");
    const QString ownInbox = QStringLiteral("7 3 4 19 mail - 0");
    const QString guessed = QStringLiteral("7 - 4 16 mail - 1");
    const std::vector<Step> steps{
        {FollowPages::early(), QStringLiteral("7 - - - - - 0"), QStringLiteral("0 rows"),
         QStringLiteral("7 - - - - - 1")},
        {FollowPages::waiting(), QStringLiteral("7 - - - - - 0"), QStringLiteral("7 3 - 19 - - 0"),
         QStringLiteral("7 - - - - - 1")},
        {FollowPages::known(), QStringLiteral("7 - 2 11 web - 0"), QStringLiteral("7 3 - 19 - - 0"),
         QStringLiteral("7 - 2 11 web - 1")},
        {FollowPages::link(), QStringLiteral("7 - 2 11 web - 0"),
         QStringLiteral("7 3 2 19 web - 0"), QStringLiteral("7 - 2 11 web - 1")},
        {FollowPages::moved(), inMail, ownInbox, guessed},
        {FollowPages::handed(), inMail, ownInbox, guessed},
        {FollowPages::gone(), no, no, no},
        {FollowPages::late(), no, no, no},
        {FollowPages::back(), QStringLiteral("7 - - 16 mail - 0"),
         QStringLiteral("7 3 - 19 mail - 0"), QStringLiteral("7 - - 16 mail - 1")},
    };
    for (const Step &step : steps) {
        apply(step.page);
        QCOMPARE(countedAt(cache, QStringLiteral("remote_id = 1")), step.first);
        QCOMPARE(countedAt(cache, QStringLiteral("remote_id = 2")), step.waiting);
        QCOMPARE(countedAt(cache, QStringLiteral("origin = 2")), step.estimated);
        if (QTest::currentTestFailed())
            return;
    }
    QCOMPARE(countedAt(cache, QStringLiteral("remote_id = 3")),
             QStringLiteral("7 - - 16 mail 1 0"));
    QCOMPARE(countedAt(cache, QStringLiteral("remote_id = 90")), QStringLiteral("7 - - - web - 0"));
}

void TestStoreCells::theOrderOfArrivalDoesNotMatter()
{
    const auto rowsAfter = [](const std::vector<SyncBatch> &pages, bool together) {
        TestCache cache;
        FactListener listener;
        listener.take(*cache.apply(FollowPages::lists()).facts);
        SyncBatch one; // what a single commit does counts from its first to its last state
        for (const SyncBatch &page : pages) {
            one.fetchedAt = std::max(one.fetchedAt, page.fetchedAt);
            one.events.insert(one.events.end(), page.events.begin(), page.events.end());
            one.links.insert(one.links.end(), page.links.begin(), page.links.end());
            if (!together || !page.conversations.empty() || !page.goneConversations.isEmpty())
                listener.take(*cache.apply(page).facts);
        }
        if (together)
            listener.take(*cache.apply(one).facts);
        return listener.rows() == plainFactRows(cache.path()) && miscountedFacts(cache.path()) == 0
                   ? listener.rows()
                   : QStringList();
    };
    std::vector<SyncBatch> pages = FollowPages::all();
    const QStringList expected = rowsAfter(pages, false);
    QCOMPARE(expected.size(), 2 + 4 + 2); // of the lists, its events, created and closed
    std::mt19937 random(7);
    for (int i = 0; i < 40; ++i) {
        std::shuffle(pages.begin(), pages.end(), random);
        QCOMPARE(rowsAfter(pages, i % 2 == 0), expected);
    }
}

/// The events of a guessed link go where the vendor's word says, or wait again.
void TestStoreCells::aWrongLinkIsTakenBack()
{
    TestCache cache;
    FactListener listener;
    const auto apply = [&](const SyncBatch &page) {
        listener.take(*cache.apply(page).facts);
        QCOMPARE(listener.rows(), plainFactRows(cache.path()));
        QCOMPARE(miscountedFacts(cache.path()), 0);
    };
    apply(FollowPages::lists());
    apply(FollowPages::waiting());
    SyncBatch both = FollowPages::known();
    both.conversations.push_back(FollowPages::moved().conversations[0]);
    both.conversations[1].remoteId = QStringLiteral("6");
    apply(both);
    const auto linked = [](const char *remote, const char *internal, bool inferred) {
        SyncBatch batch = FollowPages::link();
        batch.links = {{QString::fromLatin1(remote), QString::fromLatin1(internal), inferred}};
        return batch;
    };
    const QString which = QStringLiteral("remote_id = 2");
    apply(linked("5", "500", true));
    QCOMPARE(countedAt(cache, which), QStringLiteral("7 3 2 19 web - 0"));
    apply(linked("5", "501", false));
    QCOMPARE(countedAt(cache, which), QStringLiteral("7 3 - 19 - - 0"));
    apply(linked("6", "500", true));
    QCOMPARE(countedAt(cache, which), QStringLiteral("7 3 4 19 mail - 0"));
    SyncBatch third = FollowPages::known();
    third.conversations[0].remoteId = QStringLiteral("8");
    third.conversations[0].internalId = QStringLiteral("500");
    apply(third);
    QCOMPARE(countedAt(cache, which), QStringLiteral("7 3 2 19 web - 0"));
}

void TestStoreCells::startAndEndAreToldForBusinessHours()
{
    TestCache cache;
    cache.apply(FollowPages::lists());
    const ChangeSet early = cache.apply(FollowPages::early());
    QCOMPARE(early.facts->rows.size(), 2);
    const FactImage told = *early.facts->rows[0].after, untold = *early.facts->rows[1].after;
    QVERIFY(told.business && !told.from && !told.to);
    QVERIFY(!untold.business);
    QCOMPARE(*untold.from, untold.time - 61'000);
    QCOMPARE(*untold.to, untold.time - 1'000);
    const ChangeSet closed = cache.apply(FollowPages::moved());
    QCOMPARE(closed.facts->rows.size(), 2 + 2);
    for (const FactDelta::Row &row : closed.facts->rows) {
        const bool closing = row.column == ConversationsClosedColumn;
        QCOMPARE(row.after->from, closing      ? std::optional(FollowPages::Start - 7'200'000)
                                  : row.before ? row.before->from
                                               : std::nullopt);
        if (closing)
            QCOMPARE(row.after->to, std::optional(row.after->time));
    }
    // The vendor's own value comes later, for the same row: what was computed from is gone.
    SyncBatch again = FollowPages::early();
    again.events[1].valueInBusinessHours = 10'000;
    again.events.erase(again.events.begin());
    const ChangeSet filled = cache.apply(again);
    QCOMPARE(filled.facts->rows.size(), 1);
    QVERIFY(filled.facts->rows[0].before->from && !filled.facts->rows[0].after->from);
}

void TestStoreCells::namesHaveTheirRows()
{
    TestCache cache;
    cache.apply(FollowPages::lists());
    auto reader = SliceReader::open(cache.path()).value();
    QVERIFY(reader->begin().ok());
    SyncBatch later;
    later.events = {FollowPages::event(92, "first_response")};
    cache.apply(later);
    const auto names = *reader->eventNames();
    QVERIFY(names.contains(QStringLiteral("reopened")));
    QVERIFY(!names.contains(QStringLiteral("first_response"))); // as of that commit
    const auto channels = *reader->channels();
    QCOMPARE(channels.size(), 2);
    QVERIFY(reader->begin().ok());
    QCOMPARE(reader->eventNames()->size(), names.size() + 1);
    for (const SqlRow &row :
         plainSql(cache.path(), QStringLiteral("SELECT 0, name, id FROM event_name UNION ALL "
                                               "SELECT 1, name, id FROM channel")))
        QCOMPARE((row[0].toBool() ? channels : *reader->eventNames()).value(row[1].toString()),
                 row[2].toLongLong());
}

/// A cache of before there were fact cells, with everything that matters in it.
void TestStoreCells::climbingCountsWhatThereIs()
{
    TestCache cache;
    for (const SyncBatch &page :
         {FollowPages::lists(), FollowPages::early(), FollowPages::waiting(), FollowPages::moved()})
        cache.apply(page);
    SyncBatch other = FollowPages::known();
    other.conversations[0].remoteId = QStringLiteral("6");
    other.conversations[0].internalId = QStringLiteral("500");
    other.events = {FollowPages::event(4, "reply_time")};
    other.events[0].conversationRemoteId = QStringLiteral("6");
    cache.apply(other);
    SyncBatch gone = FollowPages::known();
    gone.conversations[0].remoteId = QStringLiteral("9");
    gone.events = FollowPages::late().events;
    gone.events[0].conversationRemoteId = QStringLiteral("9");
    gone.events[0].byBot.reset(); // as if it were of the other one, which is there
    cache.apply(gone);
    gone = FollowPages::gone();
    gone.goneConversations = {QStringLiteral("9")};
    cache.apply(gone);
    const QStringList rows = plainFactRows(cache.path());
    QCOMPARE(rows.size(), 2 + 4 + 3);
    cache.store.reset();
    for (const QString &sql :
         {QStringLiteral("DROP INDEX cell_values"),
          QStringLiteral("ALTER TABLE reporting_event DROP COLUMN fact_cell"),
          QStringLiteral("UPDATE conversation SET cell = (SELECT y.id FROM cell x JOIN cell y "
                         "ON y.account = x.account AND y.agent IS x.agent AND y.grp IS x.grp "
                         "AND y.skill IS x.skill AND y.inbox IS x.inbox AND y.bot IS x.bot "
                         "AND y.channel IS x.channel WHERE x.id = conversation.cell "
                         "ORDER BY y.id LIMIT 1)"),
          QStringLiteral("DELETE FROM cell WHERE id NOT IN (SELECT cell FROM reporting_event "
                         "UNION SELECT cell FROM conversation WHERE cell IS NOT NULL)"),
          QStringLiteral("ALTER TABLE cell DROP COLUMN conversation_group"),
          QStringLiteral("ALTER TABLE cell DROP COLUMN estimated"),
          QStringLiteral("CREATE UNIQUE INDEX cell_values ON cell (account, ifnull(agent, 0), "
                         "ifnull(grp, 0), ifnull(skill, 0), ifnull(inbox, 0), "
                         "ifnull(channel, 0), ifnull(bot, -1))"),
          QStringLiteral("UPDATE fact_slice SET written = changed"),
          QStringLiteral("INSERT INTO fact_segment (col, day, as_of, bytes) "
                         "SELECT col, day, written, x'6f6c64' FROM fact_slice"),
          QStringLiteral("DROP TABLE counter_sample"), QStringLiteral("DROP TABLE counter"),
          QStringLiteral("PRAGMA user_version = 2")})
        plainSql(cache.path(), sql);
    cache.open();
    QCOMPARE(cache.info.schemaVersion, migrations::head());
    QCOMPARE(plainFactRows(cache.path()), rows);
    QCOMPARE(miscountedFacts(cache.path()), 0);
    QVERIFY(cache.store->check(false)->empty());
    auto reader = SliceReader::open(cache.path()).value();
    const auto slices = *reader->slices();
    for (const SliceState &slice : slices)
        QVERIFY(!slice.hasSegment() && !slice.isAsOf(*cache.reader()->changeSequence()));
}

QTEST_GUILESS_MAIN(TestStoreCells)
#include "tst_storecells.moc"
