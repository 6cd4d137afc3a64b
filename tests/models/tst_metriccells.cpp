// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/agenttablemodel.h"
#include "models/figuretargets.h"
#include "models/grouptablemodel.h"
#include "models/heatchart.h"
#include "models/rowtree.h"
#include "models/sortedrows.h"
#include "models/trendchart.h"
#include "models/tsv.h"
#include "models/volumechart.h"
#include "support/fakecharts.h"
#include "support/fakefigures.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;
using Mode = QAbstractItemModelTester::FailureReportingMode;

namespace {

MetricLook look()
{
    MetricLook look;
    look.format =
        MetricFormatter(QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc());
    look.now = fakeNow;
    return look;
}

ReportFigure times()
{
    ReportFigure figure;
    figure.why = WhyAbsent::Present;
    figure.value = figure.mean = 90'000;
    figure.median = 60'000;
    figure.p90 = 300'000;
    figure.min = 1'000;
    figure.max = 3'600'000;
    figure.n = 17;
    return figure;
}

QStringList names(const QAbstractItemModel &model)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names << model.index(row, 0).data().toString();
    return names;
}

} // namespace

class TestMetricCells : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void eachAggregateIsItsOwnNumber_data()
    {
        QTest::addColumn<int>("aggregate");
        QTest::addColumn<QString>("text");
        QTest::newRow("mean") << int(TimeAggregate::Mean) << "1 m 30 s";
        QTest::newRow("median") << int(TimeAggregate::Median) << "1 m";
        QTest::newRow("p90") << int(TimeAggregate::P90) << "5 m";
        QTest::newRow("min") << int(TimeAggregate::Min) << "1.0 s";
        QTest::newRow("max") << int(TimeAggregate::Max) << "1 h";
    }
    void eachAggregateIsItsOwnNumber()
    {
        QFETCH(int, aggregate);
        QFETCH(QString, text);
        MetricLook with = look();
        with.aggregate = static_cast<TimeAggregate>(aggregate);
        const ReportFigure figure = times();
        const MetricCell cell(*metricSpec("first_response_time"), with, &figure);
        QCOMPARE(cell.text(), text);
        QCOMPARE(cell.n(), QStringLiteral("17"));
        QVERIFY(!cell.isMuted());
        // A vendor's mean is no median: a dash that says so, never another number.
        ReportFigure told;
        told.value = told.mean = 90'000;
        told.why = WhyAbsent::Present;
        const MetricCell mean(*metricSpec("first_response_time"), with, &told);
        const bool isMean = with.aggregate == TimeAggregate::Mean;
        QCOMPARE(mean.text(), isMean ? QStringLiteral("1 m 30 s") : MetricFormatter::none());
        QCOMPARE(mean.toolTip().contains(QStringLiteral("only the mean")), !isMean);
    }

    void whatIsAbsentSaysWhy()
    {
        const MetricLook with = look();
        ReportFigure figure;
        figure.why = WhyAbsent::VendorCannot;
        const MetricCell cell(*metricSpec("csat"), with, &figure);
        QCOMPARE(cell.text(), MetricFormatter::none());
        QVERIFY(!cell.data(SortRole).isValid()); // last in both directions
        QVERIFY(cell.toolTip().contains(QStringLiteral("The vendor does not tell this")));
        QVERIFY(cell.spoken().contains(QStringLiteral("The vendor does not tell this")));
        const MetricCell notAsked(*metricSpec("csat"), with, nullptr);
        QCOMPARE(notAsked.text(), QString());
    }

    void fewValuesAreMutedAndZeroIsNoDash()
    {
        const MetricLook with = look();
        ReportFigure figure;
        figure.why = WhyAbsent::Present;
        figure.value = 0.942;
        figure.n = 9;
        const MetricCell share(*metricSpec("csat"), with, &figure);
        QCOMPARE(share.text(), QStringLiteral("94.2"));
        QCOMPARE(share.n(), QStringLiteral("9"));
        QVERIFY(share.isMuted());
        QVERIFY(share.toolTip().contains(QStringLiteral("94.2 %")));
        figure.n = 10;
        QVERIFY(!MetricCell(*metricSpec("csat"), with, &figure).isMuted());
        figure.value = 0;
        QCOMPARE(MetricCell(*metricSpec("closed_conversations"), with, &figure).text(),
                 QStringLiteral("0"));
    }

    void changesAreJudgedByPolarity()
    {
        MetricLook with = look();
        ReportFigure now = times();
        ReportFigure before = times();
        before.median = 50'000;
        QVERIFY(!MetricCell(*metricSpec("first_response_time"), with, &now, &before)
                     .data(DeltaRole)
                     .isValid());
        with.compare = true;
        const MetricCell slower(*metricSpec("first_response_time"), with, &now, &before);
        QCOMPARE(slower.deltaText(), QStringLiteral("+20 %"));
        QCOMPARE(slower.data(VerdictRole).toInt(), int(FigureDelta::Verdict::Worse));
        QVERIFY(!slower.n().isEmpty()); // the change takes nothing from n
        QCOMPARE(slower.data(CountRole).toString(), slower.n());
        MetricSheet sheet(MetricDimension::Agent, {}, {});
        sheet.look().compare = true;
        for (int at = 0; at < sheet.count(); ++at) {
            const bool counted = sheet.metric(at).offers.has(Aggregate::Count);
            QCOMPARE(sheet.header(at, BesideRole).toInt(), counted ? 3 : 2);
        }
        // What nobody has fetched is no 0 to compare with.
        before.hasGap = true;
        QCOMPARE(slower.deltaText(), QString());
        QVERIFY(slower.toolTip().contains(QStringLiteral("Not compared")));
        ReportFigure better;
        better.why = WhyAbsent::Present;
        better.value = 0.9;
        ReportFigure worse = better;
        worse.value = 0.85;
        const MetricCell csat(*metricSpec("csat"), with, &better, &worse);
        QCOMPARE(csat.deltaText(), QStringLiteral("+5.0")); // points, not a share of a share
        QCOMPARE(csat.data(VerdictRole).toInt(), int(FigureDelta::Verdict::Better));
    }

    void levelsAndOriginsAreSpokenToo()
    {
        MetricLook with = look();
        const MetricSpec &metric = *metricSpec("first_response_time");
        with.thresholds.set(metric, {}, {30'000, 55'000});
        ReportFigure figure = times();
        figure.origin = FigureOrigin::Reported;
        const MetricCell cell(metric, with, &figure);
        QCOMPARE(cell.threshold(), ThresholdState::Bad);
        QCOMPARE(cell.data(OriginRole).toInt(), int(FigureOrigin::Reported));
        QVERIFY(cell.spoken().contains(QStringLiteral("Bad")));
        QVERIFY(cell.spoken().contains(QStringLiteral("Reported by the vendor")));
        QVERIFY(cell.toolTip().contains(QStringLiteral("Reported by the vendor")));
        ReportFigure partial = times();
        partial.partial = true;
        QVERIFY(MetricCell(metric, with, &partial).isStale());
    }

    void everyMetricOfADimensionIsAColumn()
    {
        AgentTableModel agents;
        QSet<QString> keys;
        for (int column = 0; column < agents.columnCount(); ++column) {
            const auto ask = [&](int role) {
                return agents.headerData(column, Qt::Horizontal, role).toString();
            };
            QVERIFY2(!keys.contains(ask(KeyRole)), qPrintable(ask(KeyRole)));
            keys.insert(ask(KeyRole));
            QVERIFY(!ask(Qt::DisplayRole).isEmpty());
            QVERIFY(!ask(Qt::ToolTipRole).isEmpty());
        }
        for (const MetricSpec *metric : metricsFor(MetricDimension::Agent)) {
            if (metric->unit != MetricUnit::Text &&
                QLatin1String(metric->key) != QLatin1String("agent_current_status_start_time"))
                QVERIFY2(keys.contains(QLatin1String(metric->key)), metric->key);
        }
        QCOMPARE(agents.metricOf(AgentTableModel::FirstMetric)->key, "closed_conversations");
        QCOMPARE(agents.metricOf(AgentTableModel::Spark - 1)->key, "csat");
        QVERIFY(!agents.metricOf(AgentTableModel::Spark));
    }

    void totalsOfColumnsSayWhyTheyAreNone()
    {
        GroupTableModel model(MetricDimension::Group);
        BreakdownReport report = fakeBreakdown(6, MetricDimension::Group, {QStringLiteral("csat")});
        report.total.front() = ReportFigure();
        report.total.front().why = WhyAbsent::OtherWindows;
        report.columns.front().notAdditive = "Shares are not added";
        model.setReport(report, false);
        const int csat = model.columnOf(QStringLiteral("csat"));
        const auto header = [&](int role) {
            return model.headerData(csat, Qt::Horizontal, role).toString();
        };
        QCOMPARE(header(TotalRole), MetricFormatter::none());
        QVERIFY(header(TotalToolTipRole).contains(QStringLiteral("cannot be put together")));
        QVERIFY(header(TotalToolTipRole).contains(QStringLiteral("Shares are not added")));
        // What has no group stands in the pinned row, not among the groups.
        QCOMPARE(model.rowCount(), 6);
        QVERIFY(!header(RestRole).isEmpty());
        QCOMPARE(model.headerData(0, Qt::Horizontal, RestRole).toString(),
                 QStringLiteral("No group"));
    }

    void closedGroupsIncludeWhatIsBelow()
    {
        GroupTableModel model(MetricDimension::Group);
        QAbstractItemModelTester tester(&model, Mode::QtTest);
        BreakdownReport report =
            fakeBreakdown(3, MetricDimension::Group, {QStringLiteral("closed_conversations")});
        report.rows[0].figures[0].value = 5;
        report.rows[0].withSubGroups[0].value = 12;
        report.rows[0].withSubGroups[0].why = WhyAbsent::Present;
        report.rows[0].figures[0].why = WhyAbsent::Present;
        model.setReport(report, false);
        const int closed = model.columnOf(QStringLiteral("closed_conversations"));
        QCOMPARE(model.index(0, closed).data().toString(), QStringLiteral("12"));
        QCOMPARE(model.index(0, 0).data(CountRole).toString(), QStringLiteral("with sub-groups"));
        model.setOpen(0, true);
        QCOMPARE(model.index(0, closed).data().toString(), QStringLiteral("5"));
        QCOMPARE(model.index(0, 0).data(CountRole).toString(), QStringLiteral("own"));
        QVERIFY(model.index(0, 0)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(QStringLiteral("without the groups below")));
    }

    void sortingKeepsTheTree()
    {
        GroupTableModel model(MetricDimension::Group);
        SortedRows rows;
        QAbstractItemModelTester tester(&rows, Mode::QtTest);
        rows.setSourceModel(&model);
        rows.setArrangement(
            {[&](int row) { return model.row(row).isBranch(); },
             [&](std::vector<int> &sorted) {
                 arrangeAsTree(
                     sorted, model.parents(), [&](int row) { return model.isOpen(row); },
                     [&](int row) { return !model.row(row).isBranch() || rows.passes(row); });
             }});
        model.setReport(
            fakeBreakdown(6, MetricDimension::Group, {QStringLiteral("closed_conversations")}),
            false);
        QCOMPARE(names(rows), QStringList({QStringLiteral("Billing"), QStringLiteral("VIP")}));
        model.setOpen(0, true);
        rows.rearrange();
        rows.sort(0, Qt::DescendingOrder);
        QCOMPARE(names(rows),
                 QStringList({QStringLiteral("VIP"), QStringLiteral("Billing"),
                              QStringLiteral("Technical support"), QStringLiteral("Onboarding")}));
        rows.setNeedle(QStringLiteral("fraud")); // under VIP, which is closed
        QCOMPARE(names(rows), QStringList{QStringLiteral("VIP")});
        model.setOpen(3, true);
        rows.rearrange();
        QCOMPARE(names(rows), QStringList({QStringLiteral("VIP"), QStringLiteral("Fraud")}));
        rows.setNeedle(QString());
        model.setReport(
            fakeBreakdown(4, MetricDimension::Group, {QStringLiteral("closed_conversations")}),
            true);
        QCOMPARE(names(rows).front(), QStringLiteral("VIP"));
    }

    void agentsStandUnderEachOfTheirTeams()
    {
        AgentTableModel model;
        QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.setReport(fakeAgentFigures(40), false);
        QCOMPARE(model.rowCount(), 40);
        model.setByTeam(true);
        const std::vector<int> parents = model.parents();
        QSet<QString> keys;
        QSet<RowId> agents;
        int heads = 0;
        for (int row = 0; row < model.rowCount(); ++row) {
            keys.insert(model.index(row, 0).data(KeyRole).toString());
            const auto &at = model.row(row);
            if (at.isTeam) {
                ++heads;
                QCOMPARE(parents[static_cast<size_t>(row)], -1);
                continue;
            }
            agents.insert(at.agent.id);
            QCOMPARE(model.row(parents[static_cast<size_t>(row)]).team, at.team);
        }
        QCOMPARE(heads, 5);
        QCOMPARE(agents.size(), 40);
        QCOMPARE(keys.size(), qsizetype{model.rowCount()}); // also of who stands there twice
        int people = 0;
        for (const int count : model.agentsByState(true))
            people += count;
        QCOMPARE(people, 40); // each once
        const auto head = model.row(0);
        QCOMPARE(static_cast<int>(model.membersOf(0).size()), head.members);
        AgentReport next = fakeAgentFigures(38);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setReport(next, true);
        QCOMPARE(reset.size(), 0);
    }

    void drillsCarryTheRowAndTheMetric()
    {
        ViewScope scope;
        scope.accounts = {3};
        scope.filter.agents = {7, 8};
        scope.filter.groups = {5};
        scope.business = true;
        FigureRowTarget row;
        row.dimension = MetricDimension::Agent;
        row.key = 7;
        row.title = QStringLiteral("Jane Kim");
        const Drill drill = drillOf(scope, {1, 2}, metricSpec("first_response_time"), row);
        QCOMPARE(drill.metric, QStringLiteral("first_response_time"));
        QCOMPARE(drill.title, QStringLiteral("First response, Jane Kim"));
        QCOMPARE(drill.filter.agents, std::vector<RowId>{7});
        QCOMPARE(drill.filter.groups, std::vector<RowId>{5});
        QVERIFY(drill.business);
        QVERIFY(!drill.now);
        QVERIFY(drillOf(scope, {1, 2}, metricSpec("open_conversations"), row).now);
        row.dimension = MetricDimension::Channel;
        row.key = 0;
        const Drill none = drillOf(scope, {1, 2}, nullptr, row);
        QCOMPARE(none.filter.channels.size(), 1);
        QVERIFY(none.filter.channels.front().isEmpty()); // "no channel" is a choice
    }

    /// A chart above a table of medians draws medians, and says so.
    void theChosenNumberOfTimesIsDrawnAndNamed()
    {
        const auto metrics = {"conversations", "first_response_time", "resolution_time"};
        TrendReport report = fakeTrend(metrics, 8, 24 * fakeHour);
        for (std::size_t i = 0; i < report.points.size(); ++i) {
            for (std::size_t c = 1; c < 3; ++c)
                report.points[i].figures[c].median = double(i * 1'000 + c);
        }
        report.points[5].figures[1].median.reset(); // only the mean is told
        ChartContext at;
        at.format = look().format;
        at.now = fakeNow;
        at.aggregate = TimeAggregate::Median;
        const auto scenes =
            TrendChart(at, {report, std::nullopt}, ChartQuestion::Step::Day).scenes();
        QCOMPARE(scenes.size(), std::size_t{2});
        for (int i = 0; i < 8; ++i) {
            QCOMPARE(scenes[0].value(i, 0), report.points[std::size_t(i)].figures[0].value);
            for (int c = 1; c < 3; ++c)
                QCOMPARE(scenes[1].value(i, c - 1),
                         report.points[std::size_t(i)].figures[std::size_t(c)].median);
        }
        QCOMPARE(scenes[0].title, QStringLiteral("Conversations"));
        QCOMPARE(scenes[1].series[0].title, QStringLiteral("First response, median"));
        QCOMPARE(scenes[1].title,
                 scenes[1].series[0].title + QStringLiteral(" · ") + scenes[1].series[1].title);

        HeatMapReport heat = fakeHeat();
        heat.column.metric = metricSpec("first_response_time");
        QCOMPARE(HeatChart(at, heat).valueTitle(), QStringLiteral("First response, mean"));
    }

    /// Where nobody chose a number, the mean is drawn and named wherever it stands.
    void meansAreNamed()
    {
        ChartContext at;
        at.format = look().format;
        at.now = fakeNow;
        const QString mean = QStringLiteral("First response, mean");
        const TrendReport report = fakeTrend({"first_response_time"}, 8, 24 * fakeHour);
        const TrendChart trend(at, {report, report}, ChartQuestion::Step::Day);
        QCOMPARE(trend.scenes()[0].title, mean);
        QVERIFY(trend.scenes()[0].tell(3, 0).contains(mean + QStringLiteral(": ")));
        QVERIFY(trend.summary().startsWith(mean + QLatin1Char(' ')));
        const auto named = [&mean](const ChartTable &table) {
            return std::count_if(
                table.columns.begin(), table.columns.end(),
                [&mean](const ColumnSpec &column) { return column.title == mean; });
        };
        QCOMPARE(named(trend.table()), 1);
        // What is opened are conversations, no mean.
        QVERIFY(trend.drill({0, 3, 0})->title.startsWith(QStringLiteral("First response, ")));
        QVERIFY(!trend.drill({0, 3, 0})->title.contains(QStringLiteral("mean")));

        const HeatChart heat(at, fakeHeat("first_response_time"));
        QCOMPARE(heat.scenes()[0].title, mean + QStringLiteral(" by weekday and hour"));
        QVERIFY(heat.scenes()[0].tell(13, 0).contains(mean + QStringLiteral(": ")));
        QVERIFY(heat.summary().startsWith(mean + QLatin1Char(' ')));
        QCOMPARE(named(heat.table()), 1);
        QCOMPARE(HeatChart(at, fakeHeat()).scenes()[0].title,
                 QStringLiteral("Conversations by weekday and hour")); // counted
    }

    /// An hour of which nobody has fetched all is told as its part.
    void heatCellsWithAGapSaySo()
    {
        ChartContext at;
        at.format = look().format;
        at.now = fakeNow;
        HeatMapReport report = fakeHeat();
        const QDate today = QDateTime::fromMSecsSinceEpoch(fakeMidnight, QTimeZone::utc()).date();
        const TimeMs monday = fakeMidnight - (today.dayOfWeek() - 1) * 24 * fakeHour;
        const TimeMs sunday = monday - 24 * fakeHour; // no value at all on Sundays
        report.basis.gaps = {
            {monday + 12 * fakeHour + fakeHour / 4, monday + 13 * fakeHour + fakeHour / 4},
            {sunday + 8 * fakeHour, sunday + 9 * fakeHour}};
        const HeatChart chart(at, report);
        const ChartScene scene = chart.scenes().front();
        for (const int cell : {11, 12, 13, 14, 24 + 12, 6 * 24 + 8}) {
            const bool inGap = cell == 12 || cell == 13;
            QCOMPARE(scene.category(cell).partial, inGap);
            QCOMPARE(
                scene.tell(cell, 0).contains(QStringLiteral("Part of this nobody has fetched")),
                inGap);
        }
        QVERIFY(scene.category(6 * 24 + 8).gap);
        // A week without data leaves no hour whole.
        report.basis.gaps = {{monday, monday + 7 * 24 * fakeHour}};
        const HeatChart blind(at, report);
        const ChartScene none = blind.scenes().front();
        for (int cell = 0; cell < 6 * 24; ++cell)
            QVERIFY(none.category(cell).partial);
    }

    /// The parts of the table behind a split chart add up to its bars, what is not told among them.
    void whatNoPartTellsIsInTheTable()
    {
        ChartContext at;
        at.format = look().format;
        VolumeReport report = fakeSplitVolume(3);
        report.rows[0].parts = {40, 0, 0};
        const VolumeChart chart(at, {report, std::nullopt}, 0);
        const ChartTable table = chart.table();
        QCOMPARE(table.columns.size(), std::size_t{8}); // four of the whole bar before the parts
        QCOMPARE(table.columns[7].title, QStringLiteral("Not told"));
        for (const ChartTable::Row &row : table.rows) {
            QCOMPARE(row.cells.size(), table.columns.size());
            qint64 parts = 0;
            for (std::size_t c = 4; c < row.cells.size(); ++c)
                parts += row.cells[c].raw.toLongLong();
            QCOMPARE(parts, row.cells[2].raw.toLongLong());
        }
        QCOMPARE(table.rows[0].cells[7].raw.toLongLong(), 260);
        QVERIFY(!chart.drillCell(0, 7));
        QCOMPARE(chart.explainCell(0, 7)->shown->text, QStringLiteral("260"));
        // Without such a bar there is no such column.
        const VolumeChart whole(at, {fakeSplitVolume(3), std::nullopt}, 0);
        QCOMPARE(whole.table().columns.size(), std::size_t{7});
    }
};

QTEST_GUILESS_MAIN(TestMetricCells)
#include "tst_metriccells.moc"
