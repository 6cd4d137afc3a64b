// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pagebinding.h"
#include "app/reportbinding.h"
#include "backend/reports/reportservice.h"
#include "views/chartspage.h"

#include <variant>

namespace watchfloor {

class ChartsBinding : public PageBinding {
    Q_OBJECT
public:
    explicit ChartsBinding(const PageServices &services);

    Page &page() override { return *m_page; }
    void ask(const ViewScope &scope, bool isNew) override;
    bool isIdle() const override { return m_reports.isIdle(); }
    std::optional<TimeMs> asOf() const override { return m_asOf; }
    std::optional<TimeMs> lateAt() const override { return m_lateAt; }

private:
    struct Question {
        ViewScope scope;
        ChartQuestion chart;
    };
    struct Trend {
        WithBefore<TrendReport> report;
        ChartQuestion::Step step = ChartQuestion::Step::Day;
    };
    using Answer = std::variant<WithBefore<VolumeReport>, Trend, HeatMapReport, DistributionReport>;

    QFuture<Result<Answer>> send(const Question &question) const;
    QFuture<Result<Answer>> sendTrend(const Question &question, const FigureRequest &now,
                                      std::optional<TimeRange> before) const;
    void show(const Answer &answer, bool same);

    PageServices m_services;
    ChartsPage *m_page;
    ReportBinding<Question, Answer> m_reports;
    std::optional<TimeMs> m_asOf;
    std::optional<TimeMs> m_lateAt;
};

} // namespace watchfloor
