// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/papersheet.h"

namespace watchfloor {
namespace {

constexpr double sideMargin = 44 * paperPoint;
constexpr double topMargin = 56 * paperPoint;
constexpr double bottomMargin = 58 * paperPoint;

} // namespace

PaperSheet::PaperSheet(PaperLayout &layout, const PaperMeasure &measure)
    : m_layout(layout)
    , m_measure(measure)
    , m_body(sideMargin, topMargin, layout.size.width() - 2 * sideMargin,
             layout.size.height() - topMargin - bottomMargin)
{
    newPage();
}

void PaperSheet::newPage()
{
    m_layout.pages.emplace_back();
    m_y = m_body.top();
}

void PaperSheet::need(double height)
{
    if (!isAtTop() && height > room())
        newPage();
}

void PaperSheet::gap(double height)
{
    if (!isAtTop())
        m_y += height;
}

void PaperSheet::text(double x, double y, const QString &text, PaperFont font, PaperInk ink)
{
    if (text.isEmpty())
        return;
    page().texts.push_back({QPointF(x, m_y + y + m_measure.ascent(font)),
                            m_measure.width(text, font), text, font, ink});
}

void PaperSheet::textRight(double right, double y, const QString &line, PaperFont font,
                           PaperInk ink)
{
    text(right - m_measure.width(line, font), y, line, font, ink);
}

void PaperSheet::rule(double x, double y, double width, double thickness, PaperInk ink)
{
    page().rules.push_back({QRectF(x, m_y + y, width, thickness), ink});
}

} // namespace watchfloor
