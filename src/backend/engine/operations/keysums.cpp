// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/keysums.h"

#include <algorithm>

namespace watchfloor {

std::optional<qint64> thousandthsOf(qint64 numerator, qint64 denominator)
{
    if (denominator <= 0)
        return std::nullopt;
    const qint64 size = numerator < 0 ? -numerator : numerator;
    // Whole part apart: a year's milliseconds times a thousand would not fit.
    const qint64 rest = size % denominator;
    const qint64 value =
        size / denominator * 1000 + (2000 * rest + denominator) / (2 * denominator);
    return numerator < 0 ? -value : value;
}

bool KeySums::isEmpty() const
{
    return m_staff.empty() &&
           std::all_of(m_n.begin(), m_n.end(), [](qint64 count) { return count == 0; });
}

std::optional<qint64> KeySums::queueWaitRank(qint64 percent) const
{
    if (m_queueWaits.empty())
        return std::nullopt;
    std::vector<qint64> sorted = m_queueWaits;
    const auto size = static_cast<qint64>(sorted.size());
    const auto rank = sorted.begin() + (std::max<qint64>(1, (percent * size + 99) / 100) - 1);
    std::nth_element(sorted.begin(), rank, sorted.end());
    return *rank * 1000;
}

std::optional<qint64> KeySums::inState(const char *availability) const
{
    qint64 count = 0;
    for (const Agent *agent : m_staff) {
        if (agent->availability.isEmpty())
            return std::nullopt; // nobody has told yet
        count += agent->availability == QLatin1String(availability);
    }
    return count * 1000;
}

std::optional<qint64> KeySums::value(KeyMetric metric) const
{
    const auto whole = [](qint64 count) { return std::optional(count * 1000); };
    switch (metric) {
    case KeyMetric::AssignedConversations:
        return whole(n(KeyTally::Assigned));
    case KeyMetric::UnassignedConversations:
        return whole(n(KeyTally::Unassigned));
    case KeyMetric::OpenConversations:
        return whole(n(KeyTally::Open));
    case KeyMetric::OnlineAgents:
        return inState("online");
    case KeyMetric::BackSoonAgents:
        return inState("back_soon");
    case KeyMetric::AwayAgents:
        return inState("away");
    case KeyMetric::AvgWaitTime:
        return mean(KeyTally::Wait);
    case KeyMetric::AvgWaitTimeFirstResponse:
        return mean(KeyTally::FirstWait);
    case KeyMetric::AvgTimeToResponse:
        return mean(KeyTally::Reply);
    case KeyMetric::AvgTimeToFirstResponseFirstAssignment:
        return mean(KeyTally::FirstAssignment);
    case KeyMetric::ClosedConversations:
        return whole(n(KeyTally::Closed));
    case KeyMetric::ClosedByAgent:
        return whole(n(KeyTally::ClosedByAgent));
    case KeyMetric::ClosedByConsumer:
        return whole(n(KeyTally::ClosedByConsumer));
    case KeyMetric::AutoClosed:
        return whole(n(KeyTally::AutoClosed));
    case KeyMetric::ConcludedConversations:
        return whole(n(KeyTally::Closed) + n(KeyTally::Transferred));
    case KeyMetric::Csat:
        return mean(KeyTally::CsatAnswer);
    case KeyMetric::AvgConversationsDuration:
        return mean(KeyTally::Duration);
    case KeyMetric::OverdueConversationsInQueue:
        return whole(n(KeyTally::OverdueInQueue));
    case KeyMetric::OverdueConversationsAssigned:
        return whole(n(KeyTally::OverdueAssigned));
    case KeyMetric::OverdueConversationsTotal:
        return whole(n(KeyTally::OverdueInQueue) + n(KeyTally::OverdueAssigned));
    case KeyMetric::QueueWaitTime50thPercentile:
        return queueWaitRank(50);
    case KeyMetric::QueueWaitTime90thPercentile:
        return queueWaitRank(90);
    default:
        return std::nullopt;
    }
}

} // namespace watchfloor
