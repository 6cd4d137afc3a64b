// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Panels of one chart lie under each other.
#include "models/trendchart.h"
#include "support/fakecharts.h"
#include "views/chartgeometry.h"

#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

std::vector<ChartScene> scenesOf(const std::vector<const char *> &metrics)
{
    ChartContext of;
    of.format =
        MetricFormatter(QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc());
    of.scope.zone = QTimeZone::utc();
    of.now = fakeNow;
    return TrendChart(of, WithBefore<TrendReport>{fakeTrend(metrics, 24, fakeHour), std::nullopt},
                      ChartQuestion::Step::Hour)
        .scenes();
}

} // namespace

class TestChartPanels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneTimeIsAtOnePlaceInAllPanels_data()
    {
        QTest::addColumn<bool>("rightToLeft");
        QTest::newRow("left to right") << false;
        QTest::newRow("right to left") << true;
    }
    void oneTimeIsAtOnePlaceInAllPanels()
    {
        QFETCH(bool, rightToLeft);
        // Two lines with their names at their ends above, one line of longer ticks below.
        const auto scenes =
            scenesOf({"conversations", "closed_conversations", "first_response_time"});
        QCOMPARE(scenes.size(), std::size_t{2});
        QCOMPARE(scenes[0].seriesCount(), 2);
        QCOMPARE(scenes[1].seriesCount(), 1);
        const QSizeF size(900, 300);
        const ChartGeometry above(scenes[0], size, rightToLeft);
        const ChartGeometry below(scenes[1], size, rightToLeft);
        for (const double place : {0.0, 7.5, 24.0})
            QCOMPARE(below.xOfPlace(place), above.xOfPlace(place));
    }

    /// Alone it has the room that names of other panels would take.
    void aPanelAloneIsWide()
    {
        const QSizeF size(900, 300);
        const auto alone = scenesOf({"first_response_time"});
        const auto among =
            scenesOf({"conversations", "closed_conversations", "first_response_time"});
        QVERIFY(ChartGeometry(alone.front(), size, false).plot().width() >
                ChartGeometry(among.back(), size, false).plot().width() + 20);
    }
};

QTEST_MAIN(TestChartPanels)
#include "tst_chartpanels.moc"
