// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/testcache.h"
#include "support/cachedump.h"

#include <QJsonDocument>

#include <algorithm>
#include <random>

using namespace watchfloor;
using namespace watchfloor::test;

/// Events find their conversation, and no order of arrival changes the facts.
class TestStoreLinks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void waitingEventsFindTheirConversation_data();
    void waitingEventsFindTheirConversation();
    void exactBeatsInferred();
    void oneEventUnderBothIdsIsALink();
    void absentNeverErasesPresent();
    void idsKeepTheirSpelling();
    void anyOrderGivesTheSameFacts_data();
    void anyOrderGivesTheSameFacts();
    void reportedStatesLastUntilTheNext();
};

static SyncBatch waiting(qint64 id, const QString &internalId)
{
    SyncBatch batch;
    batch.events = {someEvent(id, QStringLiteral("reply_time"))};
    batch.events[0].conversationInternalId = internalId;
    batch.events[0].inboxRemoteId = QStringLiteral("3");
    return batch;
}

static SyncBatch linked(const QString &remoteId, const QString &internalId, bool inferred)
{
    SyncBatch batch;
    batch.links = {{remoteId, internalId, inferred}};
    return batch;
}

static SyncBatch conversations(int count)
{
    SyncBatch batch;
    for (int i = 1; i <= count; ++i)
        batch.conversations.push_back(someConversation(i));
    return batch;
}

void TestStoreLinks::waitingEventsFindTheirConversation_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("exact link") << 0;
    QTest::newRow("inferred link") << 1;
    QTest::newRow("the conversation tells its internal id") << 2;
    QTest::newRow("another event names both") << 3;
}

