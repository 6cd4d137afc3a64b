// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metricformatter.h"
#include "models/rangepreset.h"

namespace watchfloor {

/// "Last 7 days", "1 Jun – 7 Jun 2026", "1 Jun 08:00 – 2 Jun 2026 17:30".
QString rangeText(const RangeChoice &choice, TimeMs now, const MetricFormatter &format);
/// When exactly: "Mon 1 Jun 2026 00:00 – Sun 7 Jun 2026 24:00".
QString rangeToolTip(const RangeChoice &choice, TimeMs now, const MetricFormatter &format);

/// "vs yesterday", "vs the 7 days before".
QString comparisonText(const RangeChoice &choice, TimeMs now, const QTimeZone &zone);
/// Which days they are, and up to what time of day where the range is still going on.
QString comparisonToolTip(const RangeChoice &choice, TimeMs now, const MetricFormatter &format);

/// "Berlin" for Europe/Berlin.
QString zoneText(const QTimeZone &zone);
/// "Europe/Berlin: CEST, UTC+2" and, where clocks change within the next months, when they do.
QString zoneToolTip(const QTimeZone &zone, TimeMs now, const QLocale &locale);

} // namespace watchfloor
