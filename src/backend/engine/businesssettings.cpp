// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/businesssettings.h"

#include <QRegularExpression>

#include <bitset>

namespace watchfloor {
namespace {

constexpr int minutesOfDay = 24 * 60;
constexpr int minutesOfWeek = 7 * minutesOfDay;
constexpr qint64 longestHoliday = 366; // days in one first..last

constexpr QStringView hoursKey = u"business_hours";
constexpr QStringView closedKey = u"business_hours.closed";
constexpr QStringView specialKey = u"business_hours.special";
constexpr QStringView zoneKey = u"business_hours.zone";
constexpr QStringView inboxKey = u"business_hours.inbox.";

Error wrong(const QString &message, const QString &remedy)
{
    return Error(Error::Kind::BadInput, message, {}, remedy);
}

QString hoursExample()
{
    return QStringLiteral("Write hours like Mon-Fri 09:00-12:30,13:30-18:00; Sat 10:00-14:00");
}

QString specialExample()
{
    return QStringLiteral("Write it like 2026-12-31 09:00-12:00; 2027-01-02 10:00-14:00");
}

/// 0 = Sunday; -1: no day.
int weekdayFromText(const QString &word)
{
    static const QStringList names{QStringLiteral("sunday"),   QStringLiteral("monday"),
                                   QStringLiteral("tuesday"),  QStringLiteral("wednesday"),
                                   QStringLiteral("thursday"), QStringLiteral("friday"),
                                   QStringLiteral("saturday")};
    const QString lower = word.trimmed().toLower();
    for (int day = 0; day < 7; ++day) {
        if (lower == names[day] || lower == names[day].left(3))
            return day;
    }
    return -1;
}

Result<std::vector<int>> weekdaysFromText(const QString &text)
{
    std::vector<int> days;
    const QStringList parts = text.split(u',');
    for (const QString &part : parts) {
        const QStringList ends = part.split(u'-');
        const int first = weekdayFromText(ends.front());
        const int last = weekdayFromText(ends.back());
        if (first < 0 || last < 0 || ends.size() > 2)
            return wrong(QStringLiteral("\"%1\" is no day of the week").arg(part.trimmed()),
                         hoursExample());
        for (int day = first;; day = (day + 1) % 7) {
            days.push_back(day);
            if (day == last)
                break;
        }
    }
    return days;
}

/// Minutes of the day, 24:00 included; -1: no time.
int minuteFromText(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^([0-9]{2}):([0-9]{2})$"));
    const auto match = form.match(text.trimmed());
    if (!match.hasMatch())
        return -1;
    const int hour = match.captured(1).toInt(), minute = match.captured(2).toInt();
    const int all = hour * 60 + minute;
    return minute < 60 && all <= minutesOfDay ? all : -1;
}

Result<std::vector<DaySpan>> hoursFromText(const QString &text, const QString &example)
{
    std::vector<DaySpan> spans;
    const QStringList parts = text.split(u',');
    for (const QString &part : parts) {
        const QStringList ends = part.split(u'-');
        const int open = minuteFromText(ends.front());
        const int close = minuteFromText(ends.back());
        if (ends.size() != 2 || open < 0 || close < 0 || open == minutesOfDay)
            return wrong(QStringLiteral("\"%1\" are no hours of a day").arg(part.trimmed()),
                         example);
        if (open == close)
            return wrong(QStringLiteral("\"%1\" begins and ends at once").arg(part.trimmed()),
                         QStringLiteral("A whole day is 00:00-24:00, a closed one is left out"));
        spans.push_back({open, close});
    }
    return spans;
}

/// Days before the first digit, hours from there on.
qsizetype hoursBegin(const QString &entry)
{
    static const QRegularExpression digit(QStringLiteral("[0-9]"));
    return entry.indexOf(digit);
}

QString shownMinute(int minute)
{
    return QStringLiteral("%1:%2")
        .arg(minute / 60, 2, 10, QLatin1Char('0'))
        .arg(minute % 60, 2, 10, QLatin1Char('0'));
}

Result<void> checkOnce(const std::vector<WeeklySpan> &spans)
{
    static const char *const names[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    std::bitset<minutesOfWeek> open;
    for (const WeeklySpan &span : spans) {
        const int end = span.closeMinute + (span.closeMinute <= span.openMinute ? minutesOfDay : 0);
        for (int minute = span.openMinute; minute < end; ++minute) {
            const int ofWeek = (span.weekday * minutesOfDay + minute) % minutesOfWeek;
            if (open[static_cast<std::size_t>(ofWeek)])
                return wrong(QStringLiteral("%1 %2 is named twice")
                                 .arg(QLatin1String(names[ofWeek / minutesOfDay]),
                                      shownMinute(ofWeek % minutesOfDay)),
                             QStringLiteral("Let the hours of a day not overlap"));
            open.set(static_cast<std::size_t>(ofWeek));
        }
    }
    return {};
}

Result<QDate> dateFromText(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"));
    const QString word = text.trimmed();
    const QDate date = form.match(word).hasMatch() ? QDate::fromString(word, Qt::ISODate) : QDate();
    if (!date.isValid())
        return wrong(QStringLiteral("\"%1\" is no date").arg(word),
                     QStringLiteral("Write dates like 2026-12-25"));
    return date;
}

QString textOf(const Account &account, QStringView key)
{
    return account.settings.value(key).toVariant().toString().trimmed();
}

template<typename T>
Result<void> underKey(const QString &key, const Result<T> &parsed)
{
    if (parsed)
        return {};
    const Error &error = parsed.error();
    return wrong(QStringLiteral("%1: %2").arg(key, error.message()), error.remedy());
}

} // namespace

Result<std::vector<WeeklySpan>> weeklyHoursFromText(const QString &text)
{
    std::vector<WeeklySpan> spans;
    const QStringList entries = text.split(u';');
    for (const QString &raw : entries) {
        const QString entry = raw.trimmed();
        const qsizetype begin = hoursBegin(entry);
        if (begin < 0)
            return wrong(entry.isEmpty() ? QStringLiteral("There is nothing between two \";\"")
                                         : QStringLiteral("\"%1\" names no hours").arg(entry),
                         hoursExample());
        const auto days = weekdaysFromText(entry.left(begin));
        if (!days)
            return days.error();
        const auto hours = hoursFromText(entry.mid(begin), hoursExample());
        if (!hours)
            return hours.error();
        for (const int day : *days) {
            for (const DaySpan &span : *hours)
                spans.push_back({day, span.openMinute, span.closeMinute});
        }
    }
    if (const Result<void> once = checkOnce(spans); !once)
        return once.error();
    return spans;
}

Result<std::vector<SpecialDay>> closedDaysFromText(const QString &text)
{
    std::vector<SpecialDay> days;
    const QStringList entries = text.split(u',');
    for (const QString &entry : entries) {
        if (entry.contains(u':'))
            return wrong(QStringLiteral("\"%1\" has hours, and these days are closed all day")
                             .arg(entry.trimmed()),
                         QStringLiteral("Hours of single dates are business_hours.special"));
        const qsizetype dots = entry.indexOf(QLatin1String(".."));
        const auto first = dateFromText(dots < 0 ? entry : entry.left(dots));
        if (!first)
            return first.error();
        const auto last = dots < 0 ? first : dateFromText(entry.mid(dots + 2));
        if (!last)
            return last.error();
        const qint64 more = first->daysTo(*last);
        if (more < 0 || more >= longestHoliday)
            return wrong(QStringLiteral("\"%1\" is not one to %2 days")
                             .arg(entry.trimmed())
                             .arg(longestHoliday),
                         QStringLiteral("Write the first day, two dots and the last day"));
        for (QDate day = *first; day <= *last; day = day.addDays(1))
            days.push_back({day, {}});
    }
    return days;
}

Result<std::vector<SpecialDay>> specialDaysFromText(const QString &text)
{
    constexpr qsizetype dateSize = 10;
    std::vector<SpecialDay> days;
    const QStringList entries = text.split(u';');
    for (const QString &raw : entries) {
        const QString entry = raw.trimmed();
        const auto date = dateFromText(entry.left(dateSize));
        if (!date)
            return wrong(date.error().message(), specialExample());
        const auto hours = hoursFromText(entry.mid(dateSize), specialExample());
        if (!hours)
            return hours.error();
        days.push_back({*date, *hours});
    }
    return days;
}

namespace businesssettings {

bool isKey(const QString &key)
{
    return key == hoursKey || key == closedKey || key == specialKey || key == zoneKey ||
           (key.startsWith(inboxKey) && key.size() > inboxKey.size());
}

QStringList keys()
{
    return {hoursKey.toString(), closedKey.toString(), specialKey.toString(), zoneKey.toString(),
            inboxKey.toString() + QStringLiteral("ID")};
}

Result<void> check(const Account &account)
{
    bool needsZone = false;
    for (const QString &key : account.settings.keys()) {
        if (!isKey(key))
            continue;
        const QString text = textOf(account, key);
        Result<void> good;
        if (key == closedKey) {
            good = underKey(key, closedDaysFromText(text));
        } else if (key == specialKey) {
            good = underKey(key, specialDaysFromText(text));
        } else if (key == zoneKey) {
            if (!QTimeZone::isTimeZoneIdAvailable(text.toUtf8()))
                good = wrong(QStringLiteral("%1: \"%2\" is no time zone").arg(key, text),
                             QStringLiteral("Write its name like Europe/Berlin"));
        } else {
            needsZone = true;
            good = underKey(key, weeklyHoursFromText(text));
        }
        if (!good)
            return good;
    }
    if (needsZone && zone(account).isEmpty())
        return wrong(QStringLiteral("Whose time the business hours are is not known"),
                     QStringLiteral("Set business_hours.zone too, like Europe/Berlin"));
    return {};
}

std::vector<SpecialDay> specialDays(const Account &account)
{
    std::vector<SpecialDay> days;
    for (auto *parse : {&closedDaysFromText, &specialDaysFromText}) {
        const QString text = textOf(account, parse == &closedDaysFromText ? closedKey : specialKey);
        if (text.isEmpty())
            continue;
        if (const auto parsed = parse(text))
            days.insert(days.end(), parsed->begin(), parsed->end());
    }
    return days;
}

static std::optional<std::vector<WeeklySpan>> hoursAt(const Account &account, QStringView key)
{
    const QString text = textOf(account, key);
    if (text.isEmpty())
        return std::nullopt;
    auto parsed = weeklyHoursFromText(text);
    return parsed ? std::optional(std::move(*parsed)) : std::nullopt;
}

std::optional<std::vector<WeeklySpan>> weeklyHours(const Account &account)
{
    return hoursAt(account, hoursKey);
}

std::optional<std::vector<WeeklySpan>> weeklyHours(const Account &account,
                                                   const QString &inboxRemoteId)
{
    return hoursAt(account, inboxKey.toString() + inboxRemoteId);
}

QString zone(const Account &account)
{
    const QString own = textOf(account, zoneKey);
    return own.isEmpty() ? account.timeZone : own;
}

} // namespace businesssettings

} // namespace watchfloor
