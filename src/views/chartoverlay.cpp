// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/chartoverlay.h"

#include "views/icons.h"
#include "views/linetext.h"
#include "views/typography.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

constexpr double textGap = 8;

Qt::Alignment leading(const ChartGeometry &geometry)
{
    return geometry.isMirrored() ? Qt::AlignRight : Qt::AlignLeft;
}

class OverlayPainter {
public:
    OverlayPainter(QPainter &painter, const ChartScene &scene, const ChartGeometry &geometry,
                   const Palette &palette, const ChartAttention &attention)
        : m_painter(painter)
        , m_scene(scene)
        , m_geometry(geometry)
        , m_palette(palette)
        , m_attention(attention)
        , m_small(smallFont())
    {
    }

    void bars()
    {
        legend();
        barTicks();
        const QRectF &plot = m_geometry.plot();
        m_painter.save();
        m_painter.setClipRect(QRectF(0, plot.top(), 1e5, plot.height()), Qt::IntersectClip);
        const auto [first, end] = m_geometry.visible();
        for (int c = first; c < end; ++c)
            bar(c);
        outlines();
        m_painter.restore();
    }

    void lines()
    {
        valueTicks();
        stepTexts();
        for (int s = 0; s < m_scene.seriesCount(); ++s)
            points(s);
        if (m_scene.seriesCount() > 1)
            directLabels();
        outlines();
    }

    void bins()
    {
        valueTicks();
        stepTexts();
        m_painter.setFont(smallFont());
        m_painter.setPen(m_palette.muted);
        for (int c = 0; c < m_scene.categoryCount(); ++c) {
            const QRectF bin = m_geometry.mark(m_scene, c, 0);
            const QString text = m_scene.category(c).valueText;
            if (m_scene.value(c, 0).value_or(0) > 0 &&
                m_small.horizontalAdvance(text) <= bin.width() + 2)
                drawLine(m_painter,
                         QRectF(bin.left() - 2, bin.top() - m_small.height() - 1, bin.width() + 4,
                                m_small.height()),
                         Qt::AlignHCenter, text);
        }
        marksAcross();
        outlines();
    }

private:
    QColor faded(bool faint) const { return faint ? m_palette.faint : m_palette.text; }

    void bar(int category)
    {
        const ChartScene::Category &of = m_scene.category(category);
        const QFontMetricsF body(bodyFont());
        QRectF label = m_geometry.label(category);
        m_painter.setFont(bodyFont());
        m_painter.setPen(faded(of.faint));
        if (of.opens) {
            const bool mirrored = m_geometry.isMirrored();
            const double width = std::min(label.width() - 20, body.horizontalAdvance(of.label));
            const double x = mirrored ? label.right() - width - 20 : label.left() + width + 4;
            paintIcon(m_painter, QRectF(x, label.top(), 16, label.height()).toRect(),
                      QStringLiteral("chevron"), m_palette.muted);
            label.adjust(mirrored ? 20 : 0, 0, mirrored ? 0 : -20, 0);
        }
        drawLine(m_painter, label, leading(m_geometry),
                 body.elidedText(of.label, Qt::ElideRight, label.width() + 1));
        const QRectF end = m_geometry.endOfBar(m_scene, category);
        const double width = body.horizontalAdvance(of.valueText) + 4;
        const double x = m_geometry.isMirrored() ? end.right() - width : end.left();
        m_painter.fillRect(QRectF(x, end.center().y() - 8, width, 16), ground(category));
        drawLine(m_painter, end, leading(m_geometry), of.valueText);
        if (of.cut)
            breakOff(category);
        else if (of.before && *of.before <= m_scene.top())
            markBefore(category, *of.before);
    }

    /// Two colours, so that it can be seen on the bar and beside it.
    void markBefore(int category, double before)
    {
        const QRectF bar = m_geometry.mark(m_scene, category, -1);
        const QRectF &plot = m_geometry.plot();
        const double away = m_geometry.lengthOf(before);
        const double x = m_geometry.isMirrored() ? plot.right() - away : plot.left() + away;
        const QRectF line(x - 1, bar.top() - 2, 2, bar.height() + 4);
        m_painter.fillRect(line.adjusted(-1, 0, 1, 0), ground(category));
        m_painter.fillRect(line, m_palette.text);
    }

