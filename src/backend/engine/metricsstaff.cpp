// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/metricrows.h"

namespace watchfloor::metricrows {
namespace {

constexpr MetricRow stateOfAgents(const char *key, const char *title)
{
    return MetricRow(key, title)
        .is(MetricUnit::Count, MetricClass::Current, MetricOrigin::Agents, Reducer::Sum)
        .over(ofStaff, staffAdds);
}

/// Weights and capacities are not in the raw facts: the vendor's figure is the only one.
constexpr MetricRow load(const char *key, const char *title, MetricDimensions scopes)
{
    return MetricRow(key, title)
        .is(MetricUnit::Ratio, MetricClass::Current, MetricOrigin::Reported, Reducer::Last)
        .over(scopes);
}

/// One fact of one agent, shown beside the name.
constexpr MetricRow ofAgent(const char *key, const char *title, MetricUnit unit)
{
    return MetricRow(key, title)
        .is(unit, MetricClass::Current, MetricOrigin::Agents, Reducer::Last)
        .over({D::Agent});
}

constexpr MetricRow timeOfAgents(const char *key, const char *title)
{
    return MetricRow(key, title)
        .is(MetricUnit::Milliseconds, MetricClass::TimeBound, MetricOrigin::Agents, Reducer::Sum)
        .over(ofStaff, staffAdds);
}

constexpr auto staffRows = std::to_array<MetricSpec>({
    stateOfAgents("online_agents", QT_TRANSLATE_NOOP("Metric", "Online agents"))
        .means(QT_TRANSLATE_NOOP("Metric", "Agents currently in the online state."), keyMetricsPage)
        .keyMetric("onlineAgents")
        .reported(liveperson, "skill/availability", "onlineAgents")
        .reported(rocketchat, "charts/agents-status", "available")
        .recomputed(chatwoot, "availability_status online")
        .recomputed(rocketchat, "status online, statusLivechat available")
        .recomputed(liveperson, "agentCurrentStatus ONLINE"),

    stateOfAgents("back_soon_agents", QT_TRANSLATE_NOOP("Metric", "Back-soon agents"))
        .means(QT_TRANSLATE_NOOP("Metric", "Agents currently in the back-soon state."),
               keyMetricsPage)
        .keyMetric("backSoonAgents")
        .reported(liveperson, "skill/availability", "backSoonAgents")
        .recomputed(liveperson, "agentCurrentStatus BACK_SOON"),

    stateOfAgents("away_agents", QT_TRANSLATE_NOOP("Metric", "Away agents"))
        .means(QT_TRANSLATE_NOOP("Metric", "Agents currently in the away state."), keyMetricsPage)
        .keyMetric("awayAgents")
        .reported(liveperson, "skill/availability", "awayAgents")
        .reported(rocketchat, "charts/agents-status", "away")
        .recomputed(rocketchat, "status away")
        .recomputed(liveperson, "agentCurrentStatus AWAY"),

    stateOfAgents("busy_agents", QT_TRANSLATE_NOOP("Metric", "Busy agents"))
        .means(QT_TRANSLATE_NOOP("Metric", "Agents currently in the busy state."), chatwootLive)
        .reported(rocketchat, "charts/agents-status", "busy")
        .recomputed(chatwoot, "availability_status busy")
        .recomputed(rocketchat, "status busy"),

    stateOfAgents("offline_agents", QT_TRANSLATE_NOOP("Metric", "Offline agents"))
        .means(QT_TRANSLATE_NOOP("Metric", "Agents currently in the offline state."), chatwootLive)
        .reported(rocketchat, "charts/agents-status", "offline")
        .recomputed(chatwoot, "availability_status offline")
        .recomputed(rocketchat, "status offline")
        .recomputed(liveperson, "agentCurrentStatus OFFLINE", {},
                    "Only those who were logged in within the window."),

    load("agent_load", QT_TRANSLATE_NOOP("Metric", "Load"),
         {D::Account, D::Agent, D::Group, D::Skill})
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Total weight of the assigned conversations relative to the "
                                 "maximum concurrent conversations of all agents, bots included."),
               keyMetricsPage)
        .keyMetric("agentLoad")
        .agentView("agentLoad"),

