// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/timerange.h"

#include <QTimeZone>

#include <vector>

namespace watchfloor {

/// A stretch of time during which the zone's offset from UTC does not change.
struct OffsetSpan {
    TimeRange utc;
    DurationMs offset = 0; ///< local = utc + offset

    TimeRange local() const { return {utc.from + offset, utc.to + offset}; }
};

/// Cuts a range at the zone's transitions; ascending, without holes.
std::vector<OffsetSpan> offsetSpans(TimeRange range, const QTimeZone &zone);

/// The first instant whose wall-clock reading (as if it were UTC, in ms) is `local` or later.
TimeMs instantOfLocal(TimeMs local, const QTimeZone &zone);

} // namespace watchfloor
