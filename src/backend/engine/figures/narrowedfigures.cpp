// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/figures.h"

#include <algorithm>

namespace watchfloor {

/// May anything of the account pass the filter? Its agents, groups, skills and inboxes are its own.
bool Figures::concerns(const AccountRows &rows) const
{
    constexpr Dimension owned[] = {Dimension::Agent, Dimension::Group, Dimension::Skill,
                                   Dimension::Inbox};
    return std::all_of(std::begin(owned), std::end(owned), [&](Dimension dimension) {
        const auto wanted = m_cells.find(dimension);
        return wanted == m_cells.end() ||
               std::any_of(wanted->second.begin(), wanted->second.end(), [&](qint64 key) {
                   return key == kNoKey ||
                          m_input.keys.accountOf(dimension, key) == rows.account.id;
               });
    });
}

/// An account that the filter leaves nothing of must not make the others' total unknown.
FigureSet Figures::ofConcerned(const MetricSpec &metric, Dimension groupBy, TimeRange window)
{
    std::vector<const AccountRows *> concerned;
    std::vector<const AccountRows *> others;
    for (const AccountRows *rows : accounts())
        (concerns(*rows) ? concerned : others).push_back(rows);
    if (concerned.empty() || others.empty())
        return ofAccounts(metric, groupBy, window, accounts());
    FigureSet set = ofAccounts(metric, groupBy, window, concerned);
    FigureSet rest = ofAccounts(metric, groupBy, window, others);
    set.byKey.merge(rest.byKey);
    set.blanks.merge(rest.blanks);
    return set;
}

void Figures::narrow(Dimension dimension, std::vector<qint64> keys)
{
    if (const auto own = m_cells.find(dimension); own != m_cells.end()) {
        const auto &wanted = own->second;
        keys.erase(std::remove_if(keys.begin(), keys.end(),
                                  [&wanted](qint64 key) {
                                      return !std::binary_search(wanted.begin(), wanted.end(), key);
                                  }),
                   keys.end());
    }
    std::sort(keys.begin(), keys.end()); // row numbers, in the order the rows came to the cache
    m_cells[dimension] = std::move(keys);
}

FigureSet Figures::narrowed(const MetricSpec &metric, Dimension dimension, std::vector<qint64> keys)
{
    const FactFilter before = m_cells;
    narrow(dimension, std::move(keys));
    FigureSet set = of(metric, Dimension::None, m_query.range);
    m_cells = before;
    return set;
}

} // namespace watchfloor
