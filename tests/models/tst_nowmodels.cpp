// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/agenttablemodel.h"
#include "models/nowagentmodel.h"
#include "models/nowcounters.h"
#include "models/nowqueuemodel.h"
#include "models/queuewatch.h"
#include "models/roles.h"
#include "support/fakenow.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

using Mode = QAbstractItemModelTester::FailureReportingMode;
using Kind = NowCounterKind;

MetricFormatter english()
{
    return MetricFormatter(QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc());
}

CounterCard card(const NowReport &report, Kind kind, const Thresholds &t = {}, TimeMs now = fakeNow)
{
    return counterCard(report, kind, t, {}, english(), now, soonByDefault);
}

CountersReport waits(TimeMs now, std::optional<DurationMs> wait, WhyAbsent why = WhyAbsent::Present)
{
    CountersReport report;
    report.now = now;
    ScopeCounters scope;
    scope.account = 1;
    scope.name = QStringLiteral("Acme");
    NowCounter &counter = scope.counters[std::size_t(Kind::LongestWait)];
    counter.kind = Kind::LongestWait;
    counter.why = why;
    if (wait)
        counter.value = double(*wait);
    report.scopes.push_back(scope);
    return report;
}

} // namespace

class TestNowModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void equalNamesAreToldApart()
    {
        NowAgentModel model;
        model.setFormatter(english());
        QAbstractItemModelTester tester(&model, Mode::QtTest);
        const auto agent = [](RowId id, const char *name, const char *account) {
            AgentReportRow row;
            row.agent.id = id;
            row.agent.remoteId = QString::number(id);
            row.account = account == QByteArray("Acme") ? 1 : 2;
            row.agent.name = QString::fromLatin1(name);
            row.accountName = QString::fromLatin1(account);
            return row;
        };
        const auto nameAt = [&model](int row) {
            return model.index(row, NowAgentModel::Name).data().toString();
        };
        model.setAgents({agent(1, "Jane Kim", "Acme"), agent(2, "Bo Li", "Acme")}, false);
        QCOMPARE(nameAt(0), QStringLiteral("Jane Kim"));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setAgents(
            {agent(1, "Jane Kim", "Acme"), agent(2, "Bo Li", "Acme"), agent(3, "Jane Kim", "Dash")},
            true);
        QCOMPARE(nameAt(0), QStringLiteral("Jane Kim · Acme"));
        QCOMPARE(nameAt(1), QStringLiteral("Bo Li"));
        QCOMPARE(nameAt(2), QStringLiteral("Jane Kim · Dash"));
        QVERIFY(!changed.isEmpty()); // the first row is painted anew
        model.setAgents({agent(1, "Jane Kim", "Acme"), agent(4, "Jane Kim", "Acme")}, true);
        QCOMPARE(nameAt(0), QStringLiteral("Jane Kim #1"));
        QCOMPARE(nameAt(1), QStringLiteral("Jane Kim #4"));
    }

    void cardsSayWhatTheyKnow()
    {
        const NowReport report = fakeNowReport(40, 60);
        const CounterCard open = card(report, Kind::Open);
        QCOMPARE(open.figure, english().count(qint64(*report.counters[0].value)));
        QCOMPARE(open.state, ThresholdState::None);
        const CounterCard overdue = card(report, Kind::Overdue);
        QCOMPARE(overdue.state, ThresholdState::Bad); // built in: any is one too many
        QVERIFY(overdue.spoken().endsWith(QLatin1String(", Bad")));
        QVERIFY(overdue.toolTip.contains(QLatin1String("at or above 1")));
        QVERIFY(card(report, Kind::Online).suffix.startsWith(QLatin1String("of ")));
        QVERIFY(card(report, Kind::Load).figure.endsWith(QLatin1Char('%')));
    }

    void theLongestWaitGrows()
    {
        const NowReport report = fakeNowReport(4, 20);
        const CounterCard then = card(report, Kind::LongestWait);
        const CounterCard later = card(report, Kind::LongestWait, {}, fakeNow + 61'000);
        QVERIFY(then.figure != later.figure);
        Thresholds t;
        const double wait = *report.counters[std::size_t(Kind::LongestWait)].value;
        t.set(metricOf(Kind::LongestWait), {}, {wait + 1000, wait + 60'000});
        QCOMPARE(card(report, Kind::LongestWait, t).state, ThresholdState::None);
        QCOMPARE(card(report, Kind::LongestWait, t, fakeNow + 61'000).state, ThresholdState::Bad);
    }

    /// As the queue under them does, and within an outage too.
    void dueTimesComeBetweenTwoReports()
    {
        NowReport report = fakeNowReport(10, 200);
        const auto due = [&report](DurationMs from, DurationMs to) {
            return english().count(qint64{std::count_if(
                report.queue.rows.begin(), report.queue.rows.end(), [&](const QueueRow &row) {
                    return row.timeLeft && *row.timeLeft >= from && *row.timeLeft < to;
                })});
        };
        constexpr DurationMs ever = 1'000 * fakeHour;
        constexpr DurationMs later = 30 * fakeMinute; // all is overdue by then
        for (const DurationMs passed : {qint64{0}, fakeMinute, 10 * fakeMinute, later}) {
            QCOMPARE(card(report, Kind::Overdue, {}, fakeNow + passed).figure, due(-ever, passed));
            QCOMPARE(card(report, Kind::SoonOverdue, {}, fakeNow + passed).figure,
                     due(passed, passed + soonByDefault));
        }
        QVERIFY(due(-ever, 0) != due(-ever, later));
        QVERIFY(due(0, soonByDefault) != due(later, later + soonByDefault));
        // Whom the counter leaves out, it leaves out later too; what is absent stays so.
        NowCounter &overdue = report.counters[std::size_t(Kind::Overdue)];
        overdue.value = 0;
        overdue.without = QStringList{report.queue.rows.front().accountName};
        QCOMPARE(card(report, Kind::Overdue, {}, fakeNow + later).figure, QStringLiteral("0"));
        overdue.value.reset();
        QVERIFY(card(report, Kind::Overdue, {}, fakeNow + later).absent);
    }

    void aMissingRightIsNamed()
    {
        NowReport report = fakeNowReport(4, 4);
        NowCounter &open = report.counters[0];
        open.value.reset();
        open.why = WhyAbsent::NotCached;
        open.reason = QStringLiteral("Acme: this login may not see conversations");
        const CounterCard shown = card(report, Kind::Open);
        QVERIFY(shown.absent);
        QCOMPARE(shown.figure, MetricFormatter::none());
        QCOMPARE(shown.note, QStringLiteral("right missing"));
        QVERIFY(shown.toolTip.contains(open.reason));
        open.reason.clear();
        open.why = WhyAbsent::VendorCannot;
        QCOMPARE(card(report, Kind::Open).note, QStringLiteral("not told"));
        report.counters[1].without = QStringList{QStringLiteral("Bots"), QStringLiteral("More")};
        QVERIFY(card(report, Kind::Unattended).note.contains(QLatin1String("2")));
    }

    void countdownsKeepTheirLength_data()
    {
        QTest::addColumn<qint64>("left");
        QTest::addColumn<QString>("text");
        QTest::newRow("late") << qint64(-185'000) << QStringLiteral("\u22123 m 05 s");
        QTest::newRow("now") << qint64(0) << QStringLiteral("0 s");
        QTest::newRow("seconds") << qint64(59'999) << QStringLiteral("59 s");
        QTest::newRow("minutes") << qint64(600'000) << QStringLiteral("10 m 00 s");
        QTest::newRow("hours") << qint64(3'900'000) << QStringLiteral("1 h 05 m");
        QTest::newRow("days") << qint64(93'600'000) << QStringLiteral("1 d 02 h");
    }
    void countdownsKeepTheirLength()
    {
        QFETCH(qint64, left);
        QFETCH(QString, text);
        QCOMPARE(countdown(left, english()), text);
    }

    void theQueueIsByUrgency()
    {
        const NowReport report = fakeNowReport(10, 200);
        NowQueueModel model;
        QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.setFormatter(english());
        model.setNow(fakeNow);
        model.setSoon(soonByDefault);
        model.setReport(report.queue, false);
        QVERIFY(model.rowCount() > 20);
        QVERIFY(model.rowCount() < 200); // who is served and has no due time needs nobody
        qint64 last = -1;
        for (const QueueRow &row : model.rows()) {
            QVERIFY(NowQueueModel::rankOf(row) >= last); // the engine's order
            last = NowQueueModel::rankOf(row);
        }
        QVERIFY(model.index(0, NowQueueModel::Left).data(AttentionRole).toBool());
    }

    void aPollChangesOnlyWhatChanged()
    {
        NowReport report = fakeNowReport(10, 100);
        NowQueueModel model;
        model.setNow(fakeNow);
        model.setReport(report.queue, false);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        for (QueueRow &row : report.queue.rows) { // a minute later
            if (row.timeLeft)
                *row.timeLeft -= 60'000;
            if (row.waiting)
                *row.waiting += 60'000;
        }
        model.setReport(report.queue, true);
        QCOMPARE(changed.size(), 0);
        report.queue.rows.erase(report.queue.rows.begin());
        report.queue.rows[2].agentName = QStringLiteral("Somebody else");
        model.setReport(report.queue, true);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(changed.size(), 1);
    }

    void dueTimesPassBetweenPolls()
    {
        NowReport report = fakeNowReport(1, 1);
        QueueRow &row = report.queue.rows.front();
        row.urgency = Urgency::Calm;
        row.conversation.dueAt = fakeNow + 10 * fakeMinute;
        row.timeLeft = 10 * fakeMinute;
        NowQueueModel model;
        model.setSoon(soonByDefault);
        model.setNow(fakeNow);
        model.setReport(report.queue, false);
        QCOMPARE(model.urgencyOf(model.row(0)), Urgency::Calm);
        model.setNow(fakeNow + 6 * fakeMinute);
        QCOMPARE(model.urgencyOf(model.row(0)), Urgency::SoonDue);
        model.setNow(fakeNow + 11 * fakeMinute);
        QCOMPARE(model.urgencyOf(model.row(0)), Urgency::Overdue);
        QVERIFY(model.index(0, NowQueueModel::Left).data().toString().startsWith(u'\u2212'));
    }

    /// Now and Agents sign the same people.
    void whoIsAwayIsSignedWhileOthersAreThere_data()
    {
        QTest::addColumn<QStringList>("states");
        QTest::addColumn<QList<bool>>("signs");
        QTest::newRow("by day") << QStringLiteral("online away offline busy").split(u' ')
                                << QList<bool>{false, true, true, false};
        QTest::newRow("a quarter is there")
            << QStringLiteral("online away offline offline").split(u' ')
            << QList<bool>{false, true, true, true};
        QTest::newRow("at night")
            << QStringLiteral("online offline offline offline offline").split(u' ')
            << QList<bool>{false, false, false, false, false};
    }
    void whoIsAwayIsSignedWhileOthersAreThere()
    {
        QFETCH(QStringList, states);
        QFETCH(QList<bool>, signs);
        AgentReport report;
        for (const QString &state : states) {
            AgentReportRow row;
            row.account = 1;
            row.agent.remoteId = QString::number(report.rows.size());
            row.agent.availability = state;
            row.open = row.unattended = 2;
            report.rows.push_back(row);
        }
        NowAgentModel now;
        now.setAgents(report.rows, false);
        AgentTableModel agents;
        agents.setReport(report, false);
        for (int row = 0; row < states.size(); ++row) {
            const auto sign = [row](const QAbstractItemModel &model, int column) {
                return model.index(row, column).data(AttentionRole).toBool();
            };
            QCOMPARE(sign(now, NowAgentModel::Unattended), signs[row]);
            QCOMPARE(sign(agents, AgentTableModel::Unattended), signs[row]);
        }
        // A refresh in which everybody leaves takes the signs off.
        for (AgentReportRow &row : report.rows)
            row.agent.availability = QStringLiteral("offline");
        now.setAgents(report.rows, true);
        QVERIFY(!now.index(1, NowAgentModel::Unattended).data(AttentionRole).toBool());
    }

    void agentsRefreshByDifference()
    {
        NowAgentModel model;
        QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.setFormatter(english());
        model.setNow(fakeNow);
        auto rows = fakeNowReport(30, 1).agents;
        model.setAgents(rows, false);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        rows[3].agent.availability = QStringLiteral("busy");
        model.setAgents(rows, true);
        QCOMPARE(reset.size(), 0);
        QVERIFY(model.countsByState().value(QStringLiteral("busy")) > 0);
        rows[0].agent.capacity = 6;
        rows[0].open = 4;
        model.setAgents(rows, true);
        const QModelIndex first = model.index(0, NowAgentModel::Open);
        QCOMPARE(first.data().toString(), QStringLiteral("4 / 6"));
        // What a filter leaves out takes slots too.
        rows[0].leftOut = 1;
        model.setAgents(rows, true);
        QCOMPARE(first.data().toString(), QStringLiteral("4"));
        QVERIFY(first.data(Qt::ToolTipRole).toString().contains(QStringLiteral("5 open of 6")));
    }

    void whatIsOldSaysSo()
    {
        const NowReport report = fakeNowReport(12, 60);
        NowQueueModel queue;
        queue.setNow(fakeNow);
        queue.setReport(report.queue, false);
        NowAgentModel agents;
        agents.setNow(fakeNow);
        agents.setAgents(report.agents, false);
        const auto isOld = [](const QAbstractItemModel &model, int column) {
            return model.index(0, column).data(StaleRole).toBool();
        };
        QVERIFY(!isOld(queue, NowQueueModel::Left) && !isOld(agents, NowAgentModel::Open));
        QSignalSpy changed(&queue, &QAbstractItemModel::dataChanged);
        queue.setStale(true);
        agents.setStale(true);
        QCOMPARE(changed.size(), 1);
        queue.setStale(true);
        QCOMPARE(changed.size(), 1);
        for (const int column :
             {NowQueueModel::Left, NowQueueModel::Waiting, NowQueueModel::AgentName})
            QVERIFY(isOld(queue, column));
        QVERIFY(!isOld(queue, NowQueueModel::Number)); // a number stays what it is
        QVERIFY(isOld(agents, NowAgentModel::Open) && isOld(agents, NowAgentModel::Since));
        QVERIFY(isOld(agents, NowAgentModel::Name)); // its state's mark
        QVERIFY(queue.index(0, NowQueueModel::Left)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(QStringLiteral("Old")));
    }

    void agentsSayOnlyWhatIsKnown()
    {
        NowReport report = fakeNowReport(8, 10);
        for (AgentReportRow &row : report.agents) {
            row.agent.availability = QStringLiteral("offline");
            row.agent.capacity.reset();
            row.open = row.unattended = 3;
        }
        report.agents[0].open = 6;
        NowAgentModel model;
        model.setNow(fakeNow);
        model.setAgents(report.agents, false);
        const auto at = [&model](int row, int column, int role) {
            return model.index(row, column).data(role);
        };
        QCOMPARE(at(1, NowAgentModel::Open, ShareRole).toDouble(), 0.5);    // of the busiest
        QVERIFY(!at(1, NowAgentModel::Unattended, AttentionRole).toBool()); // at night
        report.agents[0].agent.capacity = 4;
        for (std::size_t i = 0; i < 3; ++i)
            report.agents[i].agent.availability = QStringLiteral("online");
        report.agents[4].agent.availabilitySince = fakeNow - 20'000;
        report.agents[4].agent.availabilityIsOlder = true;
        model.setAgents(report.agents, true);
        // Once slots are known, a bar is of slots and nothing else.
        QCOMPARE(at(0, NowAgentModel::Open, ShareRole).toDouble(), 1.0);
        QVERIFY(!at(1, NowAgentModel::Open, ShareRole).isValid());
        QVERIFY(at(4, NowAgentModel::Unattended, AttentionRole).toBool());
        QCOMPARE(at(4, NowAgentModel::Since, Qt::DisplayRole).toString(), MetricFormatter::none());
    }

    void oneAlertPerCrossing()
    {
        QueueWatch watch;
        Thresholds t;
        t.set(metricOf(Kind::LongestWait), {}, {5 * fakeMinute, 10 * fakeMinute});
        TimeMs now = fakeNow;
        QVERIFY(watch.look(waits(now, 9 * fakeMinute), t).empty());
        const auto first = watch.look(waits(now += fakeMinute, 10 * fakeMinute), t);
        QCOMPARE(first.size(), std::size_t(1));
        QCOMPARE(first[0],
                 (QueueAlert{{1, 0}, QStringLiteral("Acme"), 10 * fakeMinute, 10 * fakeMinute}));
        QCOMPARE(watch.late(), 1);
        QVERIFY(watch.look(waits(now += fakeMinute, 40 * fakeMinute), t).empty());
        // Not known for a while: no fall and no new crossing.
        QVERIFY(watch.look(waits(now += fakeMinute, {}, WhyAbsent::NotCached), t).empty());
        QCOMPARE(watch.late(), 1);
        // Below and above again within the pause: told when it is over, if it still waits.
        QVERIFY(watch.look(waits(now += fakeMinute, {}, WhyAbsent::NoValues), t).empty());
        QCOMPARE(watch.late(), 0);
        QVERIFY(watch.look(waits(now += fakeMinute, 11 * fakeMinute), t).empty());
        QCOMPARE(watch.late(), 1);
        now += QueueWatch::Pause;
        QCOMPARE(watch.look(waits(now, 21 * fakeMinute), t).size(), std::size_t(1));
        QVERIFY(watch.look(waits(now + QueueWatch::Pause, 40 * fakeMinute), t).empty());
        // No level, no alert.
        t.set(metricOf(Kind::LongestWait), {}, {});
        QVERIFY(watch.look(waits(now, 90 * fakeMinute), t).empty());
        QCOMPARE(watch.late(), 0);
    }
};

QTEST_GUILESS_MAIN(TestNowModels)
#include "tst_nowmodels.moc"
