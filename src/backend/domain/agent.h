// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <QString>

#include <optional>

namespace watchfloor {

enum class AgentKind { Human, Bot, System };

/// A person or bot who answers. Availability is one of "online", "away", "back_soon", "busy",
/// "offline" or the vendor's own word verbatim; empty = not known.
/// Read from the cache, who has vanished is in none.
struct Agent {
    RowId id = 0;
    RowId account = 0;
    QString remoteId;
    QString name;
    QString email;
    AgentKind kind = AgentKind::Human;
    QString availability;
    std::optional<TimeMs> availabilitySince; ///< as observed by us unless the vendor reports it
    bool availabilityIsOlder = false;        ///< already so at first sight: the since is a bound
    QString availabilityReason;
    std::optional<int> capacity; ///< slots
    bool enabled = true;
    std::optional<TimeMs> goneAt; ///< vanished from the vendor's lists
    QString avatarUrl;

    bool operator==(const Agent &) const = default;
};

} // namespace watchfloor
