// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/reportservice.h"

#include "backend/engine/metriccatalog.h"
#include "backend/reports/rowsource.h"
#include "backend/store/factreader.h"
#include "support/deskcache.h"
#include "support/fakeclock.h"
#include "support/runtask.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

const TimeRange june{at("2026-06-01T00:00:00.000Z"), at("2026-06-02T00:00:00.000Z")};

} // namespace

class TestReportService : public QObject {
    Q_OBJECT

private:
    FakeClock m_clock{at("2026-06-01T12:00:00.000Z")};

private Q_SLOTS:
    // A connection used or closed on a foreign thread is only a warning of Qt, and a race.
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("QSql"))); }

    void reportsComeFromTheCache()
    {
        const QTemporaryDir profile;
        const auto store = openStore(profile.path());
        const RowId acme = writeDesk(*store);
        ReportService service(profile.path(), m_clock);

        const auto agents = runFuture(service.agents({{}, june}));
        QVERIFY2(agents.ok(), qPrintable(agents.ok() ? QString() : agents.error().sentence()));
        QCOMPARE(agents->rows.size(), std::size_t(2));
        QCOMPARE(agents->rows[0].open, std::optional<qint64>(1));
        QCOMPARE(agents->rows[0].unattended, std::optional<qint64>(0));
        QCOMPARE(agents->rows[1].unattended, std::optional<qint64>(1));
        QCOMPARE(agents->open, qint64(3));
        QCOMPARE(agents->unassigned, qint64(1));
        QCOMPARE(agents->unspecified, qint64(1));
        QCOMPARE(agents->asOf, std::optional(at("2026-06-01T11:00:00.000Z")));
        const TimeRange sinceThen{at("2026-06-01T11:00:00.000Z"), m_clock.now()};
        QCOMPARE(agents->gaps, std::vector<TimeRange>{sinceThen});

        const auto compact = runFuture(service.conversationList({{{acme}, june}}));
        QVERIFY2(compact.ok(), qPrintable(compact.ok() ? QString() : compact.error().sentence()));
        const ConversationList &rows = *compact->list;
        QCOMPARE(rows.size(), std::size_t(3));
        QCOMPARE(rows.remoteId(2), QStringLiteral("103"));
        QCOMPARE(rows.cell(0).agentName, QStringLiteral("Ana"));
        const auto later = runFuture(service.conversationList({{{acme}, {june.to, june.to + 1}}}));
        QCOMPARE(later->list->size(), std::size_t(0));

        const auto timeline = runFuture(service.timeline(acme, QStringLiteral("101")));
        QCOMPARE(timeline->events.size(), std::size_t(1));
        QCOMPARE(timeline->events[0].inboxName, QStringLiteral("Web"));
        QCOMPARE(timeline->lanes, std::vector<QString>{QStringLiteral("first_response")});
    }

    /// A first sync has brought events, and not yet which conversations these are of: no group and
    /// no channel has none of them.
    void whatWaitsForItsConversationIsNotNothing()
    {
        const QTemporaryDir profile;
        const auto store = openStore(profile.path());
        const RowId acme = writeDesk(*store);
        SyncBatch batch;
        Grouping billing;
        billing.kind = GroupingKind::Team;
        billing.remoteId = QStringLiteral("7");
        billing.name = QStringLiteral("Billing");
        batch.groupings = {billing};
        Conversation closed = conversation("104", "closed", "3");
        closed.groupRemoteId = billing.remoteId;
        closed.updatedAt = closed.created;
        batch.conversations = {closed};
        ReportingEvent event;
        event.remoteId = 92;
        event.conversationInternalId = QStringLiteral("5104");
        event.name = QStringLiteral("conversation_resolved");
        event.value = 60'000;
        event.created = event.updated = at("2026-06-01T10:00:00.000Z");
        event.agentRemoteId = QStringLiteral("3");
        batch.events = {event};
        batch.fetchedAt = at("2026-06-01T11:00:00.000Z");
        QVERIFY(store->apply(acme, batch, doneFeed("reporting_events")));
        ReportService service(profile.path(), m_clock);

        const MetricSpec *metric = metricSpec("closed_conversations");
        const auto groups = [&](const FigureRequest &request) {
            return *runFuture(service.breakdown(request, Dimension::Group, {metric}));
        };
        const auto figureOf = [](const BreakdownReport &report, const char *name) {
            for (const BreakdownRow &row : report.rows) {
                if (row.name == QLatin1String(name))
                    return row.figures.front();
            }
            return ReportFigure();
        };
        const QString note = QStringLiteral("1 event is not matched to its conversation yet");
        const BreakdownReport before = groups({{}, june});
        QVERIFY(figureOf(before, "Billing").why == WhyAbsent::NotMatched);
        QVERIFY(!figureOf(before, "Billing").value && figureOf(before, "Billing").hasGap);
        QCOMPARE(before.total.front().value, std::optional<double>(1)); // that much is known
        QCOMPARE(before.basis.notes.filter(note).size(), 1);
        FigureRequest narrow{{}, june};
        narrow.filter.groups = {before.rows.front().key};
        QCOMPARE(before.rows.front().name, billing.name);
        const auto agents = [&](const FigureRequest &request) {
            return *runFuture(service.agents(request, {metric}));
        };
        QVERIFY(agents(narrow).total.front().why == WhyAbsent::NotMatched);
        QCOMPARE(agents(narrow).notes.filter(note).size(), 1);
        // What events tell themselves is not in doubt.
        QVERIFY(agents({{}, june}).notes.filter(note).isEmpty());
        QCOMPARE(agents({{}, june}).total.front().value, std::optional<double>(1));
        // Neither is what was before any of them.
        const TimeRange early{june.from, event.created};
        QCOMPARE(figureOf(groups({{}, early}), "Billing").value, std::optional<double>(0));

        SyncBatch links;
        links.links = {{closed.remoteId, event.conversationInternalId, true}};
        const auto change = store->apply(acme, links, doneFeed("conversation_links"));
        QVERIFY(change);
        service.noteChange(*change);
        const BreakdownReport after = groups({{}, june});
        QCOMPARE(figureOf(after, "Billing").value, std::optional<double>(1));
        QCOMPARE(after.basis.notes, QStringList());
        QCOMPARE(agents(narrow).total.front().value, std::optional<double>(1));
    }

    void teamsAndDaysOfAgents()
    {
        const QTemporaryDir profile;
        const auto store = openStore(profile.path());
        const RowId acme = writeDesk(*store);
        SyncBatch batch;
        Grouping billing;
        billing.kind = GroupingKind::Team;
        billing.remoteId = QStringLiteral("7");
        billing.name = QStringLiteral("Billing");
        Grouping vip = billing;
        vip.remoteId = QStringLiteral("8");
        vip.name = QStringLiteral("VIP");
        batch.groupings = {billing, vip};
        for (const char *agent : {"3", "12"})
            batch.memberships.push_back(
                {QLatin1String(agent), GroupingKind::Team, QStringLiteral("7")});
        batch.memberships.push_back(
            {QStringLiteral("12"), GroupingKind::Team, QStringLiteral("8")});
        AgentState state;
        state.agentRemoteId = QStringLiteral("12");
        state.state = QStringLiteral("away");
        state.from = at("2026-06-01T07:00:00.000Z");
        state.to = at("2026-06-01T08:00:00.000Z");
        state.observed = false;
        batch.agentStates = {state};
        batch.fetchedAt = at("2026-06-01T11:00:00.000Z");
        QVERIFY(store->apply(acme, batch, doneFeed("teams")));
        ReportService service(profile.path(), m_clock);

        const MetricList metrics{metricSpec("conversations"), metricSpec("first_response_time")};
        QVERIFY(runFuture(service.agents({{}, june}, metrics))->teams.empty());
        const auto agents = runFuture(service.agents({{}, june}, metrics, true));
        QCOMPARE(agents->teams.size(), std::size_t(2));
        const AgentTeam &both = agents->teams[0];
        QCOMPARE(both.name, QStringLiteral("Billing"));
        QCOMPARE(both.members.size(), std::size_t(2));
        QCOMPARE(both.open, std::optional<qint64>(2));
        QCOMPARE(both.conversations, std::optional<qint64>(2));
        QCOMPARE(both.figures[0].value, std::optional(2.0)); // the facts say what the rows add to
        QCOMPARE(both.figures[1].n, std::optional<qint64>(1));
        QCOMPARE(agents->teams[1].figures[0].value, std::optional(1.0));
        QCOMPARE(agents->nobody[0].value, std::optional(1.0)); // 103 is nobody's

        const RowId lukasz = agents->rows[1].agent.id;
        const auto day = runFuture(service.agentTimeline(acme, lukasz, june));
        QVERIFY2(day.ok(), qPrintable(day.ok() ? QString() : day.error().sentence()));
        QCOMPARE(day->conversations.size(), std::size_t(1));
        QCOMPARE(day->conversations[0].remoteId, QStringLiteral("102"));
        QVERIFY(!day->more);
        QVERIFY(!day->states.empty());
        QCOMPARE(day->states[0].state, QStringLiteral("away"));
        QVERIFY(day->states[0].reported);
        const auto none = runFuture(service.agentTimeline(acme, lukasz, june, 0));
        QVERIFY(none->conversations.empty() && none->more);
        QVERIFY(runFuture(service.agentTimeline(acme, 9'999, june)).error().kind() ==
                Error::Kind::NotFound);
    }

    void operationsAreTheSeedsBytes()
    {
        const QTemporaryDir profile;
        const auto store = openStore(profile.path());
        const RowId acme = writeDesk(*store);
        ReportService service(profile.path(), m_clock);
        QCOMPARE(*runFuture(service.agentConversationMetrics(acme, QStringLiteral("12"))),
                 QByteArray("[{\"id\":12,\"name\":\"Łukasz\",\"email\":\"12@example.test\","
                            "\"thumbnail\":\"\",\"availability\":\"busy\","
                            "\"metric\":{\"open\":1,\"unattended\":1}}]"));
        QCOMPARE(*runFuture(service.reportingEvents(acme, QStringLiteral("101"))),
                 QByteArray("[{\"id\":91,\"name\":\"first_response\",\"value\":120,"
                            "\"value_in_business_hours\":0,"
                            "\"event_start_time\":\"2026-06-01T08:00:00.000Z\","
                            "\"event_end_time\":\"2026-06-01T08:02:00.000Z\",\"account_id\":1,"
                            "\"conversation_id\":5101,\"inbox_id\":2,\"user_id\":3,"
                            "\"created_at\":\"2026-06-01T08:02:01.500Z\","
                            "\"updated_at\":\"2026-06-01T08:02:01.500Z\"}]"));
        QCOMPARE(*runFuture(service.reportingEvents(acme, QStringLiteral("102"))),
                 QByteArray("[]"));
        const auto unknown = runFuture(service.reportingEvents(acme, QStringLiteral("5101")));
        QVERIFY(!unknown.ok());
        QVERIFY(unknown.error().kind() == Error::Kind::NotFound);
        QVERIFY(unknown.error().sentence().contains(QStringLiteral("5101")));
        const auto noAccount = runFuture(service.agentConversationMetrics(acme + 1, {}));
        QVERIFY(noAccount.error().kind() == Error::Kind::NotFound);
    }

    void eventsOfARangeAndTheirConversations()
    {
        const QTemporaryDir profile;
        const auto store = openStore(profile.path());
        const RowId acme = writeDesk(*store);
        const RowId beta = writeDesk(*store, "Beta");
        SyncBatch batch;
        ReportingEvent loose = deskBatch().events[0]; // its conversation is not known yet
        loose.remoteId = 92;
        loose.conversationRemoteId.clear();
        loose.conversationInternalId = QStringLiteral("5999");
        batch.events = {loose};
        QVERIFY(store->apply(acme, batch, {}).ok());
        const auto reader = FactReader::open(profile.path());
        QVERIFY(reader.ok());
        const TimeMs written = loose.created;
        const auto events = (*reader)->events(acme, {written, written + 1});
        QCOMPARE(events->size(), std::size_t(2));
        QCOMPARE((*events)[0].conversationRemoteId, QStringLiteral("101"));
        QCOMPARE((*events)[1].conversationRemoteId, QString());
        QCOMPARE((*events)[1].agentRemoteId, QStringLiteral("3"));
        QVERIFY((*reader)->events(acme, {written - 9, written})->empty());
        QVERIFY((*reader)->events(acme, {written + 1, written + 9})->empty());
        QCOMPARE((*reader)->events(beta, {written, written + 1})->size(), std::size_t(1));

        ConversationQuery query;
        query.accounts = {acme};
        query.created = TimeRange();
        QVERIFY((*reader)->conversations(query)->empty());
        query.withEvents = TimeRange{written, written + 1};
        const auto talks = (*reader)->conversations(query);
        QCOMPARE(talks->size(), std::size_t(1));
        QCOMPARE((*talks)[0].remoteId, QStringLiteral("101"));
        query.withEvents = TimeRange{written + 1, written + 2};
        QVERIFY((*reader)->conversations(query)->empty());
    }

    void aCacheMadeLaterIsFoundAndCommitsAreSeen()
    {
        const QTemporaryDir profile;
        ReportService service(profile.path(), m_clock);
        const auto none = runFuture(service.accounts());
        QVERIFY(!none.ok());
        QVERIFY(none.error().kind() == Error::Kind::NotFound);

        const auto store = openStore(profile.path());
        const RowId acme = writeDesk(*store);
        QCOMPARE(runFuture(service.accounts())->size(), std::size_t(1));
        QCOMPARE(runFuture(service.agents({{}, june}))->open, qint64(3));

        SyncBatch batch;
        batch.conversations = {conversation("104", "open", "3", "2026-06-01T11:30:00.000Z")};
        QVERIFY(store->apply(acme, batch, {}).ok());
        QCOMPARE(runFuture(service.agents({{}, june}))->open, qint64(4));
    }

    void theReadsOfAReportAreOfOneCommit()
    {
        const QTemporaryDir profile;
        const auto store = openStore(profile.path());
        const RowId acme = writeDesk(*store);
        RowSource source(profile.path());
        RowNeeds needs;
        needs.conversations.emplace();
        const auto seen = [&] { return source.rowsOf(acme, needs)->conversations.size(); };
        {
            const RowSource::OneCommit commit(source);
            const auto before = seen();
            SyncBatch batch;
            batch.conversations = {conversation("104", "open", "3", "2026-06-01T11:30:00.000Z")};
            QVERIFY(store->apply(acme, batch, {}).ok());
            QCOMPARE(seen(), before);
        }
        QCOMPARE(seen(), std::size_t(4));
        const RowSource::OneCommit next(source);
        QCOMPARE(seen(), std::size_t(4));
    }

    void everyQuestionIsAnsweredAlsoAtTheEnd()
    {
        const QTemporaryDir profile;
        const auto store = openStore(profile.path());
        writeDesk(*store);
        std::vector<QFuture<Result<AgentReport>>> asked;
        {
            ReportService service(profile.path(), m_clock);
            for (int i = 0; i < 50; ++i)
                asked.push_back(service.agents({{}, june}));
        }
        for (const auto &future : asked) {
            QVERIFY(future.isFinished());
            const auto answer = future.result();
            QVERIFY(answer.ok() ? answer->open == 3
                                : answer.error().kind() == Error::Kind::Cancelled);
        }
    }

    void changesAreAnnounced()
    {
        ReportService service(QStringLiteral("/nonexistent"), m_clock);
        QSignalSpy spy(&service, &ReportService::invalidated);
        ChangeSet change;
        change.events = 7;
        service.noteChange(change);
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy[0][0].value<ChangeSet>().events, qint64(7));
    }
};

QTEST_GUILESS_MAIN(TestReportService)
#include "tst_reportservice.moc"
