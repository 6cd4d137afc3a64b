// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/factdelta.h"
#include "backend/engine/accountrows.h"
#include "backend/engine/facts/dimension.h"

#include <unordered_map>

namespace watchfloor {

/// What the dimensions of one account's cells rest on besides the cells.
struct CellRules {
    struct Person {
        qint64 actor = kActorUnknown;
        bool left = false; ///< its removal left the conversations unassigned

        bool operator==(const Person &) const = default;
    };
    bool groupIsConversations = false; ///< an event counts for its conversation's present group
    std::unordered_map<RowId, Person> agents;

    bool operator==(const CellRules &) const = default;
};

/// By the account's vendor and agents.
CellRules cellRulesOf(const AccountRows &rows);

/// The cache's words in the engine's. An event's actor is told by the event, else by what its agent
/// is now.
CellValues cellValuesOf(const FactCell &cell, const CellRules &rules);

} // namespace watchfloor
