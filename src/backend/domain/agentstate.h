// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <QString>

#include <optional>

namespace watchfloor {

/// A stretch of time an agent spent in one availability. `observed` rows are what our own polls
/// saw (edges are poll times), the others were reported by the vendor.
struct AgentState {
    QString agentRemoteId;
    QString state;
    QString reason;
    TimeMs from = 0;
    std::optional<TimeMs> to; ///< none = lasts; a reported one until the next reported one
    bool observed = true;

    bool operator==(const AgentState &) const = default;
};

} // namespace watchfloor
