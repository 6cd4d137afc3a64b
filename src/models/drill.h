// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/timerange.h"
#include "backend/engine/reports/queuereport.h"
#include "models/viewscope.h"

#include <optional>

namespace watchfloor {

/// Which conversations stand behind a number, a bar, a point or a cell on screen: enough to ask
/// for exactly these. Complete in itself; the scope is not looked at again.
struct Drill {
    QString title;  ///< what was opened, for people: "First response, Jane Kim, Thu 10:00"
    QString metric; ///< key of the catalogue; empty = conversations created in the range
    std::vector<RowId> accounts; ///< empty = all
    ViewFilter filter = {};
    TimeRange range;
    QTimeZone zone = QTimeZone::utc(); ///< of weekHour
    std::optional<int> weekHour;       ///< weekday * 24 + hour, 0 = Monday 00:00
    /// Values of a time metric, [from, to) in ms.
    std::optional<DurationMs> valueFrom;
    std::optional<DurationMs> valueTo;
    /// Of conversations: only those of these statuses now, as a volume is split; empty = any.
    QStringList statuses = {};
    bool business = false; ///< values are those of business hours
    bool now = false;      ///< a metric of the present; the range is not read
    /// Instead of a metric: a counter of the queue of this moment.
    std::optional<QueuePart> queue;
    DurationMs soon = soonByDefault; ///< then: how far ahead a due time counts as soon
    bool subGroups = true;           ///< the filter's groups bring all below them

    bool operator==(const Drill &) const = default;
};

} // namespace watchfloor
