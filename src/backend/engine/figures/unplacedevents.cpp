// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Events that a vendor names by an internal id alone: which conversation they are of is found out
// later, and with it their group, channel and labels.
#include "backend/engine/figures/figures.h"

#include <algorithm>

namespace watchfloor {
namespace {

bool isOfConversation(Dimension dimension)
{
    return dimension == Dimension::Group || dimension == Dimension::Channel;
}

/// There is nothing of it, which waiting events may change.
void doubt(ReportFigure &figure)
{
    figure.hasGap = true;
    const bool nothing =
        figure.value ? figure.n == std::optional<qint64>(0) : figure.why == WhyAbsent::NoValues;
    if (!nothing)
        return;
    figure.value.reset();
    figure.why = WhyAbsent::NotMatched;
}

} // namespace

qint64 Figures::unplaced(const MetricSpec &metric, const AccountRows &rows, Dimension groupBy,
                         TimeRange window) const
{
    const bool narrowed = !m_query.filter.labels.isEmpty() ||
                          std::any_of(m_cells.begin(), m_cells.end(), [](const auto &cells) {
                              return isOfConversation(cells.first);
                          });
    if (metric.origin != MetricOrigin::Events || (!narrowed && !isOfConversation(groupBy)))
        return 0;
    if (const FigureRoute route = routeOf(metric, rows);
        route != FigureRoute::Facts && route != FigureRoute::RatioOfTwo)
        return 0;
    const std::vector<TimeMs> &waiting = rows.waitingEvents;
    return std::lower_bound(waiting.begin(), waiting.end(), std::max(window.from, window.to)) -
           std::lower_bound(waiting.begin(), waiting.end(), window.from);
}

void Figures::markUnplaced(FigureSet &set, const MetricSpec &metric, Dimension groupBy,
                           TimeRange window, const std::vector<const AccountRows *> &accounts) const
{
    std::vector<RowId> doubted;
    bool narrowed = false;
    for (const AccountRows *rows : accounts) {
        if (unplaced(metric, *rows, groupBy, window) == 0)
            continue;
        doubted.push_back(rows->account.id);
        narrowed = narrowed || unplaced(metric, *rows, Dimension::None, window) > 0;
        doubt(set.blanks[rows->account.id]);
    }
    if (doubted.empty())
        return;
    for (auto &[key, figure] : set.byKey) {
        const RowId account = m_input.keys.accountOf(groupBy, key); // 0: of several
        if (account == 0 || std::find(doubted.begin(), doubted.end(), account) != doubted.end())
            doubt(figure);
    }
    if (narrowed)
        doubt(set.total);
}

} // namespace watchfloor
