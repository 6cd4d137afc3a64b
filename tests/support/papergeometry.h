// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/paperlayout.h"

#include <QTest>

namespace watchfloor::test {

/// Every letter is half as wide as high, of East Asia as wide: the same on every machine.
class FixedMeasure : public PaperMeasure {
public:
    double width(const QString &text, PaperFont font) const override
    {
        double units = 0;
        for (const QChar c : text)
            units += c.unicode() >= 0x2e80 && c.unicode() < 0xfe00 ? 1.0 : 0.5;
        return units * size(font);
    }
    double ascent(PaperFont font) const override { return size(font); }
    double lineHeight(PaperFont font) const override { return 1.4 * size(font); }

private:
    static double size(PaperFont font)
    {
        static constexpr std::array sizes{85.0, 85.0, 70.0, 125.0, 190.0, 150.0, 70.0};
        return sizes[static_cast<std::size_t>(font)];
    }
};

/// Nothing leaves the sheet, nothing overlaps.
inline void checkGeometry(const PaperLayout &layout)
{
    const QRectF sheet(QPointF(0, 0), layout.size);
    const QRectF body = sheet.adjusted(439, 300, -439, -300);
    for (const PaperPage &page : layout.pages) {
        for (const PaperText &text : page.texts) {
            const QRectF line(text.at.x(), text.at.y() - 60, text.width, 60);
            QVERIFY2(body.contains(line), qPrintable(text.text));
        }
        for (std::size_t i = 0; i < page.texts.size(); ++i) {
            for (std::size_t k = i + 1; k < page.texts.size(); ++k) {
                const PaperText &a = page.texts[i];
                const PaperText &b = page.texts[k];
                if (std::abs(a.at.y() - b.at.y()) > 20)
                    continue;
                QVERIFY2(a.at.x() + a.width <= b.at.x() + 1 || b.at.x() + b.width <= a.at.x() + 1,
                         qPrintable(a.text + QStringLiteral(" over ") + b.text));
            }
        }
        for (const PaperPicture &chart : page.charts)
            QVERIFY(body.contains(chart.area));
    }
}

} // namespace watchfloor::test
