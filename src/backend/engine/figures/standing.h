// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/vendorrules.h"

namespace watchfloor {

/// Who has a conversation by its row. Nobody also where a removal left it unassigned.
enum class Holding { Nobody, Person, Bot };

/// How a conversation stands now, as the queue shows it.
struct Standing {
    bool inQueue = false;               ///< it is nobody's, whomever the vendor goes on naming
    std::optional<TimeMs> waitingSince; ///< the customer, or in the queue for an agent
};

/// Read are, besides what the vendor's rules read: created, queued, waitingSince and goneAt.
Standing standingOf(const Conversation &conversation, const ProviderRules &rules, Holding holding);

} // namespace watchfloor
