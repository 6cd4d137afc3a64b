// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/world.h"

#include <vector>

namespace watchfloor::sandbox {

/// One answer of a person to waiting messages of the consumer, after LivePerson's wording: notes,
/// bots and system texts are as if they were not there.
struct HumanResponse {
    Ms waitedFrom = 0; ///< first consumer message after the previous human one
    Ms at = 0;
    Ms assignedAt = 0; ///< latest assignment to a person up to then; 0 = none
    int agent = Nobody;
    int group = Nobody; ///< of that person
    int skill = Nobody; ///< the conversation's at that time
};

std::vector<HumanResponse> humanResponses(const World &world, const Conversation &c);

/// The first answer of a person after the first assignment to one: from that assignment, or from
/// the consumer's first message when that came later. `at` 0 = none yet, or nobody had asked.
struct FirstAssignmentResponse {
    Ms from = 0;
    HumanResponse response;
};
FirstAssignmentResponse firstAssignmentResponse(const World &world, const Conversation &c);

} // namespace watchfloor::sandbox
