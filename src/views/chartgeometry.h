// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/chartscene.h"

#include <QRectF>
#include <QSizeF>

#include <utility>

namespace watchfloor {

/// Where everything of a chart lies in an area of a size: the same on screen and on paper. Bars
/// grow from the leading edge; time and values of the other charts run from the left in every
/// language.
class ChartGeometry {
public:
    ChartGeometry() = default;
    /// `offset`: pixels of bars scrolled away above.
    ChartGeometry(const ChartScene &scene, QSizeF size, bool rightToLeft, double offset = 0);

    static constexpr double barRow = 36;    ///< px at least
    static constexpr int mostLiveRows = 28; ///< rows grow rather than become more

    bool isBars() const { return m_kind == ChartScene::Kind::Bars; }
    bool isMirrored() const { return m_mirrored; }
    /// Grid, bars and lines; the rest is text around it.
    const QRectF &plot() const { return m_plot; }
    /// Of the legend of stacked bars; empty without.
    const QRectF &legend() const { return m_legend; }
    double rowHeight() const { return m_row; }
    double width() const { return m_width; }
    /// Of all bars together, for the scroll bar.
    double contentHeight() const { return m_row * m_categories; }
    double offset() const { return m_offset; }
    /// [first, end) of the categories that touch the plot.
    std::pair<int, int> visible() const;

    /// Of one category: a row of bars over the whole width, or a column of the plot.
    QRectF band(int category) const;
    /// The name beside a bar.
    QRectF label(int category) const;
    /// The filled part of a bar or bin; of lines a square around the point. Null without a value.
    QRectF mark(const ChartScene &scene, int category, int series) const;
    /// Behind a bar's end, where its total is written.
    QRectF endOfBar(const ChartScene &scene, int category) const;
    double xOfPlace(double place) const; ///< lines and bins: 1.0 = end of the first category
    QPointF pointOf(int category, double value) const;
    double yOf(double value) const;
    double lengthOf(double value) const; ///< of a bar, at most the whole axis

    /// Nearest mark with a value; series -1 = the bar as a whole (its label or its end).
    ChartMark markAt(const ChartScene &scene, QPointF pos) const;

private:
    void layOutBars(const ChartScene &scene, QSizeF size, double offset);
    void layOutPlot(const ChartScene &scene, QSizeF size);
    ChartMark pointNear(const ChartScene &scene, QPointF pos) const;

    ChartScene::Kind m_kind = ChartScene::Kind::Bars;
    bool m_mirrored = false;
    QRectF m_plot;
    QRectF m_legend;
    double m_width = 0;
    double m_labels = 0;
    double m_row = barRow;
    double m_offset = 0;
    double m_top = 1;
    int m_categories = 0;
};

} // namespace watchfloor
