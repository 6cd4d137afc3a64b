// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/distributionreport.h"
#include "models/chart.h"

#include <QCoreApplication>

namespace watchfloor {

/// How the values of a time metric are spread, with lines for the median and the 90th percentile.
class DistributionChart : public Chart {
    Q_DECLARE_TR_FUNCTIONS(watchfloor::DistributionChart)
public:
    DistributionChart(ChartContext context, DistributionReport report);

    const DistributionReport &report() const { return m_report; }

    std::vector<ChartScene> scenes() const override;
    ChartTable table() const override;
    std::optional<Drill> drill(ChartMark mark) const override;
    std::optional<Drill> drillCell(int row, int column) const override;
    std::optional<ExplainTarget> explain(ChartMark mark) const override;
    std::optional<ExplainTarget> explainCell(int row, int column) const override;
    bool isEmpty() const override { return m_report.bins.empty(); }
    QString absence() const override;
    std::vector<ChartFact> facts() const override;

private:
    QString binTitle(std::size_t bin) const;
    QString tell(int bin) const;
    /// A line across: what is at or above it opens.
    struct Percentile {
        double value = 0; ///< ms
        QString text;
        QString rule;
    };
    std::vector<Percentile> percentiles() const;
    QString tellLine(int line) const;
    /// Values from here on, or up to `to`, both included.
    Drill drillFrom(double value, std::optional<double> to = {}) const;
    ExplainTarget explainShown(const QString &title, ShownNumber shown) const;
    /// Where a value lies along the bins; none beyond the last closed one is its middle.
    double placeOf(double value) const;
    qint64 all() const;
    const MetricSpec &metric() const { return *m_report.column.metric; }

    DistributionReport m_report;
};

} // namespace watchfloor
