// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/reports/buildreports.h"
#include "backend/engine/figures/buildfigures.h"
#include "backend/engine/figures/conversationmeasures.h"
#include "backend/engine/figures/rowfacts.h"
#include "backend/engine/metriccatalog.h"
#include "backend/engine/feedtopics.h"
#include "support/enginerows.h"

#include <QJsonDocument>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

const TimeRange june{at("2026-06-01T00:00:00.000Z"), at("2026-06-08T00:00:00.000Z")};
const TimeMs now = at("2026-06-05T12:00:00.000Z");

AccountRows acme()
{
    AccountRows rows;
    rows.account = account("chatwoot");
    rows.agents = {agent("3", "zoe"), agent("4", "Ana"), agent("5", "Left")};
    rows.agents[2].goneAt = now;
    for (std::size_t i = 0; i < rows.agents.size(); ++i)
        rows.agents[i].id = 31 + static_cast<RowId>(i);
    Grouping team;
    team.kind = GroupingKind::Team;
    team.remoteId = QStringLiteral("8");
    team.name = QStringLiteral("billing");
    Grouping label = team;
    label.kind = GroupingKind::Label;
    label.remoteId = QStringLiteral("vip");
    Grouping inbox;
    inbox.kind = GroupingKind::Inbox;
    inbox.remoteId = QStringLiteral("2");
    inbox.name = QStringLiteral("Web");
    inbox.extra = QJsonDocument::fromJson(R"({"timezone":"UTC","working_hours_enabled":true,
        "working_hours":[{"day_of_week":1,"open_hour":9,"open_minutes":0,"close_hour":17,
        "close_minutes":0}]})")
                      .object();
    rows.groupings = {team, label, inbox};
    rows.memberships = {{QStringLiteral("3"), GroupingKind::Team, QStringLiteral("8")},
                        {QStringLiteral("3"), GroupingKind::Team, QStringLiteral("9")},
                        {QStringLiteral("3"), GroupingKind::Label, QStringLiteral("vip")}};
    Conversation old = conversation("90", "open", "3", "2026-05-01T08:00:00.000Z");
    old.firstResponse = old.created + 1;
    Conversation deleted = conversation("95", "open", "4");
    deleted.goneAt = now;
    Conversation atEnd = conversation("99", "closed", "4", "2026-06-08T00:00:00.000Z");
    rows.conversations = {old,
                          conversation("91", "open", "3"),
                          conversation("92", "closed", "4"),
                          conversation("93", "open", ""),
                          conversation("94", "open", "5"),
                          deleted,
                          atEnd};
    rows.conversations[1].inboxRemoteId = QStringLiteral("2");
    rows.conversations[1].groupRemoteId = QStringLiteral("8");
    rows.feeds = {feed("agents", "2026-06-05T11:00:00.000Z"),
                  feed("live", "2026-06-05T11:59:00.000Z"),
                  feed("conversations", "2026-06-05T02:00:00.000Z",
                       {{at("2026-06-02T00:00:00.000Z"), at("2026-06-05T02:00:00.000Z")}}, true),
                  feed("conversation_updates", "2026-06-05T11:58:00.000Z",
                       {{at("2026-06-05T01:00:00.000Z"), at("2026-06-05T11:58:00.000Z")}}),
                  feed("labels", "2026-01-01T00:00:00.000Z")};
    return rows;
}

AgentReport agentReport(const std::vector<AccountRows> &accounts, const MetricList &metrics = {})
{
    DimensionKeys keys(accounts);
    RowFacts facts(accounts, keys, {now, soonByDefault, {}});
    FigureQuery query;
    query.range = june;
    query.now = now;
    return buildAgentReport(ReportInput{facts, accounts, keys}, query, metrics);
}

AccountRows fedBy(const std::vector<FeedState> &feeds)
{
    AccountRows rows;
    rows.account.provider = QStringLiteral("chatwoot");
    rows.feeds = feeds;
    return rows;
}

} // namespace

