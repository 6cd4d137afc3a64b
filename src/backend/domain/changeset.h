// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/factdelta.h"
#include "backend/domain/ids.h"
#include "backend/domain/timerange.h"

#include <QMetaType>

#include <memory>
#include <optional>
#include <vector>

namespace watchfloor {

/// What a commit touched, so that views ask again only for what can have changed.
struct ChangeSet {
    qint64 sequence = 0; ///< change number after the commit; equal = nothing was written
    RowId account = 0;
    bool agents = false;
    bool groupings = false;
    qint64 conversations = 0; ///< rows written
    qint64 events = 0;
    qint64 metricValues = 0;
    qint64 agentStates = 0;
    /// Business hours or targets: of an account's settings, or an inbox's own hours.
    bool settings = false;
    bool syncState = false;
    std::optional<TimeRange> eventTimes; ///< created times of the events written
    /// The rows the columns hold, old and new. None though facts were touched: too many to tell
    /// (a purge, a repair, other business hours); the cache has marked the slices.
    std::shared_ptr<const FactDelta> facts;
    /// The conversations written, ascending (only their events, or none: empty). None though facts
    /// were touched: too many to tell.
    std::shared_ptr<const std::vector<RowId>> conversationRows;

    bool touchesFacts() const
    {
        return agents || groupings || conversations || events || metricValues || agentStates ||
               settings;
    }
};

} // namespace watchfloor
Q_DECLARE_METATYPE(watchfloor::ChangeSet)
