// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/error.h"
#include "backend/domain/ids.h"

#include <optional>
#include <vector>

namespace watchfloor {

/// When to try a failed request again. Pure: no clock, no randomness of its own.
struct RetryPolicy {
    int maxAttempts = 4; ///< the first try included
    std::vector<DurationMs> delaysMs{1'000, 5'000, 15'000};
    double jitter = 0.25; ///< adds up to this share of the delay
    /// The waits after a 429 that names no time, before it is taken for the vendor's own limit.
    std::vector<DurationMs> earlyProbesMs{500, 2'000, 8'000};

    /// What the requests before this one showed. Patience is for a server that is known to work.
    enum class Server {
        Speaks,  ///< the latest answer was the vendor's
        Unknown, ///< nothing was heard from it yet
        Silent,  ///< the latest request failed in all its attempts
    };
    /// The first try included. A timeout has cost its time already; a refusal gets the early probes
    /// and the server's next minute, and what is refused then waits for the next pass.
    int attemptsFor(const Error &error, Server server) const;

    /// Wait before the next attempt, or nothing when it should not be tried again.
    /// `attempt` counts from 1; `random` is in [0, 1). A server's retryAfter wins when longer.
    std::optional<DurationMs> delayAfter(const Error &error, int attempt, double random,
                                         Server server = Server::Speaks) const;
    std::vector<DurationMs> earlyProbes(double random) const; ///< with their jitter
};

} // namespace watchfloor
