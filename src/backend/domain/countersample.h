// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <QString>

namespace watchfloor {

/// What a counter of the present read at one moment (table counter_sample). Samples are the only
/// history of such counters: even where one could be derived from past rows it is not, so that a
/// line never changes afterwards and the time nobody polled stays a gap.
struct CounterSample {
    RowId account = 0;
    QString counter; ///< the metric's key, or its key and ".of" for what it is a share of
    TimeMs takenAt = 0;
    double value = 0; ///< in the catalogue's unit

    bool operator==(const CounterSample &) const = default;
};

} // namespace watchfloor
