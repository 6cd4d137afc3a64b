// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/timebuckets.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QTest>

#include <map>

using namespace watchfloor;

namespace {

constexpr DurationMs minute = 60'000;
constexpr DurationMs hour = 60 * minute;

TimeMs utc(const QString &iso)
{
    return QDateTime::fromString(iso + u'Z', Qt::ISODate).toMSecsSinceEpoch();
}

QString shown(TimeMs instant)
{
    return QDateTime::fromMSecsSinceEpoch(instant, Qt::UTC).toString(u"MM-dd'T'HH:mm");
}

/// The starts of the whole units, and the end of the last.
QString shown(const std::vector<TimeBucket> &buckets)
{
    QStringList words;
    for (const TimeBucket &bucket : buckets)
        words.append(shown(bucket.whole.from));
    if (!buckets.empty())
        words.append(shown(buckets.back().whole.to));
    return words.join(u' ');
}

struct Change {
    const char *zone;
    const char *around;
};

// Where wall clocks do odd things: spring and autumn, half hours, at midnight, one minute after it,
// a date that never was; leap days and odd offsets besides.
constexpr std::array changes{
    Change{"Europe/Berlin", "2026-03-29T01:00:00"},
    Change{"Europe/Berlin", "2026-10-25T01:00:00"},
    Change{"Europe/Berlin", "2028-02-29T12:00:00"},
    Change{"America/New_York", "2026-03-08T07:00:00"},
    Change{"America/New_York", "2026-11-01T06:00:00"},
    Change{"Australia/Lord_Howe", "2026-04-04T15:00:00"},
    Change{"Australia/Lord_Howe", "2026-10-03T15:30:00"},
    Change{"Asia/Kolkata", "2024-02-29T00:00:00"},
    Change{"Asia/Kathmandu", "2026-01-01T00:00:00"},
    Change{"America/Sao_Paulo", "2018-11-04T03:00:00"},
    Change{"America/Sao_Paulo", "2018-02-18T02:00:00"},
    Change{"America/St_Johns", "2010-11-07T02:31:00"},
    Change{"America/Havana", "2026-11-01T05:00:00"},
    Change{"Pacific/Apia", "2011-12-30T10:00:00"},
    Change{"Europe/Berlin", "2045-03-26T01:00:00"},
    Change{"UTC", "1969-12-31T23:00:00"},
    Change{"Asia/Pyongyang", "2018-05-04T15:00:00"},
    Change{"Europe/Istanbul", "2016-09-06T21:00:00"},
};

void changeRows()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("around");
    for (const Change &change : changes)
        QTest::addRow("%s %s", change.zone, change.around)
            << QByteArray(change.zone) << QString::fromLatin1(change.around);
}

QDate firstDate(QDate date, BucketUnit unit, Qt::DayOfWeek weekStart)
{
    if (unit == BucketUnit::Month)
        return QDate(date.year(), date.month(), 1);
    while (unit == BucketUnit::Week && date.dayOfWeek() != weekStart)
        date = date.addDays(-1);
    return date;
}

/// Minute by minute through QDateTime: the bounds inside the range at which a new unit begins. A
/// clock that goes back past midnight does not bring the old date back.
std::vector<TimeMs> naiveBounds(TimeRange range, BucketUnit unit, const QTimeZone &zone,
                                Qt::DayOfWeek weekStart)
{
    std::vector<TimeMs> bounds;
    QDate newest;
    QDateTime before;
    for (TimeMs t = range.from - 3 * 24 * hour; t < range.to; t += minute) {
        const QDateTime local = QDateTime::fromMSecsSinceEpoch(t, zone);
        bool begins = false;
        if (unit == BucketUnit::Hour) {
            begins = local.time().minute() == 0 ||
                     (before.isValid() && before.offsetFromUtc() != local.offsetFromUtc());
        } else {
            const QDate first = firstDate(local.date(), unit, weekStart);
            begins = newest.isValid() && first > newest;
            newest = newest.isValid() ? std::max(newest, first) : first;
        }
        before = local;
        if (begins && t > range.from)
            bounds.push_back(t);
    }
    return bounds;
}

