// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/metricrows.h"

namespace watchfloor::metricrows {
namespace {

/// Conversations with at least one such event: one may count under several agents.
constexpr MetricRow distinctConversations(const char *key, const char *title)
{
    return eventCount(key, title)
        .is(MetricUnit::Count, MetricClass::TimeBound, MetricOrigin::Events, Reducer::Distinct)
        .over(groupings, {D::Account, D::Inbox, D::Channel});
}

constexpr MetricRow messageCount(const char *key, const char *title)
{
    return MetricRow(key, title)
        .is(MetricUnit::Count, MetricClass::TimeBound, MetricOrigin::Reported, Reducer::Sum)
        .over({D::Account, D::Agent, D::Group, D::Inbox}, {D::Account, D::Inbox});
}

constexpr auto volumeRows = std::to_array<MetricSpec>({
    conversationCount("conversations", QT_TRANSLATE_NOOP("Metric", "Conversations"),
                      ConversationAt::Created)
        .means(QT_TRANSLATE_NOOP("Metric", "Conversations created within the selected timeframe, "
                                           "counted for the agent who has them now."),
               rocketchatByAgent)
        .reported(chatwoot, "reports", "conversations_count", "conversations_count")
        .reported(chatwoot, "summary_reports", "conversations_count")
        .reported(rocketchat, "conversations-by-agent", "value", nullptr,
                  "The total leaves out unspecified ones.")
        .reported(rocketchat, "conversation-totalizers", "Total_conversations")
        .recomputed(chatwoot, "created_at, assignee")
        .recomputed(rocketchat, "ts, servedBy")
        .recomputed(liveperson, "startTimeL, latestAgentId")
        .recomputed(chatdash, "createdAt, liveAgentId"),

    conversationCount("unspecified", QT_TRANSLATE_NOOP("Metric", "Unspecified"),
                      ConversationAt::Created)
        .lowerIsBetter()
        .over({D::Account, D::Group, D::Skill, D::Inbox, D::Channel},
              {D::Account, D::Group, D::Skill, D::Inbox, D::Channel})
        .means(QT_TRANSLATE_NOOP("Metric", "Conversations created within the selected timeframe "
                                           "that no agent has."),
               rocketchatByAgent)
        .reported(rocketchat, "conversations-by-agent", "unspecified")
        .recomputed(chatwoot, "created_at, no assignee")
        .recomputed(rocketchat, "ts, no servedBy")
        .recomputed(liveperson, "startTimeL, no latestAgentId")
        .recomputed(chatdash, "createdAt, no liveAgentId"),

    eventCount("closed_conversations", QT_TRANSLATE_NOOP("Metric", "Closed"))
        .means(QT_TRANSLATE_NOOP("Metric", "Conversations closed within the selected timeframe by "
                                           "the agent, the system or the consumer."),
               keyMetricsPage)
        .keyMetric("closedConversations")
        .agentView("closedConversations")
        .reported(liveperson, "historical", "closedConversations", "closed_conversations")
        .recomputedForAll("value", {"conversation_resolved"}),

    conversationCount("closed_by_agent", QT_TRANSLATE_NOOP("Metric", "Closed by agent"),
                      ConversationAt::Closed)
        .means(QT_TRANSLATE_NOOP(
                   "Metric", "Conversations closed by the agent within the selected timeframe."),
               keyMetricsPage)
        .keyMetric("closedByAgent")
        .agentView("closedByAgent")
        .recomputed(rocketchat, "closer user")
        .recomputed(liveperson, "closeReason AGENT"),

    conversationCount("closed_by_consumer", QT_TRANSLATE_NOOP("Metric", "Closed by consumer"),
                      ConversationAt::Closed)
        .means(QT_TRANSLATE_NOOP(
                   "Metric", "Conversations closed by the consumer within the selected timeframe."),
               keyMetricsPage)
        .keyMetric("closedByConsumer")
        .agentView("closedByConsumer")
        .recomputed(rocketchat, "closer visitor")
        .recomputed(liveperson, "closeReason CONSUMER"),

    conversationCount("auto_closed", QT_TRANSLATE_NOOP("Metric", "Closed automatically"),
                      ConversationAt::Closed)
        .means(QT_TRANSLATE_NOOP(
                   "Metric", "Conversations automatically closed within the selected timeframe."),
               keyMetricsPage)
        .keyMetric("autoClosed")
        .agentView("autoClosed")
        .recomputed(rocketchat, "closer neither user nor visitor")
        .recomputed(liveperson, "closeReason neither AGENT nor CONSUMER"),

    eventCount("concluded_conversations", QT_TRANSLATE_NOOP("Metric", "Concluded"))
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Closings and transfers of conversations within the selected "
                                 "timeframe."),
               agentViewPage)
        .keyMetric("concludedConversations")
        .agentView("concludedConversations")
        .reported(liveperson, "historical", "concludedConversations", "concluded_conversations")
        .recomputed(rocketchat, "value", {"conversation_resolved", "transferred"})
        .recomputed(liveperson, "value", {"conversation_resolved", "transferred"}),

