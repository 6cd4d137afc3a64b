// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/conversationmeasures.h"
#include "backend/engine/figures/rowfacts.h"
#include "backend/engine/figures/tablefacts.h"
#include "backend/engine/figures/buildfigures.h"
#include "backend/reports/rowsource.h"

namespace watchfloor {

/// Events are many: they are read only for metrics that rest on them.
inline RowNeeds needsOf(const FigureQuery &query, const MetricList &metrics)
{
    RowNeeds needs = RowNeeds::ofRange(query.range);
    needs.windowsIn = query.range;
    for (const MetricSpec *metric : metrics) {
        for (const char *key : {metric->key, metric->numerator, metric->denominator}) {
            if (key && metric->metricClass == MetricClass::TimeBound)
                needs.windows.append(QString::fromLatin1(key));
        }
        if (metric->origin == MetricOrigin::Events)
            needs.events = query.range;
        // Closed in the range: the closing is one of its events.
        if (metric->origin == MetricOrigin::Events || metric->at == ConversationAt::Closed)
            needs.conversations->withEvents = query.range;
    }
    return needs;
}

/// Reads what a report over figures needs and makes it; on the engine worker. The facts come as
/// columns, unless labels, which cells do not have, narrow them.
template<typename Build>
auto figureAnswer(RowSource &source, const FigureQuery &query, const MetricList &metrics,
                  Build build)
    -> Result<std::invoke_result_t<Build &, const ReportInput &, const FigureQuery &>>
{
    const auto accounts = source.rows(query.filter.accounts, needsOf(query, metrics));
    if (!accounts)
        return accounts.error();
    DimensionKeys keys(*accounts);
    RowFacts rows(*accounts, keys, {query.now, soonByDefault, query.filter.labels});
    if (!query.filter.labels.isEmpty())
        return build(ReportInput{rows, *accounts, keys}, query);
    FactTable table;
    const TableColumns columns = fillTable(table, rows, eventNamesIn(*accounts));
    TableFacts facts(table, columns, keys, rows);
    return build(ReportInput{facts, *accounts, keys}, query);
}

} // namespace watchfloor
