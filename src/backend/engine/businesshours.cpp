// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/businesshours.h"

#include "backend/engine/localtime.h"

#include <QJsonArray>

#include <algorithm>
#include <iterator>

namespace watchfloor {
namespace {

constexpr DurationMs minuteMs = 60'000;
constexpr DurationMs dayMs = 24 * 60 * minuteMs;
constexpr int minutesPerDay = 24 * 60;

/// Day 0 is 1970-01-01, a Thursday.
int weekdayOf(qint64 day)
{
    return static_cast<int>(((day + 4) % 7 + 7) % 7);
}

bool isSane(const DaySpan &span)
{
    return span.openMinute >= 0 && span.openMinute < minutesPerDay && span.closeMinute >= 0 &&
           span.closeMinute <= minutesPerDay;
}

qint64 dayNumber(QDate date)
{
    return QDate(1970, 1, 1).daysTo(date);
}

std::optional<WeeklySpan> spanFromJson(const QJsonObject &row)
{
    WeeklySpan span;
    span.weekday = row.value(u"day_of_week").toInt(-1);
    if (span.weekday < 0 || span.weekday > 6 || row.value(u"closed_all_day").toBool())
        return std::nullopt;
    if (row.value(u"open_all_day").toBool()) {
        span.closeMinute = minutesPerDay;
        return span;
    }
    span.openMinute = row.value(u"open_hour").toInt(-1) * 60 + row.value(u"open_minutes").toInt();
    span.closeMinute =
        row.value(u"close_hour").toInt(-1) * 60 + row.value(u"close_minutes").toInt();
    // Equal hours say nothing; "closed" and "round the clock" have fields of their own.
    const bool sane =
        span.openMinute != span.closeMinute && isSane({span.openMinute, span.closeMinute});
    return sane ? std::optional(span) : std::nullopt;
}

} // namespace

BusinessCalendar::BusinessCalendar(QTimeZone zone, const std::vector<WeeklySpan> &spans,
                                   const std::vector<SpecialDay> &specialDays)
    : m_zone(std::move(zone))
{
    for (const WeeklySpan &span : spans) {
        const DaySpan hours{span.openMinute, span.closeMinute};
        if (span.weekday >= 0 && span.weekday < 7 && isSane(hours))
            m_week[static_cast<std::size_t>(span.weekday)].push_back(hours);
    }
    add(specialDays);
}

void BusinessCalendar::add(const std::vector<SpecialDay> &specialDays)
{
    for (const SpecialDay &special : specialDays) {
        std::vector<DaySpan> hours;
        std::copy_if(special.hours.begin(), special.hours.end(), std::back_inserter(hours), isSane);
        if (special.date.isValid())
            m_special.insert_or_assign(dayNumber(special.date), std::move(hours));
    }
}

std::optional<BusinessCalendar> BusinessCalendar::ofInbox(const Grouping &inbox,
                                                          const QString &accountZone)
{
    if (!inbox.extra.value(u"working_hours_enabled").toBool())
        return std::nullopt;
    const QByteArray zoneName = inbox.extra.value(u"timezone").toString(accountZone).toUtf8();
    // Qt takes an empty name and many a word for a valid zone.
    if (!QTimeZone::isTimeZoneIdAvailable(zoneName))
        return std::nullopt;
    const QTimeZone zone(zoneName);
    std::vector<WeeklySpan> spans;
    const QJsonArray rows = inbox.extra.value(u"working_hours").toArray();
    for (const QJsonValue &row : rows) {
        if (const auto span = spanFromJson(row.toObject()))
            spans.push_back(*span);
    }
    return BusinessCalendar(zone, std::move(spans));
}

const std::vector<DaySpan> &BusinessCalendar::hoursOf(qint64 day) const
{
    const auto special = m_special.find(day);
    return special == m_special.end() ? m_week[static_cast<std::size_t>(weekdayOf(day))]
                                      : special->second;
}

std::vector<TimeRange> BusinessCalendar::openRanges(TimeRange range) const
{
    std::vector<TimeRange> open;
    for (const OffsetSpan &stretch : offsetSpans(range, m_zone)) {
        const TimeRange local = stretch.local();
        const auto add = [&](TimeMs from, TimeMs to) {
            const TimeRange part{std::max(from, local.from), std::min(to, local.to)};
            if (!part.isEmpty())
                open.push_back({part.from - stretch.offset, part.to - stretch.offset});
        };
        const qint64 lastDay = floorDiv(local.to - 1, dayMs);
        // The night before may reach into the first day.
        for (qint64 day = floorDiv(local.from, dayMs) - 1; day <= lastDay; ++day) {
            const TimeMs midnight = day * dayMs;
            const bool endsAtMidnight = m_special.contains(day + 1);
            for (const DaySpan &hours : hoursOf(day)) {
                const TimeMs opens = midnight + hours.openMinute * minuteMs;
                const TimeMs closes = midnight + hours.closeMinute * minuteMs;
                if (opens < closes)
                    add(opens, closes);
                else
                    add(opens, midnight + dayMs + (endsAtMidnight ? 0 : closes - midnight));
            }
        }
    }
    return mergedRanges(std::move(open));
}

DurationMs BusinessCalendar::openTime(TimeRange range) const
{
    DurationMs sum = 0;
    for (const TimeRange &open : openRanges(range))
        sum += open.to - open.from;
    return sum;
}

OpenHours::OpenHours(BusinessCalendar calendar, TimeRange range)
    : m_calendar(std::move(calendar))
    , m_range(range)
    , m_open(m_calendar.openRanges(range))
{
    m_before.reserve(m_open.size());
    DurationMs sum = 0;
    for (const TimeRange &open : m_open) {
        m_before.push_back(sum);
        sum += open.to - open.from;
    }
}

DurationMs OpenHours::openTime(TimeRange range) const
{
    if (range.isEmpty())
        return 0;
    if (range.from < m_range.from || range.to > m_range.to)
        return m_calendar.openTime(range);
    return openUntil(range.to) - openUntil(range.from);
}

bool OpenHours::isOpen(TimeMs instant) const
{
    return openTime({instant, instant + 1}) > 0;
}

DurationMs OpenHours::openUntil(TimeMs instant) const
{
    const auto after =
        std::upper_bound(m_open.begin(), m_open.end(), instant,
                         [](TimeMs t, const TimeRange &open) { return t < open.from; });
    if (after == m_open.begin())
        return 0;
    const TimeRange &open = *(after - 1);
    return m_before[static_cast<std::size_t>(after - m_open.begin()) - 1] +
           std::min(instant, open.to) - open.from;
}

} // namespace watchfloor
