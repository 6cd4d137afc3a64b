// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/metricrows.h"

namespace watchfloor::metricrows {
namespace {

constexpr const char *groupedLive = "live_reports/grouped_conversation_metrics";
constexpr const char *accountLive = "live_reports/conversation_metrics";
constexpr const char *chatwootSeed = "reports/conversations";

/// Waiting times of what is in the queue now.
constexpr MetricRow queueWait(const char *key, const char *title, Reducer reducer)
{
    return MetricRow(key, title)
        .is(MetricUnit::Milliseconds, MetricClass::Current, MetricOrigin::Conversations, reducer)
        .over({D::Account, D::Group, D::Skill, D::Inbox, D::Channel})
        .at(ConversationAt::Now)
        .lowerIsBetter();
}

constexpr auto nowRows = std::to_array<MetricSpec>({
    stateCount("open_conversations", QT_TRANSLATE_NOOP("Metric", "Open"))
        .lowerIsBetter()
        .means(QT_TRANSLATE_NOOP(
                   "Metric", "Conversations that are open now, whether in the queue or assigned."),
               keyMetricsPage)
        .reported(chatwoot, chatwootSeed, "open")
        .reported(chatwoot, groupedLive, "open")
        .reported(chatwoot, accountLive, "open")
        .reported(rocketchat, "charts/chats", "open", nullptr,
                  "Served ones of the range asked for.")
        .keyMetric("openConversations")
        .recomputed(chatwoot, "status open")
        .recomputed(rocketchat, "open, not onHold")
        .recomputed(liveperson, "status OPEN")
        .recomputed(chatdash, "isLive and status pending or human"),

    stateCount("unattended_conversations", QT_TRANSLATE_NOOP("Metric", "Unattended"))
        .lowerIsBetter()
        .means(QT_TRANSLATE_NOOP("Metric", "Open conversations that have no first answer yet or "
                                           "whose customer waits for the next one."),
               chatwootLive)
        .reported(chatwoot, chatwootSeed, "unattended")
        .reported(chatwoot, groupedLive, "unattended")
        .reported(chatwoot, accountLive, "unattended")
        .recomputed(chatwoot, "status open, first_reply_created_at 0 or waiting_since set")
        .recomputed(rocketchat, "waitingResponse or no responseBy")
        .recomputed(liveperson, "status OPEN, assigned, responseTime due")
        .recomputed(chatdash, "status pending"),

    stateCount("unassigned_conversations", QT_TRANSLATE_NOOP("Metric", "Unassigned"))
        .lowerIsBetter()
        .over({D::Account, D::Group, D::Skill, D::Inbox, D::Channel},
              {D::Account, D::Group, D::Skill, D::Inbox, D::Channel})
        .means(QT_TRANSLATE_NOOP(
                   "Metric", "Open conversations that wait in the queue for an agent assignment."),
               keyMetricsPage)
        .reported(chatwoot, accountLive, "unassigned")
        .reported(chatwoot, groupedLive, "unassigned")
        .reported(rocketchat, "charts/chats", "queued", nullptr, "Of the range asked for.")
        .keyMetric("unassignedConversations")
        .recomputed(chatwoot, "status open, no assignee")
        .recomputed(rocketchat, "open, no servedBy, not onHold")
        .recomputed(liveperson, "status OPEN, latestQueueState IN_QUEUE")
        .recomputed(chatdash, "isLive, status pending"),

    stateCount("assigned_conversations", QT_TRANSLATE_NOOP("Metric", "Assigned"))
        .means(QT_TRANSLATE_NOOP("Metric", "Open conversations currently assigned to an agent that "
                                           "started within the past 30 days."),
               keyMetricsPage)
        .keyMetric("assignedConversations")
        .agentView("assignedConversations")
        .recomputed(chatwoot, "status open, assignee")
        .recomputed(rocketchat, "open, servedBy, not onHold")
        .recomputed(liveperson, "status OPEN, latestQueueState ACTIVE, startTimeL")
        .recomputed(chatdash, "isLive, status human"),

    stateCount("active_conversations", QT_TRANSLATE_NOOP("Metric", "Active"))
        .is(MetricUnit::Count, MetricClass::Current, MetricOrigin::Reported, Reducer::Last)
        .at(ConversationAt::Never)
        .over({D::Account, D::Agent, D::Group, D::Skill},
              {D::Account, D::Agent, D::Group, D::Skill})
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Open conversations that agents currently handle at full "
                                 "intensity and that started within the past 30 days."),
               keyMetricsPage)
        .keyMetric("activeConversations")
        .agentView("activeConversations"),

