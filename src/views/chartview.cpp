// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/chartview.h"

#include "views/heatmapview.h"

#include <QBarCategoryAxis>
#include <QBarSeries>
#include <QBarSet>
#include <QChart>
#include <QEvent>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QHorizontalStackedBarSeries>
#include <QLegend>
#include <QLineSeries>
#include <QPainter>
#include <QScrollBar>
#include <QValueAxis>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace watchfloor {

struct ChartPlot::Private {
    QGraphicsScene stage;
    std::unique_ptr<QChart> chart;
    QAbstractBarSeries *bars = nullptr;
    QBarCategoryAxis *names = nullptr;
    QValueAxis *values = nullptr;
    ChartScene::Kind kind = ChartScene::Kind::Bars;
    int live = 0;

    ~Private()
    {
        if (chart)
            stage.removeItem(chart.get());
    }

    /// A chart that grew old leaks with each series it was given: new kinds get a new one.
    void renew(ChartScene::Kind of)
    {
        if (chart)
            stage.removeItem(chart.get());
        chart = std::make_unique<QChart>();
        chart->setLayoutDirection(Qt::LeftToRight); // render() mirrors, whoever's page it is
        kind = of;
        bars = nullptr;
        chart->setAnimationOptions(QChart::NoAnimation);
        chart->setDropShadowEnabled(false);
        chart->setBackgroundVisible(false);
        chart->setPlotAreaBackgroundVisible(false);
        chart->setMargins(QMargins());
        chart->layout()->setContentsMargins(0, 0, 0, 0);
        chart->legend()->hide();
        stage.addItem(chart.get());
    }

    QValueAxis *addValueAxis(Qt::Alignment side)
    {
        auto *axis = new QValueAxis;
        axis->setLabelsVisible(false);
        axis->setLineVisible(false);
        chart->addAxis(axis, side);
        return axis;
    }

    void setValues(const ChartScene &scene, const Palette &palette)
    {
        values->setRange(0, scene.top());
        values->setTickCount(std::max(2, static_cast<int>(scene.ticks.size())));
        values->setGridLinePen(QPen(palette.line, 1));
    }

    void startBars(const ChartScene &scene)
    {
        const bool across = scene.kind == ChartScene::Kind::Bars;
        if (across)
            bars = new QHorizontalStackedBarSeries;
        else
            bars = new QBarSeries;
        bars->setBarWidth(across ? 0.56 : 0.94);
        chart->addSeries(bars);
        names = new QBarCategoryAxis;
        names->setLabelsVisible(false);
        names->setGridLineVisible(false);
        names->setLineVisible(false);
        chart->addAxis(names, across ? Qt::AlignLeft : Qt::AlignBottom);
        values = addValueAxis(across ? Qt::AlignBottom : Qt::AlignLeft);
        bars->attachAxis(names);
        bars->attachAxis(values);
    }

    void fillBars(const ChartScene &scene, int first, int end, const Palette &palette)
    {
        bars->clear();
        QStringList keys; // numbers: an axis drops names it has
        for (int c = first; c < end; ++c)
            keys << QString::number(c);
        if (names->categories() != keys) {
            names->clear();
            names->append(keys);
        }
        QList<QBarSet *> sets;
        for (int s = 0; s < scene.seriesCount(); ++s) {
            auto *set = new QBarSet(QString::number(s));
            QList<qreal> row;
            for (int c = first; c < end; ++c) {
                double room = scene.top(); // what is longer than the axis is cut
                for (int before = 0; before < s; ++before)
                    room -= scene.value(c, before).value_or(0);
                row << std::clamp(scene.value(c, s).value_or(0), 0.0, std::max(0.0, room));
            }
            const bool across = kind == ChartScene::Kind::Bars;
            if (across) // an axis of categories begins at the bottom
                std::reverse(row.begin(), row.end());
            set->append(row);
            const QColor colour = seriesColour(scene.series[static_cast<std::size_t>(s)], palette);
            set->setColor(colour);
            set->setBorderColor(Qt::transparent);
            set->setPen(Qt::NoPen);
            const QColor faint =
                scene.seriesCount() > 1 ? blended(palette.surface, colour, 0.55) : palette.faint;
            set->setSelectedColor(faint);
            for (int c = first; c < end; ++c) {
                if (scene.category(c).faint)
                    set->selectBar(across ? end - 1 - c : c - first);
            }
            sets << set;
        }
        bars->append(sets);
        live = end - first;
    }