void TestStoreLinks::waitingEventsFindTheirConversation()
{
    QFETCH(int, how);
    TestCache cache;
    cache.apply(waiting(1, QStringLiteral("500")));
    cache.apply(conversations(1));
    const auto unlinked = *cache.store->unlinkedConversations(cache.account);
    QCOMPARE(unlinked.size(), 1);
    QCOMPARE(unlinked[0].internalId, QStringLiteral("500"));
    QCOMPARE(unlinked[0].inboxRemoteId, QStringLiteral("3"));
    QCOMPARE(unlinked[0].earliestStart, T0 + Hour - 61'000);
    const auto waits = [&cache](TimeMs from, TimeMs to) {
        return *cache.reader()->waitingEvents(cache.account, {from, to});
    };
    const TimeMs since = someEvent(1, QStringLiteral("reply_time")).created;
    QCOMPARE(waits(since, since + 1), std::vector<TimeMs>{since});
    QVERIFY(waits(since - Hour, since).empty() && waits(since + 1, since + Hour).empty());
    QCOMPARE(cache.events(QStringLiteral("1")).size(), 0);

    SyncBatch news = linked(QStringLiteral("1"), QStringLiteral("500"), how == 1);
    if (how >= 2)
        news.links.clear();
    if (how == 2) {
        news.conversations = {someConversation(1)};
        news.conversations[0].internalId = QStringLiteral("500");
    } else if (how == 3) {
        news.events = {someEvent(2, QStringLiteral("first_response"))};
        news.events[0].conversationRemoteId = QStringLiteral("1");
        news.events[0].conversationInternalId = QStringLiteral("500");
    }
    const ChangeSet change = cache.apply(news);
    QCOMPARE(change.events, how == 3 ? 2 : 1);
    const auto events = cache.events(QStringLiteral("1"));
    QCOMPARE(events.size(), how == 3 ? 2 : 1);
    QCOMPARE(events[0].conversationInternalId, QStringLiteral("500"));
    QVERIFY(cache.store->unlinkedConversations(cache.account)->empty());
    QVERIFY(waits(since, since + 1).empty());
    const TimeRange range{T0, T0 + 1};
    const auto keys = *cache.store->conversationsCreated(cache.account, range);
    QCOMPARE(keys.size(), 1);
    QCOMPARE(keys[0].exactLink, how != 1);
    const auto named = *cache.store->conversationNamed(cache.account, keys[0].remoteId);
    QCOMPARE(named.size(), 1);
    QCOMPARE(named[0].created, keys[0].created);
    QCOMPARE(QJsonDocument::fromJson(named[0].extra).object(),
             cache.conversation(keys[0].remoteId)->extra);
    QVERIFY(cache.store->conversationNamed(cache.account, QStringLiteral("none"))->empty());
    QVERIFY(!cache.apply(news).touchesFacts());

    // Later events of the same internal id go there at once.
    cache.apply(waiting(9, QStringLiteral("500")));
    QCOMPARE(cache.events(QStringLiteral("1")).size(), how == 3 ? 3 : 2);
}

void TestStoreLinks::exactBeatsInferred()
{
    TestCache cache;
    SyncBatch both = conversations(2);
    both.conversations[0].status = both.conversations[1].status = QStringLiteral("closed");
    cache.apply(both);
    SyncBatch closing = waiting(1, QStringLiteral("500"));
    closing.events[0].name = QStringLiteral("conversation_resolved");
    cache.apply(closing);
    cache.apply(waiting(2, QStringLiteral("600")));
    cache.apply(linked(QStringLiteral("1"), QStringLiteral("500"), true));
    QCOMPARE(cache.events(QStringLiteral("1")).size(), 1);
    QVERIFY(cache.conversation(QStringLiteral("1"))->closed);

    // The other conversation owns it; what was inferred falls.
    cache.apply(linked(QStringLiteral("2"), QStringLiteral("500"), false));
    QCOMPARE(cache.events(QStringLiteral("1")).size(), 0);
    QCOMPARE(cache.events(QStringLiteral("2")).size(), 1);
    QVERIFY(cache.conversation(QStringLiteral("1"))->internalId.isEmpty());
    QVERIFY(!cache.conversation(QStringLiteral("1"))->closed); // and with it what followed from it
    QVERIFY(cache.conversation(QStringLiteral("2"))->closed);

    // An inferred link that its own conversation contradicts frees its events, too.
    cache.apply(linked(QStringLiteral("1"), QStringLiteral("600"), true));
    QCOMPARE(cache.events(QStringLiteral("1")).size(), 1);
    cache.apply(linked(QStringLiteral("1"), QStringLiteral("700"), false));
    QCOMPARE(cache.events(QStringLiteral("1")).size(), 0);
    QCOMPARE(cache.store->unlinkedConversations(cache.account)->front().internalId,
             QStringLiteral("600"));

    // And never back.
    QVERIFY(!cache.apply(linked(QStringLiteral("1"), QStringLiteral("600"), true)).touchesFacts());
    QVERIFY(!cache.apply(linked(QStringLiteral("2"), QStringLiteral("600"), true)).touchesFacts());
}

void TestStoreLinks::oneEventUnderBothIdsIsALink()
{
    for (const bool directFirst : {true, false}) {
        TestCache cache;
        cache.apply(conversations(1));
        SyncBatch direct;
        direct.events = {someEvent(1, QStringLiteral("reply_time"))};
        direct.events[0].conversationRemoteId = QStringLiteral("1");
        direct.events[0].inboxRemoteId = QStringLiteral("3");
        const SyncBatch wide = waiting(1, QStringLiteral("500"));
        cache.apply(directFirst ? direct : wide);
        cache.apply(directFirst ? wide : direct);
        QCOMPARE(cache.conversation(QStringLiteral("1"))->internalId, QStringLiteral("500"));
        QCOMPARE(cache.events(QStringLiteral("1")).size(), 1);
        cache.apply(waiting(2, QStringLiteral("500")));
        QCOMPARE(cache.events(QStringLiteral("1")).size(), 2);
    }
}

void TestStoreLinks::absentNeverErasesPresent()
{
    TestCache cache;
    cache.apply(conversations(1));
    SyncBatch rich = waiting(1, QStringLiteral("500"));
    rich.events[0].valueInBusinessHours = 5;
    rich.events[0].agentRemoteId = QStringLiteral("7");
    rich.events[0].byBot = true;
    SyncBatch poor = waiting(1, QStringLiteral("500"));
    poor.events[0].conversationRemoteId = QStringLiteral("1");
    poor.events[0].inboxRemoteId.clear();
    poor.events[0].channel = QStringLiteral("web");
    cache.apply(rich);
    cache.apply(poor);
    const auto merged = cache.events(QStringLiteral("1"));
    QCOMPARE(merged.size(), 1);
    QCOMPARE(*merged[0].valueInBusinessHours, 5);
    QCOMPARE(merged[0].agentRemoteId, QStringLiteral("7"));
    QCOMPARE(merged[0].inboxRemoteId, QStringLiteral("3"));
    QCOMPARE(merged[0].channel, QStringLiteral("web"));
    QCOMPARE(merged[0].byBot, std::optional(true));
    QVERIFY(!cache.apply(rich).touchesFacts());
    QVERIFY(!cache.apply(poor).touchesFacts());

    poor.events[0].updated += 1; // a newer version is the whole truth
    cache.apply(poor);
    QVERIFY(!cache.events(QStringLiteral("1"))[0].valueInBusinessHours);
    QVERIFY(!cache.apply(rich).touchesFacts());
}

void TestStoreLinks::idsKeepTheirSpelling()
{
    TestCache cache;
    const QStringList ids{QStringLiteral("007"),  QStringLiteral("7"),
                          QStringLiteral("+7"),   QStringLiteral("99999999999999999999"),
                          QStringLiteral("5f0a"), QStringLiteral("1e3"),
                          QStringLiteral("-0")};
    SyncBatch batch = conversations(static_cast<int>(ids.size()));
    for (qsizetype i = 0; i < ids.size(); ++i)
        batch.conversations[static_cast<std::size_t>(i)].internalId = ids[i];
    cache.apply(batch);
    for (qsizetype i = 0; i < ids.size(); ++i)
        QCOMPARE(cache.conversation(QString::number(i + 1))->internalId, ids[i]);
}

/// A small world as many pages, each fetched at its own time.
static std::vector<SyncBatch> worldPages(unsigned seed)
{
    std::mt19937 random(seed);
    const auto below = [&random](unsigned n) { return static_cast<int>(random() % n); };
    std::vector<SyncBatch> pages;
    TimeMs at = T0 + 100 * Hour;
    const auto page = [&]() -> SyncBatch & {
        pages.emplace_back();
        pages.back().fetchedAt = at += 1'000;
        return pages.back();
    };
    qint64 eventId = 0;
    for (int number = 1; number <= 12; ++number) {
        const QString remote = QString::number(number);
        const QString internal = QString::number(1'000 + number);
        Conversation c = someConversation(number, T0 + number * Hour);
        const int versions = 1 + below(3);
        for (int v = 0; v < versions; ++v) {
            *c.updatedAt += Hour;
            c.status = QStringList{QStringLiteral("open"), QStringLiteral("closed"),
                                   QStringLiteral("pending")}[below(3)];
            c.agentRemoteId = below(4) ? QString::number(below(4)) : QString();
            c.groupRemoteId = QString::number(below(3));
            c.labels = below(2) ? QStringList{QStringLiteral("vip"), remote} : QStringList{};
            page().conversations = {c};
        }
        if (number % 3 == 0)
            page().goneConversations = {remote};
        const bool exact = number % 4 != 0;
        if (exact && number > 4 && below(2)) // a wrong guess; both sides are told the truth as well
            page().links = {
                {QString::number(number - 4 + (number % 4 == 1 ? 2 : 0)), internal, true}};
        page().links = {{remote, internal, !exact}};
        for (int n = 0; n < 4; ++n) {
            ReportingEvent e = someEvent(++eventId,
                                         n % 2 ? QStringLiteral("conversation_resolved")
                                               : QStringLiteral("reply_time"),
                                         T0 + number * Hour + below(1'000) * 1'000);
            e.agentRemoteId = QString::number(below(5));
            e.conversationInternalId = internal;
            page().events = {e}; // the account's feed
            if (below(2)) {
                e.conversationRemoteId = remote;
                if (!exact)
                    e.conversationInternalId.clear();
                e.valueInBusinessHours = 7;
                page().events = {e}; // the conversation's own
            }
            if (below(3) == 0) {
                e.updated += 5'000;
                e.value += 1'000;
                e.start = *e.start - 1'000;
                page().events = {e};
            }
        }
        for (int pass = 0; pass < 2; ++pass) {
            ReportingEvent e = someEvent(0, QStringLiteral("assigned"), T0 + number * Hour + pass);
            e.remoteId.reset();
            e.origin = pass ? EventOrigin::Estimated : EventOrigin::Derived;
            e.conversationRemoteId = remote;
            SyncBatch &derived = page();
            derived.events = {e};
            derived.eventsComplete = {{remote, T0 + pass}};
        }
        page().patches = {{remote, number % 5 + 1, std::nullopt, std::nullopt}};
    }
    for (int i = 0; i < 5; ++i) {
        for (int v = 0; v < 2; ++v) {
            Agent agent;
            agent.remoteId = QString::number(i);
            agent.name = QStringLiteral("Agent %1.%2").arg(i).arg(v);
            page().agents = {agent};
        }
        Grouping team;
        team.kind = i % 2 ? GroupingKind::Team : GroupingKind::Department;
        team.remoteId = QString::number(i);
        team.name = QStringLiteral("Team %1").arg(i);
        page().groupings = {team};
        page().memberships = {{QString::number(i), team.kind, team.remoteId}};
    }
    return pages;
}

void TestStoreLinks::anyOrderGivesTheSameFacts_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestStoreLinks::anyOrderGivesTheSameFacts()
{
    QFETCH(unsigned, seed);
    const std::vector<SyncBatch> pages = worldPages(seed);
    TestCache sorted;
    for (const SyncBatch &page : pages)
        sorted.apply(page);
    const QString expected = cacheDump(sorted.path());

    std::vector<SyncBatch> mixed = pages;
    std::mt19937 random(seed * 7919);
    for (std::size_t i = 0; i < pages.size() / 2; ++i)
        mixed.push_back(pages[random() % pages.size()]); // read twice
    std::shuffle(mixed.begin(), mixed.end(), random);
    TestCache shuffled;
    for (const SyncBatch &page : mixed)
        shuffled.apply(page);
    const QString dump = cacheDump(shuffled.path());
    if (dump != expected) {
        const QStringList a = expected.split(u'\n'), b = dump.split(u'\n');
        for (const QString &line : a)
            if (!b.contains(line))
                qWarning().noquote() << "- " << line;
        for (const QString &line : b)
            if (!a.contains(line))
                qWarning().noquote() << "+ " << line;
    }
    QVERIFY(dump == expected);
    QVERIFY(shuffled.store->check(false)->empty());
}

/// States reported without an end are joined, in whatever order and batches they come.
void TestStoreLinks::reportedStatesLastUntilTheNext()
{
    std::vector<AgentState> states;
    for (int i = 0; i < 24; ++i) {
        const QString agent = QString::number(i % 2);
        const QString word = i % 3 ? QStringLiteral("online") : QStringLiteral("away");
        states.push_back({agent, word, {}, T0 + i / 2 * Hour, std::nullopt, false});
    }
    std::mt19937 random(4);
    for (int round = 0; round < 10; ++round) {
        TestCache cache;
        std::shuffle(states.begin(), states.end(), random);
        for (size_t from = 0; from < states.size(); from += 5) {
            SyncBatch batch;
            const size_t to = std::min(from + 5, states.size());
            batch.agentStates.assign(states.begin() + std::ptrdiff_t(from),
                                     states.begin() + std::ptrdiff_t(to));
            cache.apply(batch);
        }
        SyncBatch again;
        again.agentStates = states;
        QCOMPARE(cache.apply(again).agentStates, 0); // nothing new, nothing written
        const auto stored = *cache.reader()->agentStates(cache.account, {0, T0 + 100 * Hour});
        QCOMPARE(stored.size(), states.size());
        for (const AgentState &state : stored) {
            const bool last = state.from == T0 + 11 * Hour;
            QCOMPARE(state.to, last ? std::nullopt : std::optional(state.from + Hour));
        }
        // One between two cuts the first short; one with an end keeps it, and observed ones are
        // another story.
        SyncBatch between;
        between.agentStates = {
            {QStringLiteral("0"), QStringLiteral("busy"), {}, T0 + Hour / 2, std::nullopt, false},
            {QStringLiteral("0"), QStringLiteral("off"), {}, T0 - Hour, T0 - Hour / 2, false},
            {QStringLiteral("0"), QStringLiteral("seen"), {}, T0 + Hour / 4, std::nullopt, true}};
        cache.apply(between);
        QMap<QString, std::optional<TimeMs>> ends;
        const auto early = *cache.reader()->agentStates(cache.account, {0, T0 + Hour - 1});
        for (const AgentState &state : early) {
            if (state.agentRemoteId == QLatin1String("0"))
                ends.insert(state.state + (state.from == T0 ? u'0' : u' '), state.to);
        }
        QCOMPARE(ends.size(), 4);
        QCOMPARE(ends.value(QStringLiteral("away0")), std::optional(T0 + Hour / 2));
        QCOMPARE(ends.value(QStringLiteral("busy ")), std::optional(T0 + Hour));
        QCOMPARE(ends.value(QStringLiteral("off ")), std::optional(T0 - Hour / 2));
        QCOMPARE(ends.value(QStringLiteral("seen ")), std::nullopt);
    }
}

QTEST_GUILESS_MAIN(TestStoreLinks)
#include "tst_storelinks.moc"
