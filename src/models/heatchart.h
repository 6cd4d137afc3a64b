// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/heatmapreport.h"
#include "models/chart.h"

#include <QCoreApplication>

#include <array>

namespace watchfloor {

/// Weekday x hour. Counts are shown per hour of what is known, so that a weekday that occurs twice
/// in the range does not look twice as busy; times and shares as they are. Rows of the scene begin
/// on the locale's first day of the week, cells are the report's: 0 = Monday 00:00.
class HeatChart : public Chart {
    Q_DECLARE_TR_FUNCTIONS(watchfloor::HeatChart)
public:
    HeatChart(ChartContext context, HeatMapReport report);

    const HeatMapReport &report() const { return m_report; }
    /// None: no data.
    std::optional<double> value(int cell) const;
    /// "Conversations an hour": what the cells say.
    QString valueTitle() const;
    static QString dayTitle(int day, const QLocale &locale);

    std::vector<ChartScene> scenes() const override;
    ChartTable table() const override;
    std::optional<Drill> drill(ChartMark mark) const override;
    std::optional<Drill> drillCell(int row, int) const override { return drill({0, row, 0}); }
    std::optional<ExplainTarget> explain(ChartMark mark) const override;
    std::optional<ExplainTarget> explainCell(int row, int) const override
    {
        return explain({0, row, 0});
    }
    bool isEmpty() const override;
    QString absence() const override;
    std::vector<ChartFact> facts() const override;

private:
    QString shownTitle() const; ///< "First response, mean"
    /// Of a category of the scene.
    int cellOf(int category) const;
    QString cellTitle(int cell) const;
    QString shortText(std::optional<double> value) const;
    QString valueText(std::optional<double> value) const;
    QString tell(int category) const;
    const HeatCell &at(int cell) const { return m_report.cells[static_cast<std::size_t>(cell)]; }
    const MetricSpec &metric() const { return *m_report.column.metric; }
    /// Some hour of the cell lies in a gap.
    bool hasGap(int cell) const { return m_hasGap[static_cast<std::size_t>(cell)]; }

    HeatMapReport m_report;
    std::array<bool, 168> m_hasGap{};
};

} // namespace watchfloor
