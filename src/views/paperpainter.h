// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/paperlayout.h"

class QImage;

namespace watchfloor {

// On any painter whose unit is the paper's unit and whose origin is the sheet's corner. Light
// colours always; vectors and text but for the logo.

/// Texts, lines and the logo; on any thread.
void paintPage(QPainter &painter, const PaperLayout &layout, int page, const PaperFonts &fonts);
/// One of the page's charts; on the GUI thread.
void paintChart(QPainter &painter, const PaperLayout &layout, int page, int chart);

/// A white sheet of so many pixels across, without its charts; on any thread.
QImage pageImage(const PaperLayout &layout, int page, const PaperFonts &fonts, int pixelsAcross);
/// Adds a chart to such an image; on the GUI thread.
void addChart(QImage &image, const PaperLayout &layout, int page, int chart);

} // namespace watchfloor
