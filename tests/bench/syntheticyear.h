// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/facttable.h"

namespace watchfloor::bench {

inline constexpr qint64 kAgents = 200;
inline constexpr qint64 kSkills = 30;
inline constexpr qint64 kGroups = 20;
inline constexpr qint64 kInboxes = 12;
inline constexpr qint64 kChannels = 5;
inline constexpr FactColumnId kFirstResponse = 1;
inline constexpr FactColumnId kReplyTime = 2;
inline constexpr FactColumnId kResolution = 3;
inline constexpr FactColumnId kEventNames = 6; ///< columns 1 to 6

inline constexpr TimeMs kDay = 86'400'000;
inline constexpr TimeMs kYearEnd = 1'751'328'000'000; ///< 2025-07-01T00:00:00Z
inline constexpr TimeMs kYearStart = kYearEnd - 365 * kDay;

/// An event with what the rows keep of it beside what the columns hold.
struct SyntheticEvent {
    FactRow row;
    DurationMs startLag = 0; ///< created - value - start
    DurationMs endLag = 0;   ///< created - end
};

/// A contact centre's year: conversations with daily and weekly rhythm, each with one event of
/// each name; agents, skills and inboxes by Zipf; log-normal durations in whole seconds; 2 %
/// unassigned. The same for the same number of conversations.
class SyntheticYear {
public:
    /// Grows with every change of what is made here: caches made before are made anew.
    static constexpr int kVersion = 1;

    explicit SyntheticYear(qint64 conversations);

    /// Combinations of agent, skill and inbox, numbered from 1. Each has two cells: of its events
    /// and of its conversations, which have no actor. Nobody's events have none either.
    std::size_t combinations() const { return m_cells.size(); }
    const CellValues &combination(std::size_t number) const { return m_cells[number - 1]; }
    CellCode eventCell(std::size_t number) const
    {
        const bool nobody = combination(number).at(Dimension::Actor) == kActorUnknown;
        return nobody ? conversationCell(number) : static_cast<CellCode>(2 * number - 1);
    }
    CellCode conversationCell(std::size_t number) const
    {
        return static_cast<CellCode>(2 * number);
    }
    void addCells(CellTable &cells) const;

    qint64 conversations() const { return static_cast<qint64>(m_created.size()); }
    /// By number, from 0. Ascends hour by hour, not within the hour.
    TimeMs created(qint64 conversation) const
    {
        return m_created[static_cast<std::size_t>(conversation)];
    }
    std::size_t combinationOf(qint64 conversation) const
    {
        return m_cellOf[static_cast<std::size_t>(conversation)];
    }
    /// None: it falls after the year's end.
    std::optional<SyntheticEvent> event(qint64 conversation, FactColumnId column) const;
    /// None: still open at the year's end.
    std::optional<TimeMs> closed(qint64 conversation) const;

    /// All rows of a column, by conversation. kConversationsClosed to kEventNames.
    std::vector<FactRow> rows(FactColumnId column) const;
    /// New events of all names within `span` before `now`, in order of arrival.
    FactChanges newEvents(qint64 count, TimeMs now, TimeMs span, quint64 seed) const;

private:
    SyntheticEvent made(FactColumnId column, TimeMs created, CellCode cell, quint64 seed) const;

    std::vector<CellValues> m_cells; ///< combination - 1
    std::vector<TimeMs> m_created;
    std::vector<quint16> m_cellOf;
};

} // namespace watchfloor::bench
