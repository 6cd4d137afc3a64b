// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/metricrows.h"

namespace watchfloor::metricrows {
namespace {

constexpr auto timeRows = std::to_array<MetricSpec>({
    eventTime("first_response_time", QT_TRANSLATE_NOOP("Metric", "First response"))
        .means(QT_TRANSLATE_NOOP("Metric", "Time from the customer's request to the first public "
                                           "answer by a person."),
               chatwootReports)
        .reported(chatwoot, "reports", "avg_first_response_time", "avg_first_response_time")
        .reported(chatwoot, "summary_reports", "avg_first_response_time")
        .reported(rocketchat, "productivity-totalizers", "Avg_first_response_time", nullptr,
                  "Mean of the departments' means.")
        .reported(rocketchat, "agent-overview", "Avg_first_response_time",
                  "Avg_first_response_time")
        .recomputed(chatwoot, "value", {"first_response"},
                    "From creation, bot handoff or reopening.")
        .recomputed(rocketchat, "metrics.response.ft", {"first_response"},
                    "From the visitor's first message, the queue included.")
        .recomputed(liveperson, "messageRecords", {"first_response"},
                    "From the consumer's first message, the queue included."),

    eventTime("reply_time", QT_TRANSLATE_NOOP("Metric", "Reply"))
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Time from the customer's first unanswered message to the next "
                                 "public answer by a person, the first answer left out."),
               chatwootReports)
        .reported(chatwoot, "reports", "reply_time", "reply_time")
        .reported(chatwoot, "summary_reports", "avg_reply_time")
        .recomputed(chatwoot, "value", {"reply_time"}),