    eventCount("transfers", QT_TRANSLATE_NOOP("Metric", "Transfers"))
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Transfers of conversations to another skill or agent within the "
                                 "selected timeframe, returns to the queue left out."),
               agentViewPage)
        .agentView("transfers")
        .reported(liveperson, "historical", "transfers", "transfers")
        .reported(rocketchat, "analytics/departments/total-transferred-chats",
                  "numberOfTransferredRooms")
        .recomputed(rocketchat, "transfer.history", {"transferred"})
        .recomputed(liveperson, "transfers, reason Skill or Agent", {"transferred"}),

    eventCount("back_to_queue", QT_TRANSLATE_NOOP("Metric", "Back to queue"))
        .lowerIsBetter()
        .means(QT_TRANSLATE_NOOP("Metric", "Returns of conversations to the queue within the "
                                           "selected timeframe."),
               agentViewPage)
        .agentView("backToQueue")
        .recomputed(rocketchat, "transfer.history", {"back_to_queue"})
        .recomputed(liveperson, "transfers, reason back2Q", {"back_to_queue"}),

    share("transfer_rate", QT_TRANSLATE_NOOP("Metric", "Transfer rate"), MetricOrigin::Events)
        .lowerIsBetter()
        .ratioOf("transfers", "concluded_conversations")
        .means(QT_TRANSLATE_NOOP("Metric", "Share of the concluded conversations that ended for "
                                           "the agent in a transfer."),
               agentViewPage)
        .agentView("transferRate")
        .recomputed(rocketchat, "transfers / concluded", {"transferred", "conversation_resolved"})
        .recomputed(liveperson, "transfers / concluded", {"transferred", "conversation_resolved"}),

    share("close_rate", QT_TRANSLATE_NOOP("Metric", "Close rate"), MetricOrigin::Events)
        .higherIsBetter()
        .ratioOf("closed_conversations", "concluded_conversations")
        .means(QT_TRANSLATE_NOOP("Metric", "Share of the concluded conversations that were closed "
                                           "and not transferred."),
               agentViewPage)
        .agentView("closeRate")
        .recomputed(rocketchat, "closed / concluded", {"conversation_resolved", "transferred"})
        .recomputed(liveperson, "closed / concluded", {"conversation_resolved", "transferred"}),

    eventCount("assignments", QT_TRANSLATE_NOOP("Metric", "Assignments"))
        .means(QT_TRANSLATE_NOOP("Metric", "Assignments of conversations to agents within the "
                                           "selected timeframe."),
               ours)
        .recomputed(rocketchat, "servedBy, transfer.history", {"assigned"})
        .recomputed(liveperson, "agentParticipants", {"assigned"}),

    eventCount("resolutions_count", QT_TRANSLATE_NOOP("Metric", "Resolutions"))
        .higherIsBetter()
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Resolutions within the selected timeframe, each one after a "
                                 "reopening counted again."),
               chatwootReports)
        .reported(chatwoot, "reports", "resolutions_count", "resolutions_count")
        .reported(chatwoot, "summary_reports", "resolved_conversations_count")
        .recomputedForAll("value", {"conversation_resolved"}),

    distinctConversations("resolved_conversations",
                          QT_TRANSLATE_NOOP("Metric", "Resolved conversations"))
        .higherIsBetter()
        .means(QT_TRANSLATE_NOOP("Metric", "Conversations resolved at least once within the "
                                           "selected timeframe."),
               ours)
        .recomputedForAll("conversation_id", {"conversation_resolved"}),

    eventCount("reopenings_count", QT_TRANSLATE_NOOP("Metric", "Reopenings"))
        .lowerIsBetter()
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Times a conversation was opened again within the selected "
                                 "timeframe, from snoozed and pending too."),
               chatwootReports)
        .recomputed(chatwoot, "value", {"conversation_opened"}, "Since Chatwoot 4.5."),

    eventCount("bot_resolutions_count", QT_TRANSLATE_NOOP("Metric", "Bot resolutions"))
        .over(groupings, {D::Account, D::Inbox, D::Channel})
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Resolutions without any person writing, in conversations the bot "
                                 "did not hand over within the selected timeframe."),
               chatwootReports)
        .reported(chatwoot, "reports", "bot_resolutions_count", "bot_resolutions_count")
        .reported(chatwoot, "bot_summary", "bot_resolutions_count")
        .recomputed(chatwoot, "value", {"conversation_bot_resolved"},
                    "Before Chatwoot 4.14 conversations with a handoff counted too.")
        .except("conversation_bot_handoff"),

    distinctConversations("bot_handoffs_count", QT_TRANSLATE_NOOP("Metric", "Bot handoffs"))
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Conversations a bot has handed to a person within the selected "
                                 "timeframe."),
               chatwootReports)
        .reported(chatwoot, "reports", "bot_handoffs_count", "bot_handoffs_count")
        .reported(chatwoot, "bot_summary", "bot_handoffs_count")
        .recomputed(chatwoot, "conversation_id", {"conversation_bot_handoff"}),

    messageCount("incoming_messages_count", QT_TRANSLATE_NOOP("Metric", "Messages received"))
        .means(QT_TRANSLATE_NOOP("Metric", "Messages from customers within the selected "
                                           "timeframe."),
               chatwootReports)
        .reported(chatwoot, "reports", "incoming_messages_count", "incoming_messages_count",
                  "By agent nearly always 0."),

    messageCount("outgoing_messages_count", QT_TRANSLATE_NOOP("Metric", "Messages sent"))
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Messages sent within the selected timeframe, bots and private "
                                 "notes included."),
               chatwootReports)
        .reported(chatwoot, "reports", "outgoing_messages_count", "outgoing_messages_count"),

    messageCount("messages_count", QT_TRANSLATE_NOOP("Metric", "Messages"))
        .over({D::Account, D::Agent, D::Group}, {D::Account})
        .means(QT_TRANSLATE_NOOP("Metric", "Messages in the conversations created within the "
                                           "selected timeframe."),
               rocketchatAnalytics)
        .reported(rocketchat, "conversation-totalizers", "Total_messages")
        .reported(rocketchat, "agent-overview", "Total_messages", "Total_messages"),

    messageCount("abandoned_conversations", QT_TRANSLATE_NOOP("Metric", "Abandoned"))
        .lowerIsBetter()
        .over({D::Account, D::Group}, {D::Account, D::Group})
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Chats whose visitor stayed silent longer than the server's "
                                 "inactivity limit before they were closed."),
               rocketchatAnalytics)
        .reported(rocketchat, "chats-totalizers", "Total_abandoned_chats")
        .reported(rocketchat, "analytics/departments/total-abandoned-chats", "abandonedRooms"),
});

} // namespace

std::span<const MetricSpec> volumeMetrics()
{
    return volumeRows;
}

} // namespace watchfloor::metricrows
