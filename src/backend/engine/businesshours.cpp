// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/businesshours.h"

#include "backend/engine/localtime.h"

#include <QJsonArray>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr DurationMs minuteMs = 60'000;
constexpr DurationMs dayMs = 24 * 60 * minuteMs;
constexpr int minutesPerDay = 24 * 60;

qint64 floorDiv(qint64 a, qint64 b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

/// Day 0 is 1970-01-01, a Thursday.
int weekdayOf(qint64 day)
{
    return static_cast<int>(((day + 4) % 7 + 7) % 7);
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
    const bool sane = span.openMinute >= 0 && span.openMinute < span.closeMinute &&
                      span.closeMinute <= minutesPerDay;
    return sane ? std::optional(span) : std::nullopt;
}

} // namespace

BusinessCalendar::BusinessCalendar(QTimeZone zone, std::vector<WeeklySpan> spans)
    : m_zone(std::move(zone))
    , m_spans(std::move(spans))
{
}

std::optional<BusinessCalendar> BusinessCalendar::ofInbox(const Grouping &inbox,
                                                          const QString &accountZone)
{
    if (!inbox.extra.value(u"working_hours_enabled").toBool())
        return std::nullopt;
    const QByteArray zoneName = inbox.extra.value(u"timezone").toString(accountZone).toUtf8();
    const QTimeZone zone(zoneName);
    if (zoneName.isEmpty() || !zone.isValid()) // Qt takes an empty name for a valid zone
        return std::nullopt;
    std::vector<WeeklySpan> spans;
    const QJsonArray rows = inbox.extra.value(u"working_hours").toArray();
    for (const QJsonValue &row : rows) {
        if (const auto span = spanFromJson(row.toObject()))
            spans.push_back(*span);
    }
    return BusinessCalendar(zone, std::move(spans));
}

std::vector<TimeRange> BusinessCalendar::openRanges(TimeRange range) const
{
    std::vector<TimeRange> open;
    for (const OffsetSpan &stretch : offsetSpans(range, m_zone)) {
        const TimeRange local = stretch.local();
        const qint64 lastDay = floorDiv(local.to - 1, dayMs);
        for (qint64 day = floorDiv(local.from, dayMs); day <= lastDay; ++day) {
            for (const WeeklySpan &span : m_spans) {
                if (span.weekday != weekdayOf(day))
                    continue;
                const TimeMs from = std::max(day * dayMs + span.openMinute * minuteMs, local.from);
                const TimeMs to = std::min(day * dayMs + span.closeMinute * minuteMs, local.to);
                if (from < to)
                    open.push_back({from - stretch.offset, to - stretch.offset});
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

} // namespace watchfloor
