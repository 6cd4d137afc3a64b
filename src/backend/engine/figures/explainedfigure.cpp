// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/explainedfigure.h"

#include "backend/engine/figures/breakdownrows.h"

#include <algorithm>

namespace watchfloor {

std::vector<qint64> keysOf(const Figures &figures, const BehindQuery &query)
{
    if (!query.withSubGroups || query.dimension != Dimension::Group)
        return query.keys;
    std::vector<qint64> all;
    for (const qint64 key : query.keys) {
        const auto line = figures.input().keys.withSubGroups(key);
        all.insert(all.end(), line.begin(), line.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

void narrowTo(Figures &figures, const BehindQuery &query)
{
    if (query.dimension != Dimension::None && !query.keys.empty())
        figures.narrow(query.dimension, keysOf(figures, query));
}

ReportFigure explainedFigure(Figures &figures, const MetricSpec &metric, const BehindQuery &query)
{
    if (query.dimension == Dimension::None || query.keys.empty())
        return figures.of(metric, Dimension::None).total;
    const std::vector<qint64> keys = keysOf(figures, query);
    const auto scope = scopeOf(query.dimension);
    if (keys.size() > 1 && scope && metric.existsFor(*scope))
        return figures.narrowed(metric, query.dimension, keys);
    BreakdownRow row;
    row.key = keys.front();
    row.account = figures.input().keys.accountOf(query.dimension, row.key);
    return RowFigures(figures, query.dimension).of(figures.of(metric, query.dimension), row);
}

} // namespace watchfloor
