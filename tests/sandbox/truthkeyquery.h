// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/truth.h"

#include <QStringList>

#include <array>
#include <bitset>
#include <optional>
#include <set>

namespace watchfloor::sandbox {

/// In the order of the vendor's response table, which is the order of the answer's keys.
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
inline constexpr size_t KeyMetricCount = static_cast<size_t>(KeyMetric::Count);

struct KeyMetricName {
    const char *asked;    ///< in the request
    const char *answered; ///< in the response
    bool byTime;
    bool sortable;
};
const std::array<KeyMetricName, KeyMetricCount> &keyMetricNames();

enum class KeyGrouping { None, Skill, Group };

/// A checked key-metrics request. Empty sets = no filter.
struct KeyQuery {
    Ms from = 0; ///< rounded down to the minute
    Ms to = 0;   ///< rounded up; both bounds belong to the window
    std::set<int> agents;
    std::set<int> groups; ///< sub-groups included when asked for
    std::set<int> skills;
    bool filterAgents = false;
    bool filterGroups = false;
    bool filterSkills = false;
    std::optional<AgentKind> kind;
    bool includeSubGroups = false;
    std::bitset<KeyMetricCount> metrics;
    bool wantsAll = true;
    bool wantsGroups = true;
    KeyGrouping grouping = KeyGrouping::None;
    std::vector<int> listed; ///< skills or groups that make the rows
    QString sortText = QStringLiteral("key:asc");
    std::optional<KeyMetric> sortMetric;
    bool descending = false;
    qint64 offset = 0;
    qint64 limit = 50;
};

/// Reads parameters and body; nullopt and the 400 answer in `refusal`.
std::optional<KeyQuery> parseKeyQuery(const World &world, const TruthParams &params,
                                      const QByteArray &body, TruthAnswer *refusal);

} // namespace watchfloor::sandbox
