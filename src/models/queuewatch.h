// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/nowreport.h"
#include "models/thresholds.h"

#include <map>

namespace watchfloor {

/// A queue that waits too long, told once.
struct QueueAlert {
    ThresholdScope scope;
    QString name; ///< the account, or account and group
    DurationMs waits = 0;
    DurationMs level = 0; ///< the one it has crossed

    bool operator==(const QueueAlert &) const = default;
};

/// Watches the longest wait of each queue against its high level: one alert when it crosses; the
/// next only after it fell below, and not before a pause since the last alert has passed.
class QueueWatch {
public:
    static constexpr DurationMs Pause = 10 * 60'000;

    /// Crossings since the last look. A queue of which nothing is known stays as it was.
    std::vector<QueueAlert> look(const CountersReport &report, const Thresholds &thresholds);

    /// Queues above their high level at the last look, for the icon.
    int late() const { return static_cast<int>(m_late.size()); }

private:
    std::map<ThresholdScope, bool> m_late; ///< with: this crossing was told
    std::map<ThresholdScope, TimeMs> m_told;
};

} // namespace watchfloor
