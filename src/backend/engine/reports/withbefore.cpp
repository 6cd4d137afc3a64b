// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/reports/withbefore.h"

namespace watchfloor {

std::optional<FigureDelta> deltaOf(const MetricSpec &metric, std::optional<double> now,
                                   std::optional<double> before)
{
    if (!now || !before || metric.metricClass == MetricClass::Current)
        return std::nullopt;
    FigureDelta delta;
    delta.absolute = *now - *before;
    if (*before > 0)
        delta.relative = delta.absolute / *before;
    const bool less = delta.absolute < 0;
    if (delta.absolute != 0 && metric.polarity != Polarity::Neutral)
        delta.verdict = less == (metric.polarity == Polarity::LowerIsBetter)
                            ? FigureDelta::Verdict::Better
                            : FigureDelta::Verdict::Worse;
    return delta;
}

std::optional<FigureDelta> deltaOf(const MetricSpec &metric, const ReportFigure &now,
                                   const ReportFigure &before)
{
    return deltaOf(metric, now.value, before.value);
}

const TrendPoint *pointBefore(const TrendReport &before, std::size_t point)
{
    return point < before.points.size() ? &before.points[point] : nullptr;
}

} // namespace watchfloor