    eventTime("resolution_time", QT_TRANSLATE_NOOP("Metric", "Resolution"))
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Time from the start of the conversation to its resolution, "
                                 "counted again for each resolution after a reopening."),
               chatwootReports)
        .reported(chatwoot, "reports", "avg_resolution_time", "avg_resolution_time")
        .reported(chatwoot, "summary_reports", "avg_resolution_time")
        .recomputedForAll("value", {"conversation_resolved"}),

    eventTime("avg_wait_time", QT_TRANSLATE_NOOP("Metric", "Wait"))
        .means(QT_TRANSLATE_NOOP("Metric", "Time consumers wait for a human agent response in a "
                                           "conversation, over all responses."),
               keyMetricsPage)
        .keyMetric("avgWaitTime")
        .agentView("avgWaitTime")
        .recomputed(chatwoot, "value", {"first_response", "reply_time"})
        .recomputed(rocketchat, "metrics.response.tt", {"wait_time"})
        .recomputed(liveperson, "messageRecords", {"wait_time"}),

    eventTime("avg_wait_time_first_response", QT_TRANSLATE_NOOP("Metric", "Wait, first response"))
        .means(QT_TRANSLATE_NOOP("Metric", "Time consumers wait for the first human response in a "
                                           "conversation."),
               keyMetricsPage)
        .keyMetric("avgWaitTimeFirstResponse")
        .agentView("avgWaitTimeFirstResponse")
        .recomputed(chatwoot, "value", {"first_response"},
                    "From creation, bot handoff or reopening.")
        .recomputed(rocketchat, "metrics.response.ft", {"first_response"})
        .recomputed(liveperson, "messageRecords", {"first_response"}),

    eventTime("avg_time_to_response", QT_TRANSLATE_NOOP("Metric", "Time to response"))
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Time from the consumer's message, or from the agent's assignment "
                                 "when that came later, to the human agent's response."),
               keyMetricsPage)
        .keyMetric("avgTimeToResponse")
        .agentView("avgTimeToResponse")
        .recomputed(rocketchat, "metrics.reaction.tt", {"reply_time"})
        .recomputed(liveperson, "messageRecords, agentParticipants", {"reply_time"}),

    eventTime("avg_time_to_first_response_first_assignment",
              QT_TRANSLATE_NOOP("Metric", "First assignment to first response"))
        .means(QT_TRANSLATE_NOOP("Metric", "Time from a conversation's first assignment to a human "
                                           "agent to the first human agent message."),
               keyMetricsPage)
        .keyMetric("avgTimeToFirstResponseFirstAssignment")
        .agentView("avgTimeToFirstResponseFirstAssignment")
        .recomputed(rocketchat, "metrics.reaction.ft", {"first_assignment_response"})
        .recomputed(liveperson, "messageRecords, agentParticipants", {"first_assignment_response"}),

    eventTime("avg_time_to_first_response_all_assignments",
              QT_TRANSLATE_NOOP("Metric", "Assignment to first response"))
        .is(MetricUnit::Milliseconds, MetricClass::TimeBound, MetricOrigin::Reported, Reducer::Mean)
        .over({D::Account, D::Agent})
        .offering({})
        .means(QT_TRANSLATE_NOOP("Metric", "Time from each assignment to a human agent to the "
                                           "first message of that agent."),
               agentViewPage)
        .agentView("avgTimeToFirstResponseAllAssignments"),

    conversationTime("avg_conversations_duration",
                     QT_TRANSLATE_NOOP("Metric", "Conversation duration"), ConversationAt::Closed)
        .is(MetricUnit::Milliseconds, MetricClass::TimeBound, MetricOrigin::Events, Reducer::Mean)
        .at(ConversationAt::Never)
        .inBusinessHours()
        .lowerIsBetter()
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Time from start to close of the conversations that were closed "
                                 "within the selected timeframe."),
               keyMetricsPage)
        .keyMetric("avgConversationsDuration")
        .agentView("avgConversationsDuration")
        .recomputedForAll("value", {"conversation_resolved"}),

    eventTime("reaction_time", QT_TRANSLATE_NOOP("Metric", "Reaction"))
        .means(QT_TRANSLATE_NOOP("Metric", "Time from the moment the agent took the chat to the "
                                           "agent's first answer, the queue left out."),
               rocketchatAnalytics)
        .reported(rocketchat, "productivity-totalizers", "Avg_reaction_time", nullptr,
                  "Mean of the departments' means.")
        .reported(rocketchat, "agent-overview", "Avg_reaction_time", "Avg_reaction_time")
        .reported(rocketchat, "charts/timings", "reaction.avg")
        .recomputed(rocketchat, "metrics.reaction.ft", {"first_assignment_response"}),

    eventTime("response_time", QT_TRANSLATE_NOOP("Metric", "Response"))
        .means(QT_TRANSLATE_NOOP("Metric", "Time from the visitor's first unanswered message to "
                                           "the agent's answer, over all answers."),
               rocketchatAnalytics)
        .reported(rocketchat, "productivity-totalizers", "Avg_response_time", nullptr,
                  "Mean of the departments' means.")
        .reported(rocketchat, "agent-overview", "Avg_response_time", "Avg_response_time")
        .reported(rocketchat, "charts/timings", "response.avg")
        .recomputed(rocketchat, "metrics.response.tt", {"wait_time"}),

    eventTime("waiting_time", QT_TRANSLATE_NOOP("Metric", "Queue time"))
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Time a conversation waited in the queue before an agent got it, "
                                 "counted for each assignment."),
               ours)
        .reported(rocketchat, "productivity-totalizers", "Avg_of_waiting_time", nullptr,
                  "First response times over answered rooms, mean of the departments' means.")
        .reported(rocketchat, "analytics/departments/average-waiting-time",
                  "averageWaitingTimeInSeconds", nullptr,
                  "First response times over answered rooms.")
        .recomputed(rocketchat, "servedBy.ts - queuedAt", {"assigned"})
        .recomputed(liveperson, "agentParticipants, transfers", {"assigned"}),

    conversationTime("chat_duration", QT_TRANSLATE_NOOP("Metric", "Chat duration"),
                     ConversationAt::Closed)
        .inBusinessHours()
        .lowerIsBetter()
        .means(QT_TRANSLATE_NOOP("Metric", "Time from the creation of a chat to its closing."),
               rocketchatAnalytics)
        .reported(rocketchat, "chats-totalizers", "Avg_of_chat_duration_time", nullptr,
                  "Mean of the departments' means.")
        .reported(rocketchat, "agent-overview", "Avg_chat_duration", "Avg_chat_duration")
        .reported(rocketchat, "charts/timings", "chatDuration.avg")
        .reported(rocketchat, "analytics/departments/average-chat-duration-time",
                  "averageChatDurationTimeInSeconds")
        .recomputed(rocketchat, "metrics.chatDuration"),

    conversationTime("service_time", QT_TRANSLATE_NOOP("Metric", "Service time"),
                     ConversationAt::Closed)
        .inBusinessHours()
        .lowerIsBetter()
        .means(
            QT_TRANSLATE_NOOP(
                "Metric", "Time from the last agent's taking a chat to the closing of the chat."),
            rocketchatAnalytics)
        .reported(rocketchat, "agents-productivity-totalizers", "Avg_of_service_time", nullptr,
                  "Mean of the departments' means.")
        .reported(rocketchat, "analytics/agents/average-service-time",
                  "averageServiceTimeInSeconds", nullptr, "Rounded up to the second.")
        .recomputed(rocketchat, "metrics.serviceTimeDuration"),

    conversationTime("duration", QT_TRANSLATE_NOOP("Metric", "Call duration"),
                     ConversationAt::Created)
        .means(QT_TRANSLATE_NOOP("Metric", "Length of voice calls, which the vendor tells in "
                                           "minutes."),
               chatdashPage)
        .recomputed(chatdash, "duration"),

    eventTime("bot_resolution_time", QT_TRANSLATE_NOOP("Metric", "Bot resolution"))
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Time from the start of the conversation to its resolution in an "
                                 "inbox with a bot, no person having written."),
               chatwootReports)
        .recomputed(chatwoot, "value", {"conversation_bot_resolved"}),

    eventTime("bot_handoff_time", QT_TRANSLATE_NOOP("Metric", "Time to bot handoff"))
        .means(QT_TRANSLATE_NOOP("Metric", "Time from the start of the conversation to the bot's "
                                           "handing it to a person."),
               chatwootReports)
        .recomputed(chatwoot, "value", {"conversation_bot_handoff"}),
});

} // namespace

std::span<const MetricSpec> timeMetrics()
{
    return timeRows;
}

} // namespace watchfloor::metricrows
