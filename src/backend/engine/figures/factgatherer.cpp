// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/factgatherer.h"

#include "backend/engine/facts/slotquantiles.h"

#include <algorithm>

namespace watchfloor {

void FactGatherer::add(Values &into, qint64 value, std::optional<qint64> business) const
{
    FactSum &sum = into.sum;
    sum.n += 1;
    sum.sum += value;
    if (business) {
        sum.businessN += 1;
        sum.businessSum += *business;
    }
    if (m_ask.business && !business)
        return;
    const qint64 measured = m_ask.business ? *business : value;
    if (m_ask.threshold && measured >= *m_ask.threshold)
        sum.reached += 1;
    if (m_ask.spread)
        into.measured.push_back(measured);
}

void FactGatherer::add(qint64 key, qint64 value, std::optional<qint64> business)
{
    add(m_total, value, business);
    if (m_ask.groupBy != Dimension::None)
        add(m_groups[key], value, business);
}

void FactGatherer::addUntold(qint64 key)
{
    m_total.sum.untold += 1;
    if (m_ask.groupBy != Dimension::None)
        m_groups[key].sum.untold += 1;
}

FactSum FactGatherer::finished(Values values, bool spread)
{
    std::vector<qint64> &all = values.measured;
    if (spread && !all.empty()) {
        const auto ranked = [&all](int permille) {
            const auto at = all.begin() + (nearestRank(permille, qint64(all.size())) - 1);
            std::nth_element(all.begin(), at, all.end());
            return *at;
        };
        values.sum.median = ranked(500);
        values.sum.p90 = ranked(900);
        const auto [least, greatest] = std::minmax_element(all.begin(), all.end());
        values.sum.min = *least;
        values.sum.max = *greatest;
    }
    return values.sum;
}

FactAnswer FactGatherer::answer() const
{
    FactAnswer answer;
    for (const auto &[key, values] : m_groups)
        answer.groups.emplace(key, finished(values, m_ask.spread));
    answer.total = finished(m_total, m_ask.spread);
    return answer;
}

} // namespace watchfloor
