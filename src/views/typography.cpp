// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/typography.h"

#include <QFontDatabase>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace watchfloor {
namespace {

QString scopedFamily; // of a FontFamilyScope

QFont sized(int pixels, QFont::Weight weight)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    if (!scopedFamily.isEmpty())
        font.setFamily(scopedFamily);
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

int widestDigit(const QFontMetrics &metrics)
{
    int widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QChar(digit)));
    return widest;
}

} // namespace

FontFamilyScope::FontFamilyScope(const QString &family)
    : m_before(std::exchange(scopedFamily, family))
{
}

FontFamilyScope::~FontFamilyScope()
{
    scopedFamily = m_before;
}

QFont bodyFont()
{
    return sized(13, QFont::Normal);
}
QFont strongFont()
{
    return sized(13, QFont::DemiBold);
}
QFont smallFont()
{
    return sized(11, QFont::Normal);
}
QFont titleFont()
{
    return sized(20, QFont::DemiBold);
}
QFont figureFont(int pixels)
{
    return sized(pixels, QFont::DemiBold);
}

bool hasTabularFigures(const QFont &font)
{
    static QFont known;
    static bool tabular = true;
    static bool asked = false;
    if (!asked || font != known) {
        const QFontMetrics metrics(font);
        const int width = metrics.horizontalAdvance(QLatin1Char('0'));
        tabular = true;
        for (char16_t digit = u'1'; digit <= u'9'; ++digit)
            tabular = tabular && metrics.horizontalAdvance(QChar(digit)) == width;
        known = font;
        asked = true;
    }
    return tabular;
}

void drawFigures(QPainter &painter, const QRect &rect, const QString &text, Qt::Alignment flags)
{
    const QFontMetrics metrics(painter.font());
    // "1 h 26 m" stays in its own order in a right-to-left window; the flags say the side.
    painter.setLayoutDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    if (hasTabularFigures(painter.font())) {
        const QString shown = metrics.elidedText(text, Qt::ElideRight, rect.width());
        painter.drawText(rect, static_cast<int>(flags | Qt::AlignVCenter) | Qt::TextSingleLine,
                         shown);
        return;
    }
    const int cell = widestDigit(metrics);
    int width = 0;
    for (const QChar c : text)
        width += c.isDigit() ? cell : metrics.horizontalAdvance(c);
    if (width > rect.width()) {
        const QString shown = metrics.elidedText(text, Qt::ElideRight, rect.width());
        painter.drawText(rect, static_cast<int>(flags | Qt::AlignVCenter) | Qt::TextSingleLine,
                         shown);
        return;
    }
    int x = flags.testFlag(Qt::AlignRight) ? rect.right() + 1 - width : rect.left();
    const int y = rect.top() + (rect.height() - metrics.height()) / 2 + metrics.ascent();
    for (const QChar c : text) {
        const int own = metrics.horizontalAdvance(c);
        const int step = c.isDigit() ? cell : own;
        painter.drawText(x + (step - own) / 2, y, QString(c));
        x += step;
    }
}

} // namespace watchfloor
