// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/withbefore.h"
#include "models/chart.h"

#include <QCoreApplication>

namespace watchfloor {

/// Conversations by agent: most first; then what of them is beyond the top-N as Other, and what no
/// agent has as Unspecified. Every agent is one bar, whoever has the same name.
class VolumeChart : public Chart {
    Q_DECLARE_TR_FUNCTIONS(watchfloor::VolumeChart)
public:
    struct Bar {
        enum class Kind { Agent, Other, Unspecified };
        Kind kind = Kind::Agent;
        QString label;
        qint64 conversations = 0;
        std::optional<qint64> before;
        std::vector<qint64> parts; ///< by scene series
        std::vector<RowId> agents; ///< whose they are; {0} = nobody's
        const VolumeRow *row = nullptr;
    };

    /// `top`: agents before Other, 0 = all of them.
    VolumeChart(ChartContext context, WithBefore<VolumeReport> report, int top);

    const std::vector<Bar> &bars() const { return m_bars; }
    const VolumeReport &report() const { return m_report.report; }
    /// Its label opens it: Other.
    bool expands(ChartMark mark) const;

    std::vector<ChartScene> scenes() const override;
    ChartTable table() const override;
    std::optional<Drill> drill(ChartMark mark) const override;
    std::optional<Drill> drillBefore(ChartMark mark) const override;
    std::optional<Drill> drillCell(int row, int column) const override;
    std::optional<ExplainTarget> explain(ChartMark mark) const override;
    std::optional<ExplainTarget> explainCell(int row, int column) const override;
    bool isEmpty() const override;
    QString absence() const override;
    std::vector<ChartFact> facts() const override;

private:
    void addBar(Bar bar, const std::vector<qint64> &parts);
    void choosePartsShown();
    QString partTitle(int series) const;
    QString partKey(std::size_t part) const;
    int colourOf(int series) const;
    std::size_t partsShown() const { return m_partsOf.size() + (m_hasRest ? 1 : 0); }
    QString tell(int category, int series) const;
    QString changeText(const Bar &bar) const;
    const Bar *barAt(ChartMark mark) const;
    Drill drillOfBar(const Bar &bar) const;
    /// Columns of the table.
    int beforeColumn() const { return m_report.before ? 4 : -1; }
    int firstPart() const { return m_report.before ? 5 : 4; }

    WithBefore<VolumeReport> m_report;
    std::vector<Bar> m_bars;
    /// Which parts of the report each series shows; more than eight share the last one.
    std::vector<std::vector<std::size_t>> m_partsOf;
    bool m_hasRest = false; ///< some figure is the vendor's own and has no parts
};

} // namespace watchfloor
