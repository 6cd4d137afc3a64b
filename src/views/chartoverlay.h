// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/chartgeometry.h"
#include "views/palette.h"

class QPainter;

namespace watchfloor {

/// What is pointed at and where the keyboard is; nothing of it on paper.
struct ChartAttention {
    ChartMark current;
    ChartMark hovered;
    bool focus = false;
};

/// Behind grid and bars: the ground of rows, gaps.
void paintChartGround(QPainter &painter, const ChartScene &scene, const ChartGeometry &geometry,
                      const Palette &palette, const ChartAttention &attention);
/// In front: every text, points, marks across, focus.
void paintChartText(QPainter &painter, const ChartScene &scene, const ChartGeometry &geometry,
                    const Palette &palette, const ChartAttention &attention);

/// A line across: where its words stand, and where it runs.
struct ChartLinePlace {
    QRectF words;
    double x = 0;
};
/// Of each line across, in the order of the scene.
std::vector<ChartLinePlace> chartLinePlaces(const ChartScene &scene, const ChartGeometry &geometry);

/// Of a series; faint ones are mixed with the ground.
QColor seriesColour(const ChartScene::Series &series, const Palette &palette);

} // namespace watchfloor
