// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/metricrows.h"

namespace watchfloor::metricrows {
namespace {

/// Survey and bot figures that only the vendor can work out.
constexpr MetricRow agentViewShare(const char *key, const char *title)
{
    return share(key, title, MetricOrigin::Reported)
        .over({D::Account, D::Agent})
        .offering({})
        .higherIsBetter();
}

constexpr MetricRow ofAiConversations(const char *key, const char *title)
{
    return share(key, title, MetricOrigin::Conversations).at(ConversationAt::Created);
}

constexpr auto qualityRows = std::to_array<MetricSpec>({
    share("csat", QT_TRANSLATE_NOOP("Metric", "CSAT"), MetricOrigin::Events)
        .higherIsBetter()
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Share of the answers to a CSAT question within the selected "
                                 "timeframe that are 4 or 5."),
               keyMetricsPage)
        .keyMetric("csat")
        .agentView("csat")
        .recomputed(chatwoot, "rating of csat_survey_responses")
        .recomputed(liveperson, "conversationSurveys, questionType csat", {"csat_answer"}),

    share("csat_score", QT_TRANSLATE_NOOP("Metric", "CSAT score"), MetricOrigin::Events)
        .is(MetricUnit::Score, MetricClass::TimeBound, MetricOrigin::Events, Reducer::Mean)
        .offering(
            {Aggregate::Mean, Aggregate::Median, Aggregate::Min, Aggregate::Max, Aggregate::Count})
        .higherIsBetter()
        .means(QT_TRANSLATE_NOOP("Metric", "Mean answer to CSAT questions on the scale from 1 to 5 "
                                           "within the selected timeframe."),
               ours)
        .recomputed(chatwoot, "rating of csat_survey_responses")
        .recomputed(liveperson, "conversationSurveys, questionType csat", {"csat_answer"}),

    eventCount("csat_answers", QT_TRANSLATE_NOOP("Metric", "CSAT answers"))
        .means(QT_TRANSLATE_NOOP("Metric", "Answers to CSAT questions within the selected "
                                           "timeframe."),
               chatwootReports)
        .reported(chatwoot, "csat_survey_responses/metrics", "total_count")
        .recomputed(chatwoot, "rating of csat_survey_responses")
        .recomputed(liveperson, "conversationSurveys, questionType csat", {"csat_answer"}),

    agentViewShare("fcr", QT_TRANSLATE_NOOP("Metric", "First contact resolution"))
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Share of the answers to an FCR question within the selected "
                                 "timeframe that say the matter was settled."),
               agentViewPage)
        .agentView("fcr"),

    agentViewShare("nps", QT_TRANSLATE_NOOP("Metric", "NPS"))
        .is(MetricUnit::Score, MetricClass::TimeBound, MetricOrigin::Reported, Reducer::Last)
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Net promoter score of the NPS answers within the selected "
                                 "timeframe, from -100 to 100."),
               agentViewPage)
        .agentView("nps"),

    agentViewShare("intent_matched_rate", QT_TRANSLATE_NOOP("Metric", "Intents matched"))
        .means(QT_TRANSLATE_NOOP("Metric", "Share of the consumer messages whose intent the bot "
                                           "has recognised."),
               agentViewPage)
        .agentView("intentMatchedRate"),

    ofAiConversations("success_rate", QT_TRANSLATE_NOOP("Metric", "Success rate"))
        .higherIsBetter()
        .means(QT_TRANSLATE_NOOP("Metric", "Share of the evaluated conversations created within "
                                           "the selected timeframe that were successful."),
               chatdashPage)
        .recomputed(chatdash, "evaluation.isSuccess"),

    ofAiConversations("no_answer_rate", QT_TRANSLATE_NOOP("Metric", "No-answer rate"))
        .lowerIsBetter()
        .means(QT_TRANSLATE_NOOP("Metric", "Share of the voice calls within the selected timeframe "
                                           "that nobody answered."),
               chatdashPage)
        .recomputed(chatdash, "noAnswer"),

    ofAiConversations("human_takeover_rate", QT_TRANSLATE_NOOP("Metric", "Human take-over rate"))
        .ratioOf("human_takeovers", "conversations")
        .means(QT_TRANSLATE_NOOP("Metric", "Share of the conversations created within the selected "
                                           "timeframe that a person took over."),
               chatdashPage)
        .recomputed(chatdash, "liveAgentId"),

    conversationCount("human_takeovers", QT_TRANSLATE_NOOP("Metric", "Human take-overs"),
                      ConversationAt::Created)
        .means(QT_TRANSLATE_NOOP("Metric", "Conversations created within the selected timeframe "
                                           "that a person took over from the bot."),
               chatdashPage)
        .recomputed(chatdash, "liveAgentId"),

    conversationCount("misunderstood_queries", QT_TRANSLATE_NOOP("Metric", "Misunderstood queries"),
                      ConversationAt::Created)
        .lowerIsBetter()
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Questions the bot did not understand in the conversations "
                                 "created within the selected timeframe."),
               chatdashPage)
        .recomputed(chatdash, "mistunderstoodQueries", {},
                    "Only for accounts that opted in to stored texts."),

    conversationCount("cost", QT_TRANSLATE_NOOP("Metric", "Cost"), ConversationAt::Created)
        .is(MetricUnit::Currency, MetricClass::TimeBound, MetricOrigin::Conversations, Reducer::Sum)
        .over(everywhere, groupings)
        .offering({Aggregate::Mean, Aggregate::Median, Aggregate::P90, Aggregate::Min,
                   Aggregate::Max, Aggregate::Count})
        .lowerIsBetter()
        .means(QT_TRANSLATE_NOOP("Metric",
                                 "Cost of the voice calls created within the selected timeframe, "
                                 "in the currency of the account, which the vendor does not name."),
               chatdashPage)
        .recomputed(chatdash, "cost"),

    share("bot_resolution_rate", QT_TRANSLATE_NOOP("Metric", "Bot resolution rate"),
          MetricOrigin::Reported)
        .over({D::Account, D::Inbox})
        .offering({})
        .means(QT_TRANSLATE_NOOP("Metric", "Share of the conversations with a bot within the "
                                           "selected timeframe that it resolved."),
               chatwootReports)
        .reported(chatwoot, "bot_metrics", "resolution_rate", nullptr, "A whole percentage."),

    share("bot_handoff_rate", QT_TRANSLATE_NOOP("Metric", "Bot handoff rate"),
          MetricOrigin::Reported)
        .over({D::Account, D::Inbox})
        .offering({})
        .means(QT_TRANSLATE_NOOP("Metric", "Share of the conversations with a bot within the "
                                           "selected timeframe that it handed to a person."),
               chatwootReports)
        .reported(chatwoot, "bot_metrics", "handoff_rate", nullptr, "A whole percentage."),
});

} // namespace

std::span<const MetricSpec> qualityMetrics()
{
    return qualityRows;
}

} // namespace watchfloor::metricrows
