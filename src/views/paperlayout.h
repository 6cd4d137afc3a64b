// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/paperblocks.h"
#include "views/paperfonts.h"

#include <QPageLayout>
#include <QPointF>
#include <QSizeF>

#include <stop_token>

namespace watchfloor {

enum class PaperInk { Text, Muted, Faint, Line, Warn };

/// One line of text; `at` is its left end on the base line.
struct PaperText {
    QPointF at;
    double width = 0;
    QString text;
    PaperFont font = PaperFont::Body;
    PaperInk ink = PaperInk::Text;
};

struct PaperRule {
    QRectF area;
    PaperInk ink = PaperInk::Line;
};

struct PaperPicture {
    QRectF area;
    PaperChart::Paint paint;
    int first = 0;
    int count = 0;
    QByteArray likeness; ///< of the chart; see PaperChart
};

struct PaperPage {
    std::vector<PaperText> texts;
    std::vector<PaperRule> rules;
    std::vector<PaperPicture> charts; ///< painted on the GUI thread
    QRectF logo;                      ///< empty: none here
};

struct PaperBookmark {
    QString title;
    int page = 0;   ///< from 0
    double top = 0; ///< units from the page's top
};

/// Pages as pure geometry in paper units, the origin at the top left of the sheet.
struct PaperLayout {
    QSizeF size;
    std::vector<PaperPage> pages;
    std::vector<PaperBookmark> bookmarks;
    QImage logo;
    QString title;
    QString author;
    QString language;
    PaperSize paper = PaperSize::A4;
    bool landscape = false;
    bool rightToLeft = false;

    int pageCount() const { return static_cast<int>(pages.size()); }
};

/// Equal content and measure, equal pages. Any thread. `stop`: ends behind the block it is at, with
/// pages that are of no use.
PaperLayout layOut(const PaperContent &content, const PaperMeasure &measure,
                   const std::stop_token &stop = {});

/// Some of its pages: `first` up to before `end`, with their bookmarks.
PaperLayout pagesFrom(const PaperLayout &layout, int first, int end);

QPageLayout pageLayoutOf(PaperSize paper, bool landscape);

/// Page by page as text from top to bottom, cells of a line side by side: for screen readers and
/// tests.
QString textOf(const PaperPage &page);

} // namespace watchfloor
