// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/chartoverlay.h"
#include "views/markedview.h"

#include <QPixmap>

class QScrollBar;

namespace watchfloor {

/// Grid, bars and lines of a scene in Qt Charts: the only place that knows it. Texts are ours. It
/// holds the rows asked for and no others.
class ChartPlot {
public:
    ChartPlot();
    ~ChartPlot();
    ChartPlot(const ChartPlot &) = delete;
    ChartPlot &operator=(const ChartPlot &) = delete;

    /// [first, end) of the categories; bars of others are not made.
    void fill(const ChartScene &scene, int first, int end, const Palette &palette);
    /// Vectors into any painter. No animation, shadow or OpenGL.
    void render(QPainter &painter, const QRectF &target, bool mirrored);
    /// Rows of bars, or bins, that exist just now.
    int liveBars() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Bars, lines and bins. Many bars scroll: 36 px a row, only those in sight are alive.
class ChartView : public MarkedView {
    Q_OBJECT
public:
    explicit ChartView(QWidget *parent = nullptr);
    ~ChartView() override;

    ChartGeometry geometryNow() const;
    int liveBars() const { return m_plot.liveBars(); }
    QScrollBar *scrollBar() const { return m_scroll; }

    QRect markRect(ChartMark mark) const override;
    ChartMark markAt(QPoint pos) const override;

    QSize sizeHint() const override { return {640, 320}; }
    QSize minimumSizeHint() const override { return {240, 120}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    ChartMark neighbour(ChartMark from, int key) const override;
    void sceneChanged(bool same) override;
    void ensureVisible(ChartMark mark) override;
    bool isOnLabel(QPoint pos) const override;

private:
    QRect chartArea() const;
    void placeScrollBar();
    void refill(const ChartGeometry &geometry);
    ChartMark besideBar(ChartMark from, int key) const;
    ChartMark besideBin(ChartMark from, int key) const;
    ChartMark besidePoint(ChartMark from, int key) const;

    ChartPlot m_plot;
    QScrollBar *m_scroll;
    QPixmap m_picture;
    std::pair<int, int> m_filled{-1, -1};
    const Palette *m_filledWith = nullptr;
};

/// One scene on paper or in a file, of any kind: the palette given (paper: Palette::day()), nothing
/// pointed at. Of bars those from `firstRow` on that fit; the result says how many rows that was.
int paintChartScene(QPainter &painter, const QRectF &area, const ChartScene &scene,
                    const Palette &palette, bool rightToLeft, int firstRow = 0);

} // namespace watchfloor
