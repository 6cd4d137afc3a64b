// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/agent.h"
#include "backend/domain/conversation.h"

#include <QString>

#include <optional>

namespace watchfloor {

/// What the vendor-neutral operations must know about a vendor (design section 6, the table under
/// "The five operations"). One row per vendor in providerrules.cpp and no other place.
struct ProviderRules {
    const char *provider = "";
    bool numericIds = false;         ///< ids are JSON numbers
    bool listsBots = false;          ///< bots are rows of the vendor's agent lists
    bool removalUnassigns = false;   ///< removing an agent leaves their conversations unassigned
    bool alwaysSendsText = false;    ///< empty e-mail or thumbnail is "" on the wire, not left out
    bool internalIdInEvents = false; ///< an event's conversation_id is the vendor's internal id
    bool surveysAreEvents = true;    ///< false: answers are no reporting events of the vendor
    /// Counts as open now, whoever has it.
    bool (*isOpen)(const Conversation &) = nullptr;
    /// The customer waits for a person; none = the vendor does not tell for this one.
    std::optional<bool> (*isUnattended)(const Conversation &) = nullptr;

    /// Rows of operation 1 and of the Agents page.
    bool lists(const Agent &agent) const;
};

/// Unknown vendors get rules that only rest on the canonical columns.
const ProviderRules &rulesFor(const QString &provider);

} // namespace watchfloor