    load("human_agent_load", QT_TRANSLATE_NOOP("Metric", "Human load"),
         {D::Account, D::Group, D::Skill})
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Total weight of the assigned conversations relative to the "
                                 "maximum concurrent conversations of all human agents."),
               keyMetricsPage)
        .keyMetric("humanAgentLoad"),

    load("human_online_load", QT_TRANSLATE_NOOP("Metric", "Human online load"),
         {D::Account, D::Group, D::Skill})
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Total weight of the assigned conversations relative to the "
                                 "maximum concurrent conversations of all human online agents."),
               keyMetricsPage)
        .keyMetric("humanOnlineLoad"),

    load("human_away_load", QT_TRANSLATE_NOOP("Metric", "Human away load"),
         {D::Account, D::Group, D::Skill})
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Total weight of the assigned conversations relative to the "
                                 "maximum concurrent conversations of all human away agents."),
               keyMetricsPage)
        .keyMetric("humanAwayLoad"),

    stateOfAgents("available_slots", QT_TRANSLATE_NOOP("Metric", "Free slots"))
        .is(MetricUnit::Slots, MetricClass::Current, MetricOrigin::Reported, Reducer::Last)
        .over({D::Account, D::Agent, D::Group, D::Skill}, staffAdds)
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Conversation slots available to take incoming conversations "
                                 "from the queue, an agent's slots counted under each skill."),
               keyMetricsPage)
        .keyMetric("availableSlots")
        .agentView("availableSlots"),

    stateOfAgents("max_slots", QT_TRANSLATE_NOOP("Metric", "Slots"))
        .is(MetricUnit::Slots, MetricClass::Current, MetricOrigin::Agents, Reducer::Sum)
        .means(QT_TRANSLATE_NOOP("Metric", "Conversations the agents may have at the same time."),
               agentViewPage)
        .agentView("maxSlots")
        .recomputed(rocketchat, "livechat.maxNumberSimultaneousChat")
        .recomputed(liveperson, "configuredMaxSlots"),

    ofAgent("agent_current_status", QT_TRANSLATE_NOOP("Metric", "State"), MetricUnit::Text)
        .means(QT_TRANSLATE_NOOP("Metric", "The agent's availability now."), agentViewPage)
        .agentView("agentCurrentStatus")
        .reported(chatwoot, "reports/conversations", "availability")
        .recomputedForAll("availability"),

    ofAgent("agent_current_status_start_time", QT_TRANSLATE_NOOP("Metric", "In state since"),
            MetricUnit::Instant)
        .means(QT_TRANSLATE_NOOP("Metric", "Since when the agent has had this availability."),
               agentViewPage)
        .agentView("agentCurrentStatusStartTime")
        .recomputed(chatwoot, "availability", {}, "As observed by us.")
        .recomputed(rocketchat, "status", {}, "As observed by us."),

    ofAgent("agent_current_status_reason", QT_TRANSLATE_NOOP("Metric", "Reason"), MetricUnit::Text)
        .means(QT_TRANSLATE_NOOP("Metric", "The reason the agent has chosen for the state."),
               agentViewPage)
        .agentView("agentCurrentStatusReason")
        .reported(liveperson, "agent_view", "agentCurrentStatusReasonId",
                  "agent_current_status_reason", "The same by another name."),

    ofAgent("agent_current_status_reason_start_time", QT_TRANSLATE_NOOP("Metric", "Reason since"),
            MetricUnit::Instant)
        .means(QT_TRANSLATE_NOOP("Metric", "Since when the agent has had this reason."),
               agentViewPage)
        .agentView("agentCurrentStatusReasonStartTime"),

    timeOfAgents("agent_status_duration", QT_TRANSLATE_NOOP("Metric", "Time in state"))
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Time the agents were in a state within the selected timeframe, "
                                 "one figure for each state, offline left out."),
               agentViewPage)
        .agentView("agentStatusDurationList")
        .recomputed(chatwoot, "availability", {}, "As observed by us.")
        .recomputed(rocketchat, "status", {}, "As observed by us.")
        .recomputed(liveperson, "agentCurrentStatus", {}, "As observed by us."),

    timeOfAgents("agent_status_with_reason_duration",
                 QT_TRANSLATE_NOOP("Metric", "Time in state with reason"))
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Time the agents were in a state for a reason within the selected "
                                 "timeframe, one figure for each state and reason."),
               agentViewPage)
        .agentView("agentStatusWithReasonDurationList"),

    timeOfAgents("agent_login_duration", QT_TRANSLATE_NOOP("Metric", "Logged-in time"))
        .means(QT_TRANSLATE_NOOP("Metric", "Time the agents were logged in within the selected "
                                           "timeframe."),
               agentViewPage)
        .agentView("loginDuration")
        .recomputed(chatwoot, "availability online or busy", {}, "As observed by us.")
        .recomputed(rocketchat, "status other than offline", {}, "As observed by us."),

    timeOfAgents("agent_online_duration", QT_TRANSLATE_NOOP("Metric", "Online time"))
        .means(QT_TRANSLATE_NOOP("Metric", "Time the agents were in the online state within the "
                                           "selected timeframe."),
               agentViewPage)
        .agentView("onlineDuration")
        .recomputed(chatwoot, "availability online", {}, "As observed by us.")
        .recomputed(rocketchat, "status online", {}, "As observed by us."),

    timeOfAgents("available_time", QT_TRANSLATE_NOOP("Metric", "Available time"))
        .is(MetricUnit::Milliseconds, MetricClass::TimeBound, MetricOrigin::Reported, Reducer::Sum)
        .over({D::Account, D::Agent}, staffAdds)
        .means(QT_TRANSLATE_NOOP("Metric", "Time the agents were available for service within the "
                                           "selected timeframe, in days of the server's zone."),
               rocketchatAnalytics)
        .reported(rocketchat, "analytics/agents/available-for-service-history",
                  "availableTimeInSeconds"),
});

} // namespace

std::span<const MetricSpec> staffMetrics()
{
    return staffRows;
}

} // namespace watchfloor::metricrows
