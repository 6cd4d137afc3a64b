// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/simulation.h"

namespace watchfloor::sandbox {

/// Groups, skills, inboxes, labels, people and bots as they are on the first day.
void staffWorld(World &world, const SimulationConfig &config);
/// Somebody new, number `index` in order of hiring.
Agent newHire(const World &world, const SimulationConfig &config, int index);
/// Chatwoot's SLA policies, by index: target of the first and next response and of resolution.
struct SlaTargets {
    Ms firstResponse = 30 * Minute;
    Ms nextResponse = Hour;
    Ms resolution = 2 * Day;
};
SlaTargets slaTargets(int policy);

} // namespace watchfloor::sandbox
