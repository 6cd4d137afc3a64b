// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/standing.h"

namespace watchfloor {

Standing standingOf(const Conversation &conversation, const ProviderRules &rules, Holding holding)
{
    const Conversation &c = conversation;
    Standing standing;
    standing.waitingSince = c.waitingSince;
    if (c.goneAt)
        return standing;
    standing.presence = rules.key.presence(c, holding != Holding::Nobody);
    if (standing.presence == KeyPresence::None)
        return standing;
    // Whom a bot serves does not wait for a person.
    standing.unattended = holding == Holding::Bot && !standing.inQueue() ? std::optional(false)
                                                                         : rules.isUnattended(c);
    if (standing.inQueue())
        standing.waitingSince = rules.queuedSince(c);
    else if (!c.waitingSince && standing.unattended.value_or(false))
        standing.waitingSince = c.created; // never answered
    return standing;
}

} // namespace watchfloor
