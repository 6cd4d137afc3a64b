// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/vendorrules.h"

namespace watchfloor {

/// Who has a conversation by its row. Nobody also where a removal left it unassigned.
enum class Holding { Nobody, Person, Bot };

/// How a conversation stands now: in the queue, in lists and in its own head.
struct Standing {
    KeyPresence presence = KeyPresence::None;
    std::optional<bool> unattended;     ///< none = the vendor does not tell
    std::optional<TimeMs> waitingSince; ///< the customer, or in the queue for an agent

    /// It is nobody's, whomever the vendor goes on naming.
    bool inQueue() const { return presence == KeyPresence::InQueue; }
};

/// Read are, besides what the vendor's rules read: created, queued, waitingSince and goneAt.
Standing standingOf(const Conversation &conversation, const ProviderRules &rules, Holding holding);

} // namespace watchfloor
