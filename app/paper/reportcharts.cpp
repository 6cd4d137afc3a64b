// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paper/reportcharts.h"

#include "models/distributionchart.h"
#include "models/heatchart.h"
#include "models/trendchart.h"
#include "models/volumechart.h"
#include "views/chartgeometry.h"
#include "views/chartview.h"
#include "views/palette.h"
#include "views/paperfonts.h"

#include <QPainter>

#include <algorithm>

namespace watchfloor {
namespace {

/// A pixel of the screen on paper: 13 px are 7.8 points.
constexpr double pixel = 0.6 * paperPoint;
constexpr double axisHeight = 26;
constexpr double lineChartHeight = 300;
constexpr double heatHeight = 260;

/// An empty frame says less than the table below it.
bool hasValues(const ChartScene &scene)
{
    return std::any_of(scene.series.begin(), scene.series.end(), [](const ChartScene::Series &s) {
        return std::any_of(s.values.begin(), s.values.end(), [](const auto &v) { return v; });
    });
}

std::vector<PaperChart> drawn(const Chart &chart, bool rightToLeft)
{
    std::vector<PaperChart> charts;
    if (chart.isEmpty())
        return charts;
    std::vector<ChartScene> scenes = chart.scenes();
    std::erase_if(scenes,
                  [](const ChartScene &scene) { return scene.isEmpty() || !hasValues(scene); });
    const bool alone = scenes.size() == 1; // the section's heading says what it is
    for (ChartScene &scene : scenes) {
        PaperChart paper;
        paper.title = alone ? QString() : scene.title;
        if (scene.kind == ChartScene::Kind::Bars) {
            paper.rows = scene.categoryCount();
            paper.height = ChartGeometry::barRow * pixel;
            paper.frame = axisHeight * pixel;
        } else {
            paper.height =
                (scene.kind == ChartScene::Kind::Heat ? heatHeight : lineChartHeight) * pixel;
        }
        scene.tell = {}; // nobody points at paper, and nothing opens
        for (ChartScene::Category &category : scene.categories)
            category.opens = false;
        paper.paint = [scene = std::move(scene), rightToLeft](QPainter &painter, const QRectF &area,
                                                              int first, int count) {
            // Rows may have been moved together to fit on one page.
            const double wanted = axisHeight + count * ChartGeometry::barRow;
            const double scale = count > 0 ? area.height() / wanted : pixel;
            painter.translate(area.topLeft());
            painter.scale(scale, scale);
            paintChartScene(painter, QRectF(QPointF(), area.size() / scale), scene, Palette::day(),
                            rightToLeft, first);
        };
        charts.push_back(std::move(paper));
    }
    return charts;
}

ChartQuestion::Step stepOf(const TrendReport &report)
{
    using Step = ChartQuestion::Step;
    constexpr DurationMs anHour = 3'600'000;
    const TimeRange bucket = report.points.empty() ? TimeRange{} : report.points.front().bucket;
    const DurationMs length = bucket.to - bucket.from;
    if (length <= 2 * anHour)
        return Step::Hour;
    if (length <= 26 * anHour)
        return Step::Day;
    return length <= 8 * 24 * anHour ? Step::Week : Step::Month;
}

} // namespace

ReportCharts paperCharts(const ChartContext &context, int topAgents)
{
    const bool rtl = context.format.locale().textDirection() == Qt::RightToLeft;
    ReportCharts charts;
    charts.byAgent = [context, rtl, topAgents](const VolumeReport &report) {
        return drawn(VolumeChart(context, {report, {}}, topAgents), rtl);
    };
    charts.trend = [context, rtl](const TrendReport &report) {
        return drawn(TrendChart(context, {report, {}}, stepOf(report)), rtl);
    };
    charts.heat = [context, rtl](const HeatMapReport &report) {
        return drawn(HeatChart(context, report), rtl);
    };
    charts.distribution = [context, rtl](const DistributionReport &report) {
        return drawn(DistributionChart(context, report), rtl);
    };
    return charts;
}

} // namespace watchfloor
