// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/buildfigures.h"

#include "backend/engine/figures/breakdownrows.h"
#include "backend/engine/metriccatalog.h"

#include <set>

namespace watchfloor {
MetricList usualMetrics(Dimension groupBy)
{
    MetricList usual;
    for (const char *key :
         {"conversations", "open_conversations", "unattended_conversations", "closed_conversations",
          "first_response_time", "resolution_time", "csat"}) {
        const MetricSpec *metric = metricSpec(key);
        if (metric && metric->existsFor(scopeOf(groupBy).value_or(MetricDimension::Account)))
            usual.push_back(metric);
    }
    return usual;
}

BreakdownReport buildBreakdown(const ReportInput &input, const FigureQuery &query,
                               Dimension groupBy, const MetricList &metrics)
{
    Figures figures(input, query);
    BreakdownReport report;
    report.groupBy = scopeOf(groupBy).value_or(MetricDimension::Account);
    std::vector<FigureSet> sets;
    for (const MetricSpec *metric : metrics) {
        sets.push_back(figures.of(*metric, groupBy));
        report.columns.push_back(columnOf(figures, *metric, sets.back(), groupBy));
        report.total.push_back(sets.back().total);
    }
    report.basis = basisOf(figures, metrics, groupBy);
    report.rows = breakdownRows(figures, groupBy, sets);
    const RowFigures rowFigures(figures, groupBy);
    std::set<int> parents;
    for (const BreakdownRow &row : report.rows)
        parents.insert(row.parent);
    for (std::size_t i = 0; i < report.rows.size(); ++i) {
        BreakdownRow &row = report.rows[i];
        for (const FigureSet &set : sets) {
            row.figures.push_back(rowFigures.of(set, row));
            report.basis.complete = report.basis.complete && !row.figures.back().partial;
        }
        if (parents.count(static_cast<int>(i)) == 0)
            continue;
        const auto keys = input.keys.withSubGroups(row.key);
        for (std::size_t m = 0; m < metrics.size(); ++m) {
            const bool told = metrics[m]->existsFor(report.groupBy) &&
                              row.figures[m].why != WhyAbsent::VendorCannot;
            row.withSubGroups.push_back(told ? figures.narrowed(*metrics[m], groupBy, keys)
                                             : row.figures[m]);
        }
    }
    return report;
}

} // namespace watchfloor
