// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/figures.h"

#include <algorithm>
#include <set>

namespace watchfloor {

/// Agents, groups, skills and inboxes are an account's own: those that the filter may leave
/// anything of; all of them if that is none.
std::vector<const AccountRows *> Figures::concerned() const
{
    std::vector<const AccountRows *> left = accounts();
    for (const Dimension dimension :
         {Dimension::Agent, Dimension::Group, Dimension::Skill, Dimension::Inbox}) {
        const auto wanted = m_cells.find(dimension);
        if (wanted == m_cells.end() ||
            std::binary_search(wanted->second.begin(), wanted->second.end(), kNoKey))
            continue;
        std::set<RowId> owners;
        for (const qint64 key : wanted->second)
            owners.insert(m_input.keys.accountOf(dimension, key));
        std::erase_if(left,
                      [&](const AccountRows *rows) { return owners.count(rows->account.id) == 0; });
    }
    return left.empty() ? accounts() : left;
}

/// An account that the filter leaves nothing of must not make the others' total unknown.
FigureSet Figures::ofConcerned(const MetricSpec &metric, Dimension groupBy, TimeRange window)
{
    const std::vector<const AccountRows *> chosen = concerned();
    FigureSet set = ofAccounts(metric, groupBy, window, chosen);
    std::vector<const AccountRows *> others = accounts();
    std::erase_if(others, [&chosen](const AccountRows *rows) {
        return std::find(chosen.begin(), chosen.end(), rows) != chosen.end();
    });
    if (others.empty())
        return set;
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

ReportFigure Figures::narrowed(const MetricSpec &metric, Dimension dimension,
                               std::vector<qint64> keys)
{
    if (!metric.existsFor(MetricDimension::Account))
        return of(metric, Dimension::None).total;
    const FactFilter before = m_cells;
    narrow(dimension, std::move(keys));
    const ReportFigure total =
        ofAccounts(metric, Dimension::None, m_query.range, concerned()).total;
    m_cells = before;
    return total;
}

} // namespace watchfloor
