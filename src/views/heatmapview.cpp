// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/heatmapview.h"

#include "views/linetext.h"
#include "views/typography.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

constexpr int weekDays = 7;
constexpr int dayHours = 24;
constexpr double hourTexts = 20;
constexpr double legendRoom = 40;
constexpr double tallestCell = 56;

class HeatPainter {
public:
    HeatPainter(QPainter &painter, const ChartScene &scene, const HeatGeometry &geometry,
                const Palette &palette, bool rightToLeft)
        : m_painter(painter)
        , m_scene(scene)
        , m_geometry(geometry)
        , m_palette(palette)
        , m_rightToLeft(rightToLeft)
        , m_small(smallFont())
    {
        painter.setFont(smallFont());
    }

    void cells()
    {
        double widest = 0; // numbers in some cells and not in others would look like a message
        for (int i = 0; i < m_scene.categoryCount(); ++i) {
            if (m_scene.value(i, 0))
                widest = std::max(widest, m_small.horizontalAdvance(m_scene.category(i).valueText));
        }
        const QRectF room = m_geometry.cell(0).adjusted(1, 1, -1, -1);
        m_texts = widest <= room.width() - 2 && room.height() >= m_small.height();
        for (int i = 0; i < m_scene.categoryCount(); ++i)
            cell(i);
    }

    void labels()
    {
        m_painter.setPen(m_palette.muted);
        const auto side = m_rightToLeft ? Qt::AlignRight : Qt::AlignLeft;
        for (int day = 0; day < weekDays && day < static_cast<int>(m_scene.lines.size()); ++day)
            drawLine(m_painter, m_geometry.dayLabel(day), side,
                     m_scene.lines[static_cast<std::size_t>(day)].text);
        const double step = m_geometry.grid().width() / dayHours;
        const int stride = step >= 22 ? 1 : step >= 12 ? 2 : 4;
        for (int hour = 0; hour < dayHours; hour += stride)
            drawLine(m_painter, m_geometry.hourLabel(hour), Qt::AlignHCenter,
                     m_scene.steps[static_cast<std::size_t>(hour)].text);
    }

    void legend(const QString &noData)
    {
        const QRectF area = m_geometry.legend();
        const QString low = m_scene.ticks.front().text;
        QString high = m_scene.ticks.back().text;
        if (!m_scene.unit.isEmpty())
            high += QLatin1Char(' ') + m_scene.unit;
        double away = 0; // from the side on which lines begin
        const auto placed = [&](double top, double width, double height) {
            return QRectF(m_rightToLeft ? area.right() - away - width : area.left() + away,
                          area.top() + top, width, height);
        };
        const auto text = [&](const QString &words) {
            const double width = std::ceil(m_small.horizontalAdvance(words)) + 1;
            m_painter.setPen(m_palette.muted);
            drawLine(m_painter, placed(0, width, 16), Qt::AlignLeft, words);
            away += width + 8;
        };
        text(low);
        for (const QColor &step : m_palette.heat) {
            m_painter.fillRect(placed(2, 20, 12), step);
            away += 21;
        }
        away += 7;
        text(high);
        away += 16;
        hatch(placed(2, 20, 12));
        away += 28;
        text(noData);
    }

    void outline(int index, const QPen &pen)
    {
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(m_geometry.cell(index), 3, 3);
    }

private:
    void hatch(const QRectF &rect)
    {
        m_painter.fillRect(rect, QBrush(m_palette.faint, Qt::BDiagPattern));
    }

    void cell(int index)
    {
        const QRectF rect = m_geometry.cell(index).adjusted(1, 1, -1, -1);
        const auto value = m_scene.value(index, 0);
        if (!value) {
            m_painter.setOpacity(0.5);
            hatch(rect);
            m_painter.setOpacity(1);
            return;
        }
        const QColor &fill =
            m_palette.heat[static_cast<std::size_t>(heatStep(*value, m_scene.top()))];
        m_painter.fillRect(rect, fill);
        if (m_scene.category(index).partial) { // part of it nobody has fetched
            const QRectF corner(rect.right() - 7, rect.top(), 7, 7);
            m_painter.fillRect(corner, m_palette.surface);
            hatch(corner);
        }
        const QString &text = m_scene.category(index).valueText;
        if (!m_texts)
            return;
        const bool dark = contrast(m_palette.text, fill) >= contrast(m_palette.surface, fill);
        m_painter.setPen(dark ? m_palette.text : m_palette.surface);
        drawLine(m_painter, rect, Qt::AlignHCenter, text);
    }

    QPainter &m_painter;
    const ChartScene &m_scene;
    const HeatGeometry &m_geometry;
    const Palette &m_palette;
    bool m_rightToLeft;
    bool m_texts = false;
    QFontMetricsF m_small;
};

} // namespace

