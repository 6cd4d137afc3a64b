// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/chartoverlay.h"
#include "views/markedview.h"

namespace watchfloor {

/// Seven days below each other, in the order of the scene; 24 hours from the left in every
/// language.
class HeatGeometry {
public:
    HeatGeometry(const ChartScene &scene, QSizeF size, bool rightToLeft);

    const QRectF &grid() const { return m_grid; }
    QRectF cell(int index) const;
    QRectF dayLabel(int day) const;
    QRectF hourLabel(int hour) const;
    QRectF legend() const;
    int cellAt(QPointF pos) const; ///< -1 = none

private:
    QRectF m_grid;
    QRectF m_labels;
};

/// Which of the seven steps a value has, 0 the lowest; `most` has the highest.
int heatStep(double value, double most);

void paintHeatMap(QPainter &painter, const QRectF &area, const ChartScene &scene,
                  const Palette &palette, bool rightToLeft, const ChartAttention &attention);

/// Weekday x hour in seven steps of the accent; an hour without data is hatched, never pale.
class HeatMapView : public MarkedView {
    Q_OBJECT
public:
    explicit HeatMapView(QWidget *parent = nullptr);

    QRect markRect(ChartMark mark) const override;
    ChartMark markAt(QPoint pos) const override;
    QSize sizeHint() const override { return {720, 380}; }
    QSize minimumSizeHint() const override { return {320, 180}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    ChartMark neighbour(ChartMark from, int key) const override;
    void sceneChanged(bool) override {}
};

} // namespace watchfloor
