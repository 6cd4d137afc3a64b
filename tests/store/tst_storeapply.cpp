// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/testcache.h"

#include <QSqlQuery>
#include "support/cachedump.h"

using namespace watchfloor;
using namespace watchfloor::test;

/// What goes in comes out, once.
class TestStoreApply : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFieldComesBack();
    void applyingAgainWritesNothing();
    void anOlderDescriptionLoses_data();
    void anOlderDescriptionLoses();
    void closingTimeFollowsTheEvents();
    void placeholdersAreFilledLater();
    void presenceBecomesIntervals();
    void presenceSeenWhileTheClockWasAheadDoesNotHold();
    void metricHistoryKeepsOnlyChanges();
    void completeSetsMarkTheMissing();
    void patchesSurviveTheConversation();
    void derivedRowsAreReplaced();

private:
    static SyncBatch fullBatch();
};

SyncBatch TestStoreApply::fullBatch()
{
    SyncBatch batch;
    batch.fetchedAt = T0 + 10 * Hour;
    Agent agent;
    agent.remoteId = QStringLiteral("7");
    agent.name = QStringLiteral("Ada <b>&");
    agent.email = QStringLiteral("ada@example.org");
    agent.kind = AgentKind::Bot;
    agent.availability = QStringLiteral("busy");
    agent.availabilitySince = T0 + Hour;
    agent.availabilityReason = QStringLiteral("lunch");
    agent.capacity = 4;
    agent.enabled = false;
    agent.avatarUrl = QStringLiteral("https://chat.example/a.png");
    batch.agents = {agent};

    Grouping root;
    root.kind = GroupingKind::Team;
    root.remoteId = QStringLiteral("1");
    root.name = QStringLiteral("All");
    Grouping team = root;
    team.remoteId = QStringLiteral("2");
    team.name = QStringLiteral("Night");
    team.parentRemoteId = QStringLiteral("1");
    team.extra = {{QStringLiteral("zone"), QStringLiteral("Europe/Berlin")}};
    Grouping inbox = root;
    inbox.kind = GroupingKind::Inbox;
    inbox.remoteId = QStringLiteral("2");
    inbox.name = QStringLiteral("Web");
    batch.groupings = {root, team, inbox};
    batch.memberships = {{QStringLiteral("7"), GroupingKind::Team, QStringLiteral("2")}};

    Conversation c = someConversation(33);
    c.internalId = QStringLiteral("3300");
    c.status = QStringLiteral("closed");
    c.queued = T0 + 1;
    c.assigned = T0 + 2;
    c.firstResponse = T0 + 3;
    c.waitingSince = T0 + 4;
    c.closed = T0 + 5;
    c.closedBy = QStringLiteral("agent");
    c.agentRemoteId = QStringLiteral("7");
    c.groupRemoteId = QStringLiteral("2");
    c.skillRemoteId = QStringLiteral("s9");
    c.inboxRemoteId = QStringLiteral("2");
    c.channel = QStringLiteral("web");
    c.contact = QStringLiteral("Carl");
    c.labels = {QStringLiteral("billing"), QStringLiteral("vip")};
    c.unread = 2;
    c.priority = QStringLiteral("high");
    c.dueAt = T0 + 6;
    c.csat = 5;
    c.outcome = QStringLiteral("won");
    c.isLive = false;
    c.recorded = true;
    c.interacted = true;
    c.talkDuration = 61'001;
    c.cost = 0.125;
    c.topic = QStringLiteral("Orders");
    c.subtopic = QStringLiteral("Refund");
    c.extra = {{QStringLiteral("snoozed_until"), 12}, {QStringLiteral("a"), QJsonValue::Null}};
    batch.conversations = {c};

    ReportingEvent e = someEvent(900, QStringLiteral("first_response"));
    e.conversationRemoteId = QStringLiteral("33");
    e.conversationInternalId = QStringLiteral("3300");
    e.value = -1'500;
    e.valueInBusinessHours = 1'250;
    e.updated = e.created + 5;
    e.agentRemoteId = QStringLiteral("7");
    e.groupRemoteId = QStringLiteral("2");
    e.skillRemoteId = QStringLiteral("s9");
    e.inboxRemoteId = QStringLiteral("2");
    e.channel = QStringLiteral("web");
    e.byBot = false;
    ReportingEvent bare = someEvent(901, QStringLiteral("label_added"), T0 + 2 * Hour);
    bare.conversationRemoteId = QStringLiteral("33");
    bare.conversationInternalId = QStringLiteral("3300");
    bare.start.reset();
    bare.end.reset();
    ReportingEvent derived = e;
    derived.remoteId.reset();
    derived.origin = EventOrigin::Derived;
    derived.updated = derived.created;
    batch.events = {e, bare, derived};
    batch.eventsComplete = {{QStringLiteral("33"), *c.updatedAt}};

    MetricValue current;
    current.metric = QStringLiteral("open");
    current.scope = MetricScope::Agent;
    current.scopeKey = QStringLiteral("7");
    current.value = 3;
    current.n = 3;
    current.takenAt = batch.fetchedAt;
    current.inferredZero = true;
    MetricValue noData = current;
    noData.metric = QStringLiteral("csat");
    noData.value.reset();
    noData.n.reset();
    noData.inferredZero = false;
    noData.partial = true;
    batch.metricValues = {current, noData};
    batch.agentStates = {
        {QStringLiteral("7"), QStringLiteral("away"), QStringLiteral("tea"), T0, T0 + Hour, false}};
    return batch;
}

