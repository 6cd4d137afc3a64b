// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/domain/result.h"
#include "backend/engine/businesshours.h"

namespace watchfloor {

// Business hours as a person writes them into the settings of an account:
//   business_hours=Mon-Fri 09:00-12:30,13:30-18:00; Sat 10:00-14:00
//   business_hours.closed=2026-12-25,2026-12-27..2026-12-30
//   business_hours.special=2026-12-31 09:00-12:00; 2027-01-02 10:00-14:00
//   business_hours.zone=Europe/Berlin
//   business_hours.inbox.7=Mon-Sun 00:00-24:00
// Errors are BadInput and name the words that are wrong.

/// Entries by ';', each some days (names or ranges, by ',') and their hours (by ','). Hours not
/// after their beginning end on the next day. No minute of the week may be named twice.
Result<std::vector<WeeklySpan>> weeklyHoursFromText(const QString &text);

/// Whole days without hours: dates, or first..last, by ','.
Result<std::vector<SpecialDay>> closedDaysFromText(const QString &text);

/// Dates with hours of their own, by ';'.
Result<std::vector<SpecialDay>> specialDaysFromText(const QString &text);

namespace businesssettings {

/// Is the key one of these?
bool isKey(const QString &key);
/// For a sentence.
QStringList keys();
/// Every setting of the account: can it be read, and is a zone known?
Result<void> check(const Account &account);

/// Closed and special days; what cannot be read is passed over (check() said so).
std::vector<SpecialDay> specialDays(const Account &account);
/// The account's own weekly hours, or those its settings give the inbox; none where they are not
/// set.
std::optional<std::vector<WeeklySpan>> weeklyHours(const Account &account);
std::optional<std::vector<WeeklySpan>> weeklyHours(const Account &account,
                                                   const QString &inboxRemoteId);
/// Whose time those hours are: of these settings, else the account's; empty where neither is known.
QString zone(const Account &account);

} // namespace businesssettings

} // namespace watchfloor
