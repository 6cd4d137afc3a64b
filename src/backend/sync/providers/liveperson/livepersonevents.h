// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/reportingevent.h"
#include "backend/sync/providers/liveperson/livepersonmessages.h"

#include <vector>

/// What follows from one record (guide section 6). Pure.
namespace watchfloor::liveperson {

/// A stretch during which one person or bot had the conversation.
struct HistoryAssignment {
    QString agent;
    std::optional<AgentKind> kind;
    QString group;
    TimeMs from = 0;
    std::optional<TimeMs> to; ///< none = not known to have ended
    TimeMs waitedSince = 0;   ///< since when nobody had it; `from` when it was handed over
    bool leftQueue = false;   ///< it waited in the queue, however shortly, before
};

/// Who had the conversation when, and since when it waited.
class ConversationCourse {
public:
    explicit ConversationCourse(const HistoryRecord &record);

    const std::vector<HistoryAssignment> &assignments() const { return m_assignments; }
    /// asg(c, t): latest assignment to a person at or before `t`.
    std::optional<TimeMs> humanAssignedAt(TimeMs t) const;
    std::optional<TimeMs> firstHumanAssignment() const;
    std::optional<TimeMs> lastHumanAssignment() const;
    /// The last time it began to wait in the queue; none = never.
    std::optional<TimeMs> queuedAt() const;
    /// Who had it when it was closed; null when it was closed in the queue, or is open.
    const HistoryAssignment *closer() const;

    std::optional<AgentKind> kindOf(const QString &agent) const;
    bool isPerson(const QString &agent) const { return kindOf(agent) == AgentKind::Human; }
    QString groupAt(const QString &agent, TimeMs t) const;
    QString skillAt(TimeMs t) const;

private:
    void pairLeaves();
    void endByTransfers();
    void findWaits();
    std::optional<TimeMs> lastEnd() const;
    bool transferAt(TimeMs t, bool queues) const;

    const HistoryRecord &m_record;
    std::vector<HistoryAssignment> m_assignments; ///< by start, then end
};

/// All derived events of the record. A conversation's rows come complete, in no order.
std::vector<ReportingEvent> deriveEvents(const HistoryRecord &record,
                                         const ConversationCourse &course);

} // namespace watchfloor::liveperson
