// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rangepreset.h"

namespace watchfloor {

/// The period that a range is compared with: as much of the calendar before it as has passed of the
/// range by `now`.
/// | range | period before |
/// |---|---|
/// | today | yesterday, up to the same time of day |
/// | yesterday | the day before |
/// | last 24 hours | the 24 hours before |
/// | last N days, N custom days | the N days before; up to the same time of day while the range is
/// not over |
/// | this week | last week, up to the same day and time |
/// | last week, last month | the week, the month before that |
/// | this month | last month, up to the same day and time; a shorter one is over earlier |
/// | custom with times of day | within a day the same hours of the day before, else as long before
/// | A time of day that a clock change skipped means the first instant after it, one that happened
/// twice the first: days of 23 and 25 hours stay days. A range that has not begun has none: empty.
TimeRange periodBefore(const RangeChoice &choice, TimeMs now, const QTimeZone &zone);

} // namespace watchfloor
