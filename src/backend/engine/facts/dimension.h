// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <array>
#include <cstddef>

namespace watchfloor {

/// What a fact can be filtered and grouped by. None: everything in one group. Agent and Actor are
/// those of an event; a conversation is its holder's.
enum class Dimension {
    None,
    Account,
    Agent,
    Group,
    Skill,
    Inbox,
    Channel,
    Actor,
    Origin,      ///< whether a boundary of the fact was guessed
    Holder,      ///< the agent, nobody where removal took the conversation from them
    HolderActor, ///< what the holder is
};

/// The dimensions a cell has a value for, None left out.
inline constexpr std::size_t kCellDimensions = 10;

inline constexpr std::size_t cellIndex(Dimension dimension)
{
    return static_cast<std::size_t>(dimension) - 1;
}

/// Keys of Dimension::Actor and HolderActor. The store's cell.bot is one less (NULL = unknown).
inline constexpr qint64 kActorUnknown = 0;
inline constexpr qint64 kActorHuman = 1;
inline constexpr qint64 kActorBot = 2;

/// Keys of Dimension::Origin.
inline constexpr qint64 kOriginTold = 0; ///< told by the vendor or derived without guessing
inline constexpr qint64 kOriginEstimated = 1;

/// The key that means "none" (unassigned, no skill, ...) in every dimension.
inline constexpr qint64 kNoKey = 0;

/// One combination of dimension values: row numbers of account, agent, grouping, channel;
/// kNoKey where there is none.
struct CellValues {
    std::array<qint64, kCellDimensions> keys{};

    qint64 at(Dimension dimension) const { return keys[cellIndex(dimension)]; }
    void set(Dimension dimension, qint64 key) { keys[cellIndex(dimension)] = key; }
    bool operator==(const CellValues &) const = default;
};

} // namespace watchfloor
