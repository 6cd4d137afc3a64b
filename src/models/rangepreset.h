// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/timerange.h"

#include <QDate>
#include <QString>
#include <QTime>
#include <QTimeZone>

#include <vector>

namespace watchfloor {

enum class RangePreset {
    Today,
    Yesterday,
    Last24Hours,
    Last7Days,
    Last30Days,
    ThisWeek,
    LastWeek,
    ThisMonth,
    LastMonth,
    Custom
};

/// The range the user picked: a preset moves with the clock, a custom one stays. Custom days are
/// days of the zone, both ends included; with times of day it goes from one to the other.
struct RangeChoice {
    RangePreset preset = RangePreset::Today;
    QDate first = {};
    QDate last = {};
    QTime from = {}; ///< invalid = the day's begin
    QTime to = {};   ///< invalid = the day's end

    bool operator==(const RangeChoice &) const = default;
};

std::vector<RangePreset> rangePresets();
QString rangeTitle(RangePreset preset);
/// Stable word for settings and the command line (--range).
QString rangeKey(RangePreset preset);
RangePreset rangePresetFromKey(const QString &key, RangePreset fallback);

/// Half-open, on the zone's midnights where the preset speaks of days; a day may have 23 or 25
/// hours. "Last N days" are today and the N-1 days before; what is still going on ends with today.
/// Of every week in the window, in ranges, trends and calendars: as the user's country has it.
Qt::DayOfWeek firstDayOfWeek();

TimeRange rangeOf(const RangeChoice &choice, TimeMs now, const QTimeZone &zone);

} // namespace watchfloor
