// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <array>
#include <optional>

namespace watchfloor {

/// Operation 4's metrics in the order of the vendor's response table, which is the order of the
/// answer's keys. Definitions are in the catalogue.
enum class KeyMetric {
    AssignedConversations,
    ActiveConversations,
    AgentLoad,
    HumanAgentLoad,
    HumanOnlineLoad,
    HumanAwayLoad,
    AvailableSlots,
    OnlineAgents,
    BackSoonAgents,
    AwayAgents,
    AvgWaitTime,
    AvgWaitTimeFirstResponse,
    AvgTimeToResponse,
    AvgTimeToFirstResponseFirstAssignment,
    ClosedConversations,
    ClosedByAgent,
    ClosedByConsumer,
    AutoClosed,
    ConcludedConversations,
    Csat,
    AvgConversationsDuration,
    UnassignedConversations,
    OpenConversations,
    OverdueConversationsInQueue,
    OverdueConversationsAssigned,
    OverdueConversationsTotal,
    QueueWaitTime50thPercentile,
    QueueWaitTime90thPercentile,
    Count
};
inline constexpr std::size_t KeyMetricCount = static_cast<std::size_t>(KeyMetric::Count);

struct KeyMetricName {
    const char *asked;    ///< in the request; the catalogue's key
    const char *answered; ///< in the response and in `sort`
    bool byTime;          ///< metricsToRetrieveByTime, else ...CurrentValue
    bool sortable;
};

const KeyMetricName &nameOf(KeyMetric metric);
std::optional<KeyMetric> keyMetricAsked(QStringView name, bool byTime);
std::optional<KeyMetric> keyMetricSortedBy(QStringView field);

/// Thousandths of the value in the answer's unit, as the vendor gives three decimals at most.
using KeyValues = std::array<std::optional<qint64>, KeyMetricCount>;

} // namespace watchfloor
