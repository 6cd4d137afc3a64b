// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/chartaxis.h"
#include "models/distributionchart.h"
#include "models/heatchart.h"
#include "models/roles.h"
#include "models/trendchart.h"
#include "models/volumechart.h"
#include "support/fakecharts.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <set>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

constexpr DurationMs oneDay = 24 * fakeHour;

ChartContext context()
{
    ChartContext of;
    of.format =
        MetricFormatter(QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc());
    of.scope.zone = QTimeZone::utc();
    of.scope.accounts = {1};
    of.scope.filter.inboxes = {7};
    of.now = fakeNow;
    return of;
}

QStringList told(const ChartScene &scene, int category, int series = 0)
{
    return scene.tell(category, series).split(QLatin1Char('\n'));
}

} // namespace

class TestChartModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ticksAreNiceAndFew_data()
    {
        QTest::addColumn<double>("max");
        QTest::addColumn<MetricUnit>("unit");
        QTest::addColumn<double>("top");
        QTest::addColumn<int>("lines");
        constexpr double s = 1000;
        QTest::newRow("nothing") << 0.0 << MetricUnit::Count << 1.0 << 1;
        QTest::newRow("one") << 1.0 << MetricUnit::Count << 1.0 << 1;
        QTest::newRow("no halves of a conversation") << 3.0 << MetricUnit::Count << 3.0 << 3;
        QTest::newRow("83") << 83.0 << MetricUnit::Count << 100.0 << 5;
        QTest::newRow("exact") << 100.0 << MetricUnit::Count << 100.0 << 5;
        QTest::newRow("12345") << 12345.0 << MetricUnit::Count << 15000.0 << 3;
        QTest::newRow("seconds") << 48 * s << MetricUnit::Milliseconds << 50 * s << 5;
        QTest::newRow("minutes") << 400 * s << MetricUnit::Milliseconds << 480 * s << 4;
        QTest::newRow("hours") << 8 * 3600 * s << MetricUnit::Milliseconds << 8 * 3600 * s << 4;
        QTest::newRow("months") << 90 * 86400 * s << MetricUnit::Milliseconds << 98 * 86400 * s
                                << 0;
        QTest::newRow("share") << 0.87 << MetricUnit::Ratio << 1.0 << 5;
        QTest::newRow("small share") << 0.031 << MetricUnit::Ratio << 0.04 << 4;
    }
    void ticksAreNiceAndFew()
    {
        QFETCH(double, max);
        QFETCH(MetricUnit, unit);
        QFETCH(double, top);
        QFETCH(int, lines);
        const std::vector<double> ticks = niceTicks(max, unit);
        QCOMPARE(ticks.front(), 0.0);
        QVERIFY(ticks.back() >= max);
        QVERIFY2(ticks.size() >= 2 && ticks.size() <= 6, qPrintable(QString::number(ticks.size())));
        if (lines == 0)
            return; // only the bounds
        QCOMPARE(static_cast<int>(ticks.size()) - 1, lines);
        QVERIFY(qAbs(ticks.back() - top) < 1e-6 * top);
    }

    void everyAgentIsABarAndTheRestComesLast()
    {
        const VolumeReport report = fakeVolume(60);
        const VolumeChart chart(context(), {report, std::nullopt}, 25);
        const ChartScene scene = chart.scenes().front();
        QCOMPARE(scene.categoryCount(), 27);
        QCOMPARE(scene.category(25).label, QStringLiteral("Other (35 agents)"));
        QVERIFY(scene.category(25).faint && scene.category(25).opens);
        QCOMPARE(scene.category(26).label, QStringLiteral("Unspecified"));
        QVERIFY(scene.category(26).faint && !scene.category(26).opens);
        double sum = 0;
        for (int c = 0; c < scene.categoryCount(); ++c)
            sum += scene.value(c, 0).value_or(0);
        QCOMPARE(static_cast<qint64>(sum), *report.total + *report.unspecified);
        QVERIFY(scene.top() >= 300 && scene.ticks.size() <= 6);
        // All of them: nobody is lost, equal names keep their own labels.
        const VolumeChart all(context(), {report, std::nullopt}, 0);
        std::set<QString> labels;
        const ChartScene whole = all.scenes().front();
        for (const ChartScene::Category &category : whole.categories)
            labels.insert(category.label);
        QCOMPARE(labels.size(), std::size_t{61});
        // An Other of one would only hide a name.
        QCOMPARE(VolumeChart(context(), {report, std::nullopt}, 59).bars().size(), std::size_t{61});
    }

    /// The period before is on the bar itself, not in a tooltip alone.
    void barsShowThePeriodBefore()
    {
        const VolumeReport report = fakeVolume(60);
        VolumeReport before = fakeVolume(60, 46);
        for (VolumeRow &row : before.rows)
            row.conversations *= 2;
        before.rows.erase(before.rows.begin() + 1);
        const VolumeChart chart(context(), {report, before}, 25);
        const ChartScene scene = chart.scenes().front();
        QCOMPARE(scene.category(0).before, std::optional<double>(600));
        QVERIFY(scene.top() >= 600);
        QCOMPARE(scene.category(0).valueText, QStringLiteral("300  −50 %"));
        QCOMPARE(scene.category(1).before, std::optional<double>(0)); // nobody had it then
        QVERIFY(scene.category(25).before.has_value());               // of the others together
        QCOMPARE(scene.category(26).valueText, QStringLiteral("23  −50 %"));
        QVERIFY(chart.summary().contains(QStringLiteral("period before")));
        const VolumeChart alone(context(), {report, std::nullopt}, 25);
        QVERIFY(!alone.scenes().front().category(0).before);
        QCOMPARE(alone.scenes().front().category(0).valueText, QStringLiteral("300"));
    }

    void barsOpenTheirConversations()
    {
        const VolumeReport report = fakeVolume(30);
        const VolumeChart chart(context(), {report, std::nullopt}, 25);
        const auto agent = chart.drill({0, 2, 0});
        QVERIFY(agent);
        QCOMPARE(agent->filter.agents, std::vector<RowId>{3});
        QCOMPARE(agent->filter.inboxes, std::vector<RowId>{7});
        QCOMPARE(agent->accounts, std::vector<RowId>{1});
        QVERIFY(agent->range == report.basis.range && agent->metric.isEmpty() && !agent->now);
        const auto other = chart.drill({0, 25, 0});
        QCOMPARE(other->filter.agents, (std::vector<RowId>{26, 27, 28, 29, 30}));
        const auto nobody = chart.drill({0, 26, 0});
        QCOMPARE(nobody->filter.agents, std::vector<RowId>{0});
        QVERIFY(!chart.drill({0, 27, 0}) && !chart.drill({}));
        QCOMPARE(chart.explain({0, 2, 0})->key, std::optional<RowId>(3));
        QVERIFY(chart.explain({0, 2, 0})->filter.agents.empty());
    }

    void channelsOfABarOpenAlone()
    {
        VolumeReport report = fakeSplitVolume(3);
        report.split = VolumeSplit::Channel;
        report.parts = {QStringLiteral("web"), QStringLiteral("email"), QString()};
        const VolumeChart chart(context(), {report, std::nullopt}, 0);
        QCOMPARE(chart.drill({0, 0, 1})->filter.channels, QStringList{QStringLiteral("email")});
        QCOMPARE(chart.drill({0, 0, 2})->filter.channels, QStringList{QString()});
        QVERIFY(chart.drill({0, 0, -1})->filter.channels.isEmpty());
        report.split = VolumeSplit::Status;
        report.parts = {QStringLiteral("open"), QStringLiteral("pending"),
                        QStringLiteral("closed")};
        const VolumeChart byStatus(context(), {report, std::nullopt}, 0);
        const auto pending = byStatus.drill({0, 0, 1});
        QCOMPARE(pending->statuses, QStringList{QStringLiteral("pending")});
        QVERIFY(pending->title.endsWith(QStringLiteral("Pending")));
        QVERIFY(pending->filter.channels.isEmpty());
        QVERIFY(byStatus.drill({0, 0, -1})->statuses.isEmpty());
        QCOMPARE(byStatus.scenes().front().series[2].colour, 7); // closed: the quiet one
        QCOMPARE(byStatus.scenes().front().series[1].colour, 1);
        const ChartScene scene = chart.scenes().front();
        QCOMPARE(scene.seriesCount(), 3);
        QCOMPARE(scene.series[2].title, QStringLiteral("No channel"));
        // What the vendor alone tells has no parts, and is not left out of the bar.
        report.rows[0].parts = {0, 0, 0};
        const VolumeChart untold(context(), {report, std::nullopt}, 0);
        const ChartScene rest = untold.scenes().front();
        QCOMPARE(rest.seriesCount(), 4);
        QCOMPARE(rest.value(0, 3), std::optional<double>(300));
        QCOMPARE(rest.value(1, 3), std::optional<double>(0));
        // It tells itself, not the bar, and opens nothing: nobody knows which these are.
        report.rows[0].parts = {40, 0, 0};
        const VolumeChart partly(context(), {report, std::nullopt}, 0);
        const QStringList told = partly.scenes().front().tell(0, 3).split(u'\n');
        QCOMPARE(told.at(1), QStringLiteral("Not told: 260 of 300"));
        const auto explained = partly.explain({0, 0, 3});
        QCOMPARE(explained->shown->text, QStringLiteral("260"));
        QVERIFY(!explained->shown->drill && told.contains(explained->shown->noDrill));
        QVERIFY(!partly.drill({0, 0, 3}) && partly.drill({0, 0, -1}));
        QCOMPARE(partly.drill({0, 0, 0})->statuses, QStringList{QStringLiteral("open")});
        QCOMPARE(partly.scenes().front().tell(0, -1).split(u'\n').at(1),
                 QStringLiteral("300 conversations"));
    }

    void gapsAndTheFutureAreNoZeros()
    {
        TrendReport report = fakeTrend({"conversations"}, 10, fakeHour);
        const auto from = [&report](int i) { return report.points[std::size_t(i)].range.from; };
        report.basis.gaps = {{from(2), from(4)}, {from(6), from(6) + fakeMinute}};
        for (const std::size_t i : {2U, 3U, 6U}) {
            report.points[i].hasGap = true;
            report.points[i].figures[0] = fakeFigure(0, 0);
        }
        ChartContext at = context();
        at.now = from(8) + fakeMinute; // the last step has not begun, the one before is not over
        report.points[8].partial = true;
        report.points[9].partial = true;
        const TrendChart chart(at, {report, std::nullopt}, ChartQuestion::Step::Hour);
        const ChartScene scene = chart.scenes().front();
        for (const int gap : {2, 3, 9})
            QVERIFY2(!scene.value(gap, 0), qPrintable(QString::number(gap)));
        QCOMPARE(scene.value(6, 0), std::optional<double>(0)); // fetched but for a minute
        QVERIFY(scene.category(2).gap && scene.category(6).gap && !scene.category(9).gap);
        QVERIFY(scene.category(8).partial && !scene.category(9).partial);
        QCOMPARE(told(scene, 2).at(1), QStringLiteral("Conversations: –"));
        QVERIFY(told(scene, 2).contains(QStringLiteral("Nobody has fetched this")));
        QVERIFY(told(scene, 8).contains(QStringLiteral("Not over yet")));
        QVERIFY(told(scene, 9).contains(QStringLiteral("Has not begun")));
        QVERIFY(!chart.drill({0, 2, 0}) && !chart.drill({0, 9, 0}));
        const auto drill = chart.drill({0, 4, 0});
        QVERIFY(drill && drill->range == report.points[4].range);
        QCOMPARE(drill->metric, QStringLiteral("conversations"));
        const ChartTable table = chart.table();
        QCOMPARE(table.rows[2].cells[1].text, QStringLiteral("–"));
        QVERIFY(!table.rows[2].cells[1].raw.isValid());
    }

    void metricsOfOneUnitShareAPanelAndThePeriodBeforeIsFaint()
    {
        const auto metrics = {"conversations", "first_response_time", "closed_conversations"};
        const TrendReport report = fakeTrend(metrics, 8, oneDay);
        TrendReport before = fakeTrend(metrics, 8, oneDay);
        for (TrendPoint &point : before.points) {
            for (TimeMs *at : {&point.range.from, &point.range.to})
                *at -= 8 * oneDay;
        }
        const TrendChart chart(context(), {report, before}, ChartQuestion::Step::Day);
        const auto scenes = chart.scenes();
        QCOMPARE(scenes.size(), std::size_t{2});
        QCOMPARE(scenes[0].seriesCount(), 4);
        QVERIFY(!scenes[0].series[1].faint && scenes[0].series[2].faint);
        QCOMPARE(scenes[0].series[3].colour, scenes[0].series[1].colour);
        QCOMPARE(scenes[1].series[0].title, QStringLiteral("First response, mean"));
        QCOMPARE(chart.drill({0, 3, 2})->range, before.points[3].range);
        before.points[3].hasGap = true; // nobody has fetched it: the line breaks
        const TrendChart broken(context(), {report, before}, ChartQuestion::Step::Day);
        QVERIFY(!broken.scenes()[0].series[2].values[3]);
        QCOMPARE(chart.drill({1, 3, 0})->metric, QStringLiteral("first_response_time"));
    }

    void theLargestGroupsAreDrawnAndAllAreInTheTable()
    {
        TrendReport report = fakeGroupedTrend(6, 5, oneDay);
        report.rows[5].name = report.rows[0].name;
        const TrendChart chart(context(), {report, std::nullopt}, ChartQuestion::Step::Day);
        const ChartScene scene = chart.scenes().front();
        QCOMPARE(scene.seriesCount(), 4);
        QCOMPARE(scene.series[0].title, QStringLiteral("Billing (Acme support #10)"));
        QCOMPARE(scene.series[1].title, QStringLiteral("Technical support"));
        const ChartTable table = chart.table();
        std::set<QString> groups;
        for (const ChartTable::Row &row : table.rows)
            groups.insert(row.cells[1].text);
        QCOMPARE(groups.size(), std::size_t{6});
        const auto drill = chart.drill({0, 1, 1});
        QCOMPARE(drill->filter.groups, std::vector<RowId>{11});
        QVERIFY(!drill->subGroups);
        QVERIFY(chart.drillCell(0, 2)->filter.groups == std::vector<RowId>{10});
        QCOMPARE(chart.explainCell(1, 2)->key, std::optional<RowId>(11));
    }

    /// Every number of the table opens and explains its own conversations, not its row's first.
    void cellsOfTheTableOpenTheirOwn()
    {
        const auto metrics = {"conversations", "first_response_time"};
        const TrendReport report = fakeTrend(metrics, 8, oneDay);
        TrendReport before = report;
        for (TrendPoint &point : before.points) {
            for (TimeMs *at : {&point.range.from, &point.range.to})
                *at -= 8 * oneDay;
        }
        const TrendChart trend(context(), {report, before}, ChartQuestion::Step::Day);
        const ChartTable table = trend.table();
        const QString first = QStringLiteral("conversations");
        const QString second = QStringLiteral("first_response_time");
        const QStringList of{QString(), first, first, second, second, second, QString()};
        QCOMPARE(table.metrics, of);
        for (int column = 0; column < of.size(); ++column) {
            const auto drill = trend.drillCell(3, column);
            const auto target = trend.explainCell(3, column);
            QVERIFY(drill && target);
            const QString key = of[column].isEmpty() ? first : of[column];
            QCOMPARE(drill->metric, key);
            QCOMPARE(target->metric, key);
            const bool then =
                table.columns[std::size_t(column)].key.endsWith(QStringLiteral(".before"));
            const TimeRange range = (then ? before : report).points[3].range;
            QCOMPARE(drill->range, range);
            QCOMPARE(target->range, range);
        }
        QVERIFY(!trend.drillCell(8, 1) && !trend.drillCell(-1, 1) && !trend.drillCell(0, 7));
    }

    void partsAndThePeriodBeforeOpenFromTheTable()
    {
        const VolumeReport report = fakeSplitVolume(30);
        VolumeReport before = report;
        before.basis.range = {report.basis.range.from - oneDay, report.basis.range.from};
        before.rows[2].conversations = 0;
        const VolumeChart chart(context(), {report, before}, 25);
        const ChartTable table = chart.table();
        QCOMPARE(table.metrics.size(), qsizetype(table.columns.size()));
        QCOMPARE(table.columns[4].key, QStringLiteral("before"));
        QVERIFY(chart.drillCell(1, 0)->statuses.isEmpty());
        QVERIFY(chart.drillCell(1, 2)->statuses.isEmpty());
        QCOMPARE(chart.drillCell(1, 2)->range, report.basis.range);
        QCOMPARE(chart.drillCell(1, 4)->range, before.basis.range);
        QCOMPARE(chart.drillCell(1, 4)->filter.agents, std::vector<RowId>{2});
        QVERIFY(!chart.drillCell(2, 4)); // nobody had any
        QCOMPARE(chart.drillCell(25, 4)->filter.agents, (std::vector<RowId>{26, 27, 28, 29, 30}));
        QCOMPARE(chart.drillBefore({0, 1, 0})->range, before.basis.range);
        for (int part = 0; part < 3; ++part) {
            QCOMPARE(chart.drillCell(1, 5 + part)->statuses, QStringList{report.parts[part]});
            QCOMPARE(chart.drillCell(1, 5 + part)->range, report.basis.range);
        }
        QCOMPARE(chart.explainCell(1, 4)->range, before.basis.range);
        QCOMPARE(chart.explainCell(1, 5)->key, std::optional<RowId>(2));
        const VolumeChart alone(context(), {report, std::nullopt}, 25);
        QCOMPARE(alone.drillCell(1, 4)->statuses, QStringList{report.parts[0]});
        QVERIFY(!alone.drillBefore({0, 1, 0}));
    }

    void hoursOfTheWeekAreRatesAndNoDataIsNoZero()
    {
        HeatMapReport report = fakeHeat();
        report.cells[3].n = 0; // Monday 3:00 is known and quiet
        const HeatChart chart(context(), report);
        const ChartScene scene = chart.scenes().front();
        QCOMPARE(scene.value(13, 0), std::optional<double>(45)); // 180 in four Mondays
        QCOMPARE(scene.value(3, 0), std::optional<double>(0));
        QVERIFY(!scene.value(6 * 24 + 12, 0));
        QCOMPARE(told(scene, 13).at(1), QStringLiteral("Conversations: 45 an hour"));
        QCOMPARE(told(scene, 6 * 24).at(1), QStringLiteral("Conversations: no data"));
        const auto drill = chart.drill({0, 13, 0});
        QCOMPARE(drill->weekHour, std::optional<int>(13));
        QVERIFY(!chart.drill({0, 3, 0}));
        const HeatChart times(context(), fakeHeat("first_response_time"));
        QCOMPARE(times.value(13), std::optional<double>(112'000));
        QVERIFY(!times.value(0)); // a mean of nothing
        HeatMapReport cannot = fakeHeat();
        cannot.cells = {};
        cannot.why = WhyAbsent::NoSuchRows;
        const HeatChart absent(context(), cannot);
        QVERIFY(absent.isEmpty() && !absent.absence().isEmpty());
    }

    /// Where the week begins on Sunday its rows do, and each opens its own hour for that.
    void theHeatMapBeginsOnTheLocalesFirstDay()
    {
        ChartContext american = context();
        american.format = MetricFormatter(QLocale(QStringLiteral("en_US")), QTimeZone::utc());
        const HeatChart chart(american, fakeHeat());
        const ChartScene scene = chart.scenes().front();
        QCOMPARE(scene.lines[0].text, QStringLiteral("Sun"));
        QCOMPARE(scene.lines[1].text, QStringLiteral("Mon"));
        QVERIFY(scene.category(0).label.startsWith(QStringLiteral("Sunday")));
        QCOMPARE(scene.value(24 + 13, 0), std::optional<double>(45)); // Monday 13:00
        QCOMPARE(chart.drill({0, 24 + 13, 0})->weekHour, std::optional<int>(13));
        QVERIFY(told(scene, 24 + 13).at(0).startsWith(QStringLiteral("Monday")));
        QVERIFY(chart.drill({0, 24 + 13, 0})->title.contains(QStringLiteral("Monday")));
        const ChartTable table = chart.table();
        QCOMPARE(table.rows[0].key, QStringLiteral("144"));
        QCOMPARE(table.rows[24 + 13].key, QStringLiteral("13"));
    }

    void binsOpenTheirValues()
    {
        const DistributionReport report = fakeDistribution();
        const DistributionChart chart(context(), report);
        const ChartScene scene = chart.scenes().front();
        const auto first = chart.drill({0, 0, 0});
        QVERIFY(!first->valueFrom && first->valueTo == 30'000);
        const auto third = chart.drill({0, 2, 0});
        QCOMPARE(third->valueFrom, std::optional<DurationMs>(60'000));
        QCOMPARE(third->valueTo, std::optional<DurationMs>(90'000));
        const auto last = chart.drill({0, 17, 0});
        QVERIFY(last->valueFrom == 510'000 && !last->valueTo);
        // "Up to here" is a number of all bins so far.
        QCOMPARE(chart.drillCell(2, 1), third);
        const auto upTo = chart.drillCell(2, 3);
        QVERIFY(upTo && !upTo->valueFrom);
        QCOMPARE(upTo->valueTo, std::optional<DurationMs>(90'000));
        const auto everything = chart.drillCell(17, 3);
        QVERIFY(everything && !everything->valueFrom && !everything->valueTo);
        QCOMPARE(scene.lines.size(), std::size_t{2});
        QVERIFY(qAbs(scene.lines[0].at - 112.0 / 30) < 1e-9);
        QCOMPARE(scene.lines[1].text, QStringLiteral("p90 4 m 22 s"));
        qint64 all = 0;
        for (const DistributionBin &bin : report.bins)
            all += bin.n;
        QVERIFY(chart.summary().startsWith(QStringLiteral("n = ") + chart.format().count(all)));
    }

    /// A percentile opens what is at or above it; each word above the chart its own.
    void percentilesAndTotalsOpen()
    {
        const DistributionChart chart(context(), fakeDistribution());
        const auto median = chart.drill(ChartMark::ofLine(0, 3));
        QCOMPARE(median->valueFrom, std::optional<DurationMs>(112'000));
        QVERIFY(!median->valueTo && median->title.endsWith(QStringLiteral("and longer")));
        QVERIFY(!chart.drill(ChartMark::ofLine(2, 3)));
        const auto explained = chart.explain(ChartMark::ofLine(1, 8));
        QVERIFY(explained->shown->text.startsWith(QStringLiteral("p90")));
        QCOMPARE(explained->shown->drill, chart.drill(ChartMark::ofLine(1, 8)));
        const auto facts = chart.facts();
        QVERIFY(facts.size() > 2);
        QVERIFY(!facts[0].drill->valueFrom && !facts[0].drill->valueTo);
        QCOMPARE(facts[1].drill, median);
        const auto bin = chart.explainCell(2, 3); // up to here
        QVERIFY(bin->shown->text.contains(QLatin1Char('%')));
        QCOMPARE(bin->shown->drill, chart.drillCell(2, 3));

        const VolumeChart volume(context(), {fakeVolume(40, 7), std::nullopt}, 25);
        const auto with = volume.facts()[0];
        QCOMPARE(with.drill->filter.agents.size(), std::size_t{40});
        QCOMPARE(volume.facts()[1].drill->filter.agents, std::vector<RowId>{0});
        QVERIFY(!volume.facts()[2].drill); // agents are no conversations
        const HeatChart heat(context(), fakeHeat());
        QVERIFY(heat.facts().front().drill && !heat.facts().front().drill->weekHour);
        const auto hour = heat.explain({0, 13, 0});
        QCOMPARE(hour->shown->text, QStringLiteral("45 an hour"));
        QCOMPARE(hour->shown->drill, heat.drill({0, 13, 0}));
        QVERIFY(!heat.explain({0, 6 * 24, 0})->shown->noDrill.isEmpty());
    }

    void absentFiguresSayWhy()
    {
        TrendReport none = fakeTrend({"csat"}, 3, oneDay);
        none.total = {fakeAbsence(WhyAbsent::VendorCannot)};
        for (TrendPoint &point : none.points)
            point.figures = {fakeAbsence(WhyAbsent::VendorCannot)};
        const TrendChart trend(context(), {none, std::nullopt}, ChartQuestion::Step::Day);
        QCOMPARE(trend.absence(), QStringLiteral("The vendor does not tell this."));
        QVERIFY(trend.isEmpty() || trend.scenes().front().isEmpty() || !trend.absence().isEmpty());
        VolumeReport fresh = fakeVolume(0, 0);
        fresh.total.reset();
        fresh.unspecified.reset();
        const VolumeChart volume(context(), {fresh, std::nullopt}, 25);
        QVERIFY(volume.isEmpty());
        QCOMPARE(volume.absence(), QStringLiteral("Nothing of the kind has been fetched yet."));
    }

    void tablesAreModels()
    {
        ChartTableModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        VolumeReport report = fakeVolume(30);
        model.setTable(VolumeChart(context(), {report, std::nullopt}, 25).table());
        QCOMPARE(model.rowCount(), 27);
        QCOMPARE(model.index(0, 2).data(SortRole).toLongLong(), 300);
        QCOMPARE(model.index(25, 0).data(KeyRole).toString(), QStringLiteral("other"));
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        report.rows[4].conversations += 1;
        model.setTable(VolumeChart(context(), {report, std::nullopt}, 25).table());
        QCOMPARE(reset.count(), 0);
        QCOMPARE(changed.count(), 1); // shares of all others moved too
        model.setTable(HeatChart(context(), fakeHeat()).table());
        QCOMPARE(reset.count(), 1);
        QCOMPARE(model.rowCount(), 168);
        model.setTable(DistributionChart(context(), fakeDistribution()).table());
        model.setTable({});
        QCOMPARE(model.rowCount(), 0);
    }

    void choicesAreRemembered()
    {
        ChartQuestion question;
        question.kind = ChartQuestion::Kind::Trend;
        question.split = ChartQuestion::Split::Channel;
        question.top = 0;
        question.metrics = {QStringLiteral("first_response_time"), QStringLiteral("csat")};
        question.step = ChartQuestion::Step::Week;
        question.groupBy = MetricDimension::Skill;
        question.heatMetric = QStringLiteral("resolution_time");
        question.timeMetric = QStringLiteral("reply_time");
        QVERIFY(ChartQuestion::fromMap(question.toMap()) == question);
        QVariantMap odd = question.toMap();
        odd.insert(QStringLiteral("metrics"), QStringList{QStringLiteral("no such metric")});
        odd.insert(QStringLiteral("chart"), QStringLiteral("pie"));
        odd.insert(QStringLiteral("top"), QStringLiteral("many"));
        const ChartQuestion mended = ChartQuestion::fromMap(odd);
        QCOMPARE(mended.metrics, ChartQuestion().metrics);
        QVERIFY(mended.kind == ChartQuestion::Kind::Volume);
        QCOMPARE(mended.top, 25);
    }
};

QTEST_MAIN(TestChartModels)
#include "tst_chartmodels.moc"
