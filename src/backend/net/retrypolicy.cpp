// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/retrypolicy.h"

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

constexpr int attemptsAtFirst = 3;
constexpr int attemptsWhenSilent = 2;

DurationMs shareOf(DurationMs base, double share)
{
    return static_cast<DurationMs>(std::floor(static_cast<double>(base) * share));
}

} // namespace

int RetryPolicy::attemptsFor(const Error &error, Server server) const
{
    if (!error.isTransient())
        return 1;
    if (error.kind() == Error::Kind::RateLimited)
        return std::min(maxAttempts, 2) + static_cast<int>(earlyProbesMs.size());
    if (error.kind() == Error::Kind::Timeout) // TCP itself has knocked several times meanwhile
        return std::min(maxAttempts, server == Server::Speaks ? 2 : 1);
    switch (server) {
    case Server::Unknown:
        return std::min(maxAttempts, attemptsAtFirst);
    case Server::Silent:
        return std::min(maxAttempts, attemptsWhenSilent);
    case Server::Speaks:
        break;
    }
    return maxAttempts;
}

std::vector<DurationMs> RetryPolicy::earlyProbes(double random) const
{
    std::vector<DurationMs> waits = earlyProbesMs;
    for (DurationMs &wait : waits)
        wait += shareOf(wait, jitter * random);
    return waits;
}

std::optional<DurationMs> RetryPolicy::delayAfter(const Error &error, int attempt, double random,
                                                  Server server) const
{
    if (attempt >= attemptsFor(error, server))
        return std::nullopt;
    const bool refused = error.kind() == Error::Kind::RateLimited;
    const std::vector<DurationMs> &ladder = refused ? earlyProbesMs : delaysMs;
    DurationMs base = 0;
    if (!ladder.empty()) {
        const auto index = static_cast<std::size_t>(std::max(attempt, 1) - 1);
        base = ladder[std::min(index, ladder.size() - 1)];
    }
    const DurationMs spread = shareOf(base, jitter * random);
    // The jitter goes on top of the server's word too, so that clients do not return as one.
    return std::max(base, error.retryAfterMs().value_or(0)) + spread;
}

} // namespace watchfloor