    void addLine(const QList<QPointF> &points, const QPen &pen, QValueAxis *steps)
    {
        if (points.size() < 2)
            return;
        auto *line = new QLineSeries;
        line->setUseOpenGL(false);
        line->replace(points);
        line->setPen(pen);
        chart->addSeries(line);
        line->attachAxis(steps);
        line->attachAxis(values);
    }

    void fillLines(const ChartScene &scene, const Palette &palette)
    {
        QValueAxis *steps = addValueAxis(Qt::AlignBottom);
        steps->setRange(0, std::max(1, scene.categoryCount()));
        steps->setGridLineVisible(false);
        values = addValueAxis(Qt::AlignLeft);
        // The period before lies behind.
        for (const bool faint : {true, false}) {
            for (int s = 0; s < scene.seriesCount(); ++s) {
                if (scene.series[static_cast<std::size_t>(s)].faint == faint)
                    fillLine(scene, s, palette, steps);
            }
        }
    }

    /// What belongs together in one line: up to a gap, and dashed to and from what is not whole.
    void fillLine(const ChartScene &scene, int series, const Palette &palette, QValueAxis *steps)
    {
        const ChartScene::Series &of = scene.series[static_cast<std::size_t>(series)];
        const QColor colour = seriesColour(of, palette);
        QPen solid(colour, of.faint ? 1.5 : 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
        QPen dashed(colour, solid.widthF(), Qt::CustomDashLine, Qt::FlatCap);
        dashed.setDashPattern({2, 2});
        QList<QPointF> run;
        bool runIsDashed = false;
        const auto isOpen = [&scene, series](int c) { return scene.isOpen(c, series); };
        const auto end = [&] {
            addLine(run, runIsDashed ? dashed : solid, steps);
            run.clear();
        };
        for (int c = 0; c < scene.categoryCount(); ++c) {
            const auto value = scene.value(c, series);
            if (!value) {
                end();
                continue;
            }
            const QPointF point(c + 0.5, *value);
            const bool dashes = !run.isEmpty() && (isOpen(c) || isOpen(c - 1));
            if (run.size() > 1 && dashes != runIsDashed) {
                const QPointF last = run.last();
                end();
                run << last;
            }
            runIsDashed = dashes;
            run << point;
        }
        end();
    }
};

ChartPlot::ChartPlot()
    : d(std::make_unique<Private>())
{
}

ChartPlot::~ChartPlot() = default;

void ChartPlot::fill(const ChartScene &scene, int first, int end, const Palette &palette)
{
    d->live = 0;
    if (scene.kind == ChartScene::Kind::Lines) {
        d->renew(scene.kind);
        d->fillLines(scene, palette);
    } else {
        if (!d->chart || d->kind != scene.kind) {
            d->renew(scene.kind);
            d->startBars(scene);
        }
        d->fillBars(scene, first, end, palette);
    }
    d->setValues(scene, palette);
}

int ChartPlot::liveBars() const
{
    return d->live;
}

void ChartPlot::render(QPainter &painter, const QRectF &target, bool mirrored)
{
    if (!d->chart || target.isEmpty())
        return;
    const QRectF whole(QPointF(), target.size());
    d->chart->setGeometry(whole);
    d->chart->setPlotArea(whole);
    d->chart->layout()->activate();
    d->stage.setSceneRect(whole);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (mirrored) {
        painter.translate(target.left() + target.right(), 0);
        painter.scale(-1, 1);
    }
    d->stage.render(&painter, target, whole, Qt::IgnoreAspectRatio);
    painter.restore();
}

ChartView::ChartView(QWidget *parent)
    : MarkedView(parent)
    , m_scroll(new QScrollBar(Qt::Vertical, this))
{
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->hide();
    connect(m_scroll, &QScrollBar::valueChanged, this, [this] {
        m_picture = QPixmap();
        update();
    });
}

ChartView::~ChartView() = default;

void ChartView::refill(const ChartGeometry &geometry)
{
    const auto rows = geometry.visible();
    if (rows == m_filled && m_filledWith == &tokens())
        return;
    m_plot.fill(scene(), rows.first, rows.second, tokens());
    m_filled = rows;
    m_filledWith = &tokens();
}

/// The part of the plot that Qt Charts draws: whole rows, some of them out of sight.
static QRectF plotTarget(const ChartGeometry &geometry)
{
    if (!geometry.isBars())
        return geometry.plot();
    const auto [first, end] = geometry.visible();
    const QRectF top = geometry.band(first);
    return {geometry.plot().left(), top.top(), geometry.plot().width(),
            geometry.rowHeight() * (end - first)};
}

void ChartView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &p = tokens();
    painter.fillRect(rect(), p.surface);
    if (scene().isEmpty())
        return;
    const ChartGeometry geometry = geometryNow();
    const QRect area = chartArea();
    if (m_filledWith != &p)
        m_picture = QPixmap();
    const double ratio = devicePixelRatioF();
    if (m_picture.isNull() || m_picture.devicePixelRatio() < ratio ||
        m_picture.devicePixelRatio() > ratio) {
        refill(geometry);
        m_picture = QPixmap(area.size() * ratio);
        m_picture.setDevicePixelRatio(ratio);
        m_picture.fill(Qt::transparent);
        QPainter picture(&m_picture);
        picture.setClipRect(geometry.plot().adjusted(-1, -1, 1, 1));
        m_plot.render(picture, plotTarget(geometry), geometry.isMirrored());
    }
    painter.translate(area.topLeft());
    painter.setClipRect(QRect(QPoint(), area.size()));
    const ChartAttention attention{current(), hovered(), hasFocus()};
    paintChartGround(painter, scene(), geometry, p, attention);
    painter.drawPixmap(0, 0, m_picture);
    paintChartText(painter, scene(), geometry, p, attention);
}

