// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonhours.h"
#include "support/livepersonrig.h"

#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

constexpr TimeMs noon = 1'780'315'200'000; // 2026-06-01T12:00:00Z
constexpr DurationMs hour = 3'600'000;

void answerAll(LivePersonRig &rig)
{
    rig.on("metrics", R"({"metadata":{"count":0},"groupBy":{"groups":[]},"all":{}})");
    rig.on("agent_view", R"({"metadata":{"count":0},"agentViewRecords":[]})");
    rig.on("le-users/users", "[]");
}

} // namespace

class TestLivePersonHours : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hours_data()
    {
        QTest::addColumn<qint64>("now");
        QTest::addColumn<qint64>("since"); // 0 = never
        QTest::addColumn<qint64>("first");
        QTest::addColumn<int>("count");
        QTest::newRow("start") << noon + 5 * 60'000 << qint64(0) << noon - 23 * hour << 23;
        QTest::newRow("full hour") << noon << qint64(0) << noon - 23 * hour << 23;
        QTest::newRow("nearly the next")
            << noon + 59 * 60'000 << qint64(0) << noon - 22 * hour << 22;
        QTest::newRow("caught up") << noon + 5 * 60'000 << noon << qint64(0) << 0;
        QTest::newRow("one behind") << noon + 5 * 60'000 << noon - hour << noon - hour << 1;
        QTest::newRow("away for a week")
            << noon + 5 * 60'000 << noon - 168 * hour << noon - 23 * hour << 23;
    }

    void hours()
    {
        QFETCH(qint64, now);
        QFETCH(qint64, since);
        QFETCH(qint64, first);
        QFETCH(int, count);
        const auto found =
            liveperson::hoursToRead(now, since ? std::optional<TimeMs>(since) : std::nullopt);
        QCOMPARE(int(found.size()), count);
        for (size_t i = 0; i < found.size(); ++i) {
            QCOMPARE(found[i].from, first + TimeMs(i) * hour);
            QCOMPARE(found[i].to, found[i].from + hour);
            QVERIFY(found[i].from >= liveperson::dayStart(now) && found[i].to <= now);
            QVERIFY(liveperson::minuteUp(now) - found[i].from < 24 * hour);
        }
    }

    /// An hour that has just ended is asked twice: as not final, and ten minutes later for ever.
    void hoursAreAskedAgainBeforeTheyAreFinal()
    {
        LivePersonRig rig; // 12:05
        answerAll(rig);
        rig.on("metrics", R"({"metadata":{"count":0},"all":{"closedConversations":4}})");
        FetchRequest request(QStringLiteral("key_metrics"));
        std::optional<TimeMs> watermark;
        int windows = 0;
        int partial = 0;
        do {
            const auto batch = rig.fetch(request);
            QVERIFY(batch.ok());
            ++windows;
            if (batch->watermark)
                watermark = batch->watermark;
            for (const MetricValue &row : batch->metricValues) {
                QVERIFY(row.window.has_value());
                QCOMPARE(row.window->to - row.window->from, hour);
                partial += row.partial && row.metric == QLatin1String("closed_conversations");
            }
            request.cursor = batch->nextCursor;
        } while (!request.cursor.isEmpty());
        QCOMPARE(windows, 23);
        QCOMPARE(partial, 1); // 11 to 12
        QCOMPARE(watermark, std::optional<TimeMs>(noon - hour));
        QCOMPARE(rig.asked("metrics").size(), size_t(2 * 23));
        QVERIFY(!LivePersonRig::bodyOf(rig.asked("metrics").front())
                     .contains(QStringLiteral("metricsToRetrieveCurrentValue")));

        // Killed before the last one and begun again: what is not final stays to be asked.
        request.cursor = QString::number(noon - hour);
        const auto resumed = rig.fetch(request);
        QVERIFY(resumed.ok());
        QCOMPARE(resumed->watermark, std::optional<TimeMs>(noon - hour));
        QVERIFY(!resumed->covered);
        request.cursor.clear();

        rig.clock.advance(10 * 60'000);
        request.since = watermark;
        const auto batch = rig.fetch(request);
        QVERIFY(batch.ok());
        QVERIFY(batch->nextCursor.isEmpty());
        QCOMPARE(batch->watermark, std::optional<TimeMs>(noon));
        QCOMPARE(batch->covered, std::optional<TimeRange>(TimeRange{noon - hour, noon}));
        for (const MetricValue &row : batch->metricValues)
            QVERIFY(!row.partial);
        const size_t before = rig.asked("metrics").size();
        request.since = noon;
        request.cursor.clear();
        QVERIFY(rig.fetch(request).ok());
        QCOMPARE(rig.asked("metrics").size(), before); // nothing is due
    }

    void trend()
    {
        LivePersonRig rig;
        rig.on("historical", R"({"historicalMetricsIntervals":[
            {"timestamp":1780313400000,"values":{"transfers":3986.0,"closedConversations":2,
             "concludedConversations":5}},
            {"timestamp":1780314300000,"values":{}},
            {"timestamp":1780315200000,"values":{"closedConversations":1}},
            {"timestamp":1780316100000,"values":{"closedConversations":9}}]})");
        const auto batch = rig.fetch("key_trend");
        QVERIFY(batch.ok());
        QCOMPARE(batch->metricValues.size(), size_t(9)); // the last is not over
        const MetricValue &first = batch->metricValues.front();
        QCOMPARE(first.window,
                 std::optional<TimeRange>(TimeRange{noon - 2'700'000, noon - 1'800'000}));
        for (const MetricValue &row : batch->metricValues)
            QCOMPARE(row.partial, row.window->to == noon);
        QCOMPARE(figure(*batch, "transfers", MetricScope::Account), 3986.0);
        const SeenRequest request = rig.asked("historical").front();
        QCOMPARE(request.query("interval"), QByteArray("15"));
        const QJsonObject time = LivePersonRig::bodyOf(request)[u"filters"][u"time"].toObject();
        QVERIFY(time[u"to"].toInteger() - time[u"from"].toInteger() < 24 * hour);
        QCOMPARE(time[u"from"].toInteger() % 900'000, qint64(0));
        QCOMPARE(time[u"to"].toInteger(), noon);
    }

    void skillStaffFillsWhatKeyMetricsLeaveOut()
    {
        LivePersonRig rig;
        answerAll(rig);
        rig.on("metrics", R"({"groupBy":{"groups":[{"key":"1","metrics":{"onlineAgents":4}}]}})");
        rig.on("skill/availability", R"({"metadata":{"count":2},"skillAvailabilities":[
            {"skillId":1,"onlineAgents":9},{"skillId":3680508910,"onlineAgents":1,
             "backSoonAgents":2}]})");
        QVERIFY(rig.fetch("live").ok());
        const auto batch = rig.fetch("skill_availability");
        QVERIFY2(batch.ok(), qPrintable(batch.ok() ? QString() : batch.error().sentence()));
        const QString other = QStringLiteral("3680508910");
        QCOMPARE(figure(*batch, "online_agents", MetricScope::Skill, QStringLiteral("1")),
                 std::optional<double>());
        QCOMPARE(figure(*batch, "back_soon_agents", MetricScope::Skill, other), 2.0);
        QCOMPARE(figure(*batch, "away_agents", MetricScope::Skill, other), 0.0);
        // And what was told there is not overruled by a zero that was only inferred.
        rig.on("metrics", R"({"groupBy":{"groups":[{"key":"3680508910","metrics":{}}]}})");
        const auto live = rig.fetch("live");
        QVERIFY(live.ok());
        QCOMPARE(figure(*live, "back_soon_agents", MetricScope::Skill, other),
                 std::optional<double>());
        QCOMPARE(figure(*live, "open_conversations", MetricScope::Skill, other), 0.0);
    }
};

QTEST_GUILESS_MAIN(TestLivePersonHours)
#include "tst_livepersonhours.moc"
