// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/changeset.h"
#include "backend/store/factjournal.h"

#include <QSet>

#include <algorithm>

namespace watchfloor {

/// A stamp further ahead of a batch than answers overtake each other was made before the clock was
/// set back: it must not hold for hours against what is seen now.
constexpr DurationMs LongestOvertaking = 600'000;

/// What one apply() collects while its repositories write.
struct BatchWork {
    explicit BatchWork(FactJournal &theJournal)
        : journal(theJournal)
    {
    }

    FactJournal &journal;
    RowId account = 0;
    TimeMs at = 0; ///< when the batch was fetched
    ChangeSet change;
    QSet<RowId> conversations; ///< rows written
    QSet<RowId> closingDue;    ///< their closing time must be derived again
    QSet<RowId> cellsDue;      ///< their events take something else from them

    void conversationWritten(RowId id) { conversations.insert(id); }
    void eventWritten(TimeMs created)
    {
        ++change.events;
        if (!change.eventTimes)
            change.eventTimes = TimeRange{created, created + 1};
        change.eventTimes->from = std::min(change.eventTimes->from, created);
        change.eventTimes->to = std::max(change.eventTimes->to, created + 1);
    }
};

} // namespace watchfloor
