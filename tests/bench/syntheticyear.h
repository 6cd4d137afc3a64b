// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/facttable.h"

namespace watchfloor::bench {

inline constexpr qint64 kAgents = 200;
inline constexpr qint64 kSkills = 30;
inline constexpr qint64 kGroups = 20;
inline constexpr qint64 kInboxes = 12;
inline constexpr FactColumnId kFirstResponse = 1;
inline constexpr FactColumnId kReplyTime = 2;
inline constexpr FactColumnId kResolution = 3;
inline constexpr FactColumnId kEventNames = 6; ///< columns 1 to 6

inline constexpr TimeMs kDay = 86'400'000;
inline constexpr TimeMs kYearEnd = 1'751'328'000'000; ///< 2025-07-01T00:00:00Z
inline constexpr TimeMs kYearStart = kYearEnd - 365 * kDay;

/// A contact centre's year: conversations with daily and weekly rhythm, each with one event of
/// each name; agents, skills and inboxes by Zipf; log-normal durations in whole seconds; 2 %
/// unassigned. The same for the same number of conversations.
class SyntheticYear {
public:
    explicit SyntheticYear(qint64 conversations);

    void addCells(CellTable &cells) const;
    /// All rows of a column, by conversation. kConversationsCreated or 1 to kEventNames.
    std::vector<FactRow> rows(FactColumnId column) const;
    /// New events of all names within `span` before `now`, in order of arrival.
    FactChanges newEvents(qint64 count, TimeMs now, TimeMs span, quint64 seed) const;

    qint64 conversations() const { return static_cast<qint64>(m_created.size()); }

private:
    FactRow event(FactColumnId column, TimeMs created, CellCode cell, quint64 seed) const;

    std::vector<CellValues> m_cells; ///< code - 1
    std::vector<TimeMs> m_created;
    std::vector<quint16> m_cellOf;
};

} // namespace watchfloor::bench
