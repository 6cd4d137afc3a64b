// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/agent.h"
#include "backend/engine/reports/figurereport.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace watchfloor {

/// One agent of one account. A counter that is not known is absent, never 0.
struct AgentReportRow {
    RowId account = 0;
    QString accountName;
    QString provider;
    Agent agent;
    QStringList groups;                  ///< names of the groups or teams, sorted
    std::optional<qint64> open;          ///< now: open and assigned to this agent
    std::optional<qint64> unattended;    ///< now: open, and the customer has no answer
    std::optional<qint64> conversations; ///< created in the range, by current assignee
    bool hasGap = false;                 ///< of them: nobody has fetched part of the range
    std::vector<ReportFigure> figures;   ///< by column
    /// Also open and of this agent, but left out by the filters; none = not known.
    std::optional<qint64> leftOut = 0;

    /// Of the agent's slots those in use now: what filters leave out takes them too.
    std::optional<qint64> slotsTaken() const
    {
        return open && leftOut ? std::optional(*open + *leftOut) : std::nullopt;
    }
};

/// The members of one group, department or team together: what is theirs, each thing once, in
/// whatever group it lies. Agents in several are under each; the last of an account has no key:
/// those in none.
struct AgentTeam {
    RowId account = 0;
    RowId key = 0; ///< row of the grouping; 0 = in no team
    QString name;
    std::vector<RowId> members; ///< rows of listed agents
    std::optional<qint64> open;
    std::optional<qint64> unattended;
    std::optional<qint64> conversations;
    std::vector<ReportFigure> figures; ///< by column
    bool hasGap = false;               ///< of the conversations

    bool operator==(const AgentTeam &) const = default;
};

/// The Agents page and `show agents`. Totals are true totals over conversations, not sums of rows.
struct AgentReport {
    std::vector<AgentReportRow> rows;
    std::vector<ReportColumn> columns; ///< the metrics that were asked for
    std::vector<ReportFigure> total;   ///< by column
    std::vector<AgentTeam> teams;      ///< by account and name, where they were asked for
    std::vector<ReportFigure> nobody;  ///< by column: of what belongs to no agent
    qint64 open = 0;
    qint64 unattended = 0;
    qint64 unassigned = 0;                      ///< open without an agent
    std::optional<qint64> unassignedUnattended; ///< unattended without an agent
    qint64 conversations = 0;
    qint64 unspecified = 0; ///< created in the range, no agent
    bool openKnown = true;  ///< false: an account does not tell (yet), so no total
    bool unattendedKnown = true;
    bool unassignedKnown = true;
    bool conversationsKnown = true; ///< of both, total and unspecified
    TimeRange range;
    std::optional<TimeMs> asOf;   ///< oldest success among the feeds it rests on
    std::optional<TimeMs> lateAt; ///< when two updates of one of them will be missing
    std::vector<TimeRange> gaps;  ///< parts of the range nobody has fetched
    QStringList notes;
    std::vector<AccountGaps> gapsBy; ///< whose the gaps are
};

} // namespace watchfloor
