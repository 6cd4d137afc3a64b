// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/grouping.h"
#include "backend/domain/timerange.h"

#include <QTimeZone>

#include <optional>
#include <vector>

namespace watchfloor {

/// Opening hours of one weekday in local wall-clock time. A day may have several, none = closed.
struct WeeklySpan {
    int weekday = 0;     ///< 0 = Sunday ... 6 = Saturday
    int openMinute = 0;  ///< of the day, 0..1439
    int closeMinute = 0; ///< exclusive, up to 1440; not over midnight
};

/// Weekly opening hours in an IANA zone. An instant is open when its wall-clock reading lies in a
/// span: hours that a DST change skips do not count, hours that happen twice count twice.
class BusinessCalendar {
public:
    BusinessCalendar(QTimeZone zone, std::vector<WeeklySpan> spans);

    /// From Grouping::extra of an inbox: {timezone, working_hours_enabled, working_hours[]
    /// {day_of_week, closed_all_day, open_all_day, open_hour, open_minutes, close_hour,
    /// close_minutes}}. None when working hours are off or the zone is not known.
    static std::optional<BusinessCalendar> ofInbox(const Grouping &inbox,
                                                   const QString &accountZone = {});

    /// Open stretches inside the range, ascending, joined.
    std::vector<TimeRange> openRanges(TimeRange range) const;
    DurationMs openTime(TimeRange range) const;

private:
    QTimeZone m_zone;
    std::vector<WeeklySpan> m_spans;
};

} // namespace watchfloor
