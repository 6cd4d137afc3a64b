// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/withbefore.h"
#include "models/chart.h"

#include <QCoreApplication>

#include <map>

namespace watchfloor {

/// Metrics over hours, days, weeks or months. Metrics of one unit share a panel; grouped, each has
/// its own with the groups that have the most, and the table has all of them. What nobody fetched
/// of a line's account and what has not happened yet is no point; a step that is not over, or cut,
/// is marked.
class TrendChart : public Chart {
    Q_DECLARE_TR_FUNCTIONS(watchfloor::TrendChart)
public:
    /// `step`: what was asked, never Automatic.
    TrendChart(ChartContext context, WithBefore<TrendReport> report, ChartQuestion::Step step);

    const TrendReport &report() const { return m_report.report; }

    std::vector<ChartScene> scenes() const override;
    ChartTable table() const override;
    std::optional<Drill> drill(ChartMark mark) const override;
    std::optional<Drill> drillCell(int row, int column) const override;
    std::optional<ExplainTarget> explain(ChartMark mark) const override;
    std::optional<ExplainTarget> explainCell(int row, int column) const override;
    bool isEmpty() const override;
    QString absence() const override;
    std::vector<ChartFact> facts() const override;

private:
    using Chart::drillOf;
    using Chart::explainOf;
    struct Line {
        std::size_t column = 0;
        std::optional<std::size_t> row; ///< of the report; none = all together
        bool before = false;
    };
    struct StepState {
        bool known = true; ///< there can be a figure
        bool gap = false;
        bool partial = false;
    };
    void arrangePanels();
    std::vector<std::size_t> largestRows(std::size_t column) const;
    RowId accountOf(const Line &line) const; ///< 0 = of several
    StepState stateOf(const TrendPoint &point, RowId account) const;
    const StepState &stateAt(const Line &line, std::size_t point) const;
    const ReportFigure *figureAt(const Line &line, std::size_t point) const;
    std::optional<double> valueAt(const Line &line, std::size_t point) const;
    const MetricSpec &metricOf(const Line &line) const;
    const Line *lineOf(ChartMark mark) const;
    ChartFact totalFact(std::size_t column) const;
    std::optional<Drill> drillOf(const Line &line, std::size_t point) const;
    std::optional<ExplainTarget> explainOf(const Line &line, std::size_t point) const;
    struct TableColumn {
        enum class Of { Time, Group, Value, Count, Before, Remark };
        Of of = Of::Time;
        std::size_t column = 0; ///< of the report
    };
    struct TableRow {
        std::size_t point = 0;
        std::optional<std::size_t> row; ///< of the report
    };
    std::vector<TableColumn> tableColumns() const;
    /// Grouped, one for each step and group that has a figure there: hundreds of groups are no
    /// columns.
    std::vector<TableRow> tableRows() const;
    ColumnSpec specOf(const TableColumn &column) const;
    ChartTable::Cell cellOf(const TableColumn &column, const TableRow &row) const;
    /// Whose number a cell has, and when; of a cell without, the first metric's.
    std::optional<std::pair<Line, std::size_t>> lineOfCell(int row, int column) const;
    void nameRows();
    QString lineTitle(const Line &line) const;
    QString panelTitle(const std::vector<Line> &lines) const; ///< of all it holds
    QString stepText(std::size_t point) const;                ///< for the axis
    QString stepTitle(const TrendPoint &point) const;
    QString tell(int panel, int category, int series) const;
    QString remark(const Line &line, std::size_t point) const;

    WithBefore<TrendReport> m_report;
    ChartQuestion::Step m_step;
    std::vector<std::vector<Line>> m_panels;
    std::map<RowId, std::vector<StepState>> m_states; ///< of the accounts of lines, by step
    std::vector<QString> m_names;                     ///< of the report's rows
};

} // namespace watchfloor
