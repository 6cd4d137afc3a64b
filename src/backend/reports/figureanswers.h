// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/buildfigures.h"
#include "backend/reports/factreport.h"

namespace watchfloor {

/// The metrics, and those that they are shares of, whose stored figures of windows may be needed.
inline RowNeeds needsOf(const FigureQuery &query, const MetricList &metrics)
{
    RowNeeds needs;
    needs.windowsIn = query.range;
    for (const MetricSpec *metric : metrics) {
        for (const char *key : {metric->key, metric->numerator, metric->denominator}) {
            if (key && metric->metricClass == MetricClass::TimeBound)
                needs.windows.append(QString::fromLatin1(key));
        }
        if (metric->origin == MetricOrigin::Agents && metric->metricClass == MetricClass::TimeBound)
            needs.states = query.range;
    }
    return needs;
}

/// A report over figures: build(input, query), on the engine worker.
template<typename Build>
auto answerWith(FactReport &facts, const FigureQuery &query, const RowNeeds &needs, Build build)
    -> Result<std::invoke_result_t<Build &, const ReportInput &, const FigureQuery &>>
{
    const Result<void> begun = facts.begin(query.filter.accounts, query, needs);
    if (!begun)
        return begun.error();
    auto report = build(facts.input(), query);
    if (const Result<void> finished = facts.finish(); !finished)
        return finished.error();
    return report;
}

/// The same over metrics.
template<typename Build>
auto figureAnswer(FactReport &facts, const FigureQuery &query, const MetricList &metrics,
                  Build build)
{
    return answerWith(facts, query, needsOf(query, metrics), std::move(build));
}

} // namespace watchfloor
