// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/factgatherer.h"

#include "backend/engine/facts/slotquantiles.h"

#include <algorithm>

namespace watchfloor {

void FactGatherer::add(Values &into, const One &one) const
{
    FactSum &sum = into.sum;
    sum.n += 1;
    sum.sum += one.value;
    sum.estimated = sum.estimated || one.estimated;
    if (one.business) {
        sum.businessN += 1;
        sum.businessSum += *one.business;
    }
    if (m_ask.business && !one.business)
        return;
    const qint64 measured = m_ask.business ? *one.business : one.value;
    if (one.target && measured <= *one.target)
        sum.hits += 1;
    if (m_ask.threshold && measured >= *m_ask.threshold)
        sum.reached += 1;
    if (m_ask.spread)
        into.measured.push_back(measured);
}

void FactGatherer::add(qint64 key, RowId account, qint64 value, std::optional<qint64> business,
                       bool estimated)
{
    const auto target = m_ask.targets.find(account);
    const One one{value, business,
                  target == m_ask.targets.end() ? std::nullopt : std::optional(target->second),
                  estimated};
    add(m_total, one);
    if (m_ask.groupBy != Dimension::None)
        add(m_groups[key], one);
}

void FactGatherer::addUntold(qint64 key)
{
    m_total.sum.untold += 1;
    if (m_ask.groupBy != Dimension::None)
        m_groups[key].sum.untold += 1;
}

void FactGatherer::leaveOut(qint64 key, qint64 conversation)
{
    m_leftOut.insert({conversation, key});
    m_leftOutOfAll.insert(conversation);
}

void FactGatherer::count(qint64 key, qint64 conversation, bool estimated)
{
    const auto take = [&](FactSum &sum, auto &seen, const auto &one) {
        sum.estimated = sum.estimated || estimated;
        if (m_ask.distinct) {
            const auto before = seen.size();
            seen.insert(one);
            if (seen.size() == before)
                return;
        }
        sum.n += 1;
    };
    if (!m_leftOutOfAll.contains(conversation))
        take(m_total.sum, m_countedInAll, conversation);
    const std::pair<qint64, qint64> mine{conversation, key};
    if (m_ask.groupBy != Dimension::None && !m_leftOut.contains(mine))
        take(m_groups[key].sum, m_counted, mine);
}

void FactGatherer::rank(FactSum &sum, std::vector<qint64> &values)
{
    if (values.empty())
        return;
    const auto ranked = [&values](int permille) {
        const auto at = values.begin() + (nearestRank(permille, qint64(values.size())) - 1);
        std::nth_element(values.begin(), at, values.end());
        return *at;
    };
    sum.median = ranked(500);
    sum.p90 = ranked(900);
    const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
    sum.min = *least;
    sum.max = *greatest;
}

FactSum FactGatherer::finished(Values values) const
{
    if (m_ask.spread)
        rank(values.sum, values.measured);
    return values.sum;
}

FactAnswer FactGatherer::answer() const
{
    FactAnswer answer;
    for (const auto &[key, values] : m_groups)
        answer.groups.emplace(key, finished(values));
    answer.total = finished(m_total);
    return answer;
}

} // namespace watchfloor
