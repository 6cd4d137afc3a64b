// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/timerange.h"

#include <QDate>
#include <QString>
#include <QTimeZone>

#include <vector>

namespace watchfloor {

enum class RangePreset { Today, Yesterday, Last24Hours, Last7Days, Last30Days, ThisMonth, Custom };

/// The range the user picked: a preset moves with the clock, a custom one stays. Custom days are
/// days of the zone, both ends included.
struct RangeChoice {
    RangePreset preset = RangePreset::Today;
    QDate first;
    QDate last;

    bool operator==(const RangeChoice &) const = default;
};

std::vector<RangePreset> rangePresets();
QString rangeTitle(RangePreset preset);
/// Stable word for settings and the command line.
QString rangeKey(RangePreset preset);
RangePreset rangePresetFromKey(const QString &key, RangePreset fallback);

/// Half-open, on the zone's midnights where the preset speaks of days; a day may have 23 or 25
/// hours. "Last N days" are today and the N-1 days before; it ends with today.
TimeRange rangeOf(const RangeChoice &choice, TimeMs now, const QTimeZone &zone);

} // namespace watchfloor
