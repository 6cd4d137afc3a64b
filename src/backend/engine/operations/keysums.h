// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/agent.h"
#include "backend/engine/vendors.h"

#include <vector>

namespace watchfloor {

/// numerator / denominator in thousandths, halves away from zero; none without a denominator.
std::optional<qint64> thousandthsOf(qint64 numerator, qint64 denominator);

/// The sums of one scope, and the people in it.
class KeySums {
public:
    void add(KeyTally tally, qint64 value)
    {
        m_n[index(tally)] += 1;
        m_sum[index(tally)] += value;
        if (tally == KeyTally::QueueWait)
            m_queueWaits.push_back(value);
    }
    /// Many of the past at once; their values come to `sum`.
    void add(KeyTally tally, qint64 n, qint64 sum)
    {
        m_n[index(tally)] += n;
        m_sum[index(tally)] += sum;
    }
    /// `agent` must outlive the sums.
    void add(const Agent &agent) { m_staff.push_back(&agent); }

    bool isEmpty() const;
    const std::vector<const Agent *> &staff() const { return m_staff; }
    qint64 assigned() const { return n(KeyTally::Assigned); }
    /// What follows from the sums; none for the vendor's own figures and where there is no data.
    /// Counts are 0 without data, means and percentiles are not there.
    std::optional<qint64> value(KeyMetric metric) const;

private:
    static constexpr std::size_t index(KeyTally tally) { return static_cast<std::size_t>(tally); }
    qint64 n(KeyTally tally) const { return m_n[index(tally)]; }
    std::optional<qint64> mean(KeyTally tally) const
    {
        return thousandthsOf(m_sum[index(tally)], n(tally));
    }
    std::optional<qint64> queueWaitRank(qint64 percent) const;
    std::optional<qint64> inState(const char *availability) const;

    std::array<qint64, KeyTallyCount> m_n{};
    std::array<qint64, KeyTallyCount> m_sum{};
    std::vector<qint64> m_queueWaits;
    std::vector<const Agent *> m_staff;
};

} // namespace watchfloor
