// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paper/reportcharts.h"

#include "models/trendsteps.h"
#include "models/distributionchart.h"
#include "models/heatchart.h"
#include "models/trendchart.h"
#include "models/volumechart.h"
#include "views/chartgeometry.h"
#include "views/chartview.h"
#include "views/palette.h"
#include "views/paperfonts.h"
#include "views/papertimeline.h"
#include "views/typography.h"

#include <QDataStream>
#include <QIODevice>
#include <QPainter>

#include <algorithm>
#include <memory>

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

/// Nobody points at paper, and nothing opens there.
void makeStill(ChartScene &scene, PaperLetters &letters)
{
    scene.tell = {};
    for (ChartScene::Category &category : scene.categories) {
        category.opens = false;
        category.label = letters.printable(category.label);
    }
    for (ChartScene::Series &series : scene.series)
        series.title = letters.printable(series.title);
}

QDataStream &operator<<(QDataStream &out, const std::vector<ChartScene::Tick> &ticks)
{
    for (const ChartScene::Tick &tick : ticks)
        out << tick.at << tick.text;
    return out << quint64{ticks.size()};
}

/// Everything of it that can be seen.
QByteArray likenessOf(const ChartScene &scene)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    const auto put = [&out](const std::optional<double> &value) {
        out << value.has_value() << value.value_or(0);
    };
    out << static_cast<int>(scene.kind) << scene.title << scene.unit;
    for (const ChartScene::Category &category : scene.categories) {
        out << category.label << category.valueText << category.faint << category.partial
            << category.gap << category.cut;
        put(category.before);
    }
    for (const ChartScene::Series &series : scene.series) {
        out << series.title << series.colour << series.faint;
        for (const std::optional<double> &value : series.values)
            put(value);
    }
    out << scene.ticks << scene.steps << scene.lines;
    return bytes;
}

/// `named`: each says what it is, also one alone.
std::vector<PaperChart> drawn(const Chart &chart, bool rightToLeft, PaperLetters &letters,
                              bool named = false)
{
    std::vector<PaperChart> charts;
    if (chart.isEmpty())
        return charts;
    std::vector<ChartScene> scenes = chart.scenes();
    std::erase_if(scenes,
                  [](const ChartScene &scene) { return scene.isEmpty() || !hasValues(scene); });
    const bool alone = scenes.size() == 1 && !named; // the section's heading says what it is
    for (ChartScene &scene : scenes) {
        PaperChart paper;
        paper.title = alone ? QString() : scene.title;
        if (scene.kind == ChartScene::Kind::Bars) {
            paper.rows = scene.categoryCount();
            paper.height = ChartGeometry::barRow * pixel;
            paper.frame = axisHeight * pixel;
            paper.mostRows = ChartGeometry::mostLiveRows;
        } else {
            paper.height =
                (scene.kind == ChartScene::Kind::Heat ? heatHeight : lineChartHeight) * pixel;
        }
        makeStill(scene, letters);
        paper.unit = scene.unit;
        paper.likeness = likenessOf(scene);
        paper.paint = [scene = std::move(scene), rightToLeft](QPainter &painter, const QRectF &area,
                                                              int first, int count) {
            const FontFamilyScope family(PaperFonts::usualFamily());
            // Rows may have been moved together to fit on one page.
            const double wanted = axisHeight + count * ChartGeometry::barRow;
            const double scale = count > 0 ? area.height() / wanted : pixel;
            // Exactly so high: a hair less would cost a row.
            const QSizeF size(area.width() / scale, count > 0 ? wanted : area.height() / scale);
            painter.translate(area.topLeft());
            painter.scale(scale, scale);
            paintChartScene(painter, QRectF(QPointF(), size), scene, Palette::day(), rightToLeft,
                            first);
        };
        charts.push_back(std::move(paper));
    }
    return charts;
}

std::vector<PaperChart> lanes(const TimelineReport &report, const ChartContext &context,
                              bool rightToLeft, PaperLetters &letters)
{
    const auto drawn = std::make_shared<const PaperTimeline>(
        report, context.format, context.now,
        [&letters](const QString &text) { return letters.printable(text); });
    if (drawn->isEmpty())
        return {};
    PaperChart paper;
    paper.height = drawn->height() * pixel;
    paper.likeness = drawn->likeness();
    paper.paint = [drawn, rightToLeft](QPainter &painter, const QRectF &area, int, int) {
        const FontFamilyScope family(PaperFonts::usualFamily());
        // Smaller rather than cut, should a page be that low.
        const double scale = std::min(pixel, area.height() / drawn->height());
        painter.translate(area.topLeft());
        painter.scale(scale, scale);
        drawn->paint(painter, area.size() / scale, rightToLeft);
    };
    return {std::move(paper)};
}

} // namespace

ReportCharts paperCharts(const ChartContext &context, int topAgents, PaperLetters &letters)
{
    const bool rtl = context.format.locale().textDirection() == Qt::RightToLeft;
    ReportCharts charts;
    charts.byAgent = [context, rtl, topAgents, &letters](const VolumeReport &report) {
        return drawn(VolumeChart(context, {report, {}}, topAgents), rtl, letters);
    };
    charts.trend = [context, rtl, &letters](const TrendReport &report) {
        return drawn(TrendChart(context, {report, {}}, stepOf(report)), rtl, letters, true);
    };
    charts.heat = [context, rtl, &letters](const HeatMapReport &report) {
        return drawn(HeatChart(context, report), rtl, letters);
    };
    charts.distribution = [context, rtl, &letters](const DistributionReport &report) {
        return drawn(DistributionChart(context, report), rtl, letters);
    };
    charts.timeline = [context, rtl, &letters](const TimelineReport &report) {
        return lanes(report, context, rtl, letters);
    };
    return charts;
}

} // namespace watchfloor