    /// What is behind the bar; grid lines must not run through its number.
    QColor ground(int category) const
    {
        if (m_attention.focus && m_attention.current.category == category)
            return m_palette.selection();
        return m_attention.hovered.category == category ? m_palette.hover() : m_palette.surface;
    }

    void breakOff(int category)
    {
        const QRectF bar = m_geometry.mark(m_scene, category, -1);
        const double x = m_geometry.isMirrored() ? bar.left() + 24 : bar.right() - 24;
        m_painter.setPen(QPen(ground(category), 2.5));
        for (const double away : {-3.0, 3.0})
            m_painter.drawLine(QPointF(x + away - 3, bar.bottom() + 1),
                               QPointF(x + away + 3, bar.top() - 1));
    }

    void legend()
    {
        if (m_scene.seriesCount() < 2)
            return;
        m_painter.setFont(smallFont());
        const bool mirrored = m_geometry.isMirrored();
        const QRectF &area = m_geometry.legend();
        double x = mirrored ? area.right() : area.left();
        for (const ChartScene::Series &series : m_scene.series) {
            const double text = std::ceil(m_small.horizontalAdvance(series.title)) + 1;
            const double width = 10 + 6 + text;
            const double left = mirrored ? x - width : x;
            m_painter.fillRect(QRectF(mirrored ? left + width - 10 : left, area.top() + 6, 10, 10),
                               seriesColour(series, m_palette));
            m_painter.setPen(m_palette.muted);
            drawLine(m_painter, QRectF(mirrored ? left : left + 16, area.top(), text, 22),
                     Qt::AlignLeft, series.title);
            x = mirrored ? left - 16 : left + width + 16;
        }
    }

    void barTicks()
    {
        m_painter.setFont(smallFont());
        m_painter.setPen(m_palette.muted);
        const QRectF &plot = m_geometry.plot();
        for (const ChartScene::Tick &tick : m_scene.ticks) {
            const double away = m_geometry.lengthOf(tick.at);
            const double x = m_geometry.isMirrored() ? plot.right() - away : plot.left() + away;
            drawLine(m_painter, QRectF(x - 60, plot.bottom() + 4, 120, 16), Qt::AlignHCenter,
                     tick.text);
        }
    }

    void valueTicks()
    {
        m_painter.setFont(smallFont());
        m_painter.setPen(m_palette.muted);
        for (const ChartScene::Tick &tick : m_scene.ticks)
            drawLine(m_painter,
                     QRectF(0, m_geometry.yOf(tick.at) - 8, m_geometry.plot().left() - textGap, 16),
                     Qt::AlignRight, tick.text);
    }

    /// As many as fit, evenly: the same words a day apart, never a crowd.
    void stepTexts()
    {
        m_painter.setFont(smallFont());
        m_painter.setPen(m_palette.muted);
        double widest = 0;
        for (const ChartScene::Tick &step : m_scene.steps)
            widest = std::max(widest, m_small.horizontalAdvance(step.text));
        const auto count = static_cast<int>(m_scene.steps.size());
        const double step = m_geometry.plot().width() / std::max(1, m_scene.categoryCount());
        int stride = 1;
        for (const int tried : {1, 2, 3, 4, 6, 7, 12, 14, 24, 28, 48, 72, 96, 168, 336}) {
            stride = tried;
            if (step * tried >= widest + 16)
                break;
        }
        for (int i = 0; i < count; i += stride) {
            const ChartScene::Tick &at = m_scene.steps[static_cast<std::size_t>(i)];
            const double x = m_geometry.xOfPlace(at.at);
            drawLine(m_painter, QRectF(x - 80, m_geometry.plot().bottom() + 4, 160, 16),
                     Qt::AlignHCenter, at.text);
        }
    }

