// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/standing.h"

namespace watchfloor {

Standing standingOf(const Conversation &conversation, const ProviderRules &rules, Holding holding)
{
    const Conversation &c = conversation;
    Standing standing{false, c.waitingSince};
    const KeyPresence presence =
        c.goneAt ? KeyPresence::None : rules.key.presence(c, holding != Holding::Nobody);
    if (presence == KeyPresence::None)
        return standing;
    standing.inQueue = presence == KeyPresence::InQueue;
    // Whom a bot serves does not wait for a person.
    const bool unattended = holding != Holding::Bot && rules.isUnattended(c).value_or(false);
    if (standing.inQueue)
        standing.waitingSince = rules.queuedSince(c);
    else if (!c.waitingSince && unattended)
        standing.waitingSince = c.created; // never answered
    return standing;
}

} // namespace watchfloor
