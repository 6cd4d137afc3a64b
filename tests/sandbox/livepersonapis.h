// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/livepersoncall.h"

namespace watchfloor::sandbox {

/// Of a key metrics request, in whole minutes, both bounds included; the last 24 hours only.
struct LpWindow {
    Ms from = 0;
    Ms to = 0;
};
LpWindow lpWindow(const LivePersonCall &call, LivePersonFaults *faults);

/// The people filters of a key metrics request: agentIds, agentGroupIds, userTypes and skills.
class LpPeople {
public:
    LpPeople(const LivePersonCall &call, const QString &skillKey, bool systemToo,
             LivePersonFaults *faults);
    bool takesFact(int agent, int group, int skill) const;
    bool takesAgent(int index) const; ///< one who is still with the account

private:
    AgentKind kindOf(int agent) const;

    const World &m_world;
    bool m_byAgents = false;
    bool m_bySkills = false;
    bool m_byGroups = false;
    bool m_byKinds = false;
    std::set<int> m_agents;
    std::set<int> m_skills;
    std::set<int> m_groups;
    std::set<AgentKind> m_kinds;
};

/// Percent of slots each agent's conversations take, bots too.
std::vector<qint64> lpUsedPercent(const World &world);
/// The id of a custom status reason; "NA" without one.
QString lpReasonId(const QString &reason);

// Every service of an account, one function a route (vendor document, sections 1, 2, 5, 7, 8).

// livepersonmetrics.cpp: Key Messaging Metrics
Response lpMetrics(const LivePersonCall &call);
Response lpHistorical(const LivePersonCall &call);
Response lpSkillAvailability(const LivePersonCall &call);
// livepersonagentview.cpp
Response lpAgentView(const LivePersonCall &call);
// livepersonagents.cpp: Agent Metrics
Response lpAgentStatus(const LivePersonCall &call);
Response lpAgentSummary(const LivePersonCall &call);
// livepersonactivity.cpp: Agent Activity
Response lpStatusChanges(const LivePersonCall &call);
// livepersonconfig.cpp: skills, agent groups, users
Response lpSkills(const LivePersonCall &call);
Response lpAgentGroups(const LivePersonCall &call);
Response lpUsers(const LivePersonCall &call);
// livepersonhistory.cpp: Messaging Interactions
Response lpConversations(const LivePersonCall &call);
Response lpConversation(const LivePersonCall &call);

} // namespace watchfloor::sandbox