    void points(int series)
    {
        const ChartScene::Series &of = m_scene.series[static_cast<std::size_t>(series)];
        const QColor colour = seriesColour(of, m_palette);
        const int count = m_scene.categoryCount();
        for (int c = 0; c < count; ++c) {
            const auto value = m_scene.value(c, series);
            if (!value)
                continue;
            const QPointF at = m_geometry.pointOf(c, *value);
            const bool alone = (c == 0 || !m_scene.value(c - 1, series)) &&
                               (c + 1 == count || !m_scene.value(c + 1, series));
            if (m_scene.isOpen(c, series)) {
                m_painter.setPen(QPen(colour, 1.5));
                m_painter.setBrush(m_palette.surface);
                m_painter.drawEllipse(at, 3.2, 3.2);
            } else if (alone) {
                m_painter.setPen(Qt::NoPen);
                m_painter.setBrush(colour);
                m_painter.drawEllipse(at, 2.5, 2.5);
            }
        }
    }

    void directLabels()
    {
        struct Label {
            double y = 0;
            const ChartScene::Series *series = nullptr;
        };
        std::vector<Label> labels;
        const auto strong = std::count_if(m_scene.series.begin(), m_scene.series.end(),
                                          [](const auto &series) { return !series.faint; });
        for (const ChartScene::Series &series : m_scene.series) {
            const auto last = std::find_if(series.values.rbegin(), series.values.rend(),
                                           [](const auto &value) { return value.has_value(); });
            if (last != series.values.rend() && (!series.faint || strong == 1))
                labels.push_back({m_geometry.yOf(**last), &series});
        }
        std::sort(labels.begin(), labels.end(),
                  [](const Label &a, const Label &b) { return a.y < b.y; });
        const double room = m_small.height() + 1;
        const QRectF &plot = m_geometry.plot();
        for (std::size_t i = 1; i < labels.size(); ++i)
            labels[i].y = std::max(labels[i].y, labels[i - 1].y + room);
        double floor = plot.bottom();
        for (auto it = labels.rbegin(); it != labels.rend(); ++it) {
            it->y = std::min(it->y, floor);
            floor = it->y - room;
        }
        m_painter.setFont(smallFont());
        const double width = labelRoom();
        for (const Label &label : labels) {
            m_painter.fillRect(QRectF(plot.right() + 6, label.y - 1, 8, 2),
                               seriesColour(*label.series, m_palette));
            m_painter.setPen(label.series->faint ? m_palette.faint : m_palette.text);
            drawLine(m_painter, QRectF(plot.right() + 18, label.y - 8, width, 16), Qt::AlignLeft,
                     m_small.elidedText(label.series->title, Qt::ElideRight, width));
        }
    }

    double labelRoom() const
    {
        return std::max(24.0, m_geometry.width() - m_geometry.plot().right() - 18);
    }

    void marksAcross()
    {
        m_painter.setFont(smallFont());
        const std::vector<ChartLinePlace> places = chartLinePlaces(m_scene, m_geometry);
        for (std::size_t i = 0; i < places.size(); ++i) {
            const auto &[words, x] = places[i];
            QPen pen(m_palette.text, 1, Qt::CustomDashLine);
            pen.setDashPattern({4, 3});
            m_painter.setPen(pen);
            m_painter.drawLine(QPointF(x, words.bottom() + 2),
                               QPointF(x, m_geometry.plot().bottom()));
            m_painter.setPen(m_palette.text);
            drawLine(m_painter, words, Qt::AlignLeft, m_scene.lines[i].text);
        }
    }

    void outlines()
    {
        if (m_attention.hovered.isValid())
            outline(m_attention.hovered, QPen(m_palette.text, 1), 0.5);
        if (m_attention.current.isValid())
            outline(m_attention.current,
                    QPen(m_attention.focus ? m_palette.accent : m_palette.muted, 2), 2);
    }

