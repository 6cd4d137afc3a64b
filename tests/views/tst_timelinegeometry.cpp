// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timelinegeometry.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QTest>

#include <cmath>

using namespace watchfloor;

namespace {

TimeMs at(const char *iso)
{
    return QDateTime::fromString(QLatin1String(iso), Qt::ISODateWithMs).toMSecsSinceEpoch();
}

QStringList labels(const std::vector<TimeTick> &ticks)
{
    QStringList list;
    for (const TimeTick &tick : ticks)
        list.append(tick.dayStart ? QLatin1Char('*') + tick.label : tick.label);
    return list;
}

} // namespace

class TestTimelineGeometry : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mappingIsItsOwnInverse()
    {
        TimelineGeometry geometry;
        geometry.setWidth(1000);
        geometry.setExtent({1'000'000, 2'000'000});
        QCOMPARE(geometry.full(), (TimeRange{980'000, 2'020'000}));
        QRandomGenerator random(7);
        for (int i = 0; i < 2'000; ++i) {
            geometry.zoomAt(random.bounded(1000), 0.5 + random.generateDouble() * 2);
            geometry.panBy(random.bounded(400) - 200);
            const double x = random.bounded(1000);
            QVERIFY(std::abs(geometry.mapTimeToX(geometry.mapXToTime(x)) - x) <= 1.0);
            const TimeRange visible = geometry.visible();
            QVERIFY(visible.from >= geometry.full().from && visible.to <= geometry.full().to);
            QVERIFY(visible.to - visible.from >= TimelineGeometry::minimumSpan);
        }
    }

    void theTimeUnderThePointerStaysThere()
    {
        TimelineGeometry geometry;
        geometry.setWidth(800);
        geometry.setExtent({0, 86'400'000});
        const TimeMs under = geometry.mapXToTime(600);
        geometry.zoomAt(600, 4);
        QVERIFY(geometry.isZoomed());
        QVERIFY(std::abs(geometry.mapTimeToX(under) - 600) < 1);
        geometry.zoomAt(600, 1.0 / 16);
        QVERIFY(!geometry.isZoomed());
    }

    void panningStopsAtTheEnds()
    {
        TimelineGeometry geometry;
        geometry.setWidth(100);
        geometry.setExtent({0, 100'000});
        geometry.zoomAt(50, 4);
        const DurationMs span = geometry.visible().to - geometry.visible().from;
        geometry.panBy(100'000);
        QCOMPARE(geometry.visible().from, geometry.full().from);
        geometry.panBy(-200'000);
        QCOMPARE(geometry.visible().to, geometry.full().to);
        QCOMPARE(geometry.visible().to - geometry.visible().from, span);
    }

    void revealShowsTheWholeEvent()
    {
        TimelineGeometry geometry;
        geometry.setWidth(100);
        geometry.setExtent({0, 1'000'000});
        geometry.zoomAt(0, 20);
        geometry.reveal({600'000, 610'000});
        QVERIFY(geometry.visible().from <= 600'000 && geometry.visible().to >= 610'000);
        geometry.reveal({100'000, 900'000});
        QVERIFY(geometry.visible().from <= 100'000 && geometry.visible().to >= 900'000);
        const TimeRange before = geometry.visible();
        geometry.reveal({200'000, 300'000});
        QCOMPARE(geometry.visible(), before);
    }

    void anInstantHasAnExtentToo()
    {
        TimelineGeometry geometry;
        geometry.setWidth(100);
        geometry.setExtent({5'000, 5'000});
        QVERIFY(geometry.visible().to - geometry.visible().from >= TimelineGeometry::minimumSpan);
        QVERIFY(std::isfinite(geometry.mapTimeToX(5'000)));
    }

    void ticks_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QStringList>("expected");
        const QString berlin = QStringLiteral("Europe/Berlin");
        const auto list = [](const char *text) { return QString::fromLatin1(text).split(u','); };
        QTest::newRow("seconds")
            << QStringLiteral("2026-06-01T10:00:00Z") << QStringLiteral("2026-06-01T10:00:40Z")
            << berlin
            << list("12:00:00,12:00:05,12:00:10,12:00:15,12:00:20,12:00:25,12:00:30,12:00:35");
        QTest::newRow("half-hour zone")
            << QStringLiteral("2026-06-01T10:00:00Z") << QStringLiteral("2026-06-01T18:00:00Z")
            << QStringLiteral("Asia/Kolkata")
            << list("16:00,17:00,18:00,19:00,20:00,21:00,22:00,23:00");
        QTest::newRow("spring: 02:00 does not exist")
            << QStringLiteral("2026-03-28T22:30:00Z") << QStringLiteral("2026-03-29T04:30:00Z")
            << berlin << list("*Sun 29 Mar,01:00,03:00,04:00,05:00,06:00");
        QTest::newRow("autumn: 02:00 comes twice, one mark")
            << QStringLiteral("2026-10-24T21:30:00Z") << QStringLiteral("2026-10-25T04:30:00Z")
            << berlin << list("*Sun 25 Oct,01:00,02:00,03:00,04:00,05:00");
        QTest::newRow("days")
            << QStringLiteral("2026-06-01T00:00:00Z") << QStringLiteral("2026-06-08T00:00:00Z")
            << berlin
            << list("*Tue 2 Jun,*Wed 3 Jun,*Thu 4 Jun,*Fri 5 Jun,*Sat 6 Jun,*Sun 7 Jun,*Mon 8 Jun");
        QTest::newRow("months over a leap day")
            << QStringLiteral("2024-01-15T00:00:00Z") << QStringLiteral("2024-08-20T00:00:00Z")
            << QStringLiteral("UTC")
            << list("*Feb 2024,*Mar 2024,*Apr 2024,*May 2024,*Jun 2024,*Jul 2024,*Aug 2024");
    }

    void ticks()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, zone);
        QFETCH(QStringList, expected);
        const TimeRange range{QDateTime::fromString(from, Qt::ISODate).toMSecsSinceEpoch(),
                              QDateTime::fromString(to, Qt::ISODate).toMSecsSinceEpoch()};
        const auto ticks = timeTicks(range, 800, QTimeZone(zone.toLatin1()), QLocale::c(), 90);
        QCOMPARE(labels(ticks), expected);
    }

    void ticksKeepTheirDistanceAtEveryZoom()
    {
        const QTimeZone zone("America/Sao_Paulo");
        QRandomGenerator random(11);
        for (int i = 0; i < 400; ++i) {
            const DurationMs span = 1'000 + DurationMs(std::pow(10, random.generateDouble() * 9));
            const TimeMs from = at("2026-01-01T00:00:00Z") + random.bounded(300'000'000);
            const auto ticks = timeTicks({from, from + span}, 700, zone, QLocale::c(), 80);
            for (size_t t = 1; t < ticks.size(); ++t) {
                const double gap = double(ticks[t].time - ticks[t - 1].time) * 700 / double(span);
                // A day's first step may be cut short by an hour when summer time begins.
                QVERIFY2(gap > 40, qPrintable(QString::number(gap)));
            }
            QVERIFY(ticks.size() <= 10);
        }
    }
};

QTEST_GUILESS_MAIN(TestTimelineGeometry)
#include "tst_timelinegeometry.moc"
