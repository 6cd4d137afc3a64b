// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QRect>
#include <QString>

class QPainter;

namespace watchfloor {

/// Three sizes a page, two weights. Pixel sizes at 1x; Qt scales them with the screen.
QFont bodyFont();   ///< 13 px: text and tables
QFont strongFont(); ///< 13 px semibold
QFont smallFont();  ///< 11 px: labels, units, axes
QFont titleFont();  ///< 20 px semibold: page titles
/// Semibold figures of that height at 1x: counters (20, 28), the wallboard (x2.5).
QFont figureFont(int pixels);

/// While it lives, all of the above are of this family: charts on paper. On the window's thread.
class FontFamilyScope {
public:
    explicit FontFamilyScope(const QString &family);
    ~FontFamilyScope();
    FontFamilyScope(const FontFamilyScope &) = delete;
    FontFamilyScope &operator=(const FontFamilyScope &) = delete;

private:
    QString m_before;
};

constexpr int gridStep = 8;
constexpr int tableRowHeight = 28;
constexpr int pageMargin = 16;

/// True when all ten digits of the font are equally wide, so that numbers align down a column.
bool hasTabularFigures(const QFont &font);
/// Draws one line with each digit in a cell of equal width where the font needs it. `flags`:
/// horizontal alignment; vertically centred; elided at the end when there is no room.
void drawFigures(QPainter &painter, const QRect &rect, const QString &text, Qt::Alignment flags);

} // namespace watchfloor
