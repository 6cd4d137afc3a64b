// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/daterange.h"

#include "backend/engine/localtime.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr DurationMs hourMs = 3'600'000;
constexpr DurationMs mostRange = 36'526 * 24 * hourMs; // 100 years with their leap days

Error notATime(const QString &text)
{
    return Error(Error::Kind::BadInput, QStringLiteral("\"%1\" is not a date or time").arg(text),
                 {},
                 QStringLiteral("Write it as 2026-06-01 or 2026-06-01T08:30:00 with or without "
                                "an offset such as Z or +02:00"));
}

bool isDateOnly(const QString &text)
{
    return text.size() == 10;
}

/// One end of FROM..TO; a date alone at the end means the start of the following day.
Result<TimeMs> rangeEnd(const QString &text, const QTimeZone &zone)
{
    if (isDateOnly(text)) {
        const QDate day = QDate::fromString(text, Qt::ISODate);
        if (day.isValid())
            return startOfDay(day.addDays(1), zone);
    }
    return parseInstant(text, zone);
}

/// The wall clock's reading as ms since its own midnight; of an instant within the day.
DurationMs readingOf(TimeMs instant, QDate day, const QTimeZone &zone)
{
    const LocalClock clock({instant, instant + 1}, zone);
    return clock.localOf(instant) - QDateTime(day, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();
}

/// The same reading on another day, at most that day's end.
TimeMs atReading(DurationMs reading, QDate day, const QTimeZone &zone)
{
    const TimeMs local = QDateTime(day, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch() + reading;
    return std::clamp(instantOfLocal(local, zone), startOfDay(day, zone),
                      startOfDay(day.addDays(1), zone));
}

} // namespace

Result<TimeMs> parseInstant(const QString &text, const QTimeZone &zone)
{
    // Qt reads more than ISO 8601 (and ignores some of it), so the form is checked first.
    static const QRegularExpression form(QStringLiteral(
        R"(^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}(?::?\d{2})?)?)?$)"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        return notATime(text);
    const QDate date = QDate::fromString(match.captured(1), Qt::ISODate);
    if (!date.isValid())
        return notATime(text);
    if (match.captured(2).isEmpty())
        return startOfDay(date, zone);
    const QString clock = match.captured(2);
    // 24:00 is the end of its day.
    static const QRegularExpression midnight(QStringLiteral(R"(^24:00(:00(\.0+)?)?$)"));
    const bool endOfDay = midnight.match(clock).hasMatch();
    const QTime time = endOfDay ? QTime(0, 0)
                                : QTime::fromString(clock.section(u'.', 0, 0),
                                                    clock.size() > 5 ? QStringLiteral("HH:mm:ss")
                                                                     : QStringLiteral("HH:mm"));
    if (!time.isValid())
        return notATime(text);
    const int ms = clock.section(u'.', 1).left(3).leftJustified(3, u'0').toInt();
    const TimeMs wall = QDateTime(date.addDays(endOfDay), time, Qt::UTC).toMSecsSinceEpoch() + ms;
    const QString offset = match.captured(3);
    if (offset.isEmpty())
        return instantOfLocal(wall, zone);
    if (offset == QLatin1String("Z"))
        return wall;
    const int hours = offset.mid(1, 2).toInt();
    const int minutes = offset.size() > 3 ? offset.right(2).toInt() : 0;
    if (hours > 18 || minutes > 59)
        return notATime(text);
    const DurationMs east = hours * hourMs + minutes * (hourMs / 60);
    return wall - (offset.startsWith(u'-') ? -east : east);
}

Result<TimeRange> parseRange(const QString &text, const QTimeZone &zone, TimeMs now)
{
    if (const auto named = namedRange(text, zone, now))
        return *named;
    const qsizetype dots = text.indexOf(QLatin1String(".."));
    if (dots < 0)
        return Error(Error::Kind::BadInput, QStringLiteral("\"%1\" is not a range").arg(text), {},
                     QStringLiteral("It is today, yesterday, 24h, 7d, 30d, week, last-week, "
                                    "month, last-month or FROM..TO"));
    const auto from = parseInstant(text.left(dots), zone);
    if (!from)
        return from.error();
    const auto to = rangeEnd(text.mid(dots + 2), zone);
    if (!to)
        return to.error();
    if (*to <= *from)
        return Error(Error::Kind::BadInput,
                     QStringLiteral("The range \"%1\" ends before it begins").arg(text), {},
                     QStringLiteral("Write the earlier time first"));
    // Nobody has had a desk for longer, and no report of it would ever end.
    if (*to - *from > mostRange)
        return Error(Error::Kind::BadInput,
                     QStringLiteral("The range \"%1\" is longer than 100 years").arg(text), {},
                     QStringLiteral("Write a shorter one"));
    return TimeRange{*from, *to};
}

QDate startOfWeek(QDate day, Qt::DayOfWeek weekStart)
{
    return day.addDays(-((day.dayOfWeek() - weekStart + 7) % 7));
}

std::optional<TimeRange> namedRange(const QString &word, const QTimeZone &zone, TimeMs now,
                                    Qt::DayOfWeek weekStart)
{
    const QDate today = dayOf(now, zone);
    const auto days = [&zone](QDate first, QDate behind) {
        return TimeRange{startOfDay(first, zone), startOfDay(behind, zone)};
    };
    const QDate week = startOfWeek(today, weekStart);
    const QDate firstOfMonth = today.addDays(1 - today.day());
    if (word == QLatin1String("today"))
        return lastDays(1, now, zone);
    if (word == QLatin1String("yesterday"))
        return days(today.addDays(-1), today);
    if (word == QLatin1String("24h"))
        return last24Hours(now);
    if (word == QLatin1String("7d"))
        return lastDays(7, now, zone);
    if (word == QLatin1String("30d"))
        return lastDays(30, now, zone);
    if (word == QLatin1String("week"))
        return days(week, today.addDays(1));
    if (word == QLatin1String("last-week"))
        return days(week.addDays(-7), week);
    if (word == QLatin1String("month"))
        return days(firstOfMonth, today.addDays(1));
    if (word == QLatin1String("last-month"))
        return days(firstOfMonth.addMonths(-1), firstOfMonth);
    return {};
}

TimeRange lastDays(int days, TimeMs now, const QTimeZone &zone)
{
    const QDate today = dayOf(now, zone);
    return {startOfDay(today.addDays(1 - days), zone), startOfDay(today.addDays(1), zone)};
}

TimeRange last24Hours(TimeMs now)
{
    constexpr TimeMs minute = hourMs / 60;
    const TimeMs end = now - now % minute + minute;
    return {end - 24 * hourMs, end};
}

TimeMs startOfDay(QDate day, const QTimeZone &zone)
{
    return instantAt(day, QTime(0, 0), zone);
}

TimeMs instantAt(QDate day, QTime time, const QTimeZone &zone)
{
    return instantOfLocal(QDateTime(day, time, Qt::UTC).toMSecsSinceEpoch(), zone);
}

QDate dayOf(TimeMs instant, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(instant, zone).date();
}

QString isoInstant(TimeMs instant)
{
    return QDateTime::fromMSecsSinceEpoch(instant, Qt::UTC).toString(Qt::ISODateWithMs);
}

TimeRange periodOfDaysBefore(QDate begin, qint64 days, TimeMs now, const QTimeZone &zone)
{
    const QDate first = begin.addDays(-days);
    const QDate today = dayOf(now, zone);
    TimeRange before{startOfDay(first, zone), startOfDay(begin, zone)};
    if (begin > today)
        return {before.from, before.from};
    if (begin.addDays(days) > today)
        before.to = atReading(readingOf(now, today, zone), today.addDays(-days), zone);
    return before;
}

TimeRange monthBefore(TimeMs now, const QTimeZone &zone)
{
    const QDate today = dayOf(now, zone);
    const QDate first = today.addDays(1 - today.day());
    const QDate before = first.addMonths(-1);
    TimeRange range{startOfDay(before, zone), startOfDay(first, zone)};
    const QDate sameDay = before.addDays(today.day() - 1);
    if (sameDay < first)
        range.to = atReading(readingOf(now, today, zone), sameDay, zone);
    return range;
}

} // namespace watchfloor
