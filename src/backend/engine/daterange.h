// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "backend/domain/timerange.h"

#include <QDate>
#include <QString>
#include <QTime>
#include <QTimeZone>

#include <optional>

namespace watchfloor {

/// An ISO 8601 date or date-time; without offset it is read in `zone`, a date alone is its first
/// instant. A local time that a DST change skips means the first instant after the gap, one that
/// happens twice means the first. BadInput otherwise.
Result<TimeMs> parseInstant(const QString &text, const QTimeZone &zone);

/// One of the words of namedRange(), weeks from Monday, or "FROM..TO". Half-open. A date-only TO
/// includes that day. At most 100 years. BadInput otherwise.
Result<TimeRange> parseRange(const QString &text, const QTimeZone &zone, TimeMs now);

/// "today", "yesterday", "24h", "7d", "30d", "week", "last-week", "month", "last-month"; none for
/// any other word. Days are the zone's calendar days, weeks begin on `weekStart`. What is still
/// going on (today, 7d, 30d, week, month) reaches to the end of today; 24h is last24Hours().
std::optional<TimeRange> namedRange(const QString &word, const QTimeZone &zone, TimeMs now,
                                    Qt::DayOfWeek weekStart = Qt::Monday);

/// The first day of the week a day is in.
QDate startOfWeek(QDate day, Qt::DayOfWeek weekStart);

/// Today and the `days` - 1 calendar days before it, up to the end of today; a day may have 23 or
/// 25 hours.
TimeRange lastDays(int days, TimeMs now, const QTimeZone &zone);
/// Up to the end of the minute `now` is in: whole minutes, so that the question stays the same
/// between two refreshes.
TimeRange last24Hours(TimeMs now);

/// The `days` calendar days before the `days` from `begin` on; while those are not over, only up to
/// the time of day it is now, as many days earlier. Empty when they have not begun. A time of day
/// that a clock change skipped means the first instant after it, one that happened twice the first.
TimeRange periodOfDaysBefore(QDate begin, qint64 days, TimeMs now, const QTimeZone &zone);
/// Last month up to this day and time of day; a shorter month is over earlier.
TimeRange monthBefore(TimeMs now, const QTimeZone &zone);

/// First instant of a calendar day; not always 00:00.
TimeMs startOfDay(QDate day, const QTimeZone &zone);
/// A local time of day, with parseInstant()'s reading of what a DST change skips or repeats.
TimeMs instantAt(QDate day, QTime time, const QTimeZone &zone);
/// The calendar day an instant belongs to.
QDate dayOf(TimeMs instant, const QTimeZone &zone);

/// "2026-06-01T08:02:03.412Z": UTC, always three decimals.
QString isoInstant(TimeMs instant);

} // namespace watchfloor
