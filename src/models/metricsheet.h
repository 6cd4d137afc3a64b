// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metriccell.h"

#include <QStringList>

#include <vector>

namespace watchfloor {

/// What "+12 %" needs besides, beside n where there is one.
inline constexpr int changeWidth = 46;

/// The figures of one row, in the order of the answer's columns.
struct FigureRow {
    const std::vector<ReportFigure> *now = nullptr;
    const std::vector<ReportFigure> *before = nullptr; ///< of the period before; null: none
    ThresholdScope scope = {};
};

/// The metric columns of a table: all that exist for such rows stand ready, an answer fills those
/// that were asked for. Tables whose rows carry figures own one.
class MetricSheet {
public:
    MetricSheet(MetricDimension dimension, const QStringList &without,
                const QStringList &shownFirst);

    int count() const { return static_cast<int>(m_metrics.size()); }
    const MetricSpec &metric(int at) const { return *m_metrics[static_cast<std::size_t>(at)]; }
    /// Columns of `shownFirst` come first, in its order, and are not hidden.
    std::vector<ColumnSpec> specs() const;

    MetricLook &look() { return m_look; }
    const MetricLook &look() const { return m_look; }

    /// An answer: its columns, true totals and what belongs to no row; figures of rows keep its
    /// order.
    void setAnswer(std::vector<ReportColumn> columns, std::vector<ReportFigure> total,
                   std::vector<ReportFigure> rest);
    void setBefore(std::vector<ReportFigure> total, std::vector<ReportFigure> rest);

    QVariant cell(int at, int role, const FigureRow &row) const;
    /// TotalRole, RestRole, their tooltips and MetricRole.
    QVariant header(int at, int role) const;
    /// As the look says.
    QString title(int at) const;
    QString toolTip(int at) const;
    int width(int at) const;

private:
    const ReportFigure *figureIn(const std::vector<ReportFigure> *figures, int at) const;
    bool isBusiness(int at) const;

    std::vector<const MetricSpec *> m_metrics;
    std::size_t m_shownFirst = 0;
    std::vector<ReportColumn> m_columns;
    std::vector<int> m_answerOf; // column of the answer of each metric, -1 = not asked for
    std::vector<ReportFigure> m_total;
    std::vector<ReportFigure> m_rest;
    std::vector<ReportFigure> m_totalBefore;
    std::vector<ReportFigure> m_restBefore;
    MetricLook m_look;
};

} // namespace watchfloor
