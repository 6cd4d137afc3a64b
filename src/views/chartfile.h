// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/chartscene.h"

#include <QByteArray>
#include <QImage>

#include <functional>
#include <memory>
#include <vector>

class QPainter;
class QRectF;
class QWidget;

namespace watchfloor {

struct Palette;

/// What is drawn but no scene of a chart, as a value.
struct PaintedChart {
    using Paint = std::function<void(QPainter &painter, const QRectF &area, const Palette &palette,
                                     bool rightToLeft)>;
    std::function<int(int width)> height; ///< px
    Paint paint;                          ///< on the GUI thread
};

/// Charts as a file to put elsewhere: light colours, title and a caption, every bar there is.
struct ChartFile {
    std::vector<ChartScene> scenes; ///< below each other
    PaintedChart painted = {};      ///< below them
    QString title;                  ///< empty = that of the scene
    QString caption;                ///< accounts, range, filters, as of: what the picture is of
    bool rightToLeft = false;
    int width = 960; ///< px at 1x; the height follows from what is drawn
};

/// What chartImage() draws of it.
ChartFile fitForPoints(ChartFile file);

/// A chart file being drawn, one chart (or as many bars of it as a chart makes rows of) at a time,
/// so that the window may go on between them. On the GUI thread: Qt Charts paints.
class ChartDrawing {
public:
    enum class Into { Points, Vectors };
    ChartDrawing(ChartFile file, Into into);
    ~ChartDrawing();
    ChartDrawing(const ChartDrawing &) = delete;
    ChartDrawing &operator=(const ChartDrawing &) = delete;

    int parts() const;
    int drawn() const;
    void drawNext();

    // Once, when all is drawn. Taken, not copied: a long picture is a lot of memory to let go.
    /// Twice as sharp as it is large. Of more bars than a picture can hold the first ones, Other
    /// and Unspecified, and how many these are.
    QImage takeImage();
    /// Vectors and text; every bar.
    QByteArray takeSvg();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

// All of it at once.
QImage chartImage(const ChartFile &file);
QByteArray chartSvg(const ChartFile &file);

// A widget as it stands, in its own colours.
QImage widgetImage(const QWidget &widget);
QByteArray widgetSvg(const QWidget &widget, const QString &title);

/// Any thread. With the picture's title and where it comes from. Empty: it could not be packed, or
/// `goOn`, asked every few milliseconds, was false.
QByteArray pngOf(const QImage &image, const QString &title, const std::function<bool()> &goOn = {});

} // namespace watchfloor
