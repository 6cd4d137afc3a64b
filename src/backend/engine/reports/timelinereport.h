// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

/// One conversation's life: lanes per event name, events by created, then id.
struct TimelineReport {
    ConversationReportRow conversation;
    std::vector<QString> lanes; ///< event names in order of first appearance
    std::vector<TimelineEvent> events;
    TimeRange extent;                     ///< all there is to show
    std::vector<TimeRange> businessHours; ///< open hours of the inbox inside the extent
    bool businessHoursKnown = false;
    std::optional<TimeMs> asOf;
    QStringList notes; ///< e.g. "derived from messages: this server has no reporting events"
};

} // namespace watchfloor
