// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/figurereport.h"
#include "models/chartquestion.h"
#include "models/chartscene.h"
#include "models/charttable.h"
#include "models/drill.h"
#include "models/explain.h"
#include "models/metriccolumns.h"
#include "models/metricformatter.h"

namespace watchfloor {

/// What a chart was asked with; drills and tooltips are made of it.
struct ChartContext {
    ViewScope scope;
    MetricFormatter format;
    TimeMs now = 0;
    TimeAggregate aggregate = TimeAggregate::Mean; ///< which number stands for times
};

/// One of the words above a chart or on a card; a number among them opens what it counts.
struct ChartFact {
    QString text;
    std::optional<Drill> drill = {};
    std::optional<ExplainTarget> explain = {};

    bool operator==(const ChartFact &) const = default;
};

/// An answer made ready to be drawn, read as a table, walked through and opened. Immutable.
class Chart {
public:
    Chart(ChartContext context, ReportBasis basis)
        : m_context(std::move(context))
        , m_basis(std::move(basis))
    {
    }
    virtual ~Chart() = default;

    /// One, or one below the other where units differ.
    virtual std::vector<ChartScene> scenes() const = 0;
    virtual ChartTable table() const = 0;
    /// The conversations behind a mark, exactly; none where there is nothing to open.
    virtual std::optional<Drill> drill(ChartMark mark) const = 0;
    /// The same of the period before, where a mark is compared with it and is no mark itself.
    virtual std::optional<Drill> drillBefore(ChartMark) const { return std::nullopt; }
    /// Behind the number of a cell of table(); of one without, what its row is about.
    virtual std::optional<Drill> drillCell(int row, int column) const = 0;
    virtual std::optional<ExplainTarget> explain(ChartMark mark) const = 0;
    virtual std::optional<ExplainTarget> explainCell(int row, int column) const = 0;
    /// Nothing to draw; `absence` says why when it is not for want of conversations.
    virtual bool isEmpty() const = 0;
    /// The sentence of WhyAbsent; empty = there is a figure.
    virtual QString absence() const { return {}; }
    /// The line above the chart, part by part: totals, n.
    virtual std::vector<ChartFact> facts() const { return {}; }
    QString summary() const;

    const ReportBasis &basis() const { return m_basis; }
    const ChartContext &context() const { return m_context; }
    const MetricFormatter &format() const { return m_context.format; }

protected:
    /// With scope, range and zone filled in; the metric's key, its title first.
    Drill drillOf(const QString &title, const QString &metric, TimeRange range) const;
    ExplainTarget explainOf(const QString &title, const QString &metric, TimeRange range) const;
    /// "3 Jun – 9 Jun 2026" or with clock times when shorter than a day.
    QString windowText(TimeRange range) const;

private:
    ChartContext m_context;
    ReportBasis m_basis;
};

/// "First response, mean"; of what has no such number its title alone.
QString averageTitle(const ReportColumn &column, TimeAggregate aggregate);
/// The sentence for people, with its stop; empty for Present.
QString whySentence(WhyAbsent why);
/// The filter with one dimension narrowed to these keys; accounts are returned by `accounts`.
void narrowTo(MetricDimension dimension, const std::vector<RowId> &keys, const QString &name,
              ViewFilter &filter, std::vector<RowId> &accounts);

} // namespace watchfloor
