// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/retrypolicy.h"

#include <algorithm>
#include <cmath>

namespace watchfloor {

std::optional<DurationMs> RetryPolicy::delayAfter(const Error &error, int attempt,
                                                  double random) const
{
    if (!error.isTransient() || attempt >= maxAttempts)
        return std::nullopt;
    DurationMs base = 0;
    if (!delaysMs.empty()) {
        const auto index = static_cast<std::size_t>(std::max(attempt, 1) - 1);
        base = delaysMs[std::min(index, delaysMs.size() - 1)];
    }
    const auto spread =
        static_cast<DurationMs>(std::floor(static_cast<double>(base) * jitter * random));
    // The jitter goes on top of the server's word too, so that clients do not return as one.
    return std::max(base, error.retryAfterMs().value_or(0)) + spread;
}

} // namespace watchfloor
