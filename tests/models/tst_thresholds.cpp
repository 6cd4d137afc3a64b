// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/metriccatalog.h"
#include "models/thresholds.h"

#include <QTest>

#include <limits>

using namespace watchfloor;

namespace {

const MetricSpec &metric(const char *key)
{
    const MetricSpec *spec = metricSpec(QLatin1String(key));
    Q_ASSERT(spec);
    return *spec;
}

MetricFormatter english()
{
    return MetricFormatter(QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc());
}

} // namespace

class TestThresholds : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void states_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<ThresholdLevels>("levels");
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("state");
        const auto row = [](const char *name, const char *key, ThresholdLevels levels, double value,
                            ThresholdState state) {
            QTest::newRow(name) << QString::fromLatin1(key) << levels << value
                                << static_cast<int>(state);
        };
        using S = ThresholdState;
        const char *lower = "unattended_conversations";
        row("lower, below", lower, {5, 10}, 4, S::None);
        row("lower, at low", lower, {5, 10}, 5, S::Warn);
        row("lower, at high", lower, {5, 10}, 10, S::Bad);
        row("lower, high alone", lower, {std::nullopt, 10}, 9, S::None);
        row("lower, low alone", lower, {5, std::nullopt}, 900, S::Warn);
        const char *higher = "csat";
        row("higher, above", higher, {0.6, 0.8}, 0.81, S::None);
        row("higher, at high", higher, {0.6, 0.8}, 0.8, S::Warn);
        row("higher, at low", higher, {0.6, 0.8}, 0.6, S::Bad);
        const char *neutral = "online_agents";
        row("neutral, within", neutral, {3, 9}, 3, S::None);
        row("neutral, below", neutral, {3, 9}, 2, S::Warn);
        row("neutral, above", neutral, {3, 9}, 10, S::Warn);
        row("no levels", lower, {}, 1e9, S::None);
    }
    void states()
    {
        QFETCH(QString, key);
        QFETCH(ThresholdLevels, levels);
        QFETCH(double, value);
        QFETCH(int, state);
        const MetricSpec &spec = *metricSpec(key);
        QCOMPARE(static_cast<int>(thresholdState(spec, levels, value)), state);
        QCOMPARE(thresholdState(spec, levels, std::nullopt), ThresholdState::None);
        QCOMPARE(
            thresholdText(spec, levels, thresholdState(spec, levels, value), english()).isEmpty(),
            state == 0);
    }

    /// Group before account before any before what is built in; empty levels switch off.
    void narrowestScopeHolds()
    {
        const MetricSpec &wait = metric("longest_queue_wait");
        Thresholds t;
        QCOMPARE(t.levels(wait, {1, 7}), standardLevels(wait));
        t.set(wait, {}, {60e3, 120e3});
        t.set(wait, {1, 0}, {120e3, 240e3});
        t.set(wait, {1, 7}, {});
        QCOMPARE(t.levels(wait, {2, 0}), (ThresholdLevels{60e3, 120e3}));
        QCOMPARE(t.levels(wait, {1, 8}), (ThresholdLevels{120e3, 240e3}));
        QCOMPARE(t.levels(wait, {1, 7}), ThresholdLevels());
        QCOMPARE(t.state(wait, 500e3, {1, 0}), ThresholdState::Bad);
        QCOMPARE(t.state(wait, 500e3, {1, 7}), ThresholdState::None);
        const Thresholds read = Thresholds::fromJson(t.toJson());
        QVERIFY(read == t);
        t.clear(wait, {1, 7});
        QCOMPARE(t.levels(wait, {1, 7}), (ThresholdLevels{120e3, 240e3}));
        QVERIFY(!(read == t));
    }

    /// An agent's average is measured by the floor's levels; what adds up is not.
    void agentsHaveTheirOwn()
    {
        const MetricSpec &open = metric("open_conversations");
        const MetricSpec &csat = metric("csat");
        QVERIFY(open.addsAcross(MetricDimension::Agent));
        QVERIFY(!csat.addsAcross(MetricDimension::Agent));
        Thresholds t;
        t.set(open, {}, {100, 200});
        t.set(csat, {1, 0}, {0.7, 0.8});
        QCOMPARE(t.levels(open, {1, 0, true}), ThresholdLevels());
        QCOMPARE(t.levels(csat, {1, 7, true}), (ThresholdLevels{0.7, 0.8}));
        t.set(open, {0, 0, true}, {5, 8});
        t.set(open, {1, 7, true}, {2, 3});
        QCOMPARE(t.levels(open, {1, 0, true}), (ThresholdLevels{5, 8}));
        QCOMPARE(t.levels(open, {1, 7, true}), (ThresholdLevels{2, 3}));
        QCOMPARE(t.levels(open, {1, 7}), (ThresholdLevels{100, 200}));
        QVERIFY(t.groups().empty()); // nothing to watch for the group itself
        QVERIFY(Thresholds::fromJson(t.toJson()) == t);
    }

    void damagedFile_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no json") << QByteArray("{\"thresholds\":[");
        QTest::newRow("other shapes") << QByteArray("{\"thresholds\":[1,null,{\"metric\":5}]}");
        QTest::newRow("unknown metric")
            << QByteArray("{\"thresholds\":[{\"metric\":\"no_such\",\"low\":1}]}");
        QTest::newRow("levels crossed") << QByteArray(
            "{\"thresholds\":[{\"metric\":\"open_conversations\",\"low\":9,\"high\":3}]}");
    }
    void damagedFile()
    {
        QFETCH(QByteArray, json);
        QVERIFY(Thresholds::fromJson(json) == Thresholds());
    }

    void written_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("level"); ///< -1 = a sentence says why not, -2 = none
        const auto row = [](const char *key, const char *text, double level) {
            QTest::addRow("%s %s", key, text)
                << QString::fromLatin1(key) << QString::fromUtf8(text) << level;
        };
        row("longest_queue_wait", "15", 15 * 60e3);
        row("longest_queue_wait", " 1 h 30 m ", 90 * 60e3);
        row("longest_queue_wait", "90s", 90e3);
        row("longest_queue_wait", "1.5 h", 90 * 60e3);
        row("longest_queue_wait", "", -2);
        row("longest_queue_wait", "soon", -1);
        row("longest_queue_wait", "5 x", -1);
        row("longest_queue_wait", "5 m x", -1);
        row("longest_queue_wait", "-5", -1);
        row("longest_queue_wait", "1e300", -1);
        row("open_conversations", "120", 120);
        row("open_conversations", "1,200", 1200);
        row("open_conversations", "1.5", -1);
        row("open_conversations", "nan", -1);
        row("agent_load", "80 %", 0.8);
        row("agent_load", "80", 0.8);
        row("agent_load", "%", -1);
    }
    void written()
    {
        QFETCH(QString, key);
        QFETCH(QString, text);
        QFETCH(double, level);
        const MetricSpec &spec = *metricSpec(key);
        const LevelInput input = readLevel(spec, text, english().locale());
        QCOMPARE(input.problem.isEmpty(), level > -1 || level < -1);
        QCOMPARE(input.level.has_value(), level >= 0);
        if (!input.level)
            return;
        QCOMPARE(*input.level, level);
        // What is shown can be written again.
        const QString shown = levelText(spec, level, english());
        QCOMPARE(readLevel(spec, shown, english().locale()).level, input.level);
    }

    void fieldsNameTheirMeaning()
    {
        QCOMPARE(highTitle(metric("open_conversations")), QStringLiteral("Bad from"));
        QCOMPARE(lowTitle(metric("csat")), QStringLiteral("Bad down to"));
        QCOMPARE(lowTitle(metric("online_agents")), QStringLiteral("Warning below"));
        const QString problem = levelsProblem(metric("csat"), {0.9, 0.8});
        QCOMPARE(problem, QStringLiteral("“Bad down to” must be less than “Warning down to”."));
        QVERIFY(levelsProblem(metric("csat"), {0.7, 0.8}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestThresholds)
#include "tst_thresholds.moc"
