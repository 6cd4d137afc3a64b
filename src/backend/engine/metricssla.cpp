// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/metricrows.h"

#include "backend/engine/slatargets.h"

#include <QLatin1String>

#include <algorithm>

namespace watchfloor::metricrows {
namespace {

/// Titles stand here whole so that they can be translated.
struct TargetRow {
    const char *of;
    const char *hitsKey;
    const char *hitsTitle;
    const char *rateKey;
    const char *rateTitle;
};

constexpr TargetRow targetRows[] = {
    {"first_response_time", "sla_hits_first_response_time",
     QT_TRANSLATE_NOOP("Metric", "SLA hits: first response"), "sla_rate_first_response_time",
     QT_TRANSLATE_NOOP("Metric", "SLA hit rate: first response")},
    {"reply_time", "sla_hits_reply_time", QT_TRANSLATE_NOOP("Metric", "SLA hits: reply"),
     "sla_rate_reply_time", QT_TRANSLATE_NOOP("Metric", "SLA hit rate: reply")},
    {"resolution_time", "sla_hits_resolution_time",
     QT_TRANSLATE_NOOP("Metric", "SLA hits: resolution"), "sla_rate_resolution_time",
     QT_TRANSLATE_NOOP("Metric", "SLA hit rate: resolution")},
    {"avg_wait_time", "sla_hits_avg_wait_time", QT_TRANSLATE_NOOP("Metric", "SLA hits: wait"),
     "sla_rate_avg_wait_time", QT_TRANSLATE_NOOP("Metric", "SLA hit rate: wait")},
    {"avg_wait_time_first_response", "sla_hits_avg_wait_time_first_response",
     QT_TRANSLATE_NOOP("Metric", "SLA hits: wait, first response"),
     "sla_rate_avg_wait_time_first_response",
     QT_TRANSLATE_NOOP("Metric", "SLA hit rate: wait, first response")},
    {"avg_time_to_response", "sla_hits_avg_time_to_response",
     QT_TRANSLATE_NOOP("Metric", "SLA hits: time to response"), "sla_rate_avg_time_to_response",
     QT_TRANSLATE_NOOP("Metric", "SLA hit rate: time to response")},
    {"avg_time_to_first_response_first_assignment",
     "sla_hits_avg_time_to_first_response_first_assignment",
     QT_TRANSLATE_NOOP("Metric", "SLA hits: first assignment to first response"),
     "sla_rate_avg_time_to_first_response_first_assignment",
     QT_TRANSLATE_NOOP("Metric", "SLA hit rate: first assignment to first response")},
    {"avg_conversations_duration", "sla_hits_avg_conversations_duration",
     QT_TRANSLATE_NOOP("Metric", "SLA hits: conversation duration"),
     "sla_rate_avg_conversations_duration",
     QT_TRANSLATE_NOOP("Metric", "SLA hit rate: conversation duration")},
    {"reaction_time", "sla_hits_reaction_time", QT_TRANSLATE_NOOP("Metric", "SLA hits: reaction"),
     "sla_rate_reaction_time", QT_TRANSLATE_NOOP("Metric", "SLA hit rate: reaction")},
    {"response_time", "sla_hits_response_time", QT_TRANSLATE_NOOP("Metric", "SLA hits: response"),
     "sla_rate_response_time", QT_TRANSLATE_NOOP("Metric", "SLA hit rate: response")},
    {"waiting_time", "sla_hits_waiting_time", QT_TRANSLATE_NOOP("Metric", "SLA hits: queue time"),
     "sla_rate_waiting_time", QT_TRANSLATE_NOOP("Metric", "SLA hit rate: queue time")},
    {"chat_duration", "sla_hits_chat_duration",
     QT_TRANSLATE_NOOP("Metric", "SLA hits: chat duration"), "sla_rate_chat_duration",
     QT_TRANSLATE_NOOP("Metric", "SLA hit rate: chat duration")},
    {"service_time", "sla_hits_service_time", QT_TRANSLATE_NOOP("Metric", "SLA hits: service time"),
     "sla_rate_service_time", QT_TRANSLATE_NOOP("Metric", "SLA hit rate: service time")},
    {"bot_resolution_time", "sla_hits_bot_resolution_time",
     QT_TRANSLATE_NOOP("Metric", "SLA hits: bot resolution"), "sla_rate_bot_resolution_time",
     QT_TRANSLATE_NOOP("Metric", "SLA hit rate: bot resolution")},
    {"bot_handoff_time", "sla_hits_bot_handoff_time",
     QT_TRANSLATE_NOOP("Metric", "SLA hits: time to bot handoff"), "sla_rate_bot_handoff_time",
     QT_TRANSLATE_NOOP("Metric", "SLA hit rate: time to bot handoff")},
};

/// A row about the times of another: what they are recomputed from is the same.
MetricSpec about(MetricSpec row, const MetricSpec &times)
{
    row.origin = times.origin;
    row.at = times.at;
    row.polarity = Polarity::HigherIsBetter;
    row.businessHours = times.businessHours;
    row.targetOf = times.key;
    std::size_t next = 0;
    for (const VendorField &way : times.vendors()) {
        if (way.route == VendorRoute::Recomputed)
            row.vendorFields[next++] = way;
    }
    return row;
}

std::vector<MetricSpec> madeRows()
{
    std::vector<MetricSpec> rows;
    const auto times = timeMetrics();
    for (const TargetRow &target : targetRows) {
        const auto of = std::find_if(times.begin(), times.end(), [&](const MetricSpec &metric) {
            return QLatin1String(metric.key) == QLatin1String(target.of);
        });
        if (of == times.end() || !slatargets::isFor(*of))
            continue;
        rows.push_back(about(
            eventCount(target.hitsKey, target.hitsTitle)
                .over(groupings, groupings)
                .means(QT_TRANSLATE_NOOP("Metric",
                                         "How many of these times within the selected timeframe "
                                         "were at most as long as the account's SLA target."),
                       ours),
            *of));
        rows.push_back(about(
            share(target.rateKey, target.rateTitle, MetricOrigin::Events)
                .means(QT_TRANSLATE_NOOP("Metric",
                                         "Share of these times within the selected timeframe that "
                                         "were at most as long as the account's SLA target."),
                       ours),
            *of));
    }
    return rows;
}

} // namespace

std::span<const MetricSpec> slaMetrics()
{
    static const std::vector<MetricSpec> rows = madeRows();
    return rows;
}

} // namespace watchfloor::metricrows
