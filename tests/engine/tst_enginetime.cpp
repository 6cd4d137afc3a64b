// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/businesshours.h"
#include "backend/engine/daterange.h"
#include "backend/engine/localtime.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

#include <array>

using namespace watchfloor;

namespace {

TimeMs utc(const char *iso)
{
    return QDateTime::fromString(QLatin1String(iso), Qt::ISODateWithMs).toMSecsSinceEpoch();
}

QString shown(const Result<TimeMs> &time)
{
    return time ? isoInstant(*time) : QStringLiteral("error");
}

QString shown(const Result<TimeRange> &range)
{
    return range ? isoInstant(range->from) + QStringLiteral(" ") + isoInstant(range->to)
                 : QStringLiteral("error");
}

std::vector<WeeklySpan> officeHours()
{
    std::vector<WeeklySpan> spans;
    for (int day = 1; day <= 5; ++day) {
        spans.push_back({day, 9 * 60, 12 * 60 + 30});
        spans.push_back({day, 13 * 60, 17 * 60 + 45});
    }
    return spans;
}

/// Night hours cover the changes themselves, a whole day and one that ends at midnight.
std::vector<WeeklySpan> nightHours()
{
    return {{0, 0, 1440}, {0, 30, 150}, {3, 1320, 1440}, {4, 0, 125}, {6, 90, 210}};
}

/// Split days whose second half ends on the next day, and one that goes once round the clock.
std::vector<WeeklySpan> overnightHours()
{
    return {{0, 1290, 185}, {1, 540, 720}, {1, 1320, 360},
            {3, 600, 600},  {5, 1200, 0},  {6, 1380, 150}};
}

/// Holidays, and special hours that end on the next day, on and around the day.
std::vector<SpecialDay> specialDaysAround(QDate day)
{
    return {{day.addDays(-1), {}},
            {day, {{600, 720}, {1320, 240}}},
            {day.addDays(2), {{0, 60}}},
            {day.addDays(2), {}}}; // said twice: the later holds
}

/// What the header says, of one wall-clock minute, without the engine.
bool isOpenAt(const QDateTime &local, const std::vector<WeeklySpan> &spans,
              const std::vector<SpecialDay> &specials)
{
    const auto special = [&](QDate date) {
        const SpecialDay *found = nullptr;
        for (const SpecialDay &one : specials)
            found = one.date == date ? &one : found;
        return found;
    };
    const auto hoursOf = [&](QDate date) {
        std::vector<DaySpan> hours;
        if (const SpecialDay *found = special(date))
            return found->hours;
        for (const WeeklySpan &span : spans) {
            if (span.weekday == date.dayOfWeek() % 7)
                hours.push_back({span.openMinute, span.closeMinute});
        }
        return hours;
    };
    const int minute = local.time().hour() * 60 + local.time().minute();
    for (const DaySpan &span : hoursOf(local.date())) {
        const bool overnight = span.closeMinute <= span.openMinute;
        if (minute >= span.openMinute && (overnight || minute < span.closeMinute))
            return true;
    }
    if (special(local.date()))
        return false;
    for (const DaySpan &span : hoursOf(local.date().addDays(-1))) {
        if (span.closeMinute <= span.openMinute && minute < span.closeMinute)
            return true;
    }
    return false;
}

std::vector<TimeRange> openMinutes(TimeRange range, const QTimeZone &zone,
                                   const std::vector<WeeklySpan> &spans,
                                   const std::vector<SpecialDay> &specials)
{
    std::vector<TimeRange> minutes;
    for (TimeMs t = range.from; t < range.to; t += 60'000) {
        if (isOpenAt(QDateTime::fromMSecsSinceEpoch(t, zone), spans, specials))
            minutes.push_back({t, t + 60'000});
    }
    return minutes;
}

} // namespace

class TestEngineTime : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void instants_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *text, const char *zone, const char *expected) {
            QTest::newRow(text) << QString::fromLatin1(text) << QByteArray(zone)
                                << QString::fromLatin1(expected);
        };
        row("2026-06-01T08:02:03.412Z", "Europe/Berlin", "2026-06-01T08:02:03.412Z");
        row("2026-06-01T08:02", "Europe/Berlin", "2026-06-01T06:02:00.000Z");
        row("2026-06-01 08:02:03.4", "Asia/Kolkata", "2026-06-01T02:32:03.400Z");
        row("2026-06-01T08:02:03.123456", "UTC", "2026-06-01T08:02:03.123Z");
        row("2026-06-01T08:02:03+0530", "UTC", "2026-06-01T02:32:03.000Z");
        row("2026-06-01T08:02:03-03", "UTC", "2026-06-01T11:02:03.000Z");
        row("2026-06-01", "America/New_York", "2026-06-01T04:00:00.000Z");
        // 02:00-03:00 does not exist: the first instant after the gap.
        row("2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:00:00.000Z");
        // 02:00-03:00 happens twice: the first.
        row("2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z");
        // A day that has no midnight.
        row("2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00.000Z");
        // The end of a day is the start of the next.
        row("2026-02-28T24:00:00Z", "UTC", "2026-03-01T00:00:00.000Z");
        row("2026-12-31T24:00", "Europe/Berlin", "2026-12-31T23:00:00.000Z");
        row("2026-06-01T24:00:00.000+02:00", "UTC", "2026-06-01T22:00:00.000Z");
        row("2026-06-01T24:00:00.001Z", "UTC", "error");
        row("2026-06-01T24:00:01Z", "UTC", "error");
        row("2026-02-29", "UTC", "error");
        row("2026-06-01T24:30", "UTC", "error");
        row("2026-06-01T08:02:03+19:00", "UTC", "error");
        row("2026-6-1", "UTC", "error");
        row("yesterday", "UTC", "error");
        row("", "UTC", "error");
        row("2026-06-01T08:02:03Z junk", "UTC", "error");
    }
    void instants()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, zone);
        QTEST(shown(parseInstant(text, QTimeZone(zone))), "expected");
    }

    void ranges_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *text, const char *expected) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(expected);
        };
        // Berlin, Monday 2026-03-30 00:30 local, the day after the change to summer time.
        row("today", "2026-03-29T22:00:00.000Z 2026-03-30T22:00:00.000Z");
        row("yesterday", "2026-03-28T23:00:00.000Z 2026-03-29T22:00:00.000Z"); // 23 hours
        row("24h", "2026-03-28T22:31:00.000Z 2026-03-29T22:31:00.000Z");
        row("7d", "2026-03-23T23:00:00.000Z 2026-03-30T22:00:00.000Z");
        row("30d", "2026-02-28T23:00:00.000Z 2026-03-30T22:00:00.000Z");
        row("week", "2026-03-29T22:00:00.000Z 2026-03-30T22:00:00.000Z"); // its first day
        row("last-week", "2026-03-22T23:00:00.000Z 2026-03-29T22:00:00.000Z");
        row("month", "2026-02-28T23:00:00.000Z 2026-03-30T22:00:00.000Z");
        row("last-month", "2026-01-31T23:00:00.000Z 2026-02-28T23:00:00.000Z");
        row("2026-03-01..2026-03-02", "2026-02-28T23:00:00.000Z 2026-03-02T23:00:00.000Z");
        row("2026-03-29..2026-03-29", "2026-03-28T23:00:00.000Z 2026-03-29T22:00:00.000Z");
        row("2026-03-01T10:00..2026-03-01T11:00Z",
            "2026-03-01T09:00:00.000Z 2026-03-01T11:00:00.000Z");
        row("2026-03-02..2026-03-01", "error");
        row("0001-01-01..9999-12-31", "error");
        row("1926-04-01..2026-03-29", "1926-03-31T23:00:00.000Z 2026-03-29T22:00:00.000Z");
        row("2026-03-02T00:00Z..2026-03-02T00:00Z", "error");
        row("..2026-03-01", "error");
        row("2026-03-01..", "error");
        row("fortnight", "error");
    }
    void ranges()
    {
        QFETCH(QString, text);
        const QTimeZone berlin("Europe/Berlin");
        QTEST(shown(parseRange(text, berlin, utc("2026-03-29T22:30:00.000Z"))), "expected");
    }

    void offsetsCutTheRangeWithoutHoles()
    {
        const QTimeZone zone("Australia/Lord_Howe"); // changes by half an hour
        const TimeRange year{utc("2026-01-01T00:00:00.000Z"), utc("2027-01-01T00:00:00.000Z")};
        const auto spans = offsetSpans(year, zone);
        QCOMPARE(spans.size(), std::size_t(3));
        QCOMPARE(spans.front().utc.from, year.from);
        QCOMPARE(spans.back().utc.to, year.to);
        for (std::size_t i = 1; i < spans.size(); ++i) {
            QCOMPARE(spans[i].utc.from, spans[i - 1].utc.to);
            QCOMPARE(std::abs(spans[i].offset - spans[i - 1].offset), DurationMs(1'800'000));
        }
        QVERIFY(offsetSpans({5, 5}, zone).empty());
    }

    void businessHoursEqualAMinuteByMinuteCount_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QString>("around");
        const auto row = [](const char *zone, const char *around) {
            QTest::addRow("%s %s", zone, around) << QByteArray(zone) << QString::fromLatin1(around);
        };
        row("Europe/Berlin", "2026-03-29T01:00:00.000Z");
        row("Europe/Berlin", "2026-10-25T01:00:00.000Z");
        row("America/St_Johns", "2026-03-08T05:30:00.000Z");
        row("Australia/Lord_Howe", "2026-04-04T15:00:00.000Z");
        row("America/Sao_Paulo", "2018-11-04T03:00:00.000Z");
        row("Pacific/Apia", "2011-12-30T10:00:00.000Z"); // a whole day is skipped
        row("Asia/Kolkata", "2026-06-01T00:00:00.000Z");
        row("Europe/Berlin", "2045-03-26T01:00:00.000Z"); // by rule, beyond the table
        row("UTC", "1969-12-31T23:00:00.000Z");
        row("Europe/Berlin", "2028-02-29T12:00:00.000Z");     // a leap day
        row("America/Sao_Paulo", "2018-02-18T02:00:00.000Z"); // midnight comes twice
        row("Asia/Pyongyang", "2018-05-04T15:00:00.000Z");    // for good, by half an hour
        row("Europe/Istanbul", "2016-09-06T21:00:00.000Z");   // summer time that stayed
    }
    void businessHoursEqualAMinuteByMinuteCount()
    {
        QFETCH(QByteArray, zone);
        QFETCH(QString, around);
        const QTimeZone timeZone(zone);
        QVERIFY(timeZone.isValid());
        const TimeMs middle = utc(around.toLatin1().constData());
        const QDate day = QDateTime::fromMSecsSinceEpoch(middle, timeZone).date();
        QRandomGenerator random(4711);
        for (const auto &spans : {officeHours(), nightHours(), overnightHours()}) {
            for (const auto &specials : {std::vector<SpecialDay>(), specialDaysAround(day)}) {
                const BusinessCalendar calendar(timeZone, spans, specials);
                const TimeRange range{middle - 60'000 * (random.bounded(4000) + 1),
                                      middle + 60'000 * (random.bounded(4000) + 1)};
                const auto minutes = openMinutes(range, timeZone, spans, specials);
                QCOMPARE(calendar.openRanges(range), mergedRanges(minutes));
                QCOMPARE(calendar.openTime(range), DurationMs(minutes.size()) * 60'000);
            }
        }
    }

    /// Any hours, any special days, anywhere and at any time.
    void anyCalendarEqualsAMinuteByMinuteCount()
    {
        const std::array zones{"Europe/Berlin",     "America/New_York", "Australia/Lord_Howe",
                               "America/Sao_Paulo", "Asia/Kathmandu",   "Africa/Casablanca",
                               "Pacific/Apia",      "America/Havana"};
        QRandomGenerator random(20);
        const auto minute = [&random](int most) { return 5 * random.bounded(most / 5 + 1); };
        for (int round = 0; round < 60; ++round) {
            const QTimeZone zone(zones.at(static_cast<std::size_t>(round) % zones.size()));
            TimeMs middle =
                utc("2005-01-01T00:00:00.000Z") + 60'000LL * random.bounded(30 * 365 * 24 * 60);
            if (random.bounded(2) > 0) { // where the clock changes
                const auto next = zone.nextTransition(QDateTime::fromMSecsSinceEpoch(middle));
                if (next.atUtc.isValid())
                    middle = next.atUtc.toMSecsSinceEpoch() / 60'000 * 60'000;
            }
            std::vector<WeeklySpan> spans;
            for (int i = random.bounded(12); i > 0; --i)
                spans.push_back({random.bounded(7), minute(1435), minute(1440)});
            std::vector<SpecialDay> specials;
            const QDate day = QDateTime::fromMSecsSinceEpoch(middle, zone).date();
            for (int i = random.bounded(4); i > 0; --i) {
                SpecialDay special{day.addDays(random.bounded(5) - 2), {}};
                for (int k = random.bounded(3); k > 0; --k)
                    special.hours.push_back({minute(1435), minute(1440)});
                specials.push_back(special);
            }
            const BusinessCalendar calendar(zone, spans, specials);
            const TimeRange range{middle - 60'000LL * random.bounded(3000),
                                  middle + 60'000LL * (1 + random.bounded(3000))};
            const auto minutes = openMinutes(range, zone, spans, specials);
            QCOMPARE(calendar.openRanges(range), mergedRanges(minutes));
            // Half-open: two halves are the whole, and the end does not belong to it.
            const TimeMs cut = range.from + (range.to - range.from) / 3;
            QCOMPARE(calendar.openTime({range.from, cut}) + calendar.openTime({cut, range.to}),
                     DurationMs(minutes.size()) * 60'000);
        }
    }

    void nightShiftsAndHolidays_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<int>("minutes");
        const auto row = [](const char *name, const char *from, const char *to, int minutes) {
            QTest::newRow(name) << QString::fromLatin1(from) << QString::fromLatin1(to) << minutes;
        };
        // Berlin, every night 22:00 to 06:00.
        row("a night", "2026-06-01T12:00", "2026-06-02T12:00", 480);
        row("the evening of it", "2026-06-01T12:00", "2026-06-02T00:00", 120);
        row("the morning of it", "2026-06-02T00:00", "2026-06-02T12:00", 360);
        row("the night of spring", "2026-03-28T12:00", "2026-03-29T12:00", 420);
        row("the night of autumn", "2026-10-24T12:00", "2026-10-25T12:00", 540);
        row("the night before a short day ends with it", "2026-12-23T12:00", "2026-12-24T12:00",
            120);
        row("Christmas Eve is a short day", "2026-12-24T12:00", "2026-12-25T00:00", 120);
        row("closed from midnight to midnight", "2026-12-25T00:00", "2026-12-26T00:00", 0);
        row("and the night that would have begun then", "2026-12-25T00:00", "2026-12-26T12:00", 0);
        row("over the year's end", "2026-12-31T12:00", "2027-01-01T12:00", 480);
    }
    void nightShiftsAndHolidays()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(int, minutes);
        const QTimeZone berlin("Europe/Berlin");
        std::vector<WeeklySpan> nights;
        for (int day = 0; day < 7; ++day)
            nights.push_back({day, 22 * 60, 6 * 60});
        nights.push_back({7, 0, 1440}); // no such day
        nights.push_back({1, 600, 1441});
        const BusinessCalendar calendar(berlin, nights,
                                        {{QDate(2026, 12, 24), {{18 * 60, 20 * 60}}},
                                         {QDate(2026, 12, 25), {}},
                                         {QDate(), {{0, 1440}}}});
        const TimeRange range{*parseInstant(from, berlin), *parseInstant(to, berlin)};
        QCOMPARE(calendar.openTime(range), minutes * 60'000);
    }

    void preparedHoursAnswerTheSame()
    {
        const QTimeZone berlin("Europe/Berlin");
        const BusinessCalendar calendar(berlin, overnightHours(),
                                        specialDaysAround(QDate(2026, 3, 29)));
        const TimeRange month{utc("2026-03-10T00:17:00.000Z"), utc("2026-04-10T00:00:00.000Z")};
        const OpenHours prepared(calendar, month);
        QCOMPARE(prepared.openRanges(), calendar.openRanges(month));
        QCOMPARE(prepared.openTime(month), calendar.openTime(month));
        QRandomGenerator random(7);
        for (int round = 0; round < 500; ++round) {
            // Some begin before the prepared month or end after it.
            const TimeMs from = month.from + TimeMs(1000) * (random.bounded(2'800'000) - 60'000);
            const TimeRange range{from, from + TimeMs(1000) * random.bounded(400'000)};
            QCOMPARE(prepared.openTime(range), calendar.openTime(range));
            QCOMPARE(prepared.isOpen(from), !calendar.openRanges({from, from + 1}).empty());
        }
        QCOMPARE(prepared.openTime({month.to, month.from}), 0);
        QCOMPARE(prepared.openTime({month.from, month.from}), 0);
    }

    void anInboxTellsItsHours()
    {
        Grouping inbox;
        inbox.kind = GroupingKind::Inbox;
        inbox.extra = QJsonDocument::fromJson(R"({"timezone":"Europe/Berlin",
            "working_hours_enabled":true,"working_hours":[
            {"day_of_week":1,"open_hour":9,"open_minutes":30,"close_hour":17,"close_minutes":0},
            {"day_of_week":2,"open_all_day":true,"open_hour":0,"open_minutes":0,
             "close_hour":23,"close_minutes":59},
            {"day_of_week":3,"closed_all_day":true,"open_hour":9,"close_hour":17},
            {"day_of_week":4,"open_hour":null,"close_hour":17},
            {"day_of_week":4,"open_hour":8,"close_hour":8},
            {"day_of_week":5,"open_hour":23,"open_minutes":0,"close_hour":1,"close_minutes":30},
            {"day_of_week":9,"open_hour":1,"close_hour":17},"nonsense"]})")
                          .object();
        const TimeRange week{utc("2026-06-01T00:00:00.000Z"), utc("2026-06-07T00:00:00.000Z")};
        const auto calendar = BusinessCalendar::ofInbox(inbox);
        QVERIFY(calendar.has_value());
        const std::vector<TimeRange> expected{
            {utc("2026-06-01T07:30:00.000Z"), utc("2026-06-01T15:00:00.000Z")},
            {utc("2026-06-01T22:00:00.000Z"), utc("2026-06-02T22:00:00.000Z")},
            {utc("2026-06-05T21:00:00.000Z"), utc("2026-06-05T23:30:00.000Z")}};
        QCOMPARE(calendar->openRanges(week), expected);

        inbox.extra.insert(QStringLiteral("working_hours_enabled"), false);
        QVERIFY(!BusinessCalendar::ofInbox(inbox));
        inbox.extra.insert(QStringLiteral("working_hours_enabled"), true);
        inbox.extra.insert(QStringLiteral("timezone"), QStringLiteral("Moon/Crater"));
        QVERIFY(!BusinessCalendar::ofInbox(inbox));
        inbox.extra.remove(QStringLiteral("timezone"));
        QVERIFY(!BusinessCalendar::ofInbox(inbox));
        QVERIFY(BusinessCalendar::ofInbox(inbox, QStringLiteral("Asia/Tokyo")));
    }
};

QTEST_GUILESS_MAIN(TestEngineTime)
#include "tst_enginetime.moc"
