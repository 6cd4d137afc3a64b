// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/conversation.h"
#include "backend/engine/reports/figurereport.h"

namespace watchfloor {

/// Most urgent first.
enum class Urgency {
    Overdue,    ///< its answer is later than the SLA allows
    SoonDue,    ///< its answer is due within the time ahead asked for
    Unattended, ///< the customer waits for a person
    Unassigned, ///< nobody has it
    Calm,
};

/// What the report counts, each a set of its rows. Its overdue has no limit of age.
enum class QueuePart {
    All,
    Overdue,
    SoonDue,
    Unassigned,
    Unattended,
    Waiting, ///< whoever has waited since some time
};

struct QueueRow {
    Conversation conversation;
    RowId account = 0;
    QString accountName;
    QString provider;
    QString agentName; ///< empty = nobody has it
    QString groupName;
    QString skillName;
    QString inboxName;
    Urgency urgency = Urgency::Calm;
    bool unassigned = false;
    std::optional<bool> unattended;     ///< none = the vendor does not tell
    std::optional<TimeMs> waitingSince; ///< the customer, or in the queue for an agent
    std::optional<DurationMs> waiting;  ///< until now, never below 0
    std::optional<DurationMs> timeLeft; ///< to the due time; below 0 = overdue
};

/// How far ahead a due time counts as soon unless somebody says otherwise.
inline constexpr DurationMs soonByDefault = 5 * 60'000;

/// What is open now, by urgency; then least time left, then longest waiting, then oldest.
struct QueueReport {
    std::vector<QueueRow> rows;
    qint64 overdue = 0;
    qint64 soonDue = 0;
    DurationMs soon = soonByDefault; ///< how far ahead that looked
    qint64 unassigned = 0;
    std::optional<qint64> unattended; ///< none = for some the vendor does not tell
    std::optional<DurationMs> longestWait;
    bool known = true; ///< false: not every open conversation of all accounts is cached yet
    ReportBasis basis;
};

} // namespace watchfloor
