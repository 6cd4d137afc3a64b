// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/chartgeometry.h"

#include "views/typography.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

constexpr double legendHeight = 24;
constexpr double axisHeight = 24;
constexpr double labelGap = 8;
constexpr double tallestRow = 44;
constexpr double barShare = 0.56;     // of its row
constexpr double widestLabels = 0.45; // of the width: names before bars, but not instead of them

double widest(const QFontMetricsF &metrics, const QStringList &texts)
{
    double width = 0;
    for (const QString &text : texts)
        width = std::max(width, metrics.horizontalAdvance(text));
    return std::ceil(width);
}

double widest(const QFontMetricsF &metrics, const std::vector<ChartScene::Tick> &ticks)
{
    QStringList texts;
    for (const ChartScene::Tick &tick : ticks)
        texts << tick.text;
    return widest(metrics, texts);
}

} // namespace

ChartGeometry::ChartGeometry(const ChartScene &scene, QSizeF size, bool rightToLeft, double offset)
    : m_kind(scene.kind)
    , m_mirrored(rightToLeft && scene.kind == ChartScene::Kind::Bars)
    , m_width(size.width())
    , m_top(scene.top() > 0 ? scene.top() : 1)
    , m_categories(scene.categoryCount())
{
    if (isBars())
        layOutBars(scene, size, offset);
    else
        layOutPlot(scene, size);
}

void ChartGeometry::layOutBars(const ChartScene &scene, QSizeF size, double offset)
{
    const QFontMetricsF body(bodyFont());
    double labels = 0;
    double values = 0;
    for (const ChartScene::Category &category : scene.categories) {
        labels = std::max(labels,
                          body.horizontalAdvance(category.label) + (category.opens ? 20.0 : 0.0));
        values = std::max(values, body.horizontalAdvance(category.valueText));
    }
    m_labels = std::min(std::ceil(labels) + 2, std::floor(size.width() * widestLabels));
    const double end = std::ceil(values) + 2 * labelGap;
    const double head = scene.seriesCount() > 1 ? legendHeight : 0;
    m_legend = QRectF(0, 0, head > 0 ? size.width() : 0, head);
    double height = std::max(barRow, size.height() - head - axisHeight);
    // Whole rows fill the height, so that none is cut before anybody has scrolled.
    const double rows = std::clamp(std::floor(height / barRow), 1.0, double{mostLiveRows});
    m_row = rows < m_categories
                ? std::floor(height / rows)
                : std::clamp(std::floor(height / std::max(1, m_categories)), barRow, tallestRow);
    if (rows < m_categories)
        height = m_row * rows;
    m_offset = std::clamp(offset, 0.0, std::max(0.0, contentHeight() - height));
    const double left = m_labels + labelGap;
    m_plot = QRectF(left, head, std::max(24.0, size.width() - left - end),
                    std::min(height, contentHeight()));
    if (m_mirrored)
        m_plot.moveLeft(size.width() - m_plot.right());
}

void ChartGeometry::layOutPlot(const ChartScene &scene, QSizeF size)
{
    const QFontMetricsF small(smallFont());
    const double ticks = std::max(widest(small, scene.ticks), widest(small, scene.panelTicks));
    const double left = std::max(24.0, ticks + labelGap);
    double right = 16;
    if (scene.namesLines() || !scene.panelTitles.isEmpty()) {
        QStringList titles = scene.panelTitles;
        for (const ChartScene::Series &series : scene.series) {
            if (scene.namesLines())
                titles << series.title;
        }
        right = std::min(widest(small, titles) + 20, std::floor(size.width() * 0.3));
    }
    // The first tick's text is centred on the top line; marks across have their words above.
    const double head = 12 + (scene.lines.empty() ? 0 : small.height() * 2);
    m_plot = QRectF(left, head, std::max(24.0, size.width() - left - right),
                    std::max(24.0, size.height() - head - axisHeight));
}

std::pair<int, int> ChartGeometry::visible() const
{
    if (!isBars())
        return {0, m_categories};
    const int first = std::clamp(static_cast<int>(std::floor(m_offset / m_row)), 0, m_categories);
    const auto end = static_cast<int>(std::ceil((m_offset + m_plot.height()) / m_row - 1e-6));
    return {first, std::clamp(end, first, m_categories)};
}

QRectF ChartGeometry::band(int category) const
{
    if (isBars())
        return {0, m_plot.top() + m_row * category - m_offset, m_width, m_row};
    const double step = m_plot.width() / std::max(1, m_categories);
    return {m_plot.left() + step * category, m_plot.top(), step, m_plot.height()};
}

QRectF ChartGeometry::label(int category) const
{
    const QRectF row = band(category);
    return m_mirrored ? QRectF(m_width - m_labels, row.top(), m_labels, row.height())
                      : QRectF(0, row.top(), m_labels, row.height());
}

