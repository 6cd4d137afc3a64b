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

/// Wall clocks of one zone over one range, with its offsets resolved once: for loops over rows,
/// where a QDateTime each would cost a hundred times as much. Cheap to ask, safe to share.
class LocalClock {
public:
    /// Answers for instants from a day before the range to a day after it; beyond, the offset at
    /// that end goes on.
    LocalClock(TimeRange range, const QTimeZone &zone);

    /// The reading as if it were UTC: ms since 1970-01-01 00:00 on the wall clock.
    TimeMs localOf(TimeMs instant) const { return instant + spanAt(instant).offset; }
    /// The first instant whose reading is `local` or later. A skipped reading means the first
    /// instant after the gap, one that happens twice the first.
    TimeMs instantOf(TimeMs local) const;
    const OffsetSpan &spanAt(TimeMs instant) const;
    const std::vector<OffsetSpan> &spans() const { return m_spans; }

private:
    std::vector<OffsetSpan> m_spans;
};

/// Rounds towards minus infinity, so that days and hours before 1970 are counted like the others.
constexpr qint64 floorDiv(qint64 a, qint64 b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

/// The first instant whose wall-clock reading (as if it were UTC, in ms) is `local` or later.
TimeMs instantOfLocal(TimeMs local, const QTimeZone &zone);

} // namespace watchfloor