    stateCount("pending_agent_response", QT_TRANSLATE_NOOP("Metric", "Waiting for agent"))
        .lowerIsBetter()
        .means(QT_TRANSLATE_NOOP("Metric", "Assigned conversations in which the consumer waits for "
                                           "the agent's answer."),
               agentViewPage)
        .agentView("pendingAgentResponse")
        .recomputed(liveperson, "status OPEN, assigned, responseTime due"),

    share("pending_agent_response_rate", QT_TRANSLATE_NOOP("Metric", "Waiting for agent, share"),
          MetricOrigin::Conversations)
        .is(MetricUnit::Ratio, MetricClass::Current, MetricOrigin::Conversations, Reducer::Ratio)
        .at(ConversationAt::Now)
        .lowerIsBetter()
        .ratioOf("pending_agent_response", "assigned_conversations")
        .means(QT_TRANSLATE_NOOP("Metric", "Share of the assigned conversations in which the "
                                           "consumer waits for the agent's answer."),
               agentViewPage)
        .agentView("pendingAgentResponseRate")
        .recomputed(liveperson, "pendingAgentResponse / assignedConversations"),

    stateCount("pending_conversations", QT_TRANSLATE_NOOP("Metric", "Pending"))
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Conversations in status pending, which a bot or a triage step "
                                 "holds back from the agents."),
               chatwootReports)
        .reported(chatwoot, accountLive, "pending")
        .recomputed(chatwoot, "status pending"),

    stateCount("snoozed_conversations", QT_TRANSLATE_NOOP("Metric", "Snoozed"))
        .means(QT_TRANSLATE_NOOP("Metric", "Conversations put aside until a time or an answer."),
               chatwootReports)
        .recomputed(chatwoot, "status snoozed"),

    stateCount("on_hold_conversations", QT_TRANSLATE_NOOP("Metric", "On hold"))
        .means(QT_TRANSLATE_NOOP("Metric", "Open conversations that an agent has put on hold."),
               rocketchatAnalytics)
        .reported(rocketchat, "charts/chats", "onhold", nullptr, "Of the range asked for.")
        .recomputed(rocketchat, "onHold"),

    stateCount("live_conversations", QT_TRANSLATE_NOOP("Metric", "Live"))
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Conversations that are going on now, with the bot or a person."),
               chatdashPage)
        .recomputed(chatdash, "isLive"),

    stateCount("pending_human", QT_TRANSLATE_NOOP("Metric", "Pending for a person"))
        .lowerIsBetter()
        .means(QT_TRANSLATE_NOOP("Metric", "Conversations with a bot that now wait for a person to "
                                           "take over."),
               chatdashPage)
        .recomputed(chatdash, "status pending"),

    stateCount("overdue_conversations_total", QT_TRANSLATE_NOOP("Metric", "Overdue"))
        .lowerIsBetter()
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Open conversations whose answer is later than the SLA allows."),
               keyMetricsPage)
        .keyMetric("overdueConversationsTotal")
        .recomputed(chatwoot, "applied_sla", {}, "Only with the SLA feature.")
        .recomputed(liveperson, "responseTime.latestEffectiveResponseDueTime", {},
                    "Started within the past 4 days."),

    stateCount("overdue_conversations_in_queue", QT_TRANSLATE_NOOP("Metric", "Overdue in queue"))
        .lowerIsBetter()
        .over({D::Account, D::Group, D::Skill, D::Inbox, D::Channel},
              {D::Account, D::Group, D::Skill, D::Inbox, D::Channel})
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Conversations that wait in the queue for an agent assignment and "
                                 "have exceeded the SLA."),
               keyMetricsPage)
        .keyMetric("overdueConversationsInQueue")
        .recomputed(chatwoot, "applied_sla of unassigned conversations", {},
                    "Only with the SLA feature.")
        .recomputed(liveperson, "responseTime.latestEffectiveResponseDueTime, IN_QUEUE", {},
                    "Started within the past 4 days."),

    stateCount("overdue_conversations_assigned", QT_TRANSLATE_NOOP("Metric", "Overdue assigned"))
        .lowerIsBetter()
        .means(QT_TRANSLATE_NOOP("Metric", "Conversations assigned to agents that have exceeded "
                                           "the SLA."),
               keyMetricsPage)
        .keyMetric("overdueConversationsAssigned")
        .recomputed(chatwoot, "applied_sla of assigned conversations", {},
                    "Only with the SLA feature.")
        .recomputed(liveperson, "responseTime.latestEffectiveResponseDueTime, ACTIVE", {},
                    "Started within the past 4 days."),

    stateCount("sla_missed_conversations", QT_TRANSLATE_NOOP("Metric", "SLA missed"))
        .lowerIsBetter()
        .means(QT_TRANSLATE_NOOP("Metric", "Open conversations that have missed a target of the "
                                           "SLA policy applied to them."),
               chatwootReports)
        .recomputed(chatwoot, "applied_sla", {}, "Only with the SLA feature."),

    stateCount("soon_overdue_conversations", QT_TRANSLATE_NOOP("Metric", "Soon overdue"))
        .lowerIsBetter()
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Open conversations whose answer is due within the next minutes, "
                                 "as many as the settings say."),
               ours)
        .recomputed(chatwoot, "applied_sla", {}, "Only with the SLA feature.")
        .recomputed(liveperson, "responseTime.latestEffectiveResponseDueTime"),

    queueWait("queue_wait_time_50th_percentile", QT_TRANSLATE_NOOP("Metric", "Queue wait, median"),
              Reducer::P50)
        .means(QT_TRANSLATE_NOOP("Metric", "Half of the consumers in the queue have been waiting "
                                           "for this time or less."),
               keyMetricsPage)
        .keyMetric("queueWaitTime50thPercentile")
        .recomputed(rocketchat, "queuedAt or ts of unserved rooms")
        .recomputed(liveperson, "queue entry of IN_QUEUE conversations", {},
                    "Started within the past 24 hours."),

    queueWait("queue_wait_time_90th_percentile", QT_TRANSLATE_NOOP("Metric", "Queue wait, 90 %"),
              Reducer::P90)
        .means(QT_TRANSLATE_NOOP("Metric", "90 % of the consumers in the queue have been waiting "
                                           "for this time or less."),
               keyMetricsPage)
        .keyMetric("queueWaitTime90thPercentile")
        .recomputed(rocketchat, "queuedAt or ts of unserved rooms")
        .recomputed(liveperson, "queue entry of IN_QUEUE conversations", {},
                    "Started within the past 24 hours."),

    queueWait("longest_queue_wait", QT_TRANSLATE_NOOP("Metric", "Longest wait"), Reducer::Max)
        .means(QT_TRANSLATE_NOOP("Metric", "The time the longest waiting unassigned conversation "
                                           "has been in the queue."),
               ours)
        .recomputed(chatwoot, "waiting_since or created_at of unassigned conversations")
        .recomputed(rocketchat, "queuedAt or ts of unserved rooms")
        .recomputed(liveperson, "queue entry of IN_QUEUE conversations"),
});

} // namespace

std::span<const MetricSpec> nowMetrics()
{
    return nowRows;
}

} // namespace watchfloor::metricrows