class TestReportBuilders : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agentsAndTrueTotals()
    {
        const AgentReport report = agentReport({acme()});
        QCOMPARE(report.rows.size(), std::size_t(2)); // who left is unassigned on this server
        const AgentReportRow &ana = report.rows[0];
        const AgentReportRow &zoe = report.rows[1];
        QCOMPARE(ana.agent.name, QStringLiteral("Ana"));
        QCOMPARE(ana.open, std::optional<qint64>(0));
        QCOMPARE(ana.conversations, std::optional<qint64>(1)); // not the deleted one, not the end
        QCOMPARE(zoe.open, std::optional<qint64>(2));
        QCOMPARE(zoe.unattended, std::optional<qint64>(1));
        QCOMPARE(zoe.conversations, std::optional<qint64>(1));
        QCOMPARE(zoe.groups, QStringList({QStringLiteral("#9"), QStringLiteral("billing")}));
        QCOMPARE(report.open, qint64(4));
        QCOMPARE(report.unattended, qint64(3));
        QCOMPARE(report.unassigned, qint64(2));
        QCOMPARE(report.conversations, qint64(4));
        QCOMPARE(report.unspecified, qint64(2));
        QVERIFY(report.notes.isEmpty());
    }

    void agentsHaveAnyMetricBesides()
    {
        AccountRows rows = acme();
        for (const auto &[id, value] : {std::pair{"4", 60'000}, {"4", 180'000}, {"", 30'000}}) {
            ReportingEvent event;
            event.name = QStringLiteral("first_response");
            event.agentRemoteId = QString::fromLatin1(id);
            event.created = at("2026-06-03T10:00:00.000Z");
            event.value = value;
            rows.events.push_back(event);
        }
        const AgentReport report =
            agentReport({rows}, {metricSpec("first_response_time"), metricSpec("resolution_time")});
        QCOMPARE(report.columns.size(), std::size_t(2));
        const ReportFigure &ana = report.rows[0].figures[0];
        QCOMPARE(ana.value, std::optional(120'000.0));
        QCOMPARE(ana.n, std::optional<qint64>(2));
        QCOMPARE(ana.p90, std::optional(180'000.0));
        QCOMPARE(report.rows[1].figures[0].why, WhyAbsent::NoValues);
        QCOMPARE(report.rows[1].figures[0].value, std::optional<double>());
        QCOMPARE(report.total[0].value, std::optional(90'000.0)); // nobody's too, no mean of means
        QVERIFY(!report.asOf);                                    // the events were never asked for
    }

    void aLoginThatSeesOnlyItsInboxesSaysSo()
    {
        AccountRows partial = acme();
        partial.account.capabilities.append(QStringLiteral("own_inboxes_only"));
        const AgentReport report = agentReport({partial});
        QCOMPARE(report.notes.size(), 1);
        QVERIFY(report.notes.front().contains(QLatin1String("partial")));
    }

    void feedsOfOnePassLeaveNoGapAtItsEnd()
    {
        FeedState updates;
        updates.feed = QStringLiteral("conversation_updates");
        updates.coverage = {{june.from, now - 600'000}};
        updates.lastSuccess = now - 600'000;
        FeedState active;
        active.feed = QStringLiteral("active_conversations");
        active.lastSuccess = now - 600'000 + 71;
        QVERIFY(gapsOf(Topic::Conversations, fedBy({updates, active}), june, now).empty());
        active.lastSuccess = now; // the updates have failed since
        const std::vector<TimeRange> open{{now - 600'000, now}};
        QCOMPARE(gapsOf(Topic::Conversations, fedBy({updates, active}), june, now), open);
    }

    void whatLiesBehindAnOldAsOfIsAGap()
    {
        FeedState updates;
        updates.feed = QStringLiteral("conversation_updates");
        updates.lastSuccess = now - 600'000;
        updates.coverage = {{june.from, *updates.lastSuccess}};
        const TimeRange late{now - 300'000, now};
        QVERIFY(gapsOf(Topic::Conversations, fedBy({updates}), june, now).empty());
        QVERIFY(gapsOf(Topic::Conversations, fedBy({updates}), late, now).empty());
        updates.lastSuccess = now - 600'001; // offline
        updates.coverage = {{june.from, *updates.lastSuccess}};
        QCOMPARE(gapsOf(Topic::Conversations, fedBy({updates}), june, now),
                 (std::vector<TimeRange>{{*updates.lastSuccess, now}}));
        QCOMPARE(gapsOf(Topic::Conversations, fedBy({updates}), late, now),
                 std::vector<TimeRange>{late});
    }

    void asOfIsTheOldestTopicAndGapsAreGaps()
    {
        const AgentReport report = agentReport({acme()});
        // Agents are fresh by the live feed, conversations by the updates; labels do not matter.
        QCOMPARE(report.asOf, std::optional(at("2026-06-05T11:58:00.000Z")));
        const std::vector<TimeRange> gaps{{june.from, at("2026-06-02T00:00:00.000Z")}};
        QCOMPARE(report.gaps, gaps);

        AccountRows never;
        never.account = account("chatwoot", "Beta", 2);
        never.agents = {agent("1", "Bo")};
        never.agents[0].id = 61;
        const AgentReport both = agentReport({acme(), never});
        QCOMPARE(both.asOf, report.asOf);
        QCOMPARE(both.notes.size(), 2);
        QVERIFY(report.conversationsKnown);
        QVERIFY(!both.openKnown && !both.unattendedKnown && !both.unassignedKnown);
        QVERIFY(!both.conversationsKnown); // one account's silence is no 0
        QVERIFY(!both.rows.back().open.has_value());
        QVERIFY(!both.rows.back().conversations.has_value());
        const std::vector<TimeRange> all{{june.from, now}};
        QCOMPARE(both.gaps, all);
    }

    void lateByTheFeedsOwnCadence_data()
    {
        QTest::addColumn<QString>("vendor");
        QTest::addColumn<int>("live");    // minutes since
        QTest::addColumn<int>("updates"); // minutes since
        QTest::addColumn<int>("left");    // minutes until it is late
        QTest::newRow("every minute") << "chatwoot" << 0 << 0 << 2;
        QTest::newRow("every minute, one missed") << "chatwoot" << 1 << 1 << 1;
        QTest::newRow("the live board is late") << "liveperson" << 3 << 0 << -1;
        QTest::newRow("every five minutes, on time") << "liveperson" << 0 << 4 << 2;
        QTest::newRow("every five minutes, one missed") << "chatdash" << 1 << 9 << 1;
        QTest::newRow("every five minutes, two missed") << "chatdash" << 1 << 11 << -1;
    }
    /// An amber badge means something: all is well until two updates of a feed are missing, however
    /// seldom its vendor is asked.
    void lateByTheFeedsOwnCadence()
    {
        QFETCH(QString, vendor);
        QFETCH(int, live);
        QFETCH(int, updates);
        QFETCH(int, left);
        constexpr TimeMs minute = 60'000;
        AccountRows rows = acme();
        rows.account.provider = vendor;
        const auto told = [](const char *key, TimeMs success) {
            FeedState state;
            state.feed = QLatin1String(key);
            state.lastSuccess = success;
            return state;
        };
        rows.feeds = {told("agents", now - 50 * minute), told("live", now - live * minute),
                      told("conversation_updates", now - updates * minute),
                      told("conversations", now - 90 * minute)};
        const std::optional<TimeMs> late = now + left * minute;
        QCOMPARE(lateAt({Topic::Agents, Topic::Conversations}, rows), late);
        QCOMPARE(agentReport({rows}).lateAt, late);
        // Of two accounts the one that is late first; of one never read nothing is said.
        AccountRows other = rows;
        other.account.id = 2;
        other.feeds[2].lastSuccess = now - updates * minute - 1;
        QCOMPARE(lateAt({Topic::Conversations}, other),
                 std::optional(*lateAt({Topic::Conversations}, rows) - 1));
        other.feeds.clear();
        QCOMPARE(lateAt({Topic::Conversations}, other), std::optional<TimeMs>());
        // By the user's own pace where that is slower.
        AccountRows slow = rows;
        slow.account.settings.insert(QStringLiteral("refresh_minutes"), 10);
        QCOMPARE(lateAt({Topic::Agents}, slow), std::optional(now + (20 - live) * minute));
        // A feed that is switched off sets no pace.
        rows.feeds[1].off = true;
        QCOMPARE(lateAt({Topic::Agents}, rows), std::optional(now - live * minute + 120 * minute));
    }

    void whoLeftStaysWhereTheVendorKeepsTheAssignment()
    {
        AccountRows rows = acme();
        rows.account.provider = QStringLiteral("rocketchat");
        const AgentReport report = agentReport({rows});
        QCOMPARE(report.rows.size(), std::size_t(3));
        QCOMPARE(report.rows[1].agent.name, QStringLiteral("Left"));
        QCOMPARE(report.rows[1].open, std::optional<qint64>(1));
        QCOMPARE(report.unassigned, qint64(1));
    }

    void aTimelineHasLanesSpansAndBusinessHours()
    {
        const AccountRows rows = acme();
        ReportingEvent opened;
        opened.remoteId = 2;
        opened.name = QStringLiteral("conversation_opened");
        opened.created = at("2026-06-01T10:00:05.000Z");
        opened.start = at("2026-06-01T09:30:00.000Z");
        opened.end = at("2026-06-01T10:00:00.000Z");
        ReportingEvent reply = opened;
        reply.remoteId = 1;
        reply.name = QStringLiteral("reply_time");
        reply.agentRemoteId = QStringLiteral("4");
        reply.value = -2000; // processed out of order
        reply.start = at("2026-06-01T10:00:02.000Z");
        ReportingEvent late = reply;
        late.remoteId = 3;
        late.created = at("2026-06-02T10:00:00.000Z");
        late.start.reset();
        late.end.reset();
        late.value = 60'000;
        late.origin = EventOrigin::Estimated;

        Conversation talk = rows.conversations[1];
        const TimelineReport report = buildTimelineReport(rows, talk, {late, opened, reply}, now);
        const std::vector<QString> lanes{QStringLiteral("reply_time"),
                                         QStringLiteral("conversation_opened")};
        QCOMPARE(report.lanes, lanes);
        QCOMPARE(report.events.size(), std::size_t(3));
        QCOMPARE(report.events[0].agentName, QStringLiteral("Ana"));
        const TimeRange instant{*reply.start, *reply.start};
        QCOMPARE(report.events[0].span, instant);
        QCOMPARE(report.events[1].lane, 1);
        const TimeRange byValue{late.created - 60'000, late.created};
        QCOMPARE(report.events[2].span, byValue);
        QVERIFY(report.businessHoursKnown);
        const std::vector<TimeRange> monday{
            {at("2026-06-01T09:00:00.000Z"), at("2026-06-01T17:00:00.000Z")}};
        QCOMPARE(report.businessHours, monday);
        // Still open: it runs until now.
        const TimeRange extent{talk.created, now};
        QCOMPARE(report.extent, extent);
        QVERIFY(!report.ended);
        QCOMPARE(report.agents.size(), std::size_t(2)); // and who has it now
        QCOMPARE(report.agents[0].name, QStringLiteral("Ana"));
        QCOMPARE(report.agents[1].id, RowId(31));
        QCOMPARE(report.notes.size(), 1);

        talk.status = QStringLiteral("closed");
        QCOMPARE(buildTimelineReport(rows, talk, {late, opened, reply}, now).extent.to,
                 late.created);
    }

    void aTimelineTellsTransfersGapsAndStates()
    {
        AccountRows rows = acme();
        rows.feeds.push_back(
            feed("reporting_events", "2026-06-05T11:59:00.000Z",
                 {{at("2026-06-01T00:00:00.000Z"), at("2026-06-02T00:00:00.000Z")},
                  {at("2026-06-03T00:00:00.000Z"), at("2026-06-05T11:59:00.000Z")}}));
        Conversation talk = rows.conversations[1];
        talk.waitingSince = at("2026-06-05T11:00:00.000Z");
        const auto event = [&](const char *name, const char *time, const char *agent) {
            ReportingEvent one;
            one.name = QLatin1String(name);
            one.created = at(time);
            one.start = one.end = one.created;
            one.agentRemoteId = QLatin1String(agent);
            return one;
        };
        const std::vector<ReportingEvent> events{
            event("conversation_resolved", "2026-06-01T15:00:00.000Z", "4"),
            event("assigned", "2026-06-01T10:00:00.000Z", "3"),
            event("transferred", "2026-06-01T11:00:00.000Z", "3"),
            event("assigned", "2026-06-01T11:05:00.000Z", "4"),
            event("back_to_queue", "2026-06-01T12:00:00.000Z", "4"),
            event("transferred", "2026-06-01T13:00:00.000Z", "4"),
            event("brand_new", "2026-06-01T09:00:00.000Z", "77")};
        const auto state = [](const char *agent, const char *word, const char *from, bool seen) {
            return AgentState{QLatin1String(agent), QLatin1String(word), {}, at(from), {}, seen};
        };
        rows.states = {state("3", "online", "2026-06-01T08:00:00.000Z", true),
                       state("4", "away", "2026-06-01T10:00:00.000Z", true),
                       state("4", "busy", "2026-06-01T09:00:00.000Z", false)};
        const TimelineReport report = buildTimelineReport(rows, talk, events, now);

        const std::vector<QString> lanes{QStringLiteral("assigned"), QStringLiteral("transferred"),
                                         QStringLiteral("back_to_queue"),
                                         QStringLiteral("conversation_resolved"),
                                         QStringLiteral("brand_new")};
        QCOMPARE(report.lanes, lanes);
        QCOMPARE(report.transfers.size(), std::size_t(3));
        QCOMPARE(report.transfers[0].from, QStringLiteral("zoe"));
        QCOMPARE(report.transfers[0].to, QStringLiteral("Ana"));
        QCOMPARE(report.transfers[0].taken, std::optional(at("2026-06-01T11:05:00.000Z")));
        QVERIFY(report.transfers[1].toQueue);
        QVERIFY(report.transfers[1].to.isEmpty() && report.transfers[2].to.isEmpty());
        QCOMPARE(report.waitingSince, talk.waitingSince);
        const std::vector<TimeRange> gaps{
            {at("2026-06-02T00:00:00.000Z"), at("2026-06-03T00:00:00.000Z")}};
        QCOMPARE(report.gaps, gaps);
        QCOMPARE(report.agents.size(), std::size_t(3)); // 77, zoe, Ana
        QCOMPARE(report.agents[1].states.size(), std::size_t(1));
        QCOMPARE(report.agents[2].states.size(), std::size_t(1));
        QCOMPARE(report.agents[2].states[0].state, QStringLiteral("busy")); // the vendor's word

        // Read out of the conversation's own messages: whole as far as it was read.
        std::vector<ReportingEvent> own = events;
        own[0].origin = EventOrigin::Derived;
        QVERIFY(buildTimelineReport(rows, talk, own, now).gaps.empty());
        // Nobody has asked for an hour: what happened since is not known.
        const TimeMs later = now + 3'600'000;
        const std::vector<TimeRange> tail{{at("2026-06-05T11:59:00.000Z"), later}};
        QCOMPARE(buildTimelineReport(rows, talk, own, later).gaps, tail);
        // Nor is anybody's state known to go on.
        const auto ended = buildTimelineReport(rows, talk, own, later).agents[2].states[0].to;
        QVERIFY(ended && *ended < later);
        talk.status = QStringLiteral("closed");
        QVERIFY(buildTimelineReport(rows, talk, own, later).gaps.empty());
        QVERIFY(!buildTimelineReport(rows, talk, own, later).waitingSince);
    }

    /// As the queue has it: back there it is nobody's, and it waits whatever the vendor tells.
    void aTimelineTellsWhoWaitsAsTheQueueDoes()
    {
        AccountRows rows = acme();
        rows.account.provider = QStringLiteral("liveperson");
        Conversation talk = conversation("101", "queued", "3");
        talk.queued = talk.created + 60'000;
        const auto told = [&] { return buildTimelineReport(rows, talk, {}, now); };
        QVERIFY(told().conversation.agentName.isEmpty());
        QCOMPARE(told().waitingSince, talk.queued);
        QCOMPARE(told().conversation.conversation.waitingSince, talk.queued);
        talk.status = QStringLiteral("open");
        QCOMPARE(told().conversation.agentName, QStringLiteral("zoe"));
        QVERIFY(!told().waitingSince);

        rows.account.provider = QStringLiteral("chatwoot");
        QCOMPARE(told().waitingSince, std::optional(talk.created)); // never answered
        rows.agents[0].kind = AgentKind::Bot;
        QVERIFY(!told().waitingSince);
        talk.agentRemoteId = QStringLiteral("5"); // who left
        QVERIFY(told().conversation.agentName.isEmpty());
        QCOMPARE(told().waitingSince, talk.queued);
    }

    void anEmptyTimelineSaysWhy()
    {
        AccountRows rows = acme();
        FeedState events;
        events.feed = QStringLiteral("reporting_events");
        events.off = true;
        events.lastError =
            Error(Error::Kind::Forbidden, QStringLiteral("Only administrators may read events"));
        rows.feeds.push_back(events);
        Conversation talk = rows.conversations[2];
        const TimelineReport off = buildTimelineReport(rows, talk, {}, now);
        QCOMPARE(off.notes, QStringList(QStringLiteral("Only administrators may read events.")));
        QCOMPARE(off.extent.to - off.extent.from, DurationMs(60'000));
        QVERIFY(!off.businessHoursKnown);
        rows.feeds.pop_back();
        QCOMPARE(buildTimelineReport(rows, talk, {}, now).notes.size(), 1);
        talk.internalId = QStringLiteral("7");
        QVERIFY(buildTimelineReport(rows, talk, {}, now).notes.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestReportBuilders)
#include "tst_reportbuilders.moc"