    void outline(ChartMark mark, const QPen &pen, double away)
    {
        if (mark.line() >= 0)
            return outlineLine(mark.line(), pen);
        QRectF of = m_geometry.mark(m_scene, mark.category, mark.series);
        if (of.isNull() && m_scene.kind != ChartScene::Kind::Lines) // a bar of 0 has no end
            of = m_geometry.mark(m_scene, mark.category, -1);
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        if (m_scene.kind == ChartScene::Kind::Lines) {
            const auto value = m_scene.value(mark.category, std::max(0, mark.series));
            if (!value)
                return;
            m_painter.setBrush(m_palette.surface);
            m_painter.drawEllipse(m_geometry.pointOf(mark.category, *value), 4, 4);
            return;
        }
        m_painter.drawRoundedRect(of.adjusted(-away, -away, away, away), 2, 2);
    }

    void outlineLine(int line, const QPen &pen)
    {
        const std::vector<ChartLinePlace> places = chartLinePlaces(m_scene, m_geometry);
        if (line >= m_scene.lineCount())
            return;
        const auto &[words, x] = places[static_cast<std::size_t>(line)];
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(words.adjusted(-3, 0, -2, 0), 2, 2);
        m_painter.drawLine(QPointF(x, words.bottom()), QPointF(x, m_geometry.plot().bottom()));
    }

    QPainter &m_painter;
    const ChartScene &m_scene;
    const ChartGeometry &m_geometry;
    const Palette &m_palette;
    const ChartAttention &m_attention;
    QFontMetricsF m_small;
};

} // namespace

std::vector<ChartLinePlace> chartLinePlaces(const ChartScene &scene, const ChartGeometry &geometry)
{
    std::vector<ChartLinePlace> places;
    const QFontMetricsF small(smallFont());
    const QRectF &plot = geometry.plot();
    double taken = -1e9;
    int row = 0;
    for (const ChartScene::Tick &line : scene.lines) {
        const double x = std::round(geometry.xOfPlace(line.at)) + 0.5;
        const double width = small.horizontalAdvance(line.text) + 8;
        const double left = std::min(x - 1, geometry.width() - width);
        row = left < taken ? row + 1 : 0;
        taken = left + width;
        const double y = plot.top() - 12 - small.height() * (1 - std::min(1, row)) - 2;
        places.push_back({QRectF(left, y, width, small.height()), x});
    }
    return places;
}

QColor seriesColour(const ChartScene::Series &series, const Palette &palette)
{
    const QColor colour = series.colour < 0 ? palette.faint : palette.seriesFor(series.colour);
    return series.faint ? blended(palette.surface, colour, 0.4) : colour;
}

void paintChartGround(QPainter &painter, const ChartScene &scene, const ChartGeometry &geometry,
                      const Palette &palette, const ChartAttention &attention)
{
    if (geometry.isBars()) {
        const QRectF &plot = geometry.plot();
        painter.save();
        painter.setClipRect(QRectF(0, plot.top(), 1e5, plot.height()), Qt::IntersectClip);
        if (attention.current.isValid() && attention.focus)
            painter.fillRect(geometry.band(attention.current.category), palette.selection());
        if (attention.hovered.isValid() && attention.hovered.category != attention.current.category)
            painter.fillRect(geometry.band(attention.hovered.category), palette.hover());
        painter.restore();
        return;
    }
    for (int c = 0; c < scene.categoryCount(); ++c) {
        if (scene.category(c).gap)
            painter.fillRect(geometry.band(c), QBrush(palette.line, Qt::BDiagPattern));
    }
    const ChartMark &at = attention.hovered.isValid() ? attention.hovered : attention.current;
    if (scene.kind == ChartScene::Kind::Lines && at.isValid()) {
        const double x = std::round(geometry.xOfPlace(at.category + 0.5)) + 0.5;
        painter.setPen(QPen(palette.faint, 1));
        painter.drawLine(QPointF(x, geometry.plot().top()), QPointF(x, geometry.plot().bottom()));
    }
}

void paintChartText(QPainter &painter, const ChartScene &scene, const ChartGeometry &geometry,
                    const Palette &palette, const ChartAttention &attention)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    OverlayPainter overlay(painter, scene, geometry, palette, attention);
    if (scene.kind == ChartScene::Kind::Lines)
        overlay.lines();
    else if (scene.kind == ChartScene::Kind::Bins)
        overlay.bins();
    else
        overlay.bars();
    painter.restore();
}

} // namespace watchfloor
