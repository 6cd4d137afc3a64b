// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/buildfigures.h"

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

/// Widths people read: 1, 2, 5, 10, 15, 30 of a unit of time.
qint64 roundWidth(qint64 atLeast)
{
    constexpr qint64 s = 1000;
    constexpr qint64 m = 60 * s;
    constexpr qint64 h = 60 * m;
    constexpr qint64 d = 24 * h;
    constexpr qint64 widths[] = {1,     2,      5,      10,     20,     50,     100,    200,
                                 500,   s,      2 * s,  5 * s,  10 * s, 15 * s, 30 * s, m,
                                 2 * m, 5 * m,  10 * m, 15 * m, 30 * m, h,      2 * h,  4 * h,
                                 6 * h, 12 * h, d,      2 * d,  7 * d};
    for (const qint64 width : widths) {
        if (width >= atLeast)
            return width;
    }
    return (atLeast + 7 * d - 1) / (7 * d) * (7 * d);
}

} // namespace

DistributionReport buildDistribution(const ReportInput &input, const FigureQuery &query,
                                     const MetricSpec &metric, int bins)
{
    Figures figures(input, query);
    DistributionReport report;
    report.basis = basisOf(figures, {&metric});
    const FigureSet whole = figures.of(metric, Dimension::None);
    report.column = columnOf(figures, metric, whole, Dimension::None);
    report.total = whole.total;
    const auto ask = figures.askFor(metric, query.range);
    if (!ask || !report.total.min || !report.total.max || !report.total.p90 || bins < 1)
        return report;
    // A few giants must not press all others into one bin: half as much again as the 90 % covers,
    // the rest in an open bin.
    const auto low = static_cast<qint64>(std::max(0.0, *report.total.min));
    const auto high = static_cast<qint64>(*report.total.max);
    const qint64 reach =
        std::min(high, static_cast<qint64>(std::max(0.0, *report.total.p90) * 1.5)) - low;
    const qint64 width = roundWidth(std::max<qint64>(1, (reach + bins) / bins));
    const qint64 first = low / width * width;
    std::vector<qint64> edges;
    for (qint64 edge = first + width; edge <= first + (bins - 1) * width; edge += width) {
        edges.push_back(edge);
        if (edge > high || edge > low + reach)
            break;
    }
    const std::vector<qint64> counts = input.facts.distribution(*ask, edges);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        DistributionBin bin;
        bin.from = i == 0 ? first : edges[i - 1];
        if (i < edges.size())
            bin.to = edges[i];
        bin.n = counts[i];
        report.bins.push_back(bin);
    }
    if (report.bins.size() > 1 && report.bins.back().n == 0)
        report.bins.pop_back();
    return report;
}

} // namespace watchfloor
