// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/grouping.h"
#include "backend/domain/timerange.h"

#include <QDate>
#include <QTimeZone>

#include <array>
#include <map>
#include <optional>
#include <vector>

namespace watchfloor {

/// Opening hours that begin on one day, in local wall-clock time.
struct DaySpan {
    int openMinute = 0;  ///< of the day, 0..1439
    int closeMinute = 0; ///< exclusive, 0..1440; not after the opening = on the next day

    bool operator==(const DaySpan &) const = default;
};

/// The same on one weekday. A day may have several, none = closed.
struct WeeklySpan {
    int weekday = 0; ///< 0 = Sunday ... 6 = Saturday
    int openMinute = 0;
    int closeMinute = 0;
};

/// A date with hours of its own instead of its weekday's: a holiday (no hours), a half day, a
/// Saturday on duty. Nothing else is open on that date, a night shift of the day before included;
/// hours that begin on it may end on the next day.
struct SpecialDay {
    QDate date;
    std::vector<DaySpan> hours;
};

/// Opening hours in an IANA zone. An instant is open when its wall-clock reading lies in a span:
/// hours that a DST change skips do not count, hours that happen twice count twice.
class BusinessCalendar {
public:
    /// Later special days of the same date win. Minutes outside their bounds are dropped.
    BusinessCalendar(QTimeZone zone, const std::vector<WeeklySpan> &spans,
                     const std::vector<SpecialDay> &specialDays = {});

    /// From Grouping::extra of an inbox: {timezone, working_hours_enabled, working_hours[]
    /// {day_of_week, closed_all_day, open_all_day, open_hour, open_minutes, close_hour,
    /// close_minutes}}. None when working hours are off or the zone is not known.
    static std::optional<BusinessCalendar> ofInbox(const Grouping &inbox,
                                                   const QString &accountZone = {});

    /// More special days; they win over those there are.
    void add(const std::vector<SpecialDay> &specialDays);

    /// Open stretches inside the range, ascending, joined.
    std::vector<TimeRange> openRanges(TimeRange range) const;
    DurationMs openTime(TimeRange range) const;

private:
    const std::vector<DaySpan> &hoursOf(qint64 day) const;

    QTimeZone m_zone;
    std::array<std::vector<DaySpan>, 7> m_week;
    std::map<qint64, std::vector<DaySpan>> m_special; ///< by days since 1970-01-01
};

/// The same calendar with its open stretches of one range worked out once: two binary searches
/// for each answer.
class OpenHours {
public:
    OpenHours(BusinessCalendar calendar, TimeRange range);

    /// 0 for an empty or reversed range. What reaches out of the prepared range is right too, only
    /// slower.
    DurationMs openTime(TimeRange range) const;
    bool isOpen(TimeMs instant) const;
    const std::vector<TimeRange> &openRanges() const { return m_open; }

private:
    DurationMs openUntil(TimeMs instant) const;

    BusinessCalendar m_calendar;
    TimeRange m_range;
    std::vector<TimeRange> m_open;
    std::vector<DurationMs> m_before; ///< open time before each stretch
};

} // namespace watchfloor
