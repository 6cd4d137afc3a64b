// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/agentreport.h"
#include "backend/engine/reports/breakdownreport.h"
#include "backend/engine/reports/distributionreport.h"
#include "backend/engine/reports/trendreport.h"
#include "backend/engine/reports/volumereport.h"

#include <unordered_map>

namespace watchfloor {

/// One question answered for its range and, to compare with, for the period before.
template<typename Report>
struct WithBefore {
    Report report;
    std::optional<Report> before; ///< none: nobody compares
};

/// Says where the period before is not all there: a missing part would look like a change.
template<typename Report>
void noteGapsBefore(Report &report, const Report &before)
{
    const auto note = [](QStringList &notes, const std::vector<TimeRange> &gaps) {
        if (!gaps.empty())
            notes << QStringLiteral("The period before is not all in the cache: what is missing "
                                    "there is not compared");
    };
    if constexpr (requires { report.basis; })
        note(report.basis.notes, before.basis.gaps);
    else
        note(report.notes, before.gaps);
}

/// What a figure has become since the period before.
struct FigureDelta {
    enum class Verdict { Neutral, Better, Worse };

    double absolute = 0;            ///< now - before, in the catalogue's unit
    std::optional<double> relative; ///< of the figure before: 0.1 = a tenth more; none: it was 0
    Verdict verdict = Verdict::Neutral; ///< by the metric's polarity; no change is neutral

    bool operator==(const FigureDelta &) const = default;
};

/// None where either figure is absent, and of metrics of the present: they have no period before.
std::optional<FigureDelta> deltaOf(const MetricSpec &metric, const ReportFigure &now,
                                   const ReportFigure &before);
/// The same of one aggregate of it (median, p90, ...).
std::optional<FigureDelta> deltaOf(const MetricSpec &metric, std::optional<double> now,
                                   std::optional<double> before);

/// Rows of the period before by what they stand for. Both reports must answer the same question
/// and outlive it.
template<typename Row>
class RowsBefore {
public:
    RowsBefore() = default;
    explicit RowsBefore(const std::vector<Row> &rows)
    {
        for (const Row &row : rows)
            m_rows.emplace(keyOf(row), &row);
    }
    /// Null: it had none.
    const Row *of(const Row &row) const
    {
        const auto before = m_rows.find(keyOf(row));
        return before == m_rows.end() ? nullptr : before->second;
    }

private:
    static qint64 keyOf(const AgentReportRow &row) { return row.agent.id; }
    static qint64 keyOf(const BreakdownRow &row) { return row.key; }
    static qint64 keyOf(const VolumeRow &row) { return row.key; }

    std::unordered_map<qint64, const Row *> m_rows;
};

/// The figure before of a trend's point: the steps are paired in order, from the first of each.
/// Null: there is none.
const TrendPoint *pointBefore(const TrendReport &before, std::size_t point);

} // namespace watchfloor
