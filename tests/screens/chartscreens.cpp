// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "screens/screens.h"

#include "support/fakecharts.h"
#include "views/chartpanel.h"
#include "views/chartspage.h"
#include "views/markedview.h"

namespace watchfloor::test {
namespace {

constexpr DurationMs chartDay = 24 * fakeHour;

ChartsPage &page(Stage &stage)
{
    stage.window.showPage(QStringLiteral("charts"));
    return stage.the<ChartsPage>();
}

void ask(Stage &stage, ChartQuestion::Kind kind)
{
    ChartQuestion question;
    question.kind = kind;
    page(stage).setQuestion(question);
}

Screen volume(const char *name, int agents, QSize size = usualSize, int top = 25)
{
    return {QLatin1String(name), size, [agents, top](Stage &stage) {
                ChartQuestion question;
                question.top = top;
                page(stage).setQuestion(question);
                page(stage).setVolume({fakeVolume(agents), std::nullopt}, false);
            }};
}

Screen trend(const char *name, TrendReport report, std::optional<TrendReport> before,
             ChartQuestion::Step step, QSize size = usualSize)
{
    return {QLatin1String(name), size,
            [report = std::move(report), before = std::move(before), step](Stage &stage) {
                ChartQuestion question;
                question.kind = ChartQuestion::Kind::Trend;
                question.metrics.clear();
                for (const ReportColumn &column : report.columns)
                    question.metrics << QString::fromLatin1(column.metric->key);
                question.groupBy = report.groupBy;
                page(stage).setQuestion(question);
                page(stage).setTrend({report, before}, step, false);
            }};
}

TrendReport trendWithGaps()
{
    TrendReport report = fakeTrend({"conversations"}, 30, chartDay);
    report.basis.gaps = {{report.points[8].range.from, report.points[10].range.to},
                         {report.points[17].range.from, report.points[17].range.from + fakeHour}};
    for (const std::size_t i : {8U, 9U, 10U, 17U})
        report.points[i].hasGap = true;
    return report;
}

TrendReport periodBeforeIt()
{
    TrendReport report = fakeTrend({"conversations"}, 29, chartDay);
    for (std::size_t i = 0; i < report.points.size(); ++i) {
        const double value = std::round(*report.points[i].figures[0].value * 0.7) + 9;
        report.points[i].figures[0] = fakeFigure(value, static_cast<qint64>(value));
    }
    return report;
}

} // namespace

void addChartScreens(std::vector<Screen> &all)
{
    using Kind = ChartQuestion::Kind;
    using Step = ChartQuestion::Step;
    all.push_back(volume("charts-agents", 40));
    all.push_back(volume("charts-agents-few", 6));
    all.push_back(volume("charts-agents-500", 500, QSize(1920, 1080), 0));
    all.push_back(volume("charts-agents-wide", 60, QSize(2560, 1440), 50));
    all.push_back(volume("charts-agents-narrow", 12, QSize(880, 560)));
    all.push_back({QStringLiteral("charts-agents-status"), usualSize, [](Stage &stage) {
                       ChartQuestion question;
                       question.split = ChartQuestion::Split::Status;
                       page(stage).setQuestion(question);
                       page(stage).setVolume({fakeSplitVolume(14), std::nullopt}, false);
                   }});
    all.push_back({QStringLiteral("charts-agents-focus"), usualSize, [](Stage &stage) {
                       page(stage).setVolume({fakeVolume(40), std::nullopt}, false);
                       stage.window.activateWindow();
                       MarkedView *view = page(stage).panel()->views().front();
                       view->setFocus();
                       view->setCurrent({0, 3, 0});
                   }});
    all.push_back(trend("charts-trend", fakeTrend({"conversations"}, 30, chartDay),
                        periodBeforeIt(), Step::Day));
    all.push_back(trend("charts-trend-gaps", trendWithGaps(), std::nullopt, Step::Day));
    all.push_back(trend(
        "charts-trend-panels",
        fakeTrend({"conversations", "closed_conversations", "first_response_time"}, 48, fakeHour),
        std::nullopt, Step::Hour));
    all.push_back(trend("charts-trend-groups", fakeGroupedTrend(6, 30, chartDay), std::nullopt,
                        Step::Day, QSize(1920, 1080)));
    for (const char *metric : {"conversations", "first_response_time"}) {
        all.push_back({QStringLiteral("charts-heat-") + QLatin1String(metric), usualSize,
                       [metric](Stage &stage) {
                           ask(stage, Kind::Heat);
                           page(stage).setHeatMap(fakeHeat(metric), false);
                       }});
    }
    all.push_back({QStringLiteral("charts-distribution"), usualSize, [](Stage &stage) {
                       ask(stage, Kind::Distribution);
                       page(stage).setDistribution(fakeDistribution(), false);
                   }});
    all.push_back({QStringLiteral("charts-table"), usualSize, [](Stage &stage) {
                       page(stage).setVolume({fakeSplitVolume(40), std::nullopt}, false);
                       page(stage).restoreState({{QStringLiteral("table"), true}});
                   }});
    all.push_back({QStringLiteral("charts-empty"), usualSize, [](Stage &stage) {
                       page(stage).setVolume({fakeVolume(0, 0), std::nullopt}, false);
                   }});
    all.push_back({QStringLiteral("charts-absent"), usualSize, [](Stage &stage) {
                       ask(stage, Kind::Distribution);
                       DistributionReport report = fakeDistribution();
                       report.bins.clear();
                       report.total = fakeAbsence(WhyAbsent::VendorCannot);
                       page(stage).setDistribution(report, false);
                   }});
    all.push_back({QStringLiteral("charts-loading"), usualSize,
                   [](Stage &stage) { page(stage).setLoading(); }});
    all.push_back({QStringLiteral("charts-error"), usualSize,
                   [](Stage &stage) { page(stage).setError(cacheError()); }});
}

} // namespace watchfloor::test
