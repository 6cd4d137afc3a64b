// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/agentstate.h"
#include "backend/domain/conversation.h"
#include "backend/domain/reportingevent.h"
#include "backend/domain/timerange.h"
#include "backend/engine/reports/conversationreport.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace watchfloor {

struct TimelineEvent {
    ReportingEvent event;
    QString agentName;
    QString inboxName;
    TimeRange span; ///< [start, end], start == end for an instant
    int lane = 0;   ///< index into TimelineReport::lanes
};

/// The conversation was passed on. Empty names: not known, or nobody (the queue).
struct TimelineTransfer {
    TimeMs at = 0;
    int event = -1;              ///< index into TimelineReport::events
    QString from;                ///< who had it
    QString to;                  ///< who took it next
    std::optional<TimeMs> taken; ///< when that was; none = nobody has
    bool toQueue = false;        ///< returned to the queue, not passed to somebody

    bool operator==(const TimelineTransfer &) const = default;
};

/// Somebody who took part.
struct TimelineAgent {
    RowId id = 0; ///< 0 = not among the account's agents
    QString remoteId;
    QString name;
    /// Availability over the extent, ascending: what the vendor reports, else what we observed.
    std::vector<AgentState> states;

    bool operator==(const TimelineAgent &) const = default;
};

/// One conversation's life: lanes per event name, events by created, then id.
struct TimelineReport {
    ConversationReportRow conversation; ///< who has it, who waits: as the queue has it
    std::vector<QString> lanes; ///< event names as a life goes; unknown ones last, as they appear
    std::vector<TimelineEvent> events;
    std::vector<TimelineTransfer> transfers; ///< ascending
    std::vector<TimelineAgent> agents;       ///< in order of first appearance
    std::optional<TimeMs> waitingSince;      ///< still: a customer waits for a person
    bool ended = false;
    TimeRange extent;                     ///< all there is to show; up to now while it lasts
    std::vector<TimeRange> gaps;          ///< parts of the extent that nobody has fetched
    std::vector<TimeRange> businessHours; ///< open hours of the inbox inside the extent
    bool businessHoursKnown = false;
    std::optional<TimeMs> asOf;
    std::optional<TimeMs> lateAt; ///< two updates will be missing; none: it has ended
    QStringList notes; ///< e.g. "derived from messages: this server has no reporting events"
};

} // namespace watchfloor