HeatGeometry::HeatGeometry(const ChartScene &scene, QSizeF size, bool rightToLeft)
{
    const QFontMetricsF small(smallFont());
    double names = 0;
    for (const ChartScene::Tick &day : scene.lines)
        names = std::max(names, small.horizontalAdvance(day.text));
    names = std::ceil(names) + 10;
    const double width = std::floor((size.width() - names) / dayHours) * dayHours;
    const double height =
        std::min(tallestCell, std::floor((size.height() - hourTexts - legendRoom) / weekDays));
    const double across = std::max(width, 24.0);
    // Whole pixels a cell: what is left over stands away from the names.
    m_grid = QRectF(rightToLeft ? std::max(0.0, size.width() - names - across) : names, hourTexts,
                    across, std::max(height, 8.0) * weekDays);
    m_labels = QRectF(rightToLeft ? m_grid.right() : 0, hourTexts, names, m_grid.height());
}

QRectF HeatGeometry::cell(int index) const
{
    const double width = m_grid.width() / dayHours;
    const double height = m_grid.height() / weekDays;
    return {m_grid.left() + width * (index % dayHours), m_grid.top() + height * (index / dayHours),
            width, height};
}

QRectF HeatGeometry::dayLabel(int day) const
{
    const double height = m_grid.height() / weekDays;
    return {m_labels.left(), m_labels.top() + height * day, m_labels.width(), height};
}

QRectF HeatGeometry::hourLabel(int hour) const
{
    const QRectF at = cell(hour);
    return {at.left() - 8, at.top() - hourTexts, at.width() + 16, hourTexts};
}

QRectF HeatGeometry::legend() const
{
    return {m_grid.left(), m_grid.bottom() + 12, m_grid.width(), 16};
}

int HeatGeometry::cellAt(QPointF pos) const
{
    if (!m_grid.contains(pos))
        return -1;
    const auto column = static_cast<int>((pos.x() - m_grid.left()) * dayHours / m_grid.width());
    const auto row = static_cast<int>((pos.y() - m_grid.top()) * weekDays / m_grid.height());
    return std::clamp(row, 0, weekDays - 1) * dayHours + std::clamp(column, 0, dayHours - 1);
}

int heatStep(double value, double most)
{
    constexpr int steps = 7;
    if (!(most > 0))
        return 0;
    return std::clamp(static_cast<int>(std::floor(value / most * steps)), 0, steps - 1);
}

void paintHeatMap(QPainter &painter, const QRectF &area, const ChartScene &scene,
                  const Palette &palette, bool rightToLeft, const ChartAttention &attention)
{
    painter.save();
    painter.translate(area.topLeft());
    const HeatGeometry geometry(scene, area.size(), rightToLeft);
    HeatPainter heat(painter, scene, geometry, palette, rightToLeft);
    heat.cells();
    heat.labels();
    heat.legend(HeatMapView::tr("no data"));
    painter.setRenderHint(QPainter::Antialiasing);
    if (attention.hovered.isValid())
        heat.outline(attention.hovered.category, QPen(palette.text, 1));
    if (attention.current.isValid())
        heat.outline(attention.current.category,
                     QPen(attention.focus ? palette.text : palette.muted, 2));
    painter.restore();
}

HeatMapView::HeatMapView(QWidget *parent)
    : MarkedView(parent)
{
}

QRect HeatMapView::markRect(ChartMark mark) const
{
    if (!mark.isValid())
        return {};
    return HeatGeometry(scene(), size(), isReversed()).cell(mark.category).toAlignedRect();
}

ChartMark HeatMapView::markAt(QPoint pos) const
{
    const int cell =
        scene().isEmpty() ? -1 : HeatGeometry(scene(), size(), isReversed()).cellAt(pos);
    return cell < 0 ? ChartMark() : ChartMark{0, cell, 0};
}

void HeatMapView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), tokens().surface);
    if (!scene().isEmpty())
        paintHeatMap(painter, rect(), scene(), tokens(), isReversed(),
                     {current(), hovered(), hasFocus()});
}

ChartMark HeatMapView::neighbour(ChartMark from, int key) const
{
    int day = from.category / dayHours;
    int hour = from.category % dayHours;
    switch (key) {
    case Qt::Key_Up:
        --day;
        break;
    case Qt::Key_Down:
        ++day;
        break;
    case Qt::Key_Left:
        --hour;
        break;
    case Qt::Key_Right:
        ++hour;
        break;
    case Qt::Key_Home:
        hour = 0;
        break;
    case Qt::Key_End:
        hour = dayHours - 1;
        break;
    case Qt::Key_PageUp:
        day = 0;
        break;
    default:
        day = weekDays - 1;
        break;
    }
    return {0, std::clamp(day, 0, weekDays - 1) * dayHours + std::clamp(hour, 0, dayHours - 1), 0};
}

} // namespace watchfloor
