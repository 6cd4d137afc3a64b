// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchatrules.h"

namespace watchfloor::rocketchat {

const ProviderRules &rules()
{
    // waitingResponse or never answered: the mapping keeps both in the canonical columns.
    static const ProviderRules own{
        .listsBots = true,
        .isOpen = vendorrules::openByStatus,
        .isUnattended = vendorrules::unansweredOrWaiting,
        .key = vendorrules::neutral().key,
    };
    return own;
}

} // namespace watchfloor::rocketchat