int naiveCell(TimeMs t, const QTimeZone &zone)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(t, zone);
    return (local.date().dayOfWeek() - 1) * 24 + local.time().hour();
}

} // namespace

class TestTimeBuckets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void golden_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<BucketUnit>("unit");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *zone, BucketUnit unit, const char *from,
                            const char *to, const char *expected) {
            QTest::newRow(name) << QByteArray(zone) << unit << QString::fromLatin1(from)
                                << QString::fromLatin1(to) << QString::fromLatin1(expected);
        };
        row("a day of 23 hours", "Europe/Berlin", BucketUnit::Day, "2026-03-28T12:00:00",
            "2026-03-30T12:00:00", "03-27T23:00 03-28T23:00 03-29T22:00 03-30T22:00");
        row("a day of 25 hours", "Europe/Berlin", BucketUnit::Day, "2026-10-24T22:00:00",
            "2026-10-25T23:00:00", "10-24T22:00 10-25T23:00");
        row("the hour that happens twice", "America/New_York", BucketUnit::Hour,
            "2026-11-01T04:30:00", "2026-11-01T07:00:00",
            "11-01T04:00 11-01T05:00 11-01T06:00 11-01T07:00");
        row("half an hour forward", "Australia/Lord_Howe", BucketUnit::Hour, "2026-10-03T14:45:00",
            "2026-10-03T16:15:00", "10-03T14:30 10-03T15:30 10-03T16:00 10-03T17:00");
        row("half an hour back", "Australia/Lord_Howe", BucketUnit::Hour, "2026-04-04T14:00:00",
            "2026-04-04T16:00:00", "04-04T14:00 04-04T15:00 04-04T15:30 04-04T16:30");
        row("hours on the half hour", "Asia/Kolkata", BucketUnit::Hour, "2026-06-01T00:00:00",
            "2026-06-01T01:00:00", "05-31T23:30 06-01T00:30 06-01T01:30");
        row("a day without midnight", "America/Sao_Paulo", BucketUnit::Day, "2018-11-03T12:00:00",
            "2018-11-05T12:00:00", "11-03T03:00 11-04T03:00 11-05T02:00 11-06T02:00");
        row("midnight back to 23:00", "America/Sao_Paulo", BucketUnit::Day, "2018-02-17T12:00:00",
            "2018-02-18T12:00:00", "02-17T02:00 02-18T03:00 02-19T03:00");
        row("a date that never was", "Pacific/Apia", BucketUnit::Day, "2011-12-29T12:00:00",
            "2011-12-31T12:00:00", "12-29T10:00 12-30T10:00 12-31T10:00 01-01T10:00");
        row("a leap day", "Europe/Berlin", BucketUnit::Day, "2028-02-28T12:00:00",
            "2028-03-01T00:00:00", "02-27T23:00 02-28T23:00 02-29T23:00 03-01T23:00");
        row("a leap month", "Asia/Kolkata", BucketUnit::Month, "2024-02-10T00:00:00",
            "2024-03-02T00:00:00", "01-31T18:30 02-29T18:30 03-31T18:30");
        row("months across both changes", "America/New_York", BucketUnit::Month,
            "2026-03-01T05:00:00", "2026-04-01T04:00:00", "03-01T05:00 04-01T04:00");
        row("weeks", "Europe/Berlin", BucketUnit::Week, "2026-03-28T12:00:00",
            "2026-03-30T12:00:00", "03-22T23:00 03-29T22:00 04-05T22:00");
        row("nothing", "UTC", BucketUnit::Day, "2026-03-01T00:00:00", "2026-03-01T00:00:00", "");
    }
    void golden()
    {
        QFETCH(QByteArray, zone);
        QFETCH(BucketUnit, unit);
        QFETCH(QString, from);
        QFETCH(QString, to);
        QTEST(shown(timeBuckets({utc(from), utc(to)}, unit, QTimeZone(zone))), "expected");
    }

    void weeksBeginWhereTheLocaleSays_data()
    {
        QTest::addColumn<Qt::DayOfWeek>("start");
        QTest::addColumn<QString>("expected");
        QTest::newRow("Monday") << Qt::Monday << u"05-31T22:00 06-07T22:00"_qs;
        QTest::newRow("Sunday") << Qt::Sunday << u"05-30T22:00 06-06T22:00"_qs;
        QTest::newRow("Saturday") << Qt::Saturday << u"05-29T22:00 06-05T22:00"_qs;
    }
    void weeksBeginWhereTheLocaleSays()
    {
        QFETCH(Qt::DayOfWeek, start);
        const TimeRange day{utc(u"2026-06-03T00:00:00"_qs), utc(u"2026-06-04T00:00:00"_qs)};
        const auto weeks = timeBuckets(day, BucketUnit::Week, QTimeZone("Europe/Berlin"), start);
        QTEST(shown(weeks), "expected");
        QCOMPARE(weeks.front().range, day);
        QVERIFY(weeks.front().isPartial());
    }

    void equalWhatQDateTimeSaysOfEachMinute_data() { changeRows(); }
    void equalWhatQDateTimeSaysOfEachMinute()
    {
        QFETCH(QByteArray, zone);
        QFETCH(QString, around);
        const QTimeZone timeZone(zone);
        QVERIFY(timeZone.isValid());
        const TimeMs middle = utc(around);
        QRandomGenerator random(4711);
        for (const BucketUnit unit :
             {BucketUnit::Hour, BucketUnit::Day, BucketUnit::Week, BucketUnit::Month}) {
            const auto weekStart = static_cast<Qt::DayOfWeek>(random.bounded(1, 8));
            const TimeRange range{middle - minute * random.bounded(1, 3000),
                                  middle + minute * random.bounded(1, 3000)};
            const auto buckets = timeBuckets(range, unit, timeZone, weekStart);
            std::vector<TimeMs> bounds;
            TimeMs end = range.from;
            for (const TimeBucket &bucket : buckets) {
                QCOMPARE(bucket.range.from, end); // no holes
                QVERIFY(bucket.range.from < bucket.range.to);
                QVERIFY(bucket.whole.from <= bucket.range.from &&
                        bucket.range.to <= bucket.whole.to);
                end = bucket.range.to;
                if (bucket.range.from > range.from)
                    bounds.push_back(bucket.range.from);
            }
            QCOMPARE(end, range.to);
            QCOMPARE(bounds, naiveBounds(range, unit, timeZone, weekStart));
            // The outer ones are cut out of the same units as a larger range has.
            const TimeRange wide{range.from - 40 * 24 * hour, range.to + 40 * 24 * hour};
            std::map<TimeMs, TimeRange> units;
            for (const TimeBucket &bucket : timeBuckets(wide, unit, timeZone, weekStart))
                units.emplace(bucket.whole.from, bucket.whole);
            for (const TimeBucket &bucket : buckets)
                QCOMPARE(bucket.whole, units[bucket.whole.from]);
        }
    }

    void clocksEqualQDateTime_data() { changeRows(); }
    void clocksEqualQDateTime()
    {
        QFETCH(QByteArray, zone);
        QFETCH(QString, around);
        const QTimeZone timeZone(zone);
        const TimeMs middle = utc(around);
        const TimeRange range{middle - 36 * hour, middle + 36 * hour};
        const LocalClock clock(range, timeZone);
        std::map<TimeMs, TimeMs> firstInstant; // reading -> instant
        for (TimeMs t = range.from; t < range.to; t += minute) {
            const QDateTime local = QDateTime::fromMSecsSinceEpoch(t, timeZone);
            const TimeMs reading =
                QDateTime(local.date(), local.time(), Qt::UTC).toMSecsSinceEpoch();
            QCOMPARE(clock.localOf(t), reading);
            QCOMPARE(weekHourOf(reading), naiveCell(t, timeZone));
            firstInstant.emplace(reading, t);
        }
        // From the other side: the first instant with each reading or a later one.
        TimeMs earliest = range.to;
        for (auto it = firstInstant.rbegin(); it != firstInstant.rend(); ++it)
            it->second = earliest = std::min(earliest, it->second);
        for (TimeMs reading = clock.localOf(middle - 24 * hour);
             reading < clock.localOf(middle + 11 * hour); reading += minute) {
            const auto found = firstInstant.lower_bound(reading);
            QVERIFY(found != firstInstant.end());
            QCOMPARE(clock.instantOf(reading), found->second);
            QCOMPARE(instantOfLocal(reading, timeZone), found->second);
        }
    }

    void heatMapCellsEqualACountOfMinutes_data() { changeRows(); }
    void heatMapCellsEqualACountOfMinutes()
    {
        QFETCH(QByteArray, zone);
        QFETCH(QString, around);
        const QTimeZone timeZone(zone);
        QRandomGenerator random(42);
        const TimeRange range{utc(around) - minute * random.bounded(1, 9000),
                              utc(around) + minute * random.bounded(1, 9000)};
        const auto spans = weekHourSpans(range, timeZone);
        std::array<DurationMs, weekHourCells> expected{};
        std::size_t span = 0;
        for (TimeMs t = range.from; t < range.to; t += minute) {
            if (t >= spans[span].utc.to)
                ++span;
            QVERIFY(spans[span].utc.contains(t));
            QCOMPARE(spans[span].cell, naiveCell(t, timeZone));
            expected[static_cast<std::size_t>(spans[span].cell)] += minute;
        }
        QCOMPARE(span + 1, spans.size());
        QCOMPARE(weekHourDurations(range, timeZone), expected);
    }

    void anHourThatHappensTwiceFillsItsCellTwice()
    {
        const auto week = [](const char *from, const char *to) {
            return weekHourDurations({utc(QString::fromLatin1(from)), utc(QString::fromLatin1(to))},
                                     QTimeZone("Europe/Berlin"));
        };
        constexpr std::size_t sundayAtTwo = 6 * 24 + 2;
        QCOMPARE(week("2026-10-19T22:00:00", "2026-10-26T23:00:00")[sundayAtTwo], 2 * hour);
        QCOMPARE(week("2026-03-22T23:00:00", "2026-03-29T22:00:00")[sundayAtTwo], 0);
        QCOMPARE(week("2026-06-01T22:00:00", "2026-06-08T22:00:00")[sundayAtTwo], hour);
    }

    void storedWeeksBeginOnMondayInUtc()
    {
        QCOMPARE(utcWeekOf(0), 0);
        QCOMPARE(shown(utcWeekStart(0)), u"12-29T00:00"_qs);
        const TimeMs monday = utc(u"2026-06-01T00:00:00"_qs);
        QCOMPARE(utcWeekStart(utcWeekOf(monday)), monday);
        QCOMPARE(utcWeekOf(monday - 1), utcWeekOf(monday) - 1);
        QCOMPARE(utcWeekOf(monday + 7 * 24 * hour - 1), utcWeekOf(monday));
        QCOMPARE(utcWeekOf(-4 * 24 * hour), -1); // before 1970 too
    }

    void unitsSuitTheRange()
    {
        const auto unitOf = [](int days) { return suitableUnit({0, days * 24 * hour}); };
        QCOMPARE(unitOf(1), BucketUnit::Hour);
        QCOMPARE(suitableUnit({0, 73 * hour}), BucketUnit::Hour); // three days, one of 25 hours
        QCOMPARE(unitOf(7), BucketUnit::Day);
        QCOMPARE(unitOf(92), BucketUnit::Day);
        QCOMPARE(unitOf(365), BucketUnit::Week);
        QCOMPARE(unitOf(1000), BucketUnit::Month);
    }
};

QTEST_GUILESS_MAIN(TestTimeBuckets)
#include "tst_timebuckets.moc"
