// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/keymetric.h"

#include "backend/engine/metriccatalog.h"

namespace watchfloor {
namespace {

struct Listed {
    const char *key;
    bool sortable = false;
};

constexpr std::array<Listed, KeyMetricCount> listed{{
    {"assigned_conversations", true},
    {"active_conversations", true},
    {"agent_load", true},
    {"human_agent_load", true},
    {"human_online_load"},
    {"human_away_load"},
    {"available_slots"},
    {"online_agents", true},
    {"back_soon_agents", true},
    {"away_agents", true},
    {"avg_wait_time", true},
    {"avg_wait_time_first_response", true},
    {"avg_time_to_response", true},
    {"avg_time_to_first_response_first_assignment", true},
    {"closed_conversations", true},
    {"closed_by_agent"},
    {"closed_by_consumer"},
    {"auto_closed"},
    {"concluded_conversations"},
    {"csat"},
    {"avg_conversations_duration"},
    {"unassigned_conversations"},
    {"open_conversations"},
    {"overdue_conversations_in_queue"},
    {"overdue_conversations_assigned"},
    {"overdue_conversations_total"},
    {"queue_wait_time_50th_percentile"},
    {"queue_wait_time_90th_percentile"},
}};

/// Names and classes are the catalogue's; a key it does not know is a bug the first use shows.
std::array<KeyMetricName, KeyMetricCount> namesFromCatalogue()
{
    std::array<KeyMetricName, KeyMetricCount> names{};
    for (std::size_t i = 0; i < KeyMetricCount; ++i) {
        const MetricSpec *spec = metricSpec(QLatin1String(listed[i].key));
        if (!spec)
            qFatal("the catalogue has no metric %s", listed[i].key);
        names[i] = {spec->key, spec->key, spec->metricClass == MetricClass::TimeBound,
                    listed[i].sortable};
        for (const VendorField &field : spec->vendors()) {
            if (qstrcmp(field.provider, "liveperson") == 0 && field.call &&
                qstrcmp(field.call, "metrics") == 0)
                names[i].answered = field.field;
        }
    }
    return names;
}

const std::array<KeyMetricName, KeyMetricCount> &allNames()
{
    static const auto names = namesFromCatalogue();
    return names;
}

template<typename Wanted>
std::optional<KeyMetric> firstWhere(Wanted wanted)
{
    for (std::size_t i = 0; i < KeyMetricCount; ++i) {
        if (wanted(allNames()[i]))
            return static_cast<KeyMetric>(i);
    }
    return std::nullopt;
}

} // namespace

const KeyMetricName &nameOf(KeyMetric metric)
{
    return allNames()[static_cast<std::size_t>(metric)];
}

std::optional<KeyMetric> keyMetricAsked(QStringView name, bool byTime)
{
    return firstWhere([&](const KeyMetricName &entry) {
        return entry.byTime == byTime && name == QLatin1String(entry.asked);
    });
}

std::optional<KeyMetric> keyMetricSortedBy(QStringView field)
{
    return firstWhere([&](const KeyMetricName &entry) {
        return entry.sortable && field == QLatin1String(entry.answered);
    });
}

} // namespace watchfloor
