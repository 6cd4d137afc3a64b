// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/chartscene.h"

#include <QByteArray>
#include <QImage>

#include <vector>

class QWidget;

namespace watchfloor {

/// Charts as a file to put elsewhere: light colours, title and a caption, every bar there is.
struct ChartFile {
    std::vector<ChartScene> scenes; ///< below each other
    QString title;                  ///< empty = that of the scene
    QString caption;                ///< accounts, range, filters, as of: what the picture is of
    bool rightToLeft = false;
    int width = 960; ///< px at 1x; the height follows from what is drawn
};

/// What chartImage() draws of it.
ChartFile fitForPoints(ChartFile file);

/// On the GUI thread: Qt Charts paints. Twice as sharp as it is large. Of more bars than a picture
/// can hold the first ones, Other and Unspecified, and how many these are.
QImage chartImage(const ChartFile &file);
/// Vectors and text; every bar.
QByteArray chartSvg(const ChartFile &file);

// A widget as it stands, in its own colours.
QImage widgetImage(const QWidget &widget);
QByteArray widgetSvg(const QWidget &widget, const QString &title);

/// Any thread. With the picture's title and where it comes from.
QByteArray pngOf(const QImage &image, const QString &title);

} // namespace watchfloor
