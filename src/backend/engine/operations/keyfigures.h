// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/dimensionkeys.h"
#include "backend/engine/figures/factsource.h"
#include "backend/engine/operations/keymetricsrequest.h"

#include <vector>

namespace watchfloor {

struct KeyRow {
    QString key;  ///< id of the group or skill
    QString name; ///< empty = not known
    KeyValues values;
};

/// Everything the answer of operation 4 is written from; whoever can deliver it (rows now) can
/// answer.
struct KeyFigures {
    KeyValues all;
    std::vector<KeyRow> rows; ///< every group or skill there is, or that was asked for; unordered
    std::bitset<KeyMetricCount> reported; ///< the vendor's own figures, not recomputed
    std::optional<TimeMs> reportedAt;     ///< the oldest of them
};

/// Whether the answer looks at active conversations at all.
bool needsActive(const AccountRows &rows, const KeyMetricsRequest &request);

/// Recomputes the figures. Of `rows` it needs agents, groupings, memberships, the reported current
/// figures and, if so, all active conversations; the events come from `facts`. The keys are of the
/// account alone.
KeyFigures keyFigures(const AccountRows &rows, DimensionKeys &keys, FactSource &facts,
                      const KeyMetricsRequest &request, TimeMs now);

} // namespace watchfloor
