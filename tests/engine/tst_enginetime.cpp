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
        row("24h", "2026-03-28T22:30:00.000Z 2026-03-29T22:30:00.000Z");
        row("7d", "2026-03-22T22:30:00.000Z 2026-03-29T22:30:00.000Z");
        row("30d", "2026-02-27T22:30:00.000Z 2026-03-29T22:30:00.000Z");
        row("2026-03-01..2026-03-02", "2026-02-28T23:00:00.000Z 2026-03-02T23:00:00.000Z");
        row("2026-03-29..2026-03-29", "2026-03-28T23:00:00.000Z 2026-03-29T22:00:00.000Z");
        row("2026-03-01T10:00..2026-03-01T11:00Z",
            "2026-03-01T09:00:00.000Z 2026-03-01T11:00:00.000Z");
        row("2026-03-02..2026-03-01", "error");
        row("2026-03-02T00:00Z..2026-03-02T00:00Z", "error");
        row("..2026-03-01", "error");
        row("2026-03-01..", "error");
        row("week", "error");
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
    }
    void businessHoursEqualAMinuteByMinuteCount()
    {
        QFETCH(QByteArray, zone);
        QFETCH(QString, around);
        const QTimeZone timeZone(zone);
        QVERIFY(timeZone.isValid());
        const TimeMs middle = utc(around.toLatin1().constData());
        QRandomGenerator random(4711);
        for (const auto &spans : {officeHours(), nightHours()}) {
            const BusinessCalendar calendar(timeZone, spans);
            for (int round = 0; round < 3; ++round) {
                const TimeRange range{middle - 60'000 * (random.bounded(2000) + 1),
                                      middle + 60'000 * (random.bounded(2000) + 1)};
                std::vector<TimeRange> minutes;
                for (TimeMs t = range.from; t < range.to; t += 60'000) {
                    const QDateTime local = QDateTime::fromMSecsSinceEpoch(t, timeZone);
                    const int minute = local.time().hour() * 60 + local.time().minute();
                    for (const WeeklySpan &span : spans) {
                        if (span.weekday == local.date().dayOfWeek() % 7 &&
                            minute >= span.openMinute && minute < span.closeMinute) {
                            minutes.push_back({t, t + 60'000});
                            break;
                        }
                    }
                }
                const auto expected = mergedRanges(minutes);
                QCOMPARE(calendar.openRanges(range), expected);
                QCOMPARE(calendar.openTime(range), DurationMs(minutes.size()) * 60'000);
            }
        }
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
            {"day_of_week":9,"open_hour":1,"close_hour":17},"nonsense"]})")
                          .object();
        const TimeRange week{utc("2026-06-01T00:00:00.000Z"), utc("2026-06-07T00:00:00.000Z")};
        const auto calendar = BusinessCalendar::ofInbox(inbox);
        QVERIFY(calendar.has_value());
        const std::vector<TimeRange> expected{
            {utc("2026-06-01T07:30:00.000Z"), utc("2026-06-01T15:00:00.000Z")},
            {utc("2026-06-01T22:00:00.000Z"), utc("2026-06-02T22:00:00.000Z")}};
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
