// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/agentsparks.h"
#include "models/heatchart.h"
#include "models/trendchart.h"
#include "support/fakecharts.h"

#include <QTest>

#include <cmath>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

ChartContext context()
{
    ChartContext of;
    of.format =
        MetricFormatter(QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc());
    of.scope.zone = QTimeZone::utc();
    of.now = fakeNow;
    return of;
}

/// Two rows of account 1 and one of account 2, of whose second and third hour nobody has fetched
/// anything, and of whose fifth not all.
TrendReport trendWithGaps()
{
    TrendReport report = fakeGroupedTrend(3, 8, fakeHour);
    report.rows[2].account = 2;
    const TimeMs from = report.basis.range.from;
    const std::vector<TimeRange> gaps{{from + fakeHour, from + 3 * fakeHour},
                                      {from + 4 * fakeHour, from + 4 * fakeHour + fakeMinute}};
    report.basis.gaps = gaps;
    addGaps(report.basis.gapsBy, {QStringLiteral("Live chat"), gaps, 2});
    for (const std::size_t i : {1U, 2U, 4U})
        report.points[i].hasGap = true;
    return report;
}

} // namespace

/// What of a chart is known, and what it says of the rest.
class TestChartKnown : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void gapsAreOfTheirAccount()
    {
        const TrendReport report = trendWithGaps();
        QCOMPARE(report.basis.gapsOf(2), report.basis.gaps);
        QCOMPARE(report.basis.gapsOf(0), report.basis.gaps);
        QVERIFY(report.basis.gapsOf(1).empty());
        std::vector<AccountGaps> all = report.basis.gapsBy;
        const TimeRange gap{0, 1};
        addGaps(all, {QStringLiteral("Live chat"), {gap}, 3}); // the same name, another account
        addGaps(all, {QStringLiteral("Live chat"), {gap}, 2});
        addGaps(all, {QStringLiteral("Whole"), {}, 4});
        QCOMPARE(all.size(), std::size_t{2});
        QCOMPARE(all[0].gaps.size(), std::size_t{3});
        QCOMPARE(all[1].gaps, std::vector<TimeRange>{gap});
    }

    void linesBreakAtTheGapsOfTheirOwnAccount()
    {
        const TrendChart chart(context(), {trendWithGaps(), std::nullopt},
                               ChartQuestion::Step::Hour);
        const ChartScene scene = chart.scenes().front();
        for (const int hour : {1, 2, 4}) {
            const QString at = QString::number(hour);
            QVERIFY2(scene.value(hour, 0) && scene.value(hour, 1), qPrintable(at));
            QVERIFY2(!scene.isOpen(hour, 0) && scene.isOpen(hour, 2), qPrintable(at));
            QVERIFY2(!scene.category(hour).gap, qPrintable(at)); // the others have all of it
        }
        QVERIFY(!scene.value(1, 2) && !scene.value(2, 2));
        QVERIFY(scene.value(3, 2) && scene.value(4, 2) && !scene.isOpen(3, 2));
        QVERIFY(!scene.tell(1, 0).contains(QStringLiteral("fetched")));
        QVERIFY(scene.tell(1, 2).contains(QStringLiteral("Nobody has fetched this")));
        QVERIFY(scene.tell(4, 2).contains(QStringLiteral("Part of this nobody has fetched")));
        QVERIFY(chart.drill({0, 1, 0}) && !chart.drill({0, 1, 2}));
        QStringList second; // hour, in the table
        for (const ChartTable::Row &row : chart.table().rows) {
            if (row.cells[0].raw == chart.report().points[1].bucket.from)
                second << row.cells[1].text;
        }
        QCOMPARE(second,
                 (QStringList{QStringLiteral("Billing"), QStringLiteral("Technical support")}));
    }

    void linesOfAgentsBreakAtTheGapsOfTheirOwnAccount()
    {
        TrendReport report = trendWithGaps();
        report.groupBy = MetricDimension::Agent;
        const auto sparks = sparksOf(report);
        QCOMPARE(sparks.size(), 3);
        for (int hour = 0; hour < 8; ++hour) {
            QVERIFY(!std::isnan(sparks[10][hour]) && !std::isnan(sparks[11][hour]));
            QCOMPARE(std::isnan(sparks[12][hour]), hour == 1 || hour == 2 || hour == 4);
        }
        QCOMPARE(sparks[10][1], *report.points[1].byRow[0][0].value);
    }

    /// Hits of a target are counted as conversations are, also where some missed it.
    void hitsAreToldByTheHourOfTheWeek()
    {
        HeatMapReport report = fakeHeat("sla_hits_first_response_time");
        for (HeatCell &cell : report.cells)
            cell.mean.reset();
        report.total.n = *report.total.n + 100;
        const HeatChart chart(context(), report);
        QVERIFY(!chart.isEmpty());
        QCOMPARE(chart.absence(), QString());
        QCOMPARE(chart.value(13), std::optional<double>(45)); // 180 in four Mondays
        QVERIFY(chart.scenes().front().tell(13, 0).contains(QStringLiteral("45 an hour")));
        QCOMPARE(chart.drill({0, 13, 0})->metric, QStringLiteral("sla_hits_first_response_time"));
        // Amounts have a mean, and no number an hour.
        HeatMapReport costs = fakeHeat("cost");
        costs.cells[13].mean = 0.5;
        QCOMPARE(HeatChart(context(), costs).value(13), std::optional<double>(0.5));
    }
};

QTEST_MAIN(TestChartKnown)
#include "tst_chartknown.moc"