void TestStoreApply::everyFieldComesBack()
{
    TestCache cache;
    const SyncBatch batch = fullBatch();
    const ChangeSet change = cache.apply(batch);
    QCOMPARE(change.conversations, 1);
    QCOMPARE(change.events, 3);
    QCOMPARE(change.sequence, 1);
    QVERIFY(change.agents && change.groupings);
    QCOMPARE(change.metricValues, 2);
    QCOMPARE(change.agentStates, 2); // reported and observed
    const TimeRange times{T0 + Hour, T0 + 2 * Hour + 1};
    QVERIFY(change.eventTimes == times);

    auto reader = cache.reader();
    Agent agent = reader->agents({cache.account})->front();
    agent.id = agent.account = 0;
    QVERIFY(agent == batch.agents.front());

    auto groupings = *reader->groupings({});
    QCOMPARE(groupings.size(), 4); // with the skill that only a conversation named
    QCOMPARE(groupings[0].kind, GroupingKind::Skill);
    QCOMPARE(groupings[0].name, QString());
    QVERIFY(groupings[0].goneAt);
    groupings[3].id = groupings[3].account = 0;
    QVERIFY(groupings[3] == batch.groupings[1]);
    const std::vector<Membership> members = *reader->memberships(cache.account);
    QVERIFY(members == batch.memberships);

    Conversation c = *cache.conversation(QStringLiteral("33"));
    c.id = c.account = 0;
    QVERIFY(c == batch.conversations.front());

    auto events = cache.events(QStringLiteral("33"));
    QCOMPARE(events.size(), 3);
    for (ReportingEvent &event : events)
        event.id = event.account = 0;
    ReportingEvent derived = batch.events[2]; // the conversation knows its internal id
    QVERIFY(events[0] == batch.events[0]);
    QVERIFY(events[1] == derived); // made by us: behind the server's of the same time
    QVERIFY(events[2] == batch.events[1]);

    const auto states = *reader->agentStates(cache.account, {T0 + Hour - 1, T0 + Hour});
    QVERIFY(std::find(states.begin(), states.end(), batch.agentStates.front()) != states.end());
    QVERIFY(reader->agentStates(cache.account, {T0 - Hour, T0})->empty());

    const auto values = *reader->currentMetricValues(cache.account);
    QCOMPARE(values.size(), 2);
    QVERIFY(values[0] == batch.metricValues[1]);
    QVERIFY(values[1] == batch.metricValues[0]);
}