int paintChartScene(QPainter &painter, const QRectF &area, const ChartScene &scene,
                    const Palette &palette, bool rightToLeft, int firstRow)
{
    if (scene.isEmpty() || area.isEmpty())
        return 0;
    painter.save();
    painter.translate(area.topLeft());
    painter.setClipRect(QRectF(QPointF(), area.size()), Qt::IntersectClip);
    int rows = scene.categoryCount();
    if (scene.kind == ChartScene::Kind::Heat) {
        paintHeatMap(painter, QRectF(QPointF(), area.size()), scene, palette, rightToLeft, {});
    } else {
        const ChartGeometry first(scene, area.size(), rightToLeft);
        const ChartGeometry geometry(scene, area.size(), rightToLeft, first.rowHeight() * firstRow);
        const auto [from, end] = geometry.visible();
        rows = static_cast<int>(geometry.plot().height() / geometry.rowHeight());
        paintChartGround(painter, scene, geometry, palette, {});
        ChartPlot plot;
        plot.fill(scene, from, end, palette);
        painter.save();
        painter.setClipRect(geometry.plot().adjusted(-1, -1, 1, 1), Qt::IntersectClip);
        plot.render(painter, plotTarget(geometry), geometry.isMirrored());
        painter.restore();
        paintChartText(painter, scene, geometry, palette, {});
    }
    painter.restore();
    return rows;
}

} // namespace watchfloor
