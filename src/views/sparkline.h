// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/palette.h"

#include <QString>
#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

class QPainter;

namespace watchfloor {

/// A small line over even steps of time, oldest first.
struct SparkSeries {
    std::vector<std::optional<double>> values; ///< none = nobody knows: drawn as a gap, never as 0
    std::optional<double> threshold;           ///< a dashed line in `bad`
    bool fromZero = true;                      ///< the lower edge is 0, or the lowest value

    bool isEmpty() const;
    bool operator==(const SparkSeries &) const = default;
};

/// Where a value lies within `rect`; time runs from the left in every language, as on all axes.
/// None for a gap or an index out of range.
std::optional<QPointF> sparkPoint(const QRectF &rect, const SparkSeries &series, int index);

/// The step of `count` nearest to x within `rect`; -1 = there is none.
int sparkIndexAt(const QRectF &rect, int count, double x);

/// Into any painter, for delegates and paper: line, gaps hatched, threshold, last point marked.
/// `line` null = the palette's muted text.
void paintSparkline(QPainter &painter, const QRectF &rect, const SparkSeries &series,
                    const Palette &palette, const QColor &line = {});

/// What a screen reader says: "23, lowest 4, highest 31, 2 gaps"; a dash when there is nothing.
QString sparkText(const SparkSeries &series, const std::function<QString(double)> &say);

/// The same as a widget. `name` and the values' texts are what assistive technology reads; the
/// tooltip tells the value under the mouse.
class Sparkline : public QWidget {
    Q_OBJECT
public:
    explicit Sparkline(QWidget *parent = nullptr);

    void setSeries(const SparkSeries &series);
    const SparkSeries &series() const { return m_series; }
    /// `name`: what it is of ("Open conversations, last 24 hours").
    void setName(const QString &name);
    /// How a value and a step are told; without the second the tooltip is the value alone.
    void setTexts(std::function<QString(double)> value, std::function<QString(int)> step = {});
    /// A member of Palette, so that it follows the theme.
    void setColour(QColor Palette::*colour);
    /// The accessible value.
    QString valueText() const;
    /// The step nearest to x; -1 = none.
    int indexAt(int x) const;

    QSize sizeHint() const override { return {96, 24}; }
    QSize minimumSizeHint() const override { return {32, 16}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRectF area() const;

    SparkSeries m_series;
    QColor Palette::*m_colour = &Palette::muted;
    std::function<QString(double)> m_value;
    std::function<QString(int)> m_step;
};

} // namespace watchfloor