void TestStoreApply::applyingAgainWritesNothing()
{
    TestCache cache;
    SyncBatch batch = fullBatch();
    const ChangeSet first = cache.apply(batch);
    const QString dump = cacheDump(cache.path());
    batch.fetchedAt += Hour;
    for (MetricValue &value : batch.metricValues)
        value.takenAt += Hour;
    FeedProgress progress;
    progress.feed = QStringLiteral("agents");
    progress.passEnded = true;
    progress.at = batch.fetchedAt;
    const ChangeSet again = cache.apply(batch, progress);
    QVERIFY(!again.touchesFacts());
    QVERIFY(again.syncState);
    QCOMPARE(again.sequence, first.sequence);
    QCOMPARE(cacheDump(cache.path()), dump);
    QVERIFY(dump.contains(QStringLiteral("label_added")));
}

void TestStoreApply::anOlderDescriptionLoses_data()
{
    QTest::addColumn<qint64>("updatedBy");
    QTest::addColumn<qint64>("fetchedBy");
    QTest::addColumn<bool>("wins");
    QTest::newRow("newer") << qint64(1) << qint64(0) << true;
    QTest::newRow("older, fetched later") << qint64(-1) << qint64(5) << false;
    QTest::newRow("same stamp, fetched later") << qint64(0) << qint64(1) << true;
    QTest::newRow("same stamp, fetched before") << qint64(0) << qint64(-1) << false;
}

void TestStoreApply::anOlderDescriptionLoses()
{
    QFETCH(qint64, updatedBy);
    QFETCH(qint64, fetchedBy);
    QFETCH(bool, wins);
    TestCache cache;
    SyncBatch batch;
    batch.fetchedAt = T0 + 5 * Hour;
    batch.conversations = {someConversation(1)};
    cache.apply(batch);
    batch.conversations[0].status = QStringLiteral("pending");
    *batch.conversations[0].updatedAt += updatedBy;
    batch.fetchedAt += fetchedBy;
    const ChangeSet change = cache.apply(batch);
    QCOMPARE(change.touchesFacts(), wins);
    QCOMPARE(cache.conversation(QStringLiteral("1"))->status,
             wins ? QStringLiteral("pending") : QStringLiteral("open"));
}