double ChartGeometry::lengthOf(double value) const
{
    return m_plot.width() * std::clamp(value / m_top, 0.0, 1.0);
}

QRectF ChartGeometry::mark(const ChartScene &scene, int category, int series) const
{
    const auto value = scene.value(category, std::max(0, series));
    if (!value && series >= 0)
        return {};
    const QRectF row = band(category);
    if (m_kind == ChartScene::Kind::Lines) {
        const QPointF at = pointOf(category, *value);
        return {at.x() - 5, at.y() - 5, 10, 10};
    }
    if (m_kind == ChartScene::Kind::Bins) {
        const double y = yOf(*value);
        return row.adjusted(1, y - row.top(), -1, 0);
    }
    double before = 0;
    double own = 0;
    for (int s = 0; s < scene.seriesCount(); ++s) {
        const double part = scene.value(category, s).value_or(0);
        if (series < 0 || s == series)
            own += part;
        else if (s < series)
            before += part;
    }
    const double height = std::round(row.height() * barShare);
    const double top = row.top() + (row.height() - height) / 2;
    const double from = lengthOf(before);
    const double length = lengthOf(before + own) - from;
    const double x = m_mirrored ? m_plot.right() - from - length : m_plot.left() + from;
    return {x, top, length, height};
}

QRectF ChartGeometry::endOfBar(const ChartScene &scene, int category) const
{
    const QRectF row = band(category);
    QRectF bar = mark(scene, category, -1);
    // A mark beyond the bar is not run through by its number.
    if (const auto &before = scene.category(category).before) {
        const double length = std::max(bar.width(), lengthOf(*before));
        bar = QRectF(m_mirrored ? m_plot.right() - length : m_plot.left(), bar.top(), length,
                     bar.height());
    }
    return m_mirrored ? QRectF(0, row.top(), bar.left() - labelGap, row.height())
                      : QRectF(bar.right() + labelGap, row.top(), m_width - bar.right() - labelGap,
                               row.height());
}

double ChartGeometry::xOfPlace(double place) const
{
    return m_plot.left() + m_plot.width() * place / std::max(1, m_categories);
}

double ChartGeometry::yOf(double value) const
{
    return m_plot.bottom() - m_plot.height() * std::clamp(value / m_top, 0.0, 1.0);
}

QPointF ChartGeometry::pointOf(int category, double value) const
{
    return {xOfPlace(category + 0.5), yOf(value)};
}

ChartMark ChartGeometry::pointNear(const ChartScene &scene, QPointF pos) const
{
    if (m_categories == 0 || !m_plot.adjusted(-8, -8, 8, 8).contains(pos))
        return {};
    const double step = m_plot.width() / m_categories;
    const auto near = static_cast<int>(std::floor((pos.x() - m_plot.left()) / step));
    // Where steps are narrower than a finger the nearest one with a value counts.
    const int reach = std::max(1, static_cast<int>(std::ceil(8 / step)));
    ChartMark best;
    double nearest = 1e9;
    for (int c = std::max(0, near - reach); c <= std::min(m_categories - 1, near + reach); ++c) {
        for (int s = 0; s < scene.seriesCount(); ++s) {
            const auto value = scene.value(c, s);
            if (!value)
                continue;
            const QPointF at = pointOf(c, *value);
            const double away = std::abs(at.x() - pos.x()) * 3 + std::abs(at.y() - pos.y());
            if (away < nearest && std::abs(at.x() - pos.x()) <= std::max(step, 8.0)) {
                nearest = away;
                best = {0, c, s};
            }
        }
    }
    return best;
}

ChartMark ChartGeometry::markAt(const ChartScene &scene, QPointF pos) const
{
    if (scene.isEmpty())
        return {};
    if (m_kind == ChartScene::Kind::Lines)
        return pointNear(scene, pos);
    if (m_kind == ChartScene::Kind::Bins) {
        if (!m_plot.contains(pos))
            return {};
        const auto c = static_cast<int>((pos.x() - m_plot.left()) * m_categories / m_plot.width());
        return {0, std::clamp(c, 0, m_categories - 1), 0};
    }
    if (pos.y() < m_plot.top() || pos.y() >= m_plot.bottom())
        return {};
    const auto c = static_cast<int>((pos.y() - m_plot.top() + m_offset) / m_row);
    if (c < 0 || c >= m_categories)
        return {};
    for (int s = 0; s < scene.seriesCount() && scene.seriesCount() > 1; ++s) {
        const QRectF part = mark(scene, c, s);
        if (pos.x() >= part.left() && pos.x() < part.right())
            return {0, c, s};
    }
    return {0, c, scene.seriesCount() > 1 ? -1 : 0};
}

} // namespace watchfloor
