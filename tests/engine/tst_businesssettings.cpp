// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/businessclocks.h"
#include "backend/engine/businesssettings.h"
#include "backend/engine/metriccatalog.h"
#include "backend/engine/slatargets.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace watchfloor;

namespace {

constexpr TimeMs minuteMs = 60'000;

QString shown(int minute)
{
    return QStringLiteral("%1:%2")
        .arg(minute / 60, 2, 10, QLatin1Char('0'))
        .arg(minute % 60, 2, 10, QLatin1Char('0'));
}

/// "1 09:00-12:30, ..." or the error's sentence.
template<typename T, typename Line>
QString listed(const Result<std::vector<T>> &parsed, Line line)
{
    if (!parsed)
        return parsed.error().sentence();
    QStringList lines;
    for (const T &one : *parsed)
        lines.append(line(one));
    return lines.join(QStringLiteral(", "));
}

QString lineOf(const WeeklySpan &span)
{
    return QStringLiteral("%1 %2-%3")
        .arg(span.weekday)
        .arg(shown(span.openMinute), shown(span.closeMinute));
}

QString lineOf(const SpecialDay &day)
{
    QString line = day.date.toString(Qt::ISODate);
    for (const DaySpan &span : day.hours)
        line += QStringLiteral(" %1-%2").arg(shown(span.openMinute), shown(span.closeMinute));
    return line;
}

Account account(std::initializer_list<std::pair<const char *, const char *>> settings,
                const char *zone = "")
{
    Account row;
    row.id = 1;
    row.timeZone = QString::fromLatin1(zone);
    for (const auto &[key, value] : settings)
        row.settings.insert(QLatin1String(key), QString::fromLatin1(value));
    return row;
}

Grouping inbox(RowId id, const char *remoteId, const char *extra = "{}")
{
    Grouping row;
    row.id = id;
    row.kind = GroupingKind::Inbox;
    row.remoteId = QString::fromLatin1(remoteId);
    row.extra = QJsonDocument::fromJson(extra).object();
    return row;
}

/// Minutes of the range whose wall-clock reading `isOpen` accepts.
template<typename IsOpen>
DurationMs minutesOpen(TimeRange range, const char *zone, IsOpen isOpen)
{
    const QTimeZone where((QByteArray(zone)));
    DurationMs sum = 0;
    for (TimeMs t = range.from; t < range.to; t += minuteMs) {
        const QDateTime local = QDateTime::fromMSecsSinceEpoch(t, where);
        if (isOpen(local.date(), local.time().hour() * 60 + local.time().minute()))
            sum += minuteMs;
    }
    return sum;
}

} // namespace

class TestBusinessSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void weeklyHours_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *text, const char *says) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(says);
        };
        row("Mon-Tue 09:00-12:30,13:30-18:00; Sat 10:00-14:00",
            "1 09:00-12:30, 1 13:30-18:00, 2 09:00-12:30, 2 13:30-18:00, 6 10:00-14:00");
        row("mon,Wednesday 00:00-24:00", "1 00:00-24:00, 3 00:00-24:00");
        row("Sat-Mon 22:00-06:00", "6 22:00-06:00, 0 22:00-06:00, 1 22:00-06:00");
        row(" Fri  20:00 - 00:00 ", "5 20:00-00:00");
        const char *form = "Write hours like Mon-Fri 09:00-12:30,13:30-18:00; Sat 10:00-14:00.";
        const auto bad = [&](const char *text, const char *what) {
            row(text, qPrintable(QStringLiteral("%1. %2").arg(QString::fromUtf8(what),
                                                              QString::fromLatin1(form))));
        };
        bad("", "There is nothing between two \";\"");
        bad("Mon 09:00-12:00;", "There is nothing between two \";\"");
        bad("Mon-Fri", "\"Mon-Fri\" names no hours");
        bad("Mo 09:00-12:00", "\"Mo\" is no day of the week");
        bad("09:00-12:00", "\"\" is no day of the week");
        bad("Mon-Tue-Wed 09:00-12:00", "\"Mon-Tue-Wed\" is no day of the week");
        bad("Mon 9:00-12:00", "\"9:00-12:00\" are no hours of a day");
        bad("Mon 09:00", "\"09:00\" are no hours of a day");
        bad("Mon 09:00-25:00", "\"09:00-25:00\" are no hours of a day");
        bad("Mon 09:60-12:00", "\"09:60-12:00\" are no hours of a day");
        bad("Mon 24:00-12:00", "\"24:00-12:00\" are no hours of a day");
        bad("Mon 09:00-12:00,", "\"\" are no hours of a day");
        bad("Mon 09:00-12:00 Tue 09:00-12:00",
            "\"09:00-12:00 Tue 09:00-12:00\" are no hours of a day");
        row("Mon 09:00-09:00", "\"09:00-09:00\" begins and ends at once. A whole day is "
                               "00:00-24:00, a closed one is left out.");
        const char *twice = " is named twice. Let the hours of a day not overlap.";
        row("Mon-Fri 09:00-17:00; Fri 16:59-18:00",
            qPrintable(QLatin1String("Fri 16:59") + QLatin1String(twice)));
        row("Sat 22:00-06:00; Sun 05:00-07:00",
            qPrintable(QLatin1String("Sun 05:00") + QLatin1String(twice)));
    }
    void weeklyHours()
    {
        QFETCH(QString, text);
        QTEST(listed(weeklyHoursFromText(text), [](const WeeklySpan &s) { return lineOf(s); }),
              "says");
    }

    void days_data()
    {
        QTest::addColumn<bool>("closed");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        const auto row = [](bool closed, const char *text, const char *says) {
            QTest::newRow(text) << closed << QString::fromUtf8(text) << QString::fromUtf8(says);
        };
        row(true, "2026-12-25, 2028-02-28..2028-03-01",
            "2026-12-25, 2028-02-28, 2028-02-29, 2028-03-01");
        row(true, "2026-02-29", "\"2026-02-29\" is no date. Write dates like 2026-12-25.");
        row(true, "25.12.2026", "\"25.12.2026\" is no date. Write dates like 2026-12-25.");
        row(true, "", "\"\" is no date. Write dates like 2026-12-25.");
        row(true, "2026-12-31 09:00-12:00",
            "\"2026-12-31 09:00-12:00\" has hours, and these days are closed all day. Hours of "
            "single dates are business_hours.special.");
        row(true, "2026-12-31..2026-12-30",
            "\"2026-12-31..2026-12-30\" is not one to 366 days. Write the first day, two dots and "
            "the last day.");
        row(true, "2026-01-01..9999-12-31",
            "\"2026-01-01..9999-12-31\" is not one to 366 days. Write the first day, two dots and "
            "the last day.");
        row(false, "2026-12-31 09:00-12:00,13:00-14:00; 2027-01-02 22:00-02:00",
            "2026-12-31 09:00-12:00 13:00-14:00, 2027-01-02 22:00-02:00");
        const char *form = "Write it like 2026-12-31 09:00-12:00; 2027-01-02 10:00-14:00.";
        row(false, "2026-12-31",
            qPrintable(QLatin1String("\"\" are no hours of a day. ") + QLatin1String(form)));
        row(false, "Mon 09:00-12:00",
            qPrintable(QLatin1String("\"Mon 09:00-\" is no date. ") + QLatin1String(form)));
    }
    void days()
    {
        QFETCH(bool, closed);
        QFETCH(QString, text);
        const auto parsed = closed ? closedDaysFromText(text) : specialDaysFromText(text);
        QTEST(listed(parsed, [](const SpecialDay &day) { return lineOf(day); }), "says");
    }

    void accountsAreChecked()
    {
        const auto sentence = [](const Account &row) {
            const Result<void> good = businesssettings::check(row);
            return good ? QString() : good.error().sentence();
        };
        QCOMPARE(sentence(account({{"business_hours", "Mon 09:00-17:00"}}, "Asia/Tokyo")),
                 QString());
        QCOMPARE(sentence(account({{"business_hours", "Mon 09:00-17:00"}})),
                 QStringLiteral("Whose time the business hours are is not known. Set "
                                "business_hours.zone too, like Europe/Berlin."));
        QCOMPARE(sentence(account({{"business_hours.zone", "Berlin"}})),
                 QStringLiteral("business_hours.zone: \"Berlin\" is no time zone. Write its name "
                                "like Europe/Berlin."));
        QVERIFY(sentence(account({{"business_hours.inbox.7", "Mon"}}, "UTC"))
                    .startsWith(QStringLiteral("business_hours.inbox.7: \"Mon\" names no hours")));
        QVERIFY(sentence(account({{"business_hours.closed", "x"}}))
                    .startsWith(QStringLiteral("business_hours.closed: \"x\" is no date")));
        QVERIFY(!businesssettings::isKey(QStringLiteral("business_hours.inbox.")));
        QVERIFY(!businesssettings::isKey(QStringLiteral("business_hours.colour")));
    }

    /// The inbox's hours of the settings, else its own, else the account's; each in its zone, a
    /// holiday in all.
    void whoseHoursCount()
    {
        const Account row =
            account({{"business_hours", "Mon-Fri 09:00-12:30,13:30-18:00; Fri 22:00-06:00"},
                     {"business_hours.inbox.7", "Mon-Sun 00:00-24:00"},
                     {"business_hours.closed", "2026-03-30"},
                     {"business_hours.special", "2026-04-01 10:00-11:00"}},
                    "Europe/Berlin");
        const char *own = R"({"timezone": "America/New_York", "working_hours_enabled": true,
            "working_hours": [{"day_of_week": 2, "open_hour": 8, "open_minutes": 0,
                               "close_hour": 16, "close_minutes": 30}]})";
        const char *off = R"({"working_hours_enabled": false})";
        BusinessClocks clocks;
        clocks.add(row, {inbox(70, "7", own), inbox(80, "8", own), inbox(90, "9", off)});
        QVERIFY(clocks.any());
        const auto special = [](QDate date) {
            return date == QDate(2026, 3, 30) || date == QDate(2026, 4, 1);
        };
        const auto onSpecial = [](QDate date, int minute) {
            return date == QDate(2026, 4, 1) && minute >= 600 && minute < 660;
        };
        const auto office = [&](QDate date, int minute) {
            if (special(date))
                return onSpecial(date, minute);
            const int day = date.dayOfWeek();
            return (day <= 5 &&
                    ((minute >= 540 && minute < 750) || (minute >= 810 && minute < 1080))) ||
                   (day == 5 && minute >= 1320) || (day == 6 && minute < 360);
        };
        const auto always = [&](QDate date, int minute) {
            return special(date) ? onSpecial(date, minute) : true;
        };
        const auto yorks = [&](QDate date, int minute) {
            if (special(date))
                return onSpecial(date, minute);
            return date.dayOfWeek() == 2 && minute >= 480 && minute < 990;
        };
        QRandomGenerator random(4);
        const TimeMs begin = QDateTime({2026, 3, 26}, {0, 0}, Qt::UTC).toMSecsSinceEpoch();
        for (int i = 0; i < 60; ++i) {
            const TimeMs from = begin + random.bounded(8 * 24 * 60) * minuteMs;
            const TimeMs to = from + random.bounded(3 * 24 * 60) * minuteMs;
            const TimeRange range{from, to};
            const DurationMs ofOffice = minutesOpen(range, "Europe/Berlin", office);
            QCOMPARE(clocks.openTime(1, 0, from, to), std::optional(ofOffice));
            QCOMPARE(clocks.openTime(1, 90, from, to), std::optional(ofOffice));
            QCOMPARE(clocks.openTime(1, -5, from, to), std::optional(ofOffice));
            QCOMPARE(clocks.openTime(1, 70, from, to),
                     std::optional(minutesOpen(range, "Europe/Berlin", always)));
            QCOMPARE(clocks.openTime(1, 80, from, to),
                     std::optional(minutesOpen(range, "America/New_York", yorks)));
        }
        // Years away from what was asked before, and back.
        const TimeMs far = QDateTime({2031, 3, 3}, {8, 0}, Qt::UTC).toMSecsSinceEpoch(); // Monday
        QCOMPARE(clocks.openTime(1, 0, far, far + 90 * minuteMs),
                 std::optional<DurationMs>(90 * minuteMs));
        const TimeMs early = QDateTime({1999, 1, 4}, {8, 0}, Qt::UTC).toMSecsSinceEpoch();
        QCOMPARE(clocks.openTime(1, 0, early - 90 * minuteMs, early + 90 * minuteMs),
                 std::optional<DurationMs>(90 * minuteMs));
        QCOMPARE(clocks.openTime(1, 0, far, far), std::optional<DurationMs>(0));
        QCOMPARE(clocks.openTime(1, 0, far, far - 1), std::optional<DurationMs>());
        QCOMPARE(clocks.openTime(2, 0, far, far + 1), std::optional<DurationMs>());
        BusinessClocks same, other, nobodys;
        same.add(row, {inbox(70, "7", own), inbox(80, "8", own), inbox(90, "9", off)});
        other.add(row, {inbox(70, "7", own), inbox(80, "8", off), inbox(90, "9", off)});
        nobodys.add(account({}), {inbox(90, "9", off)});
        QCOMPARE(clocks.mark(), same.mark());
        QVERIFY(clocks.mark() != other.mark());
        QVERIFY(!nobodys.any());
    }

    void targets()
    {
        const MetricSpec *first = metricSpec("first_response_time");
        const MetricSpec *reply = metricSpec("reply_time");
        using Ms = std::optional<DurationMs>;
        const auto of = [](const char *key, const QJsonValue &value, const MetricSpec *metric) {
            Account row;
            row.settings.insert(QLatin1String(key), value);
            return slatargets::check(row) ? slatargets::of(row, *metric) : Ms(-1);
        };
        QCOMPARE(of("sla.first_response", 300, first), Ms(300'000));
        QCOMPARE(of("sla.first_response_time", QStringLiteral("0.25"), first), Ms(250));
        QCOMPARE(of("sla.reply", 1, reply), Ms(1'000));
        QCOMPARE(of("sla.reply", 1, first), Ms());
        QCOMPARE(of("sla.resolution", 1, metricSpec("resolution_time")), Ms(1'000));
        for (const QJsonValue &bad :
             {QJsonValue(0), QJsonValue(-5), QJsonValue(1e12), QJsonValue(QStringLiteral("nan")),
              QJsonValue(true), QJsonValue(QStringLiteral("5m")), QJsonValue()})
            QCOMPARE(of("sla.reply", bad, reply), Ms(-1));
        // No time; no events or closed conversations behind it; no metric.
        for (const char *name : {"sla.csat", "sla.duration", "sla.waiting", "sla.",
                                 "sla.avg_time_to_first_response_all_assignments"})
            QCOMPARE(of(name, 5, first), Ms(-1));
        Account both;
        both.settings = {{QStringLiteral("sla.reply"), 1}, {QStringLiteral("sla.reply_time"), 2}};
        QCOMPARE(slatargets::of(both, *reply), Ms(2'000));
        QVERIFY(slatargets::names().contains(QStringLiteral("service_time")));
    }
};

QTEST_GUILESS_MAIN(TestBusinessSettings)
#include "tst_businesssettings.moc"