void TestStoreApply::closingTimeFollowsTheEvents()
{
    TestCache cache;
    SyncBatch facts;
    facts.conversations = {someConversation(1)};
    facts.conversations[0].status = QStringLiteral("closed");
    cache.apply(facts);
    QVERIFY(!cache.conversation(QStringLiteral("1"))->closed);

    SyncBatch events;
    events.events = {someEvent(2, QStringLiteral("conversation_resolved"), T0 + 3 * Hour),
                     someEvent(1, QStringLiteral("conversation_resolved"), T0 + 2 * Hour)};
    for (ReportingEvent &event : events.events)
        event.conversationRemoteId = QStringLiteral("1");
    QCOMPARE(cache.apply(events).conversations, 1);
    QCOMPARE(*cache.conversation(QStringLiteral("1"))->closed, T0 + 3 * Hour - 1'000);

    facts.conversations[0].status = QStringLiteral("open");
    *facts.conversations[0].updatedAt += Hour;
    cache.apply(facts);
    QVERIFY(!cache.conversation(QStringLiteral("1"))->closed);
    facts.conversations[0].status = QStringLiteral("closed");
    facts.conversations[0].closed = T0 + 9 * Hour;
    *facts.conversations[0].updatedAt += Hour;
    cache.apply(facts);
    QCOMPARE(*cache.conversation(QStringLiteral("1"))->closed, T0 + 9 * Hour);
}

void TestStoreApply::placeholdersAreFilledLater()
{
    TestCache cache;
    SyncBatch facts;
    facts.fetchedAt = T0;
    facts.conversations = {someConversation(1)};
    facts.conversations[0].agentRemoteId = QStringLiteral("7");
    facts.conversations[0].groupRemoteId = QStringLiteral("4");
    ReportingEvent event = someEvent(1, QStringLiteral("reply_time"));
    event.conversationRemoteId = QStringLiteral("55"); // a conversation no list has shown yet
    event.agentRemoteId = QStringLiteral("8");
    facts.events = {event};
    cache.apply(facts);
    QVERIFY(!cache.conversation(QStringLiteral("55")));
    const auto unnamed = *cache.reader()->agents({});
    QCOMPARE(unnamed.size(), 2);
    QVERIFY(unnamed[0].name.isEmpty() && unnamed[0].goneAt);

    SyncBatch lists;
    lists.fetchedAt = T0 + 1;
    Agent agent;
    agent.remoteId = QStringLiteral("7");
    agent.name = QStringLiteral("Ada");
    lists.agents = {agent};
    Grouping team;
    team.kind = GroupingKind::Team;
    team.remoteId = QStringLiteral("4");
    team.name = QStringLiteral("Night");
    lists.groupings = {team};
    lists.conversations = {someConversation(55)};
    cache.apply(lists);
    const auto agents = *cache.reader()->agents({});
    QCOMPARE(agents[0].name, QStringLiteral("Ada"));
    QVERIFY(!agents[0].goneAt);
    QCOMPARE(agents[0].id, unnamed[0].id);
    const auto groupings = *cache.reader()->groupings({});
    QCOMPARE(groupings.size(), 1);
    QCOMPARE(groupings[0].kind, GroupingKind::Team);
    QCOMPARE(cache.conversation(QStringLiteral("1"))->groupRemoteId, QStringLiteral("4"));
    QCOMPARE(cache.events(QStringLiteral("55")).size(), 1);
}

void TestStoreApply::presenceBecomesIntervals()
{
    TestCache cache;
    const auto poll = [&](TimeMs at, const QString &state) {
        SyncBatch batch;
        batch.fetchedAt = at;
        batch.presences = {{QStringLiteral("7"), state, {}, std::nullopt}};
        return cache.apply(batch).agentStates;
    };
    QCOMPARE(poll(T0, QStringLiteral("online")), 1);
    QCOMPARE(poll(T0 + 1, QStringLiteral("online")), 0);
    QVERIFY(cache.reader()->agents({})->front().availabilityIsOlder); // nobody saw it begin
    QCOMPARE(poll(T0 + 2, QStringLiteral("busy")), 1);
    QCOMPARE(poll(T0 + 1, QStringLiteral("offline")), 0); // late news
    QCOMPARE(poll(T0 + 3, QString()), 0);                 // not known
    const Agent agent = cache.reader()->agents({})->front();
    QCOMPARE(agent.availability, QStringLiteral("busy"));
    QCOMPARE(*agent.availabilitySince, T0 + 2);
    QVERIFY(!agent.availabilityIsOlder);
    const QStringList dump = cacheDump(cache.path()).split(u'\n').filter(QStringLiteral("state\t"));
    QCOMPARE(dump, (QStringList{QStringLiteral("state\tAcme\t7\t1\t1\tonline\t\t-\t1"),
                                QStringLiteral("state\tAcme\t7\t1\t2\tbusy\t\t-\t0")}));
}

void TestStoreApply::presenceSeenWhileTheClockWasAheadDoesNotHold()
{
    TestCache cache;
    const auto see = [&](const QString &state, TimeMs at) {
        SyncBatch batch;
        batch.presences = {{QStringLiteral("7"), state, {}, std::nullopt}};
        batch.fetchedAt = at;
        return cache.apply(batch);
    };
    const auto states = [&] {
        QStringList rows;
        QSqlQuery query(QStringLiteral("SELECT state, (started - %1) / 1000, (ended - %1) / 1000 "
                                       "FROM agent_state ORDER BY started")
                            .arg(T0),
                        cache.writer());
        while (query.next())
            rows.append(QStringLiteral("%1 %2 %3")
                            .arg(query.value(0).toString(), query.value(1).toString(),
                                 query.value(2).toString()));
        return rows.join(u'\n');
    };
    see(QStringLiteral("online"), T0);
    see(QStringLiteral("busy"), T0 + 2 * Hour); // the clock stood two hours ahead
    see(QStringLiteral("offline"), T0 + 60'000);
    const Agent agent = cache.reader()->agents({})->front();
    QCOMPARE(agent.availability, QStringLiteral("offline"));
    QCOMPARE(*agent.availabilitySince, T0 + 60'000);
    QCOMPARE(states(), QStringLiteral("online 0 60\noffline 60 "));
    // A late answer of the same minutes changes nothing.
    see(QStringLiteral("online"), T0 + 30'000);
    QCOMPARE(cache.reader()->agents({})->front().availability, QStringLiteral("offline"));
    QCOMPARE(states(), QStringLiteral("online 0 60\noffline 60 "));
}

void TestStoreApply::metricHistoryKeepsOnlyChanges()
{
    TestCache cache;
    const auto read = [&](TimeMs at, std::optional<double> value,
                          std::optional<TimeRange> window = {}) {
        SyncBatch batch;
        MetricValue v;
        v.metric = QStringLiteral("open");
        v.value = value;
        v.takenAt = at;
        v.window = window;
        batch.metricValues = {v};
        return cache.apply(batch).metricValues;
    };
    QCOMPARE(read(T0, 5), 1);
    QCOMPARE(read(T0 + 1, 5), 0);
    QCOMPARE(read(T0 + 2, 6), 1);
    QCOMPARE(read(T0 + 3, std::nullopt), 1);
    QCOMPARE(read(T0 + 4, 6), 1);
    QCOMPARE(read(T0 + 9, 6, TimeRange{T0, T0 + Hour}), 1);
    QCOMPARE(read(T0 + 10, 6, TimeRange{T0, T0 + Hour}), 0);
    const auto current = *cache.reader()->currentMetricValues(cache.account);
    QCOMPARE(current.size(), 1);
    QCOMPARE(*current[0].value, 6.0);
    QCOMPARE(current[0].takenAt, T0 + 4);
    QCOMPARE(cacheDump(cache.path()).count(QStringLiteral("metric\t")), 5);
    QCOMPARE(read(T0 + 11, 8, TimeRange{T0, T0 + Hour}), 1); // not over at the first reading
    const auto windows = [&](const char *metric, TimeRange range) {
        return *cache.reader()->windowMetricValues(cache.account, {QString::fromLatin1(metric)},
                                                   range);
    };
    QCOMPARE(windows("open", {T0, T0 + Hour}).size(), 1);
    QCOMPARE(*windows("open", {T0 - 1, T0 + 2 * Hour})[0].value, 8.0);
    QVERIFY(windows("open", {T0, T0 + Hour})[0].window == (TimeRange{T0, T0 + Hour}));
    QVERIFY(windows("open", {T0, T0 + Hour - 1}).empty());
    QVERIFY(windows("open", {T0 + 1, T0 + Hour}).empty());
    QVERIFY(windows("closed", {T0, T0 + Hour}).empty());
    QCOMPARE(cache.reader()->currentMetricValues(cache.account)->size(), 1);
    // A figure read while the clock stood two hours ahead does not hold against newer ones.
    QCOMPARE(read(T0 + 2 * Hour, 9), 1);
    QCOMPARE(read(T0 + 60'000, 7), 1);
    const auto corrected = *cache.reader()->currentMetricValues(cache.account);
    QCOMPARE(corrected.size(), 1);
    QCOMPARE(*corrected[0].value, 7.0);
}

void TestStoreApply::completeSetsMarkTheMissing()
{
    TestCache cache;
    SyncBatch batch = fullBatch();
    cache.apply(batch);
    SyncBatch pass;
    pass.fetchedAt = batch.fetchedAt + Hour;
    pass.complete = {{CompleteSet::What::Agents, GroupingKind::Group, {}},
                     {CompleteSet::What::Groupings, GroupingKind::Team, {QStringLiteral("2")}},
                     {CompleteSet::What::Memberships, GroupingKind::Team, {}}};
    pass.goneConversations = {QStringLiteral("33")};
    const ChangeSet change = cache.apply(pass);
    QVERIFY(change.agents && change.groupings);
    QCOMPARE(change.conversations, 1);
    auto reader = cache.reader();
    const Agent left = reader->agents({})->front();
    QCOMPARE(*left.goneAt, pass.fetchedAt);
    QVERIFY(left.availability.isEmpty() && !left.availabilitySince);
    const TimeRange since{pass.fetchedAt, pass.fetchedAt + Hour}; // nothing lasts
    QVERIFY(reader->agentStates(cache.account, since)->empty());
    const auto groupings = *reader->groupings({});
    QVERIFY(!groupings[1].goneAt && groupings[2].goneAt && !groupings[3].goneAt);
    QVERIFY(reader->memberships(cache.account)->empty());
    QCOMPARE(*cache.conversation(QStringLiteral("33"))->goneAt, pass.fetchedAt);
    QVERIFY(!cache.apply(pass).touchesFacts());

    batch.fetchedAt = pass.fetchedAt + Hour; // seen again
    cache.apply(batch);
    QCOMPARE(reader->agents({})->front().availability, QStringLiteral("busy"));
    QCOMPARE(reader->memberships(cache.account)->size(), 1);
    QVERIFY(!cache.conversation(QStringLiteral("33"))->goneAt);
}

void TestStoreApply::patchesSurviveTheConversation()
{
    TestCache cache;
    SyncBatch patch;
    patch.patches = {{QStringLiteral("1"), 4, T0 + Hour, QStringLiteral("missed")}};
    cache.apply(patch);
    SyncBatch facts;
    facts.conversations = {someConversation(1)};
    cache.apply(facts);
    const Conversation c = *cache.conversation(QStringLiteral("1"));
    QCOMPARE(*c.csat, 4);
    QCOMPARE(*c.dueAt, T0 + Hour);
    QCOMPARE(c.extra.value(QStringLiteral("sla_status")).toString(), QStringLiteral("missed"));
    QVERIFY(!cache.apply(patch).touchesFacts());
    QVERIFY(!cache.apply(facts).touchesFacts());
}

void TestStoreApply::derivedRowsAreReplaced()
{
    TestCache cache;
    const auto batchOf = [](TimeMs asOf, const QStringList &names) {
        SyncBatch batch;
        batch.conversations = {someConversation(1)};
        for (const QString &name : names) {
            ReportingEvent e = someEvent(0, name);
            e.remoteId.reset();
            e.origin = EventOrigin::Derived;
            e.conversationRemoteId = QStringLiteral("1");
            batch.events.push_back(e);
        }
        batch.eventsComplete = {{QStringLiteral("1"), asOf}};
        return batch;
    };
    const QStringList first{QStringLiteral("reply_time"), QStringLiteral("assigned")};
    const QStringList second{QStringLiteral("reply_time"), QStringLiteral("transferred")};
    QCOMPARE(cache.apply(batchOf(T0 + 1, first)).events, 2);
    QCOMPARE(cache.apply(batchOf(T0 + 1, first)).events, 0);
    QCOMPARE(cache.store->conversationsNeedingEvents(cache.account, 9)->size(), 1);
    QCOMPARE(cache.apply(batchOf(T0 + Hour, second)).events, 2); // one more, one less
    QCOMPARE(cache.store->conversationsNeedingEvents(cache.account, 9)->size(), 0);
    QCOMPARE(cache.apply(batchOf(T0 + 1, first)).events, 0); // older than what is here
    const auto events = cache.events(QStringLiteral("1"));
    QCOMPARE(events.size(), 2);
    QCOMPARE(events[1].name, QStringLiteral("transferred"));
}

QTEST_GUILESS_MAIN(TestStoreApply)
#include "tst_storeapply.moc"
