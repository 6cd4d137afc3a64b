// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/truthanswers.h"

#include <algorithm>

namespace watchfloor::sandbox {

namespace {

bool isPerson(const World &world, int agent)
{
    return agent != Nobody && world.agents()[size_t(agent)].kind == AgentKind::Human;
}

bool isConsumers(const Message &m)
{
    return m.kind == MessageKind::Incoming && m.sender == Sender::Contact;
}

HumanResponse responseAt(const World &world, const Conversation &c, const Message &m)
{
    HumanResponse response;
    response.at = m.at;
    response.agent = m.agent;
    response.group = m.agent == Nobody ? Nobody : world.agents()[size_t(m.agent)].group;
    response.skill = c.skill;
    for (const Assignment &assignment : c.assignments) {
        if (assignment.from > m.at)
            break;
        response.skill = assignment.skill;
        if (isPerson(world, assignment.agent))
            response.assignedAt = assignment.from;
    }
    return response;
}

} // namespace

std::vector<HumanResponse> humanResponses(const World &world, const Conversation &c)
{
    std::vector<HumanResponse> found;
    Ms waiting = 0;
    for (const Message &m : c.messages) {
        if (isConsumers(m)) {
            if (waiting == 0)
                waiting = m.at;
        } else if (m.isHumanAnswer()) {
            if (waiting != 0) {
                found.push_back(responseAt(world, c, m));
                found.back().waitedFrom = waiting;
            }
            waiting = 0;
        }
    }
    return found;
}

FirstAssignmentResponse firstAssignmentResponse(const World &world, const Conversation &c)
{
    const auto assigned =
        std::find_if(c.assignments.begin(), c.assignments.end(), [&](const Assignment &assignment) {
            return isPerson(world, assignment.agent);
        });
    const auto asked = std::find_if(c.messages.begin(), c.messages.end(), isConsumers);
    const auto answered = std::find_if(c.messages.begin(), c.messages.end(),
                                       [](const Message &m) { return m.isHumanAnswer(); });
    // Somebody who writes first answers nobody.
    if (assigned == c.assignments.end() || answered == c.messages.end() || asked > answered ||
        assigned->from > answered->at)
        return {};
    FirstAssignmentResponse result;
    result.from = std::max(assigned->from, asked->at);
    result.response = responseAt(world, c, *answered);
    result.response.waitedFrom = asked->at;
    return result;
}

} // namespace watchfloor::sandbox
