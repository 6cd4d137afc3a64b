// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/paperlayout.h"
#include "views/papertablefit.h"

namespace watchfloor {

/// Pages being filled from the top: where the next line stands, and when a new page begins.
class PaperSheet {
public:
    PaperSheet(PaperLayout &layout, const PaperMeasure &measure);

    double left() const { return m_body.left(); }
    double width() const { return m_body.width(); }
    double y() const { return m_y; }
    double room() const { return m_body.bottom() - m_y; }
    double pageRoom() const { return m_body.height(); }
    bool isAtTop() const { return m_y <= m_body.top(); }

    void newPage();
    /// A new page unless so much fits; where no page is high enough, this one.
    void need(double height);
    void skip(double height) { m_y += height; }
    /// Space above a block, none at the top of a page.
    void gap(double height);

    // At `y` below the sheet's line; these do not move it.
    void text(double x, double y, const QString &text, PaperFont font, PaperInk ink);
    void textRight(double right, double y, const QString &text, PaperFont font, PaperInk ink);
    void rule(double x, double y, double width, double thickness, PaperInk ink);

    PaperPage &page() { return m_layout.pages.back(); }
    PaperLayout &layout() { return m_layout; }
    QSizeF layoutSize() const { return m_layout.size; }
    const PaperMeasure &measure() const { return m_measure; }

private:
    PaperLayout &m_layout;
    const PaperMeasure &m_measure;
    QRectF m_body;
    double m_y = 0;
};

/// `continuedAs`: above the parts of a table that goes on.
void placeTable(PaperSheet &sheet, const PaperTable &table, const TableFit &fit,
                const QString &continuedAs);
/// What must stand on one page with a heading above it.
double tableHead(const PaperSheet &sheet, const PaperTable &table, const TableFit &fit);

inline constexpr double hairline = 0.4 * paperPoint;

} // namespace watchfloor
